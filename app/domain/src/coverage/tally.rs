//! What stands behind a requirement, counted, and what can be shown by it.

use super::Basis;
use crate::control::{Control, TestResult};
use crate::label::SOON;
use crate::requirement::Level;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// How a piece of evidence counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It holds.
    Holds,
    /// It holds, and goes out within [`SOON`] days.
    Expiring,
    /// It held, and its last date has passed.
    Expired,
    /// It doesn't count: it was withdrawn, another took its place, or it doesn't speak for so early a day.
    Aside,
}

impl Hold {
    /// How evidence counts on a day, by the dates it is stored with: that from which it speaks, and its last.
    #[must_use]
    pub fn on(day: NaiveDate, closed: bool, from: &str, until: &str) -> Self {
        let (today, soon) = (day.to_string(), (day + TimeDelta::days(SOON)).to_string());
        if closed || today.as_str() < from {
            Self::Aside
        } else if until < today.as_str() {
            Self::Expired
        } else if until <= soon.as_str() {
            Self::Expiring
        } else {
            Self::Holds
        }
    }

    /// Whether it shows something on the day.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Holds | Self::Expiring)
    }
}

/// The category of a control whose last result who looks may not see.
pub const UNSEEN: &str = "masked";

/// What a control tells of the requirements it answers, as far as who looks may see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// Its last occasion showed a deviation, or was missed.
    pub deviates: bool,
    /// It has had no occasion yet.
    pub untested: bool,
    /// Its last result is kept from who looks.
    pub unseen: bool,
    /// It was carried out, and no evidence that holds shows it (ej styrkt).
    pub not_evidenced: bool,
}

impl Checked {
    /// What the code of a control's last result tells: empty before the first, [`UNSEEN`] when it is kept from who looks.
    #[must_use]
    pub fn of(result: &str, not_evidenced: bool) -> Self {
        Self {
            deviates: TestResult::from_code(result).is_some_and(TestResult::deviates),
            untested: result.is_empty(),
            unseen: result == UNSEEN,
            not_evidenced,
        }
    }

    /// The code of the last result in a copy of a control as it may be seen.
    #[must_use]
    pub fn result(control: &Control) -> &'static str {
        control.last_test().map_or("", |test| test.result.map_or(UNSEEN, TestResult::code))
    }
}

/// What stands behind a requirement, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Measures that didn't end without their deliverable.
    pub measures: u32,
    /// Of them done.
    pub measures_done: u32,
    /// Controls in use.
    pub controls: u32,
    /// Of them with a deviation, or not carried out, at their last occasion.
    pub controls_deviating: u32,
    /// Of them without any occasion yet.
    pub controls_untested: u32,
    /// Of them with a last result that is kept from who looks.
    pub controls_unseen: u32,
    /// Of them carried out without evidence that holds.
    pub controls_not_evidenced: u32,
    /// Evidence that holds on the day.
    pub evidence: u32,
    /// Of it what goes out within [`SOON`] days.
    pub evidence_expiring: u32,
    /// Evidence that has gone out. What was withdrawn or replaced isn't counted.
    pub evidence_expired: u32,
}

impl Tally {
    /// Counts a measure.
    pub const fn measure(&mut self, done: bool) {
        self.measures += 1;
        self.measures_done += done as u32;
    }

    /// Counts a control.
    pub const fn control(&mut self, checked: Checked) {
        self.controls += 1;
        self.controls_deviating += checked.deviates as u32;
        self.controls_untested += checked.untested as u32;
        self.controls_unseen += checked.unseen as u32;
        self.controls_not_evidenced += checked.not_evidenced as u32;
    }

    /// Counts a piece of evidence.
    pub const fn evidence(&mut self, hold: Hold) {
        self.evidence += hold.holds() as u32;
        self.evidence_expiring += matches!(hold, Hold::Expiring) as u32;
        self.evidence_expired += matches!(hold, Hold::Expired) as u32;
    }

