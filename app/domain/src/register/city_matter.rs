//! The list of matters of the whole city.

use super::{Column, Facet, Filter, OWNER, Options, STATE_ALL, Sort, column, filter, more, sorted};

/// What the status filter of city matters offers.
const STATES: &[&str] = &["open", "dialogue", "settled", "closed", STATE_ALL];

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("question"),
    column("counterpart"),
    column("owner"),
    sorted("raised", Sort::Date),
    column("state"),
    more("period"),
    more("comment"),
    more("came_to"),
    column("risks"),
    more("requirements"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[filter("status", Facet::State, Options::Codes("matter_state", STATES)), OWNER];
