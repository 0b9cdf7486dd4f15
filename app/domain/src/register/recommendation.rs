//! The list of recommendations.

use super::{Column, Facet, Filter, OWNER, Options, RECOMMENDATION_STATES, Sort, column, filter, more, sorted};
use crate::recommendation::RecommendationKind;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("text"),
    column("recommendation_kind"),
    column("reviewer"),
    sorted("reviewed", Sort::Date),
    more("reference"),
    column("owner"),
    column("state"),
    column("judged_by"),
    column("judged"),
    more("about"),
    more("note"),
    more("measures"),
    more("shown_by"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", RECOMMENDATION_STATES)),
    filter("slag", Facet::Category, Options::Codes("recommendation_kind", RecommendationKind::CODES)),
    OWNER,
];
