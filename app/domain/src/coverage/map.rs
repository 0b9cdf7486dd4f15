//! The map of coverage: requirement by requirement how the judgement, the evidence, the controls and the measures stand, in a
//! word, a number and a tone.

use super::gap::old;
use super::{Basis, CoverageRow};
use crate::codes;
use crate::requirement::Level;
use chrono::NaiveDate;

codes! {
    /// A column of the map.
    Aspect {
        /// The judgement.
        Judgement = "judgement",
        /// Evidence.
        Evidence = "evidence",
        /// Controls.
        Controls = "controls",
        /// Measures.
        Measures = "measures",
    }
}

codes! {
    /// How a cell is drawn. The tone is told by a glyph and a pattern too, and the cell says in words what it is.
    Tone {
        /// It lacks, or is wrong.
        Lacks = "lacks",
        /// Something remains, or is about to be wanting.
        Remains = "remains",
        /// It holds.
        Holds = "holds",
        /// It says neither.
        Neutral = "neutral",
    }
}

codes! {
    /// What a cell says.
    Says {
        /// Judged fully met, and there is evidence.
        Fully = "fully",
        /// Judged fully met without evidence.
        Unfounded = "unfounded",
        /// Judged partly met.
        Partly = "partly",
        /// Judged not met.
        NotMet = "not_met",
        /// Judged not applicable.
        NotApplicable = "not_applicable",
        /// Not judged.
        NotJudged = "not_judged",
        /// So many pieces of evidence hold.
        EvidenceHolds = "evidence_holds",
        /// They hold, and so many of them go out soon.
        EvidenceExpiring = "evidence_expiring",
        /// So many have gone out, and none holds.
        EvidenceExpired = "evidence_expired",
        /// There is none.
        EvidenceNone = "evidence_none",
        /// So many controls, none of which stands out.
        ControlsClean = "controls_clean",
        /// So many of them deviate.
        ControlsDeviating = "controls_deviating",
        /// So many of them are carried out and nothing shows it.
        ControlsNotEvidenced = "controls_not_evidenced",
        /// So many of them have not been carried out yet.
        ControlsUntested = "controls_untested",
        /// So many of them have a result that is kept from who looks.
        ControlsUnseen = "controls_unseen",
        /// There is none.
        ControlsNone = "controls_none",
        /// All measures are done.
        MeasuresDone = "measures_done",
        /// So many of them are done.
        MeasuresOpen = "measures_open",
        /// There is none.
        MeasuresNone = "measures_none",
    }
}

/// A cell of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapCell {
    /// How it is drawn.
    pub tone: Tone,
    /// What it says.
    pub says: Says,
    /// The number that it says.
    pub n: u32,
    /// What that is a part of.
    pub of: u32,
    /// Since when a judgement has stood, when that is more than a year.
    pub since: Option<NaiveDate>,
}

impl CoverageRow {
    /// A cell of the map, seen from a day; none where the requirement asks nothing.
    #[must_use]
    pub fn cell(&self, aspect: Aspect, day: NaiveDate) -> Option<MapCell> {
        if self.basis == Basis::Information {
            return None;
        }
        let (says, n, of) = match aspect {
            Aspect::Judgement => (self.judgement_says(), 0, 0),
            Aspect::Evidence => self.evidence_says(),
            Aspect::Controls => self.controls_say(),
            Aspect::Measures => self.measures_say(),
        };
        let since = self.judged.filter(|judged| aspect == Aspect::Judgement && old(*judged, day));
        let tone = match says.tone(self.basis) {
            // What was so a year ago need not be so now.
            Tone::Holds if since.is_some() => Tone::Remains,
            tone => tone,
        };
        Some(MapCell { tone, says, n, of, since })
    }

    const fn judgement_says(&self) -> Says {
        match self.level {
            Level::Fully if self.tally.evidence == 0 => Says::Unfounded,
            Level::Fully => Says::Fully,
            Level::Partly => Says::Partly,
            Level::NotMet => Says::NotMet,
            Level::NotApplicable => Says::NotApplicable,
            Level::NotJudged => Says::NotJudged,
        }
    }

    const fn evidence_says(&self) -> (Says, u32, u32) {
        let tally = self.tally;
        if tally.evidence_expiring > 0 {
            (Says::EvidenceExpiring, tally.evidence_expiring, tally.evidence)
        } else if tally.evidence > 0 {
            (Says::EvidenceHolds, tally.evidence, tally.evidence)
        } else if tally.evidence_expired > 0 {
            (Says::EvidenceExpired, tally.evidence_expired, tally.evidence_expired)
        } else {
            (Says::EvidenceNone, 0, 0)
        }
    }

