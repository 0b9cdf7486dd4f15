//! The list of the portfolios' projects.

use super::{Column, Facet, Filter, OWNER, Options, STATE_ALL, Sort, column, filter, more, sorted};
use crate::programme::status::Signal;

/// What the status filter of projects offers.
const STATES: &[&str] = &["planned", "ongoing", "done", "closed", STATE_ALL];

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("portfolio"),
    column("owner"),
    sorted("period", Sort::Date),
    column("cost"),
    column("result"),
    column("time"),
    more("causes"),
    column("state"),
    more("outcome"),
    more("done"),
    more("came_to"),
    more("risks"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", STATES)),
    filter("farg", Facet::Category, Options::Codes("signal", Signal::CODES)),
    OWNER,
];
