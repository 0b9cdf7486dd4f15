//! What stands beside a requirement on its own page.

use super::View;
use super::behind::{SUPPORTING, tally};
use crate::error::Result;
use domain::history::Change;
use domain::requirement::Requirement;
use domain::requirement::judgements::{Beside, Related, judgements};
use domain::{Body, Key, Kind};
use std::collections::BTreeSet;

impl View<'_> {
    /// What stands behind a requirement, what of other frameworks asks the same with what stands behind that, and how it has
    /// been judged among its changes. Of frameworks the actor may not see nothing is told.
    pub(super) async fn beside(&self, key: &Key, requirement: &Requirement, changes: &[Change]) -> Result<Beside> {
        let mut others: BTreeSet<Key> = requirement.related.iter().cloned().collect();
        others.extend(self.pointing_at(key, Kind::Requirement).await?);
        others.remove(key);
        let others = self.some(Kind::Requirement, &Vec::from_iter(others)).await?;
        let mut about = vec![key.clone()];
        about.extend(others.iter().map(|record| record.key.clone()));
        let support = self.support(&SUPPORTING, Some(&about)).await?;
        let frameworks = self.framework_list().await?;
        let mut related = Vec::new();
        for record in others {
            let Body::Requirement(other) = record.body else { continue };
            // In the order of the frameworks, and in each in its own order.
            let Some(place) = frameworks.iter().position(|(key, _)| *key == other.framework) else { continue };
            let short = frameworks.get(place).map_or("", |(_, framework)| &framework.short);
            let tally = tally(support.get(&record.key));
            let told = Related {
                cited: other.cited(short),
                tally,
                level: other.level(),
                basis: tally.basis(other.assessable, other.level()),
                title: other.title,
                key: record.key,
            };
            related.push(((place, other.place), told));
        }
        related.sort_by_key(|(place, _)| *place);
        let tally = tally(support.get(key));
        Ok(Beside {
            tally,
            basis: tally.basis(requirement.assessable, requirement.level()),
            related: related.into_iter().map(|(_, told)| told).collect(),
            judgements: judgements(requirement.judgement.as_ref(), changes),
        })
    }
}
