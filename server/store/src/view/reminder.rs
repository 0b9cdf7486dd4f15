//! Dates that concern an actor: what its calendar and its letters are made of.

use super::View;
use crate::Store;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::record::{BodyRow, record_id};
use chrono::{DateTime, Utc};
use domain::date::NEVER;
use domain::reminder::{Occasion, Reminder, concerns};
use domain::{Grant, Key, Kind};
use std::collections::HashMap;
use surrealdb::types::{RecordId, SurrealValue};

/// A date with what a calendar needs to tell one version of it from the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub reminder: Reminder,
    /// The record's revision.
    pub rev: u32,
    /// When that was written, as the journal has it.
    pub changed: DateTime<Utc>,
}

#[derive(SurrealValue)]
struct DatedRow {
    key: String,
    rev: i64,
    seq: i64,
    body: String,
}

#[derive(SurrealValue)]
struct Written {
    seq: i64,
    at: String,
}

/// When the entries at some positions of the journal were written.
pub(super) async fn written_at(store: &Store, places: &[i64]) -> Result<HashMap<i64, DateTime<Utc>>> {
    let ids: Vec<RecordId> = places.iter().map(|seq| RecordId::new("journal", *seq)).collect();
    let written: Vec<Written> =
        store.db.ask("SELECT seq, at FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
    let read = written.into_iter().map(|one| {
        let at = DateTime::parse_from_rfc3339(&one.at);
        let at = at.map_err(|_| StoreError::Damaged(format!("journal entry {}", one.seq)))?;
        Ok((one.seq, at.with_timezone(&Utc)))
    });
    read.collect()
}

impl View<'_> {
    /// Every date that concerns the actor: of records its functions own, and of the board's meetings. Nothing that a
    /// secrecy marking covers is in it, whoever asks.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn reminders(&self) -> Result<Vec<Reminder>> {
        Ok(self.dated_rows().await?.into_iter().map(|(reminder, ..)| reminder).collect())
    }

    /// The same, with revision and time, in the order of the dates.
    ///
    /// # Errors
    /// As for [`View::reminders`].
    pub async fn calendar(&self) -> Result<Vec<Dated>> {
        let mut rows = self.dated_rows().await?;
        rows.sort_by(|(one, ..), (other, ..)| (one.date, &one.key).cmp(&(other.date, &other.key)));
        let places: Vec<i64> = rows.iter().map(|(_, _, seq)| *seq).collect();
        let written = written_at(self.store, &places).await?;
        let dated = rows.into_iter().map(|(reminder, rev, seq)| {
            let changed = *written.get(&seq).ok_or_else(|| StoreError::Damaged(format!("journal entry {seq}")))?;
            Ok(Dated { reminder, rev, changed })
        });
        dated.collect()
    }

    /// What tells this register from every other: the leaf hash of its first entry, in hexadecimal.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn origin(&self) -> Result<String> {
        let bind = Bind::new().with("id", RecordId::new("journal", 1_i64));
        Ok(self.store.db.ask("SELECT VALUE leaf FROM $id", bind).await?.first(0)?.unwrap_or_default())
    }

    /// Each date with its record's revision and the position it was written at.
    async fn dated_rows(&self) -> Result<Vec<(Reminder, u32, i64)>> {
        let mut dated = Vec::new();
        for occasion in Occasion::ALL {
            let kind = occasion.kind();
            if self.grant(kind) == Grant::No {
                continue;
            }
            let rows: Vec<DatedRow> = if kind == Kind::Picture {
                self.store.db.ask("SELECT key, rev, seq, body FROM picture", Bind::new()).await?.rows(0)?
            } else {
                let ids: Vec<RecordId> =
                    self.due(kind).await?.iter().map(|key| record_id(kind, key.as_str())).collect();
                let bind = Bind::new().with("ids", ids);
                self.store.db.ask("SELECT key, rev, seq, body FROM $ids", bind).await?.rows(0)?
            };
            for row in rows {
                let DatedRow { key, rev, seq, body } = row;
                let record = BodyRow { key, rev, body }.record()?;
                // The board's meetings concern everyone who may open a picture; every other record is cut to its reader.
                let shown = if kind == Kind::Picture { Some(record) } else { self.show(record) };
                let found =
                    shown.and_then(|record| Some((Reminder::of(&record.key, &record.body, self.day())?, record)));
                dated.extend(found.map(|(reminder, record)| (reminder, record.rev, seq)));
            }
        }
        Ok(dated)
    }

    /// The records of a kind that concern the actor and have something to be done by a date.
    async fn due(&self, kind: Kind) -> Result<Vec<Key>> {
        let outline = self.outline(&[kind]).await?;
        let due = outline.of(kind).filter(|(key, line)| {
            self.sees_line(kind, &outline, (key, line))
                && outline.facts(line).due != NEVER
                && concerns(self.actor, outline.names.text(line.owner))
        });
        Ok(due.map(|(key, _)| key.clone()).collect())
    }
}
