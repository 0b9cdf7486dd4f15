//! The list of requirements.

use super::{Column, Facet, Filter, Options, Sort, column, filter, more, sorted};
use crate::requirement::Level;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("number", Sort::Number),
    column("framework"),
    more("heading"),
    sorted("title", Sort::Title),
    more("description"),
    more("addressee"),
    more("deadline"),
    column("in_force"),
    column("level"),
    column("judged"),
    more("reason"),
    more("related"),
    more("source"),
    more("key"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("ramverk", Facet::Framework, Options::Frameworks),
    filter("bedomning", Facet::State, Options::Codes("level", Level::CODES)),
];
