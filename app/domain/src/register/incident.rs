//! The list of incidents.

use super::{Column, Facet, Filter, INCIDENT_STATES, OWNER, Options, Sort, column, filter, more, sorted};
use crate::incident::Significance;

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    more("drill"),
    column("owner"),
    column("significance"),
    more("began"),
    sorted("aware", Sort::Date),
    more("ended"),
    column("next_report"),
    column("report_due"),
    column("standing"),
    column("state"),
    more("happened"),
    more("services"),
    more("administrations"),
    more("users"),
    more("persons"),
    more("handling"),
    more("risks"),
    more("controls"),
    more("measures"),
    more("affects"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("incident_state", INCIDENT_STATES)),
    filter("betydande", Facet::Category, Options::Codes("significance", Significance::CODES)),
    OWNER,
    filter("ovning", Facet::Drill, Options::Hidden),
];
