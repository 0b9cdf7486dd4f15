//! What stands behind each requirement: measures, controls and evidence that point at it, as far as coverage reckons.

use super::View;
use super::labels::TOLD_BY;
use crate::error::Result;
use crate::outline::{Facts, KINDS, Line, Outline};
use crate::record::Record;
use chrono::NaiveDate;
use domain::control::Control;
use domain::coverage::tally::{Checked, Hold, Tally};
use domain::label::{Label, LabelCode};
use domain::surroundings::Surroundings;
use domain::{Body, Key, Kind};
use std::collections::{BTreeSet, HashMap};

/// Kinds of record that coverage reckons with.
pub(super) const SUPPORTING: [Kind; 3] = [Kind::Measure, Kind::Control, Kind::Evidence];

/// A record that points at a requirement.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    pub kind: Kind,
    pub key: Key,
    pub closed: bool,
    /// A measure that ended without its deliverable.
    pub ended: bool,
    pub done: bool,
    /// What a control tells, as far as the actor may see.
    pub checked: Checked,
    /// How evidence counts on the view's day.
    pub hold: Hold,
    pub effective: Option<NaiveDate>,
}

/// What stands behind each requirement, in the order of their numbers.
pub(super) type Support = HashMap<Key, Vec<Behind>>;

/// Controls that are in use.
pub(super) fn controls(support: Option<&Vec<Behind>>) -> impl Iterator<Item = &Behind> {
    support.into_iter().flatten().filter(|one| one.kind == Kind::Control && !one.closed)
}

/// What stands behind a requirement, counted.
pub(super) fn tally(support: Option<&Vec<Behind>>) -> Tally {
    let mut tally = Tally::default();
    for one in support.into_iter().flatten() {
        match one.kind {
            Kind::Measure if !one.ended => tally.measure(one.done),
            Kind::Control if !one.closed => tally.control(one.checked),
            Kind::Evidence => tally.evidence(one.hold),
            _ => {}
        }
    }
    tally
}

impl View<'_> {
    /// What of some kinds stands behind each requirement, or behind those that are asked about.
    pub(super) async fn support(&self, kinds: &[Kind], about: Option<&[Key]>) -> Result<Support> {
        let (mut support, unread) = self.support_outlined(kinds, about).await?;
        // A marked result is in no outline, and what follows from it is told only by the control as the actor may see it.
        let read: HashMap<Key, Behind> = {
            let records = self.some(Kind::Control, &Vec::from_iter(unread)).await?;
            self.behind_records(&records).await?.into_iter().map(|behind| (behind.key.clone(), behind)).collect()
        };
        if !read.is_empty() {
            for one in support.values_mut().flatten().filter(|one| one.kind == Kind::Control) {
                if let Some(behind) = read.get(&one.key) {
                    one.checked = behind.checked;
                }
            }
        }
        Ok(support)
    }

    /// The support as the outline tells it, and the controls with a marked result, which it doesn't tell of.
    async fn support_outlined(&self, kinds: &[Kind], about: Option<&[Key]>) -> Result<(Support, BTreeSet<Key>)> {
        let outline = self.outline(&TOLD_BY).await?;
        let (day, mut unread) = (self.day(), BTreeSet::new());
        let around = outline.surroundings(day);
        let mut support: HashMap<u32, Vec<(i64, Behind)>> = HashMap::new();
        let requirements: HashMap<u32, &Key> = outline
            .of(Kind::Requirement)
            .filter(|(key, _)| about.is_none_or(|about| about.contains(key)))
            .filter_map(|(key, _)| Some((outline.names.find(key.as_str())?, key)))
            .collect();
        // Tens of thousands of lines are looked through, and most point elsewhere.
        let mut asked = vec![false; outline.names.count()];
        for name in requirements.keys() {
            asked[*name as usize] = true;
        }
        let asked = |link: &u32| asked.get(*link as usize) == Some(&true);
        for &kind in kinds.iter().filter(|kind| KINDS.contains(kind)) {
            let pointing = outline.of(kind).filter(|(_, line)| line.links.iter().any(asked));
            for (key, line) in pointing.filter(|one| self.sees_line(kind, &outline, *one)) {
                let mut behind = None;
                for link in line.links.iter().filter(|link| asked(link)) {
                    let one = behind.get_or_insert_with(|| {
                        let facts = outline.facts(line);
                        let mut behind = Behind::of(kind, key, &facts, day);
                        if kind == Kind::Control {
                            behind.checked = Checked::of(facts.category, not_evidenced(&outline, line, &around, day));
                        }
                        behind
                    });
                    support.entry(*link).or_default().push((line.ordinal, one.clone()));
                }
                if behind.is_some_and(|behind| behind.checked.unseen) {
                    unread.insert(key.clone());
                }
            }
        }
        let sorted = support.into_iter().filter_map(|(name, mut behind)| {
            behind.sort_by_key(|(ordinal, _)| *ordinal);
            Some(((*requirements.get(&name)?).clone(), behind.into_iter().map(|(_, one)| one).collect()))
        });
        Ok((sorted.collect(), unread))
    }

    /// How records count behind a requirement, each in the place of its record.
    async fn behind_records(&self, records: &[Record]) -> Result<Vec<Behind>> {
        let any_control = records.iter().any(|record| record.body.kind() == Kind::Control);
        let labels = if any_control { self.labels(records).await? } else { Vec::new() };
        let behind = records.iter().enumerate().map(|(place, record)| {
            let facets = record.body.facets(&record.key, &self.settings.scale);
            let facts = Facts {
                state: &facets.state,
                category: &facets.category,
                closed: facets.closed,
                date: &facets.date,
                due: &facets.due,
            };
            let mut behind = Behind::of(record.body.kind(), &record.key, &facts, self.day());
            if let Body::Control(control) = &record.body {
                behind.checked = checked(control, labels.get(place).map_or(&[], Vec::as_slice));
            }
            behind
        });
        Ok(behind.collect())
    }
}

impl Behind {
    fn of(kind: Kind, key: &Key, facts: &Facts<'_>, day: NaiveDate) -> Self {
        let evidence = kind == Kind::Evidence;
        Self {
            kind,
            key: key.clone(),
            closed: facts.closed,
            ended: kind == Kind::Measure && facts.state == "closed",
            done: kind == Kind::Measure && facts.state == "done",
            checked: Checked::default(),
            hold: if evidence { Hold::on(day, facts.closed, facts.date, facts.due) } else { Hold::Aside },
            effective: if evidence { facts.date.parse().ok() } else { None },
        }
    }
}

/// What a control tells as it may be seen.
fn checked(control: &Control, labels: &[Label]) -> Checked {
    Checked::of(Checked::result(control), says_not_evidenced(labels))
}

fn not_evidenced(outline: &Outline, line: &Line, around: &Surroundings, day: NaiveDate) -> bool {
    says_not_evidenced(&outline.labels(Kind::Control, line, around, day))
}

fn says_not_evidenced(labels: &[Label]) -> bool {
    labels.iter().any(|label| label.code == LabelCode::NotEvidenced)
}