    /// What stands out most. What is kept from who looks comes after what may be seen, and is never said to be clean.
    const fn controls_say(&self) -> (Says, u32, u32) {
        let tally = self.tally;
        let all = tally.controls;
        if all == 0 {
            (Says::ControlsNone, 0, 0)
        } else if tally.controls_deviating > 0 {
            (Says::ControlsDeviating, tally.controls_deviating, all)
        } else if tally.controls_not_evidenced > 0 {
            (Says::ControlsNotEvidenced, tally.controls_not_evidenced, all)
        } else if tally.controls_untested > 0 {
            (Says::ControlsUntested, tally.controls_untested, all)
        } else if tally.controls_unseen > 0 {
            (Says::ControlsUnseen, tally.controls_unseen, all)
        } else {
            (Says::ControlsClean, all, all)
        }
    }

    const fn measures_say(&self) -> (Says, u32, u32) {
        let tally = self.tally;
        if tally.measures == 0 {
            (Says::MeasuresNone, 0, 0)
        } else if tally.measures_open() == 0 {
            (Says::MeasuresDone, tally.measures, tally.measures)
        } else {
            (Says::MeasuresOpen, tally.measures_done, tally.measures)
        }
    }
}

impl Says {
    /// How it is drawn. Where nothing can be shown, what isn't there lacks; where something can, it need not be there.
    const fn tone(self, basis: Basis) -> Tone {
        match self {
            Self::Fully | Self::EvidenceHolds | Self::ControlsClean | Self::MeasuresDone => Tone::Holds,
            Self::NotApplicable | Self::ControlsUnseen => Tone::Neutral,
            Self::EvidenceNone | Self::NotJudged | Self::ControlsNone | Self::MeasuresNone => match basis {
                Basis::Missing => Tone::Lacks,
                _ => Tone::Neutral,
            },
            Self::EvidenceExpired | Self::Unfounded | Self::NotMet | Self::ControlsDeviating => Tone::Lacks,
            Self::Partly
            | Self::EvidenceExpiring
            | Self::ControlsNotEvidenced
            | Self::ControlsUntested
            | Self::MeasuresOpen => Tone::Remains,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::tally::{Checked, Tally};
    use crate::coverage::tests::row;
    use crate::date;

    fn cells(row: &CoverageRow) -> Vec<(&'static str, &'static str, u32, u32)> {
        let day = date::parse("2026-11-23").unwrap();
        let cells = Aspect::ALL.iter().filter_map(|aspect| row.cell(*aspect, day));
        cells.map(|cell| (cell.says.code(), cell.tone.code(), cell.n, cell.of)).collect()
    }

    #[test]
    fn where_nothing_can_be_shown_all_that_is_not_there_lacks() {
        assert_eq!(
            cells(&row(Level::NotJudged, None, Tally::default())),
            [
                ("not_judged", "lacks", 0, 0),
                ("evidence_none", "lacks", 0, 0),
                ("controls_none", "lacks", 0, 0),
                ("measures_none", "lacks", 0, 0)
            ]
        );
    }

    #[test]
    fn where_something_can_be_shown_a_measure_need_not_be_there() {
        let held = Tally { evidence: 2, ..Tally::default() };
        assert_eq!(
            cells(&row(Level::Fully, Some("2026-10-01"), held)),
            [
                ("fully", "holds", 0, 0),
                ("evidence_holds", "holds", 2, 2),
                ("controls_none", "neutral", 0, 0),
                ("measures_none", "neutral", 0, 0)
            ]
        );
        let old = row(Level::Fully, Some("2025-10-01"), held);
        assert_eq!(cells(&old)[0], ("fully", "remains", 0, 0), "what was so a year ago need not be so now");
    }

    #[test]
    fn a_control_says_what_stands_out_most_and_is_never_clean_unseen() {
        let says = |results: &[(&str, bool)]| {
            let mut tally = Tally { evidence: 1, ..Tally::default() };
            for (result, not_evidenced) in results {
                tally.control(Checked::of(result, *not_evidenced));
            }
            cells(&row(Level::Partly, None, tally))[2]
        };
        assert_eq!(says(&[("clean", false), ("clean", false)]), ("controls_clean", "holds", 2, 2));
        assert_eq!(says(&[("clean", false), ("masked", false)]), ("controls_unseen", "neutral", 1, 2));
        assert_eq!(says(&[("masked", false), ("", false)]), ("controls_untested", "remains", 1, 2));
        assert_eq!(says(&[("", false), ("masked", true)]), ("controls_not_evidenced", "remains", 1, 2));
        assert_eq!(says(&[("major", false), ("clean", true)]), ("controls_deviating", "lacks", 1, 2));
    }

    #[test]
    fn a_judgement_that_nothing_shows_and_evidence_that_has_gone_out_lack() {
        let tally = Tally { evidence_expired: 2, measures: 3, measures_done: 1, ..Tally::default() };
        assert_eq!(
            cells(&row(Level::Fully, Some("2026-10-01"), tally))[..2],
            [("unfounded", "lacks", 0, 0), ("evidence_expired", "lacks", 2, 2)]
        );
        assert_eq!(cells(&row(Level::Fully, None, tally))[3], ("measures_open", "remains", 1, 3));
    }

    #[test]
    fn what_asks_nothing_has_no_cells() {
        let mut information = row(Level::NotJudged, None, Tally::default());
        information.basis = Basis::Information;
        assert_eq!(cells(&information), []);
    }
}
