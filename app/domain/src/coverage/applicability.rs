//! The statement of applicability (uttalande om tillämplighet, ISO/IEC 27001:2022, 6.1.3 d): for each requirement whether it
//! applies, why, and whether it is implemented, as the register shows it.

use super::{Basis, Coverage, CoverageRow};
use crate::cell::Cell;
use crate::codes;
use crate::key::Key;
use crate::requirement::Level;

codes! {
    /// Whether a requirement applies.
    Applies {
        /// Not decided: it hasn't been judged.
        Undecided = "undecided",
        /// It applies.
        Applies = "applies",
        /// It doesn't: judged not applicable.
        Excluded = "excluded",
    }
}

codes! {
    /// Whether what applies is implemented. Follows from what stands behind it and not from how it is judged.
    Implemented {
        /// No measure is done, no control has been carried out and no evidence holds.
        No = "no",
        /// Something is done, but a measure is open, a control deviates or isn't evidenced, or no evidence holds.
        Partly = "partly",
        /// Evidence holds, and nothing stands in the way.
        Yes = "yes",
    }
}

/// What the statement says of one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Whether it applies.
    pub applies: Applies,
    /// Whether the register says why: the judgement's reason or, of what applies, a risk that it meets. What isn't decided
    /// has no justification.
    pub justified: bool,
    /// Whether it is implemented; none for what doesn't apply.
    pub implemented: Option<Implemented>,
}

impl CoverageRow {
    /// What the statement of applicability says of it; none where it asks nothing of the organisation.
    #[must_use]
    pub fn statement(&self) -> Option<Statement> {
        if self.basis == Basis::Information {
            return None;
        }
        let applies = match self.level {
            Level::NotJudged => Applies::Undecided,
            Level::NotApplicable => Applies::Excluded,
            Level::NotMet | Level::Partly | Level::Fully => Applies::Applies,
        };
        let reason = !self.reason.trim().is_empty();
        Some(Statement {
            applies,
            justified: match applies {
                Applies::Undecided => false,
                Applies::Applies => reason || !self.risks.is_empty(),
                Applies::Excluded => reason,
            },
            implemented: (applies != Applies::Excluded).then(|| self.implemented()),
        })
    }

    const fn implemented(&self) -> Implemented {
        let tally = self.tally;
        if tally.evidence > 0 && !tally.hindered() {
            Implemented::Yes
        } else if tally.evidence > 0 || tally.measures_done > 0 || tally.controls > tally.controls_untested {
            Implemented::Partly
        } else {
            Implemented::No
        }
    }
}

/// The columns of the statement as a file: what the page shows, one matter to a column.
pub const COLUMNS: [&str; 12] = [
    "number",
    "requirement_title",
    "applies",
    "justified",
    "reason",
    "risks",
    "corresponds",
    "implemented",
    "evidences",
    "controls",
    "measures_done",
    "measures_total",
];

impl CoverageRow {
    /// A cell of the statement, by its column's name. Of what doesn't apply nothing is said of what would show it.
    #[must_use]
    pub fn statement_cell(&self, statement: Statement, column: &str) -> Cell {
        let excluded = statement.applies == Applies::Excluded;
        let keys = |keys: Vec<Key>| if keys.is_empty() || excluded { Cell::Empty } else { Cell::Keys(keys) };
        let number = |n: u32| if excluded { Cell::Empty } else { Cell::Number(n.into()) };
        match column {
            "number" => Cell::text(&self.cited),
            "requirement_title" => Cell::text(&self.title),
            "applies" => Cell::code("applies", statement.applies.code()),
            "justified" => Cell::Flag(statement.justified),
            "reason" => Cell::text(self.reason.trim()),
            "risks" => keys(self.risks.clone()),
            "corresponds" => {
                let cited: Vec<&str> = self.related.iter().map(|(_, cited)| cited.as_str()).collect();
                Cell::text(&cited.join(", "))
            }
            "implemented" => statement.implemented.map_or(Cell::Empty, |one| Cell::code("implemented", one.code())),
            "evidences" => keys(self.evidence_newest.iter().map(|(key, _)| key.clone()).collect()),
            "controls" => keys(self.control_results.iter().map(|one| one.key.clone()).collect()),
            "measures_done" => number(self.tally.measures_done),
            "measures_total" => number(self.tally.measures),
            _ => Cell::Empty,
        }
    }

