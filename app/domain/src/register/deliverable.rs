//! The list of deliverables.

use super::{Column, DELIVERABLE_STATES, Facet, Filter, OWNER, Options, Sort, column, filter, label, more, sorted};
use crate::deliverable::DeliverableKind;
use crate::label::OF_DELIVERABLES;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("deliverable"),
    more("version"),
    column("owner"),
    more("responsibilities"),
    more("mandate"),
    more("holder"),
    more("assigned"),
    more("decided_by"),
    column("decided"),
    more("reference"),
    more("valid_from"),
    column("introduced"),
    sorted("next_review", Sort::Date),
    column("state"),
    column("labels"),
    column("measures"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", DELIVERABLE_STATES)),
    filter("slag", Facet::Category, Options::Codes("deliverable", DeliverableKind::CODES)),
    OWNER,
    label(OF_DELIVERABLES),
];
