//! The list of evidence.

use super::{Column, EVIDENCE_STATES, Facet, Filter, OWNER, Options, Sort, column, filter, label, more, sorted};
use crate::evidence::EvidenceKind;
use crate::label::OF_EVIDENCE;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("evidence_kind"),
    sorted("effective", Sort::Date),
    column("valid_until"),
    column("reference"),
    more("place"),
    more("note"),
    column("owner"),
    column("file"),
    more("sha256"),
    column("requirements"),
    more("measures"),
    more("deliverables"),
    more("controls"),
    more("shows"),
    more("version"),
    more("recorded"),
    more("review"),
    more("vouched_by"),
    more("vouched"),
    more("replaced_by"),
    column("state"),
    column("labels"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", EVIDENCE_STATES)),
    filter("slag", Facet::Category, Options::Codes("evidence_kind", EvidenceKind::CODES)),
    OWNER,
    label(OF_EVIDENCE),
];
