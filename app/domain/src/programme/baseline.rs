//! The programme's plan as the board decided it (baseline): what every measure was to be, and by when.
//!
//! A decided plan is a record that can only be made, never changed. The measures in it are frozen by the rule itself from
//! the register as it is, so nobody types what was decided; a later decision is a new plan.

use crate::deliverable::DeliverableKind;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::measure::{Measure, MeasureState, SubArea};
use crate::minutes::{MINUTES, Minutes};
use crate::picture::Matter;
use crate::risk::Area;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// A plan as the board decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// The programme's name; empty where none is in the register.
    pub programme: String,
    /// The day the programme was to end.
    pub end: Option<NaiveDate>,
    /// Where the decision stands in the minutes.
    pub minutes: Minutes,
    /// The decision in the words of the minutes.
    pub text: String,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// Function of the one who recorded it.
    pub by: String,
    /// Journal position the register was read at.
    pub position: u64,
    /// Every measure that was under way, planned or done, by number. Nothing a secrecy marking can cover is in it.
    pub measures: Vec<Planned>,
}

/// A measure as it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The measure.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its area.
    pub area: Area,
    /// Its sub-area.
    pub sub_area: SubArea,
    /// What it was to deliver.
    pub deliverable: DeliverableKind,
    /// Function that answered for it.
    pub owner: String,
    /// Decided start.
    pub start: NaiveDate,
    /// Decided end.
    pub end: NaiveDate,
}

/// Decided start and end of each measure.
pub type Decided = BTreeMap<Key, (NaiveDate, NaiveDate)>;

/// What a plan is decided from: the programme as it is in the register, and what has been decided before.
#[derive(Debug, Clone, Default)]
pub struct PlanMatter {
    /// The programme's name and last day; none where there is no programme.
    pub programme: Option<(String, NaiveDate)>,
    /// Every measure.
    pub measures: Vec<(Key, Measure)>,
    /// Every plan decided before.
    pub decided: Vec<(Key, Baseline)>,
}

impl Baseline {
    /// The form.
    pub const FIELDS: &'static [Field] =
        &[MINUTES[0], MINUTES[1], MINUTES[2], MINUTES[3], Field::optional("text", Input::Text(4000))];

