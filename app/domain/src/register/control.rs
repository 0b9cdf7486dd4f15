//! The list of controls.

use super::{Column, Facet, Filter, OWNER, Options, STATES, Sort, column, filter, label, more, sorted};
use crate::control::TestResult;
use crate::label::OF_CONTROLS;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("method"),
    column("frequency"),
    column("owner"),
    column("last_test"),
    column("result"),
    more("effectiveness"),
    more("observation"),
    sorted("next_due", Sort::Date),
    column("state"),
    column("labels"),
    more("risks"),
    more("measures"),
    more("requirements"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", STATES)),
    filter("resultat", Facet::Category, Options::Codes("result", TestResult::CODES)),
    OWNER,
    label(OF_CONTROLS),
];
