//! The list of deviations.

use super::{Column, DEVIATION_STATES, Facet, Filter, OWNER, Options, Sort, column, filter, more, sorted};

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("owner"),
    more("cause"),
    more("consequence_users"),
    more("consequence_organisation"),
    more("consequence_economy"),
    more("actions"),
    more("audit_by"),
    more("audit_date"),
    more("audit_says"),
    sorted("period", Sort::Date),
    column("comment"),
    column("state"),
    more("programmes"),
    more("risks"),
    column("measures"),
    more("affects"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] =
    &[filter("status", Facet::State, Options::Codes("deviation_state", DEVIATION_STATES)), OWNER];
