//! The list of assignments.

use super::{ASSIGNMENT_STATES, Column, Facet, Filter, OWNER, Options, Sort, column, filter, more, sorted};
use crate::goal::GoalArea;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("text"),
    column("given_by"),
    more("boards"),
    more("year"),
    more("area"),
    sorted("period", Sort::Date),
    column("owner"),
    column("state"),
    more("comment"),
    more("reported"),
    column("reported_back"),
    column("approved"),
    more("minutes"),
    column("informed"),
    more("risks"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", ASSIGNMENT_STATES)),
    filter("omrade", Facet::Area, Options::Codes("goal_area", GoalArea::CODES)),
    OWNER,
];