    /// A row of the statement as a file.
    #[must_use]
    pub fn statement_cells(&self, statement: Statement) -> Vec<Cell> {
        COLUMNS.iter().map(|column| self.statement_cell(statement, column)).collect()
    }
}

impl Coverage {
    /// How many requirements of the statement have no justification, and how many there are in it.
    #[must_use]
    pub fn unjustified(&self) -> (usize, usize) {
        let statements = self.statements();
        (statements.iter().filter(|(_, statement)| !statement.justified).count(), statements.len())
    }

    /// The statement: requirements with what it says of them, those whose justification is missing first, and otherwise in
    /// the framework's order.
    #[must_use]
    pub fn statements(&self) -> Vec<(&CoverageRow, Statement)> {
        let mut all: Vec<_> = self.rows.iter().filter_map(|row| Some((row, row.statement()?))).collect();
        all.sort_by_key(|(_, statement)| statement.justified);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::tally::{Checked, Tally};
    use crate::coverage::tests::row;
    use crate::key::Key;

    fn said(row: &CoverageRow) -> (&'static str, bool, &'static str) {
        let statement = row.statement().unwrap();
        (statement.applies.code(), statement.justified, statement.implemented.map_or("", Implemented::code))
    }

    #[test]
    fn what_is_not_judged_is_not_decided_whatever_stands_behind_it() {
        let held = Tally { evidence: 1, ..Tally::default() };
        let mut undecided = row(Level::NotJudged, None, held);
        undecided.reason = "Skäl".to_owned();
        assert_eq!(said(&undecided), ("undecided", false, "yes"));
    }

    #[test]
    fn what_applies_is_justified_by_a_reason_or_a_risk() {
        let mut applies = row(Level::Partly, Some("2026-10-01"), Tally::default());
        assert_eq!(said(&applies), ("applies", false, "no"));
        applies.risks = vec![Key::parse("RSK-01").unwrap()];
        assert_eq!(said(&applies), ("applies", true, "no"));
        let mut excluded = row(Level::NotApplicable, Some("2026-10-01"), Tally::default());
        excluded.risks = applies.risks;
        assert_eq!(said(&excluded), ("excluded", false, ""));
        excluded.reason = "Utvecklar ingen egen programvara.".to_owned();
        assert_eq!(said(&excluded), ("excluded", true, ""));
    }

    #[test]
    fn implemented_follows_from_what_stands_behind_it() {
        let of = |evidence, checked: Option<Checked>| {
            let mut tally = Tally { evidence, ..Tally::default() };
            if let Some(checked) = checked {
                tally.control(checked);
            }
            said(&row(Level::Fully, Some("2026-10-01"), tally)).2
        };
        assert_eq!(of(0, None), "no", "a judgement implements nothing");
        assert_eq!(of(0, Some(Checked::of("", false))), "no");
        assert_eq!(of(0, Some(Checked::of("clean", false))), "partly");
        assert_eq!(of(1, Some(Checked::of("clean", true))), "partly");
        assert_eq!(of(1, Some(Checked::of("clean", false))), "yes");
    }

    #[test]
    fn a_row_as_a_file_holds_what_the_page_shows_of_it() {
        let mut applies =
            row(Level::Partly, Some("2026-10-01"), Tally { measures: 3, measures_done: 1, ..Tally::default() });
        applies.risks = vec![Key::parse("RSK-01").unwrap()];
        let cells = applies.statement_cells(applies.statement().unwrap());
        let of = |name: &str| cells[COLUMNS.iter().position(|column| *column == name).unwrap()].clone();
        assert_eq!(of("applies"), Cell::code("applies", "applies"));
        assert_eq!((of("justified"), of("reason")), (Cell::Flag(true), Cell::Empty));
        assert_eq!((of("measures_done"), of("measures_total")), (Cell::Number(1), Cell::Number(3)));
        let mut excluded = applies.clone();
        excluded.level = Level::NotApplicable;
        let cells = excluded.statement_cells(excluded.statement().unwrap());
        assert_eq!(cells[COLUMNS.iter().position(|column| *column == "risks").unwrap()], Cell::Empty);
        assert_eq!(cells.last(), Some(&Cell::Empty));
    }

    #[test]
    fn what_asks_nothing_is_not_in_the_statement() {
        let mut information = row(Level::NotJudged, None, Tally::default());
        information.basis = Basis::Information;
        assert_eq!(information.statement(), None);
    }
}