    /// Measures not done.
    #[must_use]
    pub const fn measures_open(&self) -> u32 {
        self.measures - self.measures_done
    }

    /// Whether something stands in the way of calling the requirement met, whatever it was judged to be.
    #[must_use]
    pub const fn hindered(&self) -> bool {
        self.measures_open() > 0 || self.controls_deviating > 0 || self.controls_not_evidenced > 0
    }

    /// What there is to show for a requirement. A judgement alone shows nothing, and it isn't met while a measure is open, a
    /// control deviates or a control was carried out that nothing shows.
    #[must_use]
    pub const fn basis(&self, assessable: bool, level: Level) -> Basis {
        match (assessable, level) {
            (false, _) => Basis::Information,
            (_, Level::NotApplicable) => Basis::NotApplicable,
            _ if self.evidence == 0 => Basis::Missing,
            (_, Level::Fully) if !self.hindered() => Basis::Met,
            _ => Basis::Partly,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{self, NEVER};

    #[test]
    fn a_judgement_alone_shows_nothing() {
        let one = Tally { evidence: 1, ..Tally::default() };
        assert_eq!(Tally::default().basis(true, Level::Fully), Basis::Missing);
        assert_eq!(one.basis(true, Level::Fully), Basis::Met);
        assert_eq!(one.basis(true, Level::NotJudged), Basis::Partly);
        assert_eq!(Tally::default().basis(true, Level::NotApplicable), Basis::NotApplicable);
        assert_eq!(one.basis(false, Level::Fully), Basis::Information);
    }

    #[test]
    fn it_is_not_met_while_something_stands_in_the_way() {
        for (says, hinders) in [
            (Checked::of("clean", false), false),
            (Checked::of("minor", false), true),
            (Checked::of("not_done", false), true),
            (Checked::of("clean", true), true),
            (Checked::of(UNSEEN, false), false),
            (Checked::of("", false), false),
        ] {
            let mut tally = Tally { evidence: 1, ..Tally::default() };
            tally.control(says);
            let expected = if hinders { Basis::Partly } else { Basis::Met };
            assert_eq!(tally.basis(true, Level::Fully), expected, "{says:?}");
        }
        let mut tally = Tally { evidence: 1, ..Tally::default() };
        tally.measure(true);
        assert_eq!(tally.basis(true, Level::Fully), Basis::Met);
        tally.measure(false);
        assert_eq!((tally.basis(true, Level::Fully), tally.measures_open()), (Basis::Partly, 1));
    }

    #[test]
    fn evidence_counts_by_its_dates() {
        let on = |day, closed, until| Hold::on(date::parse(day).unwrap(), closed, "2026-01-01", until);
        assert_eq!(on("2025-12-31", false, NEVER), Hold::Aside, "it doesn't speak for the day before");
        assert_eq!(on("2026-01-01", false, NEVER), Hold::Holds);
        assert_eq!(on("2026-11-30", false, "2026-12-31"), Hold::Holds);
        assert_eq!(on("2026-12-01", false, "2026-12-31"), Hold::Expiring);
        assert_eq!(on("2026-12-31", false, "2026-12-31"), Hold::Expiring, "the last day it holds");
        assert_eq!(on("2027-01-01", false, "2026-12-31"), Hold::Expired);
        assert_eq!(on("2027-01-01", true, "2026-12-31"), Hold::Aside, "what was replaced has not gone out");
        let mut tally = Tally::default();
        for hold in [Hold::Holds, Hold::Expiring, Hold::Expired, Hold::Aside] {
            tally.evidence(hold);
        }
        assert_eq!((tally.evidence, tally.evidence_expiring, tally.evidence_expired), (2, 1, 1));
    }

    #[test]
    fn a_result_that_is_kept_from_who_looks_tells_only_that_there_is_one() {
        let told = Checked::of(UNSEEN, false);
        assert_eq!((told.deviates, told.untested, told.unseen), (false, false, true));
    }
}
