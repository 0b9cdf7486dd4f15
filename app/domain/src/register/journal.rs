//! The list of journal entries.

use super::{Column, column, more};

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    column("seq"),
    column("at"),
    column("actor"),
    column("role"),
    column("action"),
    column("kind"),
    column("item"),
    column("rev"),
    column("journal_reason"),
    more("body_hash"),
];
