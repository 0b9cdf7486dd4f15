//! The list of risks.

use super::{AREA, Column, Facet, Filter, OWNER, Options, STATES, Sort, column, filter, label, more, sorted};
use crate::label::OF_RISKS;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("category"),
    column("owner"),
    more("area"),
    more("cause"),
    more("event"),
    more("consequence"),
    more("consequence_kind"),
    more("inherent"),
    column("likelihood"),
    column("impact"),
    sorted("score", Sort::Number),
    column("target"),
    column("treatment"),
    more("rationale"),
    more("assessed"),
    sorted("next_review", Sort::Date),
    column("state"),
    column("since"),
    more("labels"),
    more("requirements"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", STATES)),
    filter("kategori", Facet::Category, Options::Categories),
    OWNER,
    filter("niva", Facet::Band, Options::Bands),
    AREA,
    filter("ruta", Facet::Cell, Options::Hidden),
    label(OF_RISKS),
];
