//! What stands behind each requirement: measures, controls and evidence that point at it, as far as coverage reckons.

use super::View;
use crate::error::Result;
use crate::outline::{Facts, KINDS};
use chrono::NaiveDate;
use domain::control::TestResult;
use domain::{Body, Grant, Key, Kind, Moment};
use std::collections::{HashMap, HashSet};

/// A record that points at a requirement.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    pub kind: Kind,
    pub key: Key,
    closed: bool,
    /// A measure that ended without its deliverable.
    pub ended: bool,
    pub done: bool,
    /// A control whose last occasion showed a deviation or was missed. A masked result counts as none seen.
    pub deviates: bool,
    /// Evidence that holds on the view's day.
    pub holds: bool,
    pub effective: Option<NaiveDate>,
}

/// What stands behind each requirement, in the order of their numbers.
pub(super) type Support = HashMap<Key, Vec<Behind>>;

/// Controls that are in use.
pub(super) fn controls(support: Option<&Vec<Behind>>) -> impl Iterator<Item = &Behind> {
    support.into_iter().flatten().filter(|one| one.kind == Kind::Control && !one.closed)
}

impl View<'_> {
    /// What of some kinds stands behind each requirement.
    pub(super) async fn support(&self, kinds: &[Kind]) -> Result<Support> {
        match self.moment {
            Moment::Now => self.support_now(kinds).await,
            Moment::On(_) => self.support_then(kinds).await,
        }
    }

    async fn support_now(&self, kinds: &[Kind]) -> Result<Support> {
        let (mut support, cleared) = self.support_outlined(kinds).await?;
        // A marked result is in no outline; those with clearance see it in the control itself.
        let deviating: HashSet<Key> = self
            .some(Kind::Control, &cleared)
            .await?
            .into_iter()
            .filter_map(|record| deviates(&record.body).then_some(record.key))
            .collect();
        if !deviating.is_empty() {
            for one in support.values_mut().flatten().filter(|one| one.kind == Kind::Control) {
                one.deviates |= deviating.contains(&one.key);
            }
        }
        Ok(support)
    }

    /// The support as the outline tells it, and the controls with a marked result that the actor is cleared for.
    async fn support_outlined(&self, kinds: &[Kind]) -> Result<(Support, Vec<Key>)> {
        let outline = self.outline().await?;
        let (day, mut cleared) = (self.day().to_string(), Vec::new());
        let mut support: HashMap<u32, Vec<(i64, Behind)>> = HashMap::new();
        let requirements: HashMap<u32, &Key> = outline
            .of(Kind::Requirement)
            .filter_map(|(key, _)| Some((outline.names.find(key.as_str())?, key)))
            .collect();
        for &kind in kinds.iter().filter(|kind| KINDS.contains(kind)) {
            for (key, line) in outline.of(kind).filter(|(_, line)| self.sees_line(kind, &outline, line)) {
                let mut behind = None;
                for link in line.links.iter().filter(|link| requirements.contains_key(link)) {
                    let one = behind.get_or_insert_with(|| Behind::of(kind, key, &outline.facts(line), &day));
                    support.entry(*link).or_default().push((line.ordinal, one.clone()));
                }
                let masked = kind == Kind::Control && outline.facts(line).category == "masked";
                if masked && self.actor.cleared(outline.names.text(line.owner)) {
                    cleared.push(key.clone());
                }
            }
        }
        let sorted = support.into_iter().filter_map(|(name, mut behind)| {
            behind.sort_by_key(|(ordinal, _)| *ordinal);
            Some(((*requirements.get(&name)?).clone(), behind.into_iter().map(|(_, one)| one).collect()))
        });
        Ok((sorted.collect(), cleared))
    }

    async fn support_then(&self, kinds: &[Kind]) -> Result<Support> {
        let (day, mut support) = (self.day().to_string(), Support::new());
        for &kind in kinds.iter().filter(|kind| self.grant(**kind) != Grant::No) {
            for record in self.all(kind).await? {
                let facets = record.body.facets(&record.key, &self.settings.scale);
                let facts = Facts {
                    state: &facets.state,
                    category: &facets.category,
                    closed: facets.closed,
                    date: &facets.date,
                    due: &facets.due,
                };
                let mut behind = Behind::of(kind, &record.key, &facts, &day);
                behind.deviates = deviates(&record.body);
                for key in record.body.links().into_iter().filter(|key| key.kind() == Kind::Requirement) {
                    support.entry(key).or_default().push(behind.clone());
                }
            }
        }
        Ok(support)
    }
}

impl Behind {
    fn of(kind: Kind, key: &Key, facts: &Facts<'_>, day: &str) -> Self {
        let result = TestResult::from_code(facts.category);
        Self {
            kind,
            key: key.clone(),
            closed: facts.closed,
            ended: kind == Kind::Measure && facts.state == "closed",
            done: kind == Kind::Measure && facts.state == "done",
            deviates: kind == Kind::Control && result.is_some_and(TestResult::deviates),
            holds: kind == Kind::Evidence && !facts.closed && facts.date <= day && day <= facts.due,
            effective: if kind == Kind::Evidence { facts.date.parse().ok() } else { None },
        }
    }
}

/// Whether a control's last occasion showed a deviation, as far as the actor may see.
fn deviates(body: &Body) -> bool {
    let Body::Control(control) = body else { return false };
    control.last_test().and_then(|test| test.result).is_some_and(TestResult::deviates)
}
