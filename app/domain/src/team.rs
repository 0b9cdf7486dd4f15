//! How the measures stand function by function, and the measures of whoever looks, what presses most first.

use crate::label::{Label, LabelCode};
use crate::listing::Row;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The measures of a function.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The function.
    pub function: String,
    /// Measures that aren't done.
    pub open: u32,
    /// Of them past their end.
    pub late: u32,
    /// Of them that wait for something late.
    pub waiting: u32,
    /// Of them without a report for a month.
    pub silent: u32,
    /// Of them that end within a month.
    pub soon: u32,
}

impl Load {
    /// A function without any yet.
    #[must_use]
    pub fn of(function: &str) -> Self {
        Self { function: function.to_owned(), ..Self::default() }
    }

    /// Counts an open measure by its labels.
    pub fn count(&mut self, labels: &[Label]) {
        self.open += 1;
        for label in labels {
            match label.code {
                LabelCode::Overdue => self.late += 1,
                LabelCode::DependencyLate => self.waiting += 1,
                LabelCode::NotReported => self.silent += 1,
                LabelCode::DueSoon => self.soon += 1,
                _ => {}
            }
        }
    }
}

/// Every function's measures, and one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The date it is seen from.
    pub day: NaiveDate,
    /// Functions with open measures; those with most that is late first.
    pub loads: Vec<Load>,
    /// Functions whoever looks acts for.
    pub functions: Vec<String>,
    /// Their open measures, what presses most first; at most `MINE`.
    pub mine: Vec<Row>,
    /// Names of the columns.
    pub columns: Vec<String>,
}

/// Most of one's own measures that are shown; the rest are in the list.
pub const MINE: usize = 50;

/// Where an open measure stands among others by what presses most: what is late, longest first, then what waits, is silent
/// or ends soon, and then by its end.
#[must_use]
pub fn urgency(labels: &[Label], end: &str) -> (usize, i64, String) {
    let days_of = |code| labels.iter().find(|label| label.code == code).map(|label| label.days);
    let ranks = [
        (LabelCode::Overdue, -1),
        (LabelCode::DependencyLate, -1),
        (LabelCode::NotReported, -1),
        (LabelCode::DueSoon, 1),
    ];
    let first = ranks.iter().zip(0..).find_map(|((code, way), rank)| Some((rank, days_of(*code)? * way)));
    let (rank, days) = first.unwrap_or((ranks.len(), 0));
    (rank, days, end.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(code: LabelCode, days: i64) -> Label {
        Label { code, days }
    }

    #[test]
    fn what_is_late_longest_comes_first_and_what_only_has_an_end_last() {
        let mut measures = [
            ("later", vec![], "2027-06-30"),
            ("soon", vec![label(LabelCode::DueSoon, 3)], "2026-11-26"),
            ("sooner", vec![label(LabelCode::DueSoon, 1)], "2026-11-24"),
            ("late", vec![label(LabelCode::Overdue, 4), label(LabelCode::NotReported, 90)], "2026-11-19"),
            ("silent", vec![label(LabelCode::NotReported, 40)], "2027-01-31"),
            ("later still", vec![label(LabelCode::NoRisk, 0)], "2027-07-31"),
            ("longest late", vec![label(LabelCode::Overdue, 200)], "2026-05-07"),
            ("waits", vec![label(LabelCode::DependencyLate, 0)], "2027-01-31"),
        ];
        measures.sort_by_key(|(_, labels, end)| urgency(labels, end));
        let order = measures.map(|(name, ..)| name);
        assert_eq!(order, ["longest late", "late", "waits", "silent", "sooner", "soon", "later", "later still"]);
    }

    #[test]
    fn a_measure_counts_once_in_all_and_once_for_each_thing_about_it() {
        let mut load = Load::of("Arkivansvarig");
        load.count(&[label(LabelCode::Overdue, 4), label(LabelCode::NotReported, 90), label(LabelCode::NoRisk, 0)]);
        load.count(&[]);
        let expected = Load { open: 2, late: 1, silent: 1, ..Load::of("Arkivansvarig") };
        assert_eq!(load, expected);
    }
}
