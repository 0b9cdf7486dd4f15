//! The list of measures.

use super::{AREA, Column, Facet, Filter, MEASURE_STATES, OWNER, Options, Sort, column, filter, label, more, sorted};
use crate::deliverable::DeliverableKind;
use crate::label::OF_MEASURES;
use crate::measure::SubArea;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("purpose"),
    more("area"),
    more("sub_area"),
    more("technical_archive"),
    more("deliverable"),
    more("change"),
    column("owner"),
    more("start"),
    sorted("end", Sort::Date),
    more("decided_end"),
    more("slip"),
    sorted("percent", Sort::Number),
    more("next_step"),
    more("note"),
    column("state"),
    column("labels"),
    column("reported"),
    more("risks"),
    more("depends_on"),
    more("requirements"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", MEASURE_STATES)),
    AREA,
    filter("delomrade", Facet::SubArea, Options::Codes("sub_area", SubArea::CODES)),
    OWNER,
    filter("leverabel", Facet::Category, Options::Codes("deliverable", DeliverableKind::CODES)),
    label(OF_MEASURES),
];
