//! The year's cycle (årshjul): what a board's work with risk and information security comes back to every year, by which
//! day, and how far it has come.
//!
//! The steps are the organisation's data, kept among its settings, each with its source. How a step stands is read from the
//! register: a decided picture, a decided report, controls carried out, evidence. Only what the register can't know is
//! recorded by hand, with a day and what shows it.

pub mod known;
pub mod record;
pub mod step;
#[cfg(test)]
mod tests;

pub use known::{ControlTally, DecidedReport, Known, ShowingEvidence};
pub use record::StepRecord;
pub use step::{ShownBy, YearStep};

use crate::codes;
use crate::key::Key;
use crate::kind::Kind;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days before its day from which a step is told as due.
pub const AHEAD: i64 = 30;

codes! {
    /// How it stands with a step of a year.
    StepState {
        /// Something shows that it is done.
        Done = "done",
        /// Its day comes within [`AHEAD`] days.
        Due = "due",
        /// Its day has passed, and nothing shows that it is done.
        Late = "late",
        /// Its day is further off.
        Coming = "coming",
        /// The same step's day of the year after has passed too: what nothing shows by then isn't late any longer.
        Unshown = "unshown",
    }
}

/// What shows that a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The day it was done.
    pub on: NaiveDate,
    /// The kind of record that shows it.
    pub kind: Kind,
    /// The records that show it; empty where it is a number of them, or where the reader may see none of them.
    pub by: Vec<Key>,
    /// What was noted with it, by whoever recorded it.
    pub note: String,
}

/// A step in a year, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleStep {
    /// The step.
    pub step: YearStep,
    /// The year whose cycle it belongs to, which its day may lie before or after.
    pub year: i32,
    /// Its day.
    pub due: NaiveDate,
    /// How it stands.
    pub state: StepState,
    /// What shows that it is done.
    pub shown: Option<Shown>,
    /// The year's controls, where they are what the step is about.
    pub controls: Option<ControlTally>,
}

impl CycleStep {
    /// Days past its day; none when it isn't late.
    #[must_use]
    pub fn days_late(&self, day: NaiveDate) -> Option<i64> {
        (self.state == StepState::Late).then(|| (day - self.due).num_days())
    }

    /// Whether it is for a person to say that it is done.
    #[must_use]
    pub const fn by_hand(&self) -> bool {
        self.step.shown.by_hand()
    }

    /// What tells it from every other step of every year: `2026-riskbild`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.year, self.step.id)
    }
}

/// A year's cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCycle {
    /// The year.
    pub year: i32,
    /// The date it is seen from.
    pub day: NaiveDate,
    /// Its steps, by their days.
    pub steps: Vec<CycleStep>,
}

impl YearCycle {
    /// A year's steps as they stand on a day. A step that a requirement asks for is none before the requirement applies.
    #[must_use]
    pub fn of(year: i32, day: NaiveDate, settings: &Settings, known: &Known<'_>) -> Self {
        let asked = settings.year_steps.iter().filter(|step| match &step.shown {
            ShownBy::Evidence(requirement) => known.applies(requirement, step.due(year)),
            _ => true,
        });
        let mut steps: Vec<CycleStep> = asked.map(|step| step.stands(year, day, settings, known)).collect();
        steps.sort_by_key(|one| one.due);
        Self { year, day, steps }
    }

    /// How many steps stand so.
    #[must_use]
    pub fn count(&self, state: StepState) -> usize {
        self.steps.iter().filter(|one| one.state == state).count()
    }
}

/// Steps to come that an overview shows.
const NEXT: usize = 2;
/// Late steps that it shows.
const LATE: usize = 4;

/// What an overview shows of some years' steps: those that are late, the latest day first, and then those that come next.
#[must_use]
pub fn strip(cycles: &[YearCycle]) -> Vec<CycleStep> {
    let mut steps: Vec<&CycleStep> = cycles.iter().flat_map(|cycle| &cycle.steps).collect();
    steps.sort_by_key(|one| one.due);
    let next = steps.iter().filter(|one| matches!(one.state, StepState::Due | StepState::Coming)).take(NEXT);
    let late = steps.iter().rev().filter(|one| one.state == StepState::Late).take(LATE);
    late.chain(next).map(|one| (*one).clone()).collect()
}

impl YearStep {
    /// How the step of a year stands on a day.
    #[must_use]
    pub fn stands(&self, year: i32, day: NaiveDate, settings: &Settings, known: &Known<'_>) -> CycleStep {
        let due = self.due(year);
        let controls = (self.shown == ShownBy::Controls).then(|| known.tally(year));
        let shown = self.shown_in(year, settings, known).filter(|shown| shown.on <= day);
        let state = if shown.is_some() {
            StepState::Done
        } else if day > self.due(year + 1) {
            StepState::Unshown
        } else if day > due {
            StepState::Late
        } else if (due - day).num_days() <= AHEAD {
            StepState::Due
        } else {
            StepState::Coming
        };
        CycleStep { step: self.clone(), year, due, state, shown, controls }
    }

    /// What shows that the step of a year is done.
    fn shown_in(&self, year: i32, settings: &Settings, known: &Known<'_>) -> Option<Shown> {
        let by = |kind, on, by: &Key| Shown { on, kind, by: vec![by.clone()], note: String::new() };
        let recorded = || settings.step_record(&self.id, year).and_then(StepRecord::shown);
        match &self.shown {
            ShownBy::Picture => known.picture(year).map(|(on, key)| by(Kind::Picture, on, key)),
            ShownBy::Revision => known.revision(year, self.due(year)).map(|(on, key)| by(Kind::Picture, on, key)),
            ShownBy::Report(period) => {
                known.report(period.of(year)).map(|report| by(report.kind, report.decided, &report.key))
            }
            ShownBy::Controls => known.tally(year).finished().map(|on| Shown {
                on,
                kind: Kind::Control,
                by: Vec::new(),
                note: String::new(),
            }),
            ShownBy::Evidence(requirement) => recorded().or_else(|| {
                let found = known.evidence(requirement, self.due(year))?;
                Some(by(Kind::Evidence, found.effective, &found.key))
            }),
            ShownBy::Record => recorded(),
        }
    }
}
