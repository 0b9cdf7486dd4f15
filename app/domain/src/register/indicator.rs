//! The list of indicators.

use super::{Column, Facet, Filter, OWNER, Options, STATES, Sort, column, filter, more, sorted};
use crate::indicator::{IndicatorKind, Sources};

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("indicator_kind"),
    more("definition"),
    column("latest"),
    column("unit"),
    sorted("latest_period", Sort::Date),
    column("goal"),
    column("sources"),
    more("frequency"),
    column("owner"),
    column("state"),
    more("note"),
    more("risks"),
    more("controls"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", STATES)),
    filter("slag", Facet::Category, Options::Codes("indicator_kind", IndicatorKind::CODES)),
    filter("kallor", Facet::Area, Options::Codes("sources", Sources::CODES)),
    OWNER,
];
