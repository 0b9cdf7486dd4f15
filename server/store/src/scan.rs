//! Whole tables in pieces, in the order of their ids, so that memory stays bounded however long the journal is.
//!
//! While one piece is looked through, the next ones are already being read.
//!
//! The pieces are told beforehand by the ids that part them. A range with a limit would read no less: the engine takes in all
//! of a range that is bound to a query before it counts to the limit, and every piece would read the table to its end.

use crate::db::{Answer, Bind, Db};
use crate::error::Result;
use domain::Kind;
use futures::future::BoxFuture;
use futures::stream::{FuturesOrdered, StreamExt};
use std::collections::VecDeque;
use std::ops::Bound;
use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue};

/// Rows of a piece, about.
pub(crate) const PIECE: usize = 2000;

/// Pieces that are asked for before they are needed.
const AHEAD: usize = 2;

/// A table being read from its first row to its last.
pub(crate) struct Scan<'a> {
    db: &'a Db,
    text: &'static str,
    table: &'static str,
    from: Bound<RecordIdKey>,
    parted: VecDeque<RecordIdKey>,
    ended: bool,
    asked: FuturesOrdered<BoxFuture<'a, Result<Answer>>>,
}

impl<'a> Scan<'a> {
    /// `text` selects all `FROM $range`; `ids` are some of the table's ids in their order, one for each row that is expected.
    /// Rows that nobody expected are read with those around them.
    pub(crate) fn over(
        db: &'a Db,
        table: &'static str,
        text: &'static str,
        ids: impl Iterator<Item = RecordIdKey>,
    ) -> Self {
        let parted = ids.step_by(PIECE).skip(1).collect();
        Self { db, text, table, from: Bound::Unbounded, parted, ended: false, asked: FuturesOrdered::new() }
    }

    /// The table of a kind as it is now.
    pub(crate) async fn of(db: &'a Db, kind: Kind, text: &'static str) -> Result<Self> {
        let mut keys: Vec<String> = db.ask(keys_of(kind), Bind::new()).await?.rows(0)?;
        keys.sort_unstable();
        Ok(Self::over(db, kind.code(), text, keys.into_iter().map(RecordIdKey::String)))
    }

    /// The next rows; none at the end.
    pub(crate) async fn next<T: SurrealValue>(&mut self) -> Result<Vec<T>> {
        loop {
            self.ask_ahead();
            let Some(answer) = self.asked.next().await else { return Ok(Vec::new()) };
            let rows: Vec<T> = answer?.rows(0)?;
            if !rows.is_empty() {
                return Ok(rows);
            }
        }
    }

    /// Asks for what comes next. The engine answers by itself, so that the answers are there when they are waited for.
    fn ask_ahead(&mut self) {
        while self.asked.len() <= AHEAD && !self.ended {
            let start = self.from.clone();
            let end = self.parted.pop_front();
            self.ended = end.is_none();
            self.from = end.clone().map_or(Bound::Unbounded, Bound::Included);
            let range = RecordIdKeyRange { start, end: end.map_or(Bound::Unbounded, Bound::Excluded) };
            let range = RecordId { table: self.table.into(), key: RecordIdKey::Range(Box::new(range)) };
            let (db, text) = (self.db, self.text);
            self.asked.push_back(Box::pin(db.ask(text, Bind::new().with("range", range))));
        }
    }
}

/// What asks for every key of a kind.
pub(crate) const fn keys_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Risk => "SELECT VALUE key FROM risk",
        Kind::Measure => "SELECT VALUE key FROM measure",
        Kind::Deliverable => "SELECT VALUE key FROM deliverable",
        Kind::Control => "SELECT VALUE key FROM control",
        Kind::Evidence => "SELECT VALUE key FROM evidence",
        Kind::Requirement => "SELECT VALUE key FROM requirement",
        Kind::Framework => "SELECT VALUE key FROM framework",
        Kind::Programme => "SELECT VALUE key FROM programme",
        Kind::Settings => "SELECT VALUE key FROM settings",
        Kind::Picture => "SELECT VALUE key FROM picture",
        Kind::Content => "SELECT VALUE key FROM content",
        Kind::Review => "SELECT VALUE key FROM review",
        Kind::Remark => "SELECT VALUE key FROM remark",
        Kind::Baseline => "SELECT VALUE key FROM baseline",
        Kind::Comment => "SELECT VALUE key FROM comment",
        Kind::SavedView => "SELECT VALUE key FROM saved_view",
        Kind::Pack => "SELECT VALUE key FROM pack",
        Kind::Disclosure => "SELECT VALUE key FROM disclosure",
        Kind::Disposal => "SELECT VALUE key FROM disposal",
        Kind::Deviation => "SELECT VALUE key FROM deviation",
        Kind::Incident => "SELECT VALUE key FROM incident",
        Kind::Indicator => "SELECT VALUE key FROM indicator",
        Kind::Assignment => "SELECT VALUE key FROM assignment",
        Kind::Recommendation => "SELECT VALUE key FROM recommendation",
        Kind::Analysis => "SELECT VALUE key FROM analysis",
        Kind::Goal => "SELECT VALUE key FROM goal",
        Kind::Project => "SELECT VALUE key FROM project",
        Kind::CityMatter => "SELECT VALUE key FROM city_matter",
        Kind::Service => "SELECT VALUE key FROM service",
        Kind::Report => "SELECT VALUE key FROM report",
        Kind::ReportContent => "SELECT VALUE key FROM report_content",
        Kind::Account => "SELECT VALUE key FROM account",
    }
}
