//! The journal's entries and its head.

use crate::Store;
use crate::clock::end_of;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use chrono::NaiveDate;
use domain::history::Entry;
use domain::{Action, Key, Kind};
use proof::merkle::{Frontier, Hash, leaf, of_hex};
use std::collections::BTreeMap;
use std::ops::Bound;
use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue};

/// An entry as it is stored.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct EntryRow {
    pub seq: i64,
    pub at: String,
    pub actor: String,
    pub name: String,
    pub role: String,
    pub command_id: String,
    pub action: String,
    pub kind: String,
    pub key: String,
    /// The record's owner, so that an owner's journal can be found by index. Not part of the entry's bytes: it is drawn
    /// from the content, which the entry's hash already covers.
    pub owner: String,
    pub rev: i64,
    pub reason: String,
    pub body_hash: String,
    pub leaf: String,
}

impl EntryRow {
    pub(crate) fn new(entry: &Entry, owner: &str) -> Result<Self> {
        Ok(Self {
            seq: int(entry.seq),
            at: entry.at.clone(),
            actor: entry.actor.clone(),
            name: entry.name.clone(),
            role: entry.role.clone(),
            command_id: entry.command_id.clone(),
            action: entry.action.code().to_owned(),
            kind: entry.kind.code().to_owned(),
            key: entry.key.to_string(),
            owner: owner.to_owned(),
            rev: i64::from(entry.rev),
            reason: entry.reason.clone(),
            body_hash: entry.body_hash.clone(),
            leaf: hex::encode(leaf_of(entry)?),
        })
    }

    pub(crate) fn entry(&self) -> Result<Entry> {
        let damaged = || StoreError::Damaged(format!("journal entry {}", self.seq));
        Ok(Entry {
            seq: u64::try_from(self.seq).map_err(|_| damaged())?,
            at: self.at.clone(),
            actor: self.actor.clone(),
            name: self.name.clone(),
            role: self.role.clone(),
            command_id: self.command_id.clone(),
            action: Action::from_code(&self.action).ok_or_else(damaged)?,
            kind: Kind::from_code(&self.kind).ok_or_else(damaged)?,
            key: Key::parse(&self.key).map_err(|_| damaged())?,
            rev: u32::try_from(self.rev).map_err(|_| damaged())?,
            reason: self.reason.clone(),
            body_hash: self.body_hash.clone(),
        })
    }
}

/// The entries from a position on, to before another or to the end, by their ids.
pub(crate) fn stretch(from: u64, to: Option<u64>) -> RecordId {
    let place = |position: u64| RecordIdKey::Number(int(position));
    let end = to.map_or(Bound::Unbounded, |to| Bound::Excluded(place(to)));
    let range = RecordIdKeyRange { start: Bound::Included(place(from)), end };
    RecordId { table: "journal".into(), key: RecordIdKey::Range(Box::new(range)) }
}

impl Store {
    /// The journal position when a day in Sweden ended, in a journal of this length. Time never runs back in it, so the
    /// place is found by halving: some twenty entries are looked at, however long it is.
    pub(crate) async fn position_on(&self, day: NaiveDate, length: u64) -> Result<u64> {
        if let Some(known) = self.kept.ended.found(&day).filter(|known| **known < length) {
            return Ok(*known);
        }
        let end = end_of(day);
        let (mut before, mut last) = (0, length);
        while before < last {
            let middle = last - (last - before) / 2;
            let bind = Bind::new().with("id", RecordId::new("journal", int(middle)));
            let at: Vec<String> = self.db.ask("SELECT VALUE at FROM $id", bind).await?.rows(0)?;
            let at = at.first().ok_or_else(|| StoreError::Damaged(format!("journal entry {middle}")))?;
            if *at < end {
                before = middle;
            } else {
                last = middle - 1;
            }
        }
        if before < length {
            // Something was written after the day, so that its end is where it is for ever.
            self.kept.ended.keep(day, before);
        }
        Ok(before)
    }
}

/// An entry's leaf hash: of its RFC 8785 canonical JSON.
pub(crate) fn leaf_of(entry: &Entry) -> Result<Hash> {
    Ok(leaf(canonical(entry)?.as_bytes()))
}

/// Canonical JSON (RFC 8785) of anything.
pub(crate) fn canonical<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json_canonicalizer::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// The journal's head as it is stored.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct HeadRow {
    pub seq: i64,
    pub at: String,
    pub root: String,
    pub frontier: Vec<String>,
    pub counters: BTreeMap<String, i64>,
}

/// The journal's head: its length, its last moment, its frontier, and the last number given in each register.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub seq: u64,
    pub at: String,
    pub frontier: Frontier,
    pub counters: BTreeMap<String, i64>,
}

impl Head {
    pub(crate) fn read(row: Option<HeadRow>) -> Result<Self> {
        let Some(row) = row else { return Ok(Self::default()) };
        let damaged = || StoreError::Damaged("the journal's head".to_owned());
        let seq = u64::try_from(row.seq).map_err(|_| damaged())?;
        let peaks = row.frontier.iter().map(|peak| of_hex(peak)).collect::<Option<Vec<_>>>();
        let frontier = peaks.and_then(|peaks| Frontier::restore(seq, peaks)).ok_or_else(damaged)?;
        Ok(Self { seq, at: row.at, frontier, counters: row.counters })
    }

    pub(crate) fn row(&self) -> HeadRow {
        HeadRow {
            seq: int(self.seq),
            at: self.at.clone(),
            root: self.root(),
            frontier: self.frontier.peaks().iter().map(hex::encode).collect(),
            counters: self.counters.clone(),
        }
    }

    pub(crate) fn root(&self) -> String {
        hex::encode(self.frontier.root())
    }

    /// The next number in a register.
    pub(crate) fn next_number(&self, prefix: &str) -> u32 {
        let last = self.counters.get(prefix).copied().unwrap_or(0);
        u32::try_from(last).unwrap_or(0).saturating_add(1)
    }

    /// Remembers that a number has been given.
    pub(crate) fn given(&mut self, prefix: &str, number: u32) {
        let last = self.counters.entry(prefix.to_owned()).or_insert(0);
        *last = (*last).max(i64::from(number));
    }
}

/// A position as the database counts.
pub(crate) fn int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The end of what is current: later than any position.
pub(crate) const OPEN: i64 = i64::MAX;
