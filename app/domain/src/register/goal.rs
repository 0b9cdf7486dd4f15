//! The list of goals and activities.

use super::{Column, Facet, Filter, OWNER, Options, STATE_ALL, Sort, column, filter, more, sorted};
use crate::goal::{GoalArea, GoalKind};

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    sorted("key", Sort::Key),
    sorted("title", Sort::Title),
    column("goal_kind"),
    column("area"),
    column("years"),
    column("owner"),
    sorted("period", Sort::Date),
    more("comment"),
    column("state"),
    column("goals"),
    more("measures"),
    more("source"),
    more("rev"),
];

/// Its filters.
pub(super) const FILTERS: &[Filter] = &[
    filter("status", Facet::State, Options::Codes("state", &["open", "closed", STATE_ALL])),
    filter("slag", Facet::Category, Options::Codes("goal_kind", GoalKind::CODES)),
    filter("omrade", Facet::Area, Options::Codes("goal_area", GoalArea::CODES)),
    OWNER,
];