    /// Reads what the minutes say, and freezes the plan as the register has it.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `measures` when there is no measure to decide on, `Taken` at `paragraph` when the
    /// decision is recorded already.
    pub fn read(draft: &Draft, matter: &Matter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let minutes = Minutes::read(&mut reader, None, today);
        let taken = minutes.as_ref().is_some_and(|own| {
            let same = |other: &Minutes| own.same_place(&other.organ, other.date, other.paragraph);
            matter.plan.decided.iter().any(|(_, other)| same(&other.minutes))
        });
        if taken {
            reader.error("paragraph", ErrorCode::Taken);
        }
        let text = reader.text("text", 4000);
        let measures = frozen(&matter.plan.measures);
        if measures.is_empty() {
            reader.error("measures", ErrorCode::NotNow);
        }
        let programme = matter.plan.programme.as_ref();
        let value = minutes.map(|minutes| Self {
            programme: programme.map(|(name, _)| name.clone()).unwrap_or_default(),
            end: programme.map(|(_, end)| *end),
            minutes,
            text,
            recorded: today,
            by: by.to_owned(),
            position: matter.position,
            measures,
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("organ", self.minutes.organ.as_str())
            .with("paragraph", self.minutes.paragraph.to_string())
            .with("registration", self.minutes.registration.as_str())
            .with("text", self.text.as_str());
        draft.set_date("date", Some(self.minutes.date));
        draft
    }

    /// How people refer to it: `Nämnden för Intraservice 2024-01-31, § 9`.
    #[must_use]
    pub fn name(&self) -> String {
        let Minutes { organ, date, paragraph, .. } = &self.minutes;
        format!("{organ} {date}, § {paragraph}")
    }

    /// A measure as it was decided.
    #[must_use]
    pub fn planned(&self, key: &Key) -> Option<&Planned> {
        self.measures.iter().find(|planned| planned.key == *key)
    }

    /// Decided start and end of each measure.
    #[must_use]
    pub fn dates(&self) -> Decided {
        self.measures.iter().map(|planned| (planned.key.clone(), (planned.start, planned.end))).collect()
    }
}

/// The plan in force among all: the one whose meeting was held last.
#[must_use]
pub fn in_force<P: Borrow<Baseline>>(plans: &[(Key, P)]) -> Option<&(Key, P)> {
    plans.iter().max_by_key(|(key, plan)| (plan.borrow().minutes.date, key.number()))
}

/// The measures as they are frozen. One that ended without its deliverable is no longer part of the plan.
fn frozen(measures: &[(Key, Measure)]) -> Vec<Planned> {
    let mut planned: Vec<Planned> = measures
        .iter()
        .filter(|(_, measure)| measure.state() != MeasureState::Closed)
        .map(|(key, measure)| Planned {
            key: key.clone(),
            title: measure.title.clone(),
            area: measure.area,
            sub_area: measure.sub_area,
            deliverable: measure.deliverable,
            owner: measure.owner.clone(),
            start: measure.start,
            end: measure.end,
        })
        .collect();
    planned.sort_by_key(|one| (one.key.number(), one.key.clone()));
    planned
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::date;
    use crate::risk::Closed;
    use crate::settings::Settings;

    pub(in crate::programme) fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    pub(in crate::programme) fn measure(number: u32, end: &str) -> (Key, Measure) {
        let typed = Draft::default()
            .with("title", format!("Rutin {number}"))
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2024-01-01")
            .with("end", end);
        (Key::numbered("ATG", number), Measure::read(&typed, None, &Settings::default()).unwrap())
    }

    fn typed() -> Draft {
        Draft::default()
            .with("organ", "Nämnden")
            .with("date", "2024-01-31")
            .with("paragraph", "9")
            .with("registration", "DEMO-2024-0009")
    }

    fn matter(measures: Vec<(Key, Measure)>) -> Matter {
        Matter { plan: PlanMatter { measures, ..PlanMatter::default() }, position: 7, ..Matter::default() }
    }

    pub(in crate::programme) fn decided(measures: Vec<(Key, Measure)>) -> Baseline {
        Baseline::read(&typed(), &matter(measures), "Nämndsekreterare", day("2024-02-01")).unwrap()
    }

    #[test]
    fn what_is_decided_is_what_the_register_says() {
        let mut ended = measure(3, "2025-01-31");
        ended.1.closed = Some(Closed { date: day("2024-01-10"), reason: "utgår".into() });
        let plan = decided(vec![measure(12, "2025-06-30"), measure(2, "2024-06-30"), ended]);
        let keys: Vec<&str> = plan.measures.iter().map(|one| one.key.as_str()).collect();
        assert_eq!((keys, plan.position), (vec!["ATG-02", "ATG-12"], 7));
        assert_eq!(plan.dates()[&Key::numbered("ATG", 12)], (day("2024-01-01"), day("2025-06-30")));
        assert_eq!(plan.name(), "Nämnden 2024-01-31, § 9");
    }

    #[test]
    fn an_empty_plan_cannot_be_decided_nor_one_decision_recorded_twice() {
        let errors = Baseline::read(&typed(), &matter(Vec::new()), "", day("2024-02-01")).unwrap_err();
        assert_eq!(errors, [FieldError::new("measures", ErrorCode::NotNow)]);
        let mut again = matter(vec![measure(1, "2024-06-30")]);
        again.plan.decided = vec![(Key::numbered("PLN", 1), decided(vec![measure(1, "2024-06-30")]))];
        let errors = Baseline::read(&typed(), &again, "", day("2024-02-01")).unwrap_err();
        assert_eq!(errors, [FieldError::new("paragraph", ErrorCode::Taken)]);
        let errors = Baseline::read(&typed(), &matter(vec![measure(1, "2024-06-30")]), "", day("2024-01-30"));
        assert_eq!(errors.unwrap_err(), [FieldError::new("date", ErrorCode::InTheFuture)]);
    }

    #[test]
    fn the_plan_in_force_is_of_the_last_meeting() {
        let first = (Key::numbered("PLN", 1), decided(vec![measure(1, "2024-06-30")]));
        let mut second = (Key::numbered("PLN", 2), first.1.clone());
        second.1.minutes.date = day("2023-12-01");
        let plans = [first, second];
        assert_eq!(in_force(&plans).unwrap().0.as_str(), "PLN-01", "recorded later, decided earlier");
    }
}
