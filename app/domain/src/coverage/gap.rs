//! What presses behind the requirements of a framework: what stands in front of everything else on its page.

use super::{Basis, Coverage, CoverageRow};
use crate::codes;
use crate::date;
use crate::requirement::Level;
use chrono::NaiveDate;

/// Months after which a judgement is old: requirements are looked at anew once a year.
pub const JUDGED_MONTHS: u32 = 12;

codes! {
    /// Something that presses behind a requirement, what presses most first.
    Gap {
        /// Judged fully met, and no evidence that holds shows it: the judgement says what can't be shown.
        Unfounded = "unfounded",
        /// Nothing that can be shown.
        Missing = "missing",
        /// Evidence for it has gone out.
        Expired = "expired",
        /// Evidence for it goes out within 30 days.
        Expiring = "expiring",
        /// A control was carried out, and no evidence that holds shows it.
        NotEvidenced = "not_evidenced",
        /// Judged more than a year ago.
        OldJudgement = "old_judgement",
    }
}

/// Whether a judgement made on a day is more than a year old.
#[must_use]
pub fn old(judged: NaiveDate, day: NaiveDate) -> bool {
    date::months_after(judged, JUDGED_MONTHS) < day
}

impl Gap {
    /// Whether something is missing or wrong already, rather than about to be.
    #[must_use]
    pub const fn pressing(self) -> bool {
        matches!(self, Self::Unfounded | Self::Missing | Self::Expired)
    }
}

impl CoverageRow {
    /// Whether this presses on a day. Of what isn't applicable only its judgement can grow old, and what asks nothing
    /// can't be wanting.
    #[must_use]
    pub fn has(&self, gap: Gap, day: NaiveDate) -> bool {
        let applies = !matches!(self.basis, Basis::Information | Basis::NotApplicable);
        let tally = self.tally;
        match gap {
            Gap::Unfounded => applies && self.level == Level::Fully && tally.evidence == 0,
            Gap::Missing => self.basis == Basis::Missing,
            Gap::Expired => applies && tally.evidence_expired > 0,
            Gap::Expiring => applies && tally.evidence_expiring > 0,
            Gap::NotEvidenced => applies && tally.controls_not_evidenced > 0,
            Gap::OldJudgement => self.basis != Basis::Information && self.judged.is_some_and(|judged| old(judged, day)),
        }
    }
}

impl Coverage {
    /// What presses, with how many requirements it presses on. What presses on none is left out.
    #[must_use]
    pub fn gaps(&self) -> Vec<(Gap, u64)> {
        let count = |gap| self.rows.iter().filter(|row| row.has(gap, self.day)).count() as u64;
        Gap::ALL.iter().map(|gap| (*gap, count(*gap))).filter(|(_, count)| *count > 0).collect()
    }

    /// Keeps only the requirements that something presses on.
    pub fn narrow(&mut self, gap: Gap) {
        let day = self.day;
        self.rows.retain(|row| row.has(gap, day));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::tally::Tally;
    use crate::coverage::tests::row;

    fn told(row: &CoverageRow) -> Vec<&'static str> {
        let day = date::parse("2026-11-23").unwrap();
        Gap::ALL.iter().filter(|gap| row.has(**gap, day)).map(|gap| gap.code()).collect()
    }

    #[test]
    fn judged_fully_without_evidence_contradicts_itself() {
        let none = Tally::default();
        assert_eq!(told(&row(Level::Fully, Some("2026-10-01"), none)), ["unfounded", "missing"]);
        assert_eq!(told(&row(Level::Partly, Some("2026-10-01"), none)), ["missing"]);
        let gone = Tally { evidence_expired: 1, ..none };
        assert_eq!(told(&row(Level::Fully, Some("2026-10-01"), gone)), ["unfounded", "missing", "expired"]);
        assert_eq!(told(&row(Level::Fully, Some("2026-10-01"), Tally { evidence: 1, ..none })), [""; 0]);
    }

    #[test]
    fn what_is_about_to_go_and_what_nothing_shows_are_told() {
        let tally =
            Tally { evidence: 1, evidence_expiring: 1, controls: 1, controls_not_evidenced: 1, ..Tally::default() };
        assert_eq!(told(&row(Level::Partly, Some("2026-10-01"), tally)), ["expiring", "not_evidenced"]);
    }

    #[test]
    fn a_judgement_is_old_the_day_after_a_year() {
        let held = Tally { evidence: 1, ..Tally::default() };
        assert_eq!(told(&row(Level::Fully, Some("2025-11-23"), held)), [""; 0]);
        assert_eq!(told(&row(Level::Fully, Some("2025-11-22"), held)), ["old_judgement"]);
        assert_eq!(told(&row(Level::Fully, None, held)), [""; 0]);
    }

    #[test]
    fn what_is_not_applicable_lacks_nothing_but_is_judged_anew() {
        let gone = Tally { evidence_expired: 1, ..Tally::default() };
        assert_eq!(told(&row(Level::NotApplicable, Some("2025-01-01"), gone)), ["old_judgement"]);
        let mut information = row(Level::NotJudged, None, gone);
        information.basis = Basis::Information;
        assert_eq!(told(&information), [""; 0]);
    }
}
