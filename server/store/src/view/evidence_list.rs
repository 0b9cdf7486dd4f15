//! The evidence list: a line for each requirement and piece of evidence, and one for each requirement without.

use super::View;
use crate::error::Result;
use crate::record::Record;
use domain::evidence_list::{EvidenceLine, ListedEvidence};
use domain::pack::Selection;
use domain::{AppError, Body, Grant, Key, Kind};
use std::collections::HashMap;

impl View<'_> {
    /// The evidence list. Requirements that ask nothing of the organisation are left out.
    ///
    /// # Errors
    /// `NotFound` when nothing that was chosen is there, or the actor may not see it.
    pub async fn evidence_list(&self, selection: &Selection) -> Result<Vec<EvidenceLine>> {
        let frameworks = self.framework_list().await?;
        let requirements = self.requirements().await?;
        let behind =
            if self.grant(Kind::Evidence) == Grant::No { Vec::new() } else { self.all(Kind::Evidence).await? };
        let mut support: HashMap<Key, Vec<&Record>> = HashMap::new();
        for record in &behind {
            for key in record.body.links().into_iter().filter(|key| key.kind() == Kind::Requirement) {
                support.entry(key).or_default().push(record);
            }
        }
        let mut lines = Vec::new();
        let mut found = false;
        for (framework_key, framework) in &frameworks {
            if !selection.takes_framework(framework_key) {
                continue;
            }
            for (key, requirement) in requirements.iter().filter(|(_, r)| r.framework == *framework_key) {
                if !selection.takes_requirement(key) {
                    continue;
                }
                found = true;
                if !requirement.assessable {
                    continue;
                }
                let behind = support.get(key).map(Vec::as_slice).unwrap_or_default();
                let mut listed: Vec<ListedEvidence> = behind
                    .iter()
                    .filter_map(|record| match &record.body {
                        Body::Evidence(evidence)
                            if evidence.closed.is_none() && selection.takes_day(evidence.effective) =>
                        {
                            Some(ListedEvidence::of(record.key.clone(), evidence, key, self.day()))
                        }
                        _ => None,
                    })
                    .collect();
                listed.sort_by(|a, b| (b.effective, &a.key).cmp(&(a.effective, &b.key)));
                let line = |evidence| EvidenceLine::of(key.clone(), requirement, &framework.short, evidence);
                if listed.is_empty() {
                    lines.push(line(None));
                }
                lines.extend(listed.into_iter().map(|evidence| line(Some(evidence))));
            }
        }
        if found { Ok(lines) } else { Err(AppError::NotFound.into()) }
    }
}
