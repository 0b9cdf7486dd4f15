//! What the register knows that a year's steps can be shown by.

use crate::control::Control;
use crate::control::year::OccasionState;
use crate::key::Key;
use crate::kind::Kind;
use crate::period::Period;
use crate::picture::Picture;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Months before the day of a revision's step within which a decided picture is that revision, and not an earlier one.
const REVISED_WITHIN: u32 = 2;

/// The occasions of a year's controls, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTally {
    /// The year.
    pub year: i32,
    /// Occasions that were carried out.
    pub done: u32,
    /// All there are: carried out, missed, overdue and to come.
    pub planned: u32,
    /// Those that are overdue.
    pub overdue: u32,
    /// Those that were reported as not carried out.
    pub missed: u32,
    /// When the last was carried out.
    pub last: Option<NaiveDate>,
}

impl ControlTally {
    /// Counts a year's occasions as they stand on a day. A control that a secrecy marking covers the results of isn't
    /// counted, for anyone: a number that differs between readers would tell what it keeps.
    #[must_use]
    pub fn of<'a>(controls: impl Iterator<Item = &'a Control>, year: i32, day: NaiveDate) -> Self {
        let mut tally = Self { year, ..Self::default() };
        for control in controls {
            if control.secrecy.as_ref().is_some_and(|marking| marking.covers("result")) {
                continue;
            }
            for occasion in control.occasions(year, day) {
                tally.planned += 1;
                match occasion.state {
                    OccasionState::Done => {
                        tally.done += 1;
                        tally.last = tally.last.max(Some(occasion.date));
                    }
                    OccasionState::Overdue => tally.overdue += 1,
                    OccasionState::Missed => tally.missed += 1,
                    OccasionState::Coming => {}
                }
            }
        }
        tally
    }

    /// The day the last occasion was carried out, when all there are have been.
    #[must_use]
    pub fn finished(self) -> Option<NaiveDate> {
        self.last.filter(|_| self.done == self.planned)
    }
}

/// A report that a board has decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedReport {
    /// The report.
    pub key: Key,
    /// The kind of record it is.
    pub kind: Kind,
    /// The period it is of.
    pub period: Period,
    /// The day it was decided.
    pub decided: NaiveDate,
}

/// Evidence that speaks for a requirement which a step is shown by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowingEvidence {
    /// The evidence.
    pub key: Key,
    /// The requirement.
    pub requirement: Key,
    /// The date it speaks for.
    pub effective: NaiveDate,
}

/// What the register knows, at the moment it is seen from.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// Every picture.
    pub pictures: &'a [(Key, Picture)],
    /// The reports that are decided.
    pub reports: Vec<DecidedReport>,
    /// The controls of each year that is asked for.
    pub controls: Vec<ControlTally>,
    /// Evidence for the requirements that steps name.
    pub evidence: Vec<ShowingEvidence>,
    /// When those of the requirements that have a first day began to apply.
    pub in_force: Vec<(Key, NaiveDate)>,
}

impl Known<'_> {
    /// The day the picture of a year was decided, the first time, and which it is.
    #[must_use]
    pub fn picture(&self, year: i32) -> Option<(NaiveDate, &Key)> {
        self.adopted(year).min()
    }

    /// The day a revision of a year's picture was decided, and which it is: the first picture of the year after the one it
    /// began with that was decided at most two months before the step's day, or later.
    #[must_use]
    pub fn revision(&self, year: i32, due: NaiveDate) -> Option<(NaiveDate, &Key)> {
        let first = self.picture(year)?;
        let from = due.checked_sub_months(Months::new(REVISED_WITHIN)).unwrap_or(due);
        self.adopted(year).filter(|one| *one != first && one.0 >= from).min()
    }

    /// The report of a period, once it is decided.
    #[must_use]
    pub fn report(&self, period: Period) -> Option<&DecidedReport> {
        self.reports.iter().filter(|report| report.period.same(period)).min_by_key(|report| report.decided)
    }

    /// How the controls of a year stand; none planned for a year that wasn't counted.
    #[must_use]
    pub fn tally(&self, year: i32) -> ControlTally {
        let none = ControlTally { year, ..ControlTally::default() };
        self.controls.iter().copied().find(|tally| tally.year == year).unwrap_or(none)
    }

    /// The first evidence for a requirement in the calendar year that a step's day lies in.
    #[must_use]
    pub fn evidence(&self, requirement: &Key, due: NaiveDate) -> Option<&ShowingEvidence> {
        let here = |one: &&ShowingEvidence| one.requirement == *requirement && one.effective.year() == due.year();
        self.evidence.iter().filter(here).min_by_key(|one| (one.effective, one.key.clone()))
    }

    /// Whether a requirement applies on a day, as far as is known.
    #[must_use]
    pub fn applies(&self, requirement: &Key, day: NaiveDate) -> bool {
        self.in_force.iter().all(|(key, first)| key != requirement || *first <= day)
    }

    /// The pictures of a year that were adopted, with the day.
    fn adopted(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &Key)> {
        let of_year = self.pictures.iter().filter(move |(_, picture)| i32::from(picture.year) == year);
        of_year.filter_map(|(key, picture)| Some((picture.adoption()?.date, key)))
    }
}
