//! What a list filters and sorts a record by, drawn from its content by the domain so that the same rule holds now and
//! for an earlier date.

use serde::{Deserialize, Serialize};

/// The facets of a record. Codes where there are codes; empty where a facet doesn't apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Whether it is closed.
    pub closed: bool,
    /// Its state, as the register's status filter names it.
    pub state: String,
    /// Category of a risk, last result of a control, kind of evidence or of a goal, heading of a requirement, worst status of a
    /// project.
    pub category: String,
    /// Function that owns it.
    pub owner: String,
    /// Area, also of a goal; of an indicator whether its sources agree.
    pub area: String,
    /// Sub-area.
    pub sub_area: String,
    /// Framework of a requirement.
    pub framework: String,
    /// Band of its score, counted from 1; 0 for none.
    pub band: i64,
    /// Score of a risk, percent of a measure, place of a requirement.
    pub number: i64,
    /// Cell of the matrix: ten times the likelihood, plus the consequence.
    pub cell: i64,
    /// Its most important date, `9999-12-31` for none.
    pub date: String,
    /// The date after which it is overdue, `9999-12-31` for never.
    pub due: String,
    /// The date it begins, `9999-12-31` for none.
    pub start: String,
    /// The date of the last report of it, `9999-12-31` for none.
    pub reported: String,
    /// Its title.
    pub title: String,
    /// What a search finds it by: only what every reader may see. A line for each field, id and title first.
    pub text: String,
}
