//! The list of services.

use super::{Column, Facet, Filter, OWNER, Options, STATE_ALL, Sort, column, filter, more, sorted};
use crate::service::Criticality;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("description"),
    column("criticality"),
    column("used_by"),
    column("owner"),
    column("state"),
    column("risks"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", &["open", "closed", STATE_ALL])),
    filter("kritisk", Facet::Category, Options::Codes("criticality", Criticality::CODES)),
    OWNER,
];
