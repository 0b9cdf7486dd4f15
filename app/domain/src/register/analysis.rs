//! The list of risk analyses.

use super::{ANALYSIS_STATES, Column, Facet, Filter, OWNER, Options, Sort, column, filter, more, sorted};
use crate::analysis::AnalysisKind;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("analysis_kind"),
    column("object"),
    column("security"),
    column("work_environment"),
    column("owner"),
    more("planned_from"),
    sorted("planned_to", Sort::Date),
    column("started"),
    column("done"),
    column("state"),
    more("conclusion"),
    more("assignments"),
    more("risks"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", ANALYSIS_STATES)),
    filter("slag", Facet::Category, Options::Codes("analysis_kind", AnalysisKind::CODES)),
    OWNER,
];
