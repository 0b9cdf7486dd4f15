//! Whole tables in pieces, in the order of their ids, so that memory stays bounded however long the journal is.

use crate::db::{Bind, Db};
use crate::error::Result;
use std::ops::Bound;
use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue};

/// Rows read at a time.
pub(crate) const PIECE: i64 = 2000;

/// A table being read from its first row to its last.
pub(crate) struct Scan<'a> {
    db: &'a Db,
    text: &'static str,
    table: &'static str,
    after: Bound<RecordIdKey>,
}

/// A row with its id.
pub(crate) trait Placed {
    fn id(&self) -> &RecordId;
}

impl<'a> Scan<'a> {
    /// `text` selects from `$range` at most `$limit` rows, with their ids.
    pub(crate) fn of(db: &'a Db, table: &'static str, text: &'static str) -> Self {
        Self { db, text, table, after: Bound::Unbounded }
    }

    /// The next rows; none at the end.
    pub(crate) async fn next<T: SurrealValue + Placed>(&mut self) -> Result<Vec<T>> {
        let range = RecordIdKeyRange { start: self.after.clone(), end: Bound::Unbounded };
        let range = RecordId { table: self.table.into(), key: RecordIdKey::Range(Box::new(range)) };
        let bind = Bind::new().with("range", range).with("limit", PIECE);
        let rows: Vec<T> = self.db.ask(self.text, bind).await?.rows(0)?;
        if let Some(last) = rows.last() {
            self.after = Bound::Excluded(last.id().key.clone());
        }
        Ok(rows)
    }
}
