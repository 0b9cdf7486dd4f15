//! Coverage of a framework: what there is behind each requirement, and what is missing.

use super::View;
use super::behind::{Behind, SUPPORTING, controls, tally};
use crate::error::Result;
use domain::coverage::tally::Tally;
use domain::coverage::{ControlBehind, Coverage, CoverageRow, FrameworkSummary, SHOWN, Shares};
use domain::framework::Framework;
use domain::requirement::Requirement;
use domain::{AppError, Body, Cell, Key, Kind};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Kinds of record that a framework's page tells of.
const WITH_RISKS: [Kind; 4] = [Kind::Risk, Kind::Measure, Kind::Control, Kind::Evidence];

impl View<'_> {
    /// The frameworks the actor may see, with how far each is shown and judged.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn frameworks(&self) -> Result<Vec<FrameworkSummary>> {
        Ok(Arc::unwrap_or_clone(self.kept(&self.store.kept.frameworks, "", self.summed_up()).await?))
    }

    async fn summed_up(&self) -> Result<Vec<FrameworkSummary>> {
        let requirements = self.requirements().await?;
        let support = self.support(&SUPPORTING, None).await?;
        let tallied: HashMap<&Key, Tally> =
            requirements.iter().map(|(key, _)| (key, tally(support.get(key)))).collect();
        let of = |key: &Key| tallied.get(key).copied().unwrap_or_default();
        let mut summaries = Vec::new();
        for (key, framework) in self.framework_list().await? {
            let own = || requirements.iter().filter(|(_, r)| r.framework == key && r.assessable);
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            summaries.push(FrameworkSummary {
                assessable: count(own().count()),
                evidenced: count(own().filter(|(key, _)| of(key).evidence > 0).count()),
                judged: count(own().filter(|(_, r)| r.judgement.is_some()).count()),
                shares: Shares::of(own().map(|(key, r)| of(key).basis(r.assessable, r.level()))),
                coming: framework.in_force.is_some_and(|from| self.day() < from),
                key,
                framework,
            });
        }
        Ok(summaries)
    }

    /// Coverage of a framework; of the first one when none is named.
    ///
    /// # Errors
    /// `NotFound` when there is no such framework, or the actor may not see it.
    pub async fn coverage(&self, framework: &str) -> Result<Coverage> {
        let reckon = self.covered(framework);
        Ok(Arc::unwrap_or_clone(self.kept(&self.store.kept.coverages, framework, reckon).await?))
    }

    async fn covered(&self, framework: &str) -> Result<Coverage> {
        let all = self.framework_list().await?;
        let wanted = if framework.is_empty() { all.first() } else { all.iter().find(|(key, _)| key == framework) };
        let Some((framework_key, framework)) = wanted.cloned() else { return Err(AppError::NotFound.into()) };
        let requirements = self.requirements().await?;
        let cited = cited(&requirements, &all);
        let related = related(&requirements);
        let support = self.support(&WITH_RISKS, None).await?;
        let own = || requirements.iter().filter(|(_, requirement)| requirement.framework == framework_key);
        let results = self.results(own().filter_map(|(key, _)| support.get(key))).await?;
        let rows = own()
            .map(|(key, requirement)| {
                let others = related.get(key).into_iter().flatten();
                let others = others.filter_map(|key| Some(((*key).clone(), cited.get(key)?.clone())));
                let name = cited.get(key).cloned().unwrap_or_default();
                let others = others.take(SHOWN * 2).collect();
                self.coverage_row((key, name), requirement, support.get(key), &results, others)
            })
            .collect();
        let frameworks = all.into_iter().map(|(key, framework)| (key, framework.short)).collect();
        Ok(Coverage { framework_key, framework, frameworks, day: self.day(), rows })
    }

    fn coverage_row(
        &self,
        (key, cited): (&Key, String),
        requirement: &Requirement,
        support: Option<&Vec<Behind>>,
        results: &HashMap<Key, Cell>,
        related: Vec<(Key, String)>,
    ) -> CoverageRow {
        let behind = |kind| support.into_iter().flatten().filter(move |one| one.kind == kind);
        let open = behind(Kind::Measure).filter(|one| !one.ended && !one.done);
        let mut holding: Vec<&Behind> = behind(Kind::Evidence).filter(|one| one.hold.holds()).collect();
        holding.sort_by_key(|one| std::cmp::Reverse(one.effective));
        let tally = tally(support);
        let judgement = requirement.judgement.as_ref();
        CoverageRow {
            key: key.clone(),
            cited,
            heading: requirement.heading.clone(),
            title: requirement.title.clone(),
            related,
            coming: requirement.in_force.filter(|_| requirement.coming_on(self.day())),
            tally,
            measures_open: open.take(SHOWN).map(|one| one.key.clone()).collect(),
            control_results: controls(support)
                .take(SHOWN)
                .filter_map(|one| {
                    let result = results.get(&one.key)?.clone();
                    Some(ControlBehind { key: one.key.clone(), result, not_evidenced: one.checked.not_evidenced })
                })
                .collect(),
            evidence_newest: holding
                .iter()
                .take(SHOWN)
                .filter_map(|one| Some((one.key.clone(), one.effective?)))
                .collect(),
            risks: behind(Kind::Risk).filter(|one| !one.closed).take(SHOWN).map(|one| one.key.clone()).collect(),
            example: requirement.examples.first().cloned().unwrap_or_default(),
            level: requirement.level(),
            judged: judgement.map(|judgement| judgement.date),
            reason: judgement.map(|judgement| judgement.reason.clone()).unwrap_or_default(),
            basis: tally.basis(requirement.assessable, requirement.level()),
        }
    }

    /// Last results of the controls that are shown, as the actor may see them.
    async fn results<'b>(&self, support: impl Iterator<Item = &'b Vec<Behind>>) -> Result<HashMap<Key, Cell>> {
        let shown: BTreeSet<Key> =
            support.flat_map(|behind| controls(Some(behind)).take(SHOWN)).map(|one| one.key.clone()).collect();
        let records = self.some(Kind::Control, &Vec::from_iter(shown)).await?;
        let scale = &self.settings.scale;
        let results = records.iter().map(|record| (record.key.clone(), record.body.cell("result", &record.key, scale)));
        Ok(results.collect())
    }

    /// Requirements the actor may see, in their frameworks' order.
    pub(super) async fn requirements(&self) -> Result<Vec<(Key, Requirement)>> {
        let records = self.all(Kind::Requirement).await?.into_iter().filter_map(|record| match record.body {
            Body::Requirement(requirement) => Some((record.key, requirement)),
            _ => None,
        });
        Ok(records.collect())
    }

    /// Frameworks the actor may see, in order.
    pub async fn framework_list(&self) -> Result<Vec<(String, Framework)>> {
        let records = self.all(Kind::Framework).await?.into_iter().filter_map(|record| match record.body {
            Body::Framework(framework) if self.actor.sees_framework(record.key.as_str()) => {
                Some((record.key.to_string(), framework))
            }
            _ => None,
        });
        Ok(records.collect())
    }

    /// The same by key and short name: what they are chosen by and called.
    ///
    /// # Errors
    /// As for [`View::framework_list`].
    pub async fn framework_names(&self) -> Result<Vec<(String, String)>> {
        Ok(self.framework_list().await?.into_iter().map(|(key, framework)| (key, framework.short)).collect())
    }
}

/// How each requirement is cited beside those of other frameworks: `CSL 2 kap. 3 §`.
fn cited<'a>(requirements: &'a [(Key, Requirement)], frameworks: &[(String, Framework)]) -> HashMap<&'a Key, String> {
    let short = |of: &str| frameworks.iter().find(|(key, _)| key == of).map_or("", |(_, framework)| &framework.short);
    let cited = requirements.iter().map(|(key, r)| (key, r.cited(short(&r.framework))));
    cited.collect()
}

/// What each requirement corresponds to, whichever of the two says so.
fn related(requirements: &[(Key, Requirement)]) -> HashMap<&Key, BTreeSet<&Key>> {
    let mut related: HashMap<&Key, BTreeSet<&Key>> = HashMap::new();
    for (key, requirement) in requirements {
        for other in &requirement.related {
            related.entry(key).or_default().insert(other);
            related.entry(other).or_default().insert(key);
        }
    }
    related
}
