//! A register taken out whole: first which records in which order, then their content, some at a time.
//!
//! Which records there are is asked for once, and with them each one's revision. A version never changes once it is
//! written, so what is then read is the register as it was at that one place of the journal, however long it takes and
//! whatever is written meanwhile.

use super::View;
use super::labels::fill;
use super::list::CHUNK;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::journal::int;
use crate::outline::{Line, Passing};
use crate::record::{BodyRow, Record, version_id};
use domain::label::Label;
use domain::listing::Row;
use domain::{Body, Key, Kind, ListQuery};
use std::collections::{HashMap, VecDeque};
use surrealdb::types::RecordId;

/// A register being taken out.
#[derive(Debug)]
pub struct Extract {
    /// Names of the columns, in order.
    pub columns: Vec<String>,
    /// Rows in all.
    pub total: u64,
    kind: Kind,
    left: VecDeque<Left>,
}

/// A record that is to be taken out.
#[derive(Debug)]
struct Left {
    key: Key,
    rev: u32,
    /// What stood out about it at the place of the journal that is taken out.
    labels: Vec<Label>,
}

impl View<'_> {
    /// Begins to take out a register. Filters, order and columns are the list's own; its pages are not, since a file has
    /// none. The view's position and root hash are set to what is taken out.
    ///
    /// # Errors
    /// As for [`View::list`].
    pub async fn extract(&mut self, query: &ListQuery) -> Result<Extract> {
        let kind = self.listed(query)?;
        let left = self.outlined(query, kind).await?;
        let columns = query.columns().into_iter().map(str::to_owned).collect();
        Ok(Extract { columns, total: left.len() as u64, kind, left })
    }

    /// The next rows, at most [`CHUNK`]; none at the end.
    ///
    /// # Errors
    /// When the database can't be asked, or a version is missing.
    pub async fn next_rows(&self, extract: &mut Extract) -> Result<Vec<Row>> {
        let (records, labels) = self.next_of(extract).await?;
        let mut rows = self.unlabelled(&records, &extract.columns).await?;
        fill(&mut rows, labels, &extract.columns);
        Ok(rows)
    }

    /// The same as records: each with its revision and its content as the actor may see it.
    ///
    /// # Errors
    /// As for [`View::next_rows`].
    pub async fn next_records(&self, extract: &mut Extract) -> Result<Vec<(Key, u32, Body)>> {
        let (records, _) = self.next_of(extract).await?;
        Ok(records.into_iter().map(|record| (record.key, record.rev, record.body)).collect())
    }

    /// The next records, and what stood out about each.
    async fn next_of(&self, extract: &mut Extract) -> Result<(Vec<Record>, Vec<Vec<Label>>)> {
        let wanted: Vec<Left> = extract.left.drain(..extract.left.len().min(CHUNK as usize)).collect();
        if wanted.is_empty() {
            return Ok(<_>::default());
        }
        let ids: Vec<RecordId> =
            wanted.iter().map(|left| version_id(extract.kind, left.key.as_str(), left.rev)).collect();
        let found: Vec<BodyRow> =
            self.store.db.ask("SELECT key, rev, body FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        let mut found: HashMap<String, BodyRow> = found.into_iter().map(|row| (row.key.clone(), row)).collect();
        let (mut records, mut labels) = (Vec::with_capacity(wanted.len()), Vec::with_capacity(wanted.len()));
        // A record may be disposed of while the register is taken out: then there is no more of it to take.
        let lacking = wanted.iter().filter(|left| !found.contains_key(left.key.as_str()));
        let gone = self.store.gone_of(lacking.map(|left| (extract.kind, &left.key))).await?;
        for Left { key, rev, labels: own } in wanted {
            if gone.contains_key(&(extract.kind, key.clone())) {
                continue;
            }
            let missing = || StoreError::Damaged(format!("version {rev} of {key}"));
            let record = found.remove(key.as_str()).ok_or_else(missing)?.record()?;
            // A record that came to be another's business in between is left out, as it is from the list.
            if let Some(record) = self.show(record) {
                records.push(record);
                labels.push(own);
            }
        }
        Ok((records, labels))
    }

    /// Which records pass, and at which place of the journal that is: the outline belongs to one.
    async fn outlined(&mut self, query: &ListQuery, kind: Kind) -> Result<VecDeque<Left>> {
        let (left, seq, root) = {
            let kinds = Self::told_by(query, kind);
            let outline = self.outline(&kinds).await?;
            let passing = Passing::new(&outline, query, self.day(), self.instant());
            let mut lines: Vec<(&Key, &Line)> = outline
                .of(kind)
                .filter(|(key, line)| {
                    query.takes_key(key) && self.sees_line(kind, &outline, (key, line)) && passing.takes(line)
                })
                .collect();
            lines.sort_unstable_by(|one, other| {
                let order = outline.compare(query.sort, *one, *other);
                if query.falling { order.reverse() } else { order }
            });
            let around = outline.surroundings(self.day());
            let left = lines.into_iter().map(|(key, line)| Left {
                key: key.clone(),
                rev: line.rev,
                labels: outline.labels(kind, line, &around, self.day()),
            });
            let left = left.collect();
            (left, outline.seq, outline.root.clone())
        };
        if self.past.is_none() && seq > 0 {
            (self.position, self.length, self.root) = (seq, seq, root);
        }
        Ok(left)
    }

    /// Whether something has been written since the view was opened.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn outdated(&self) -> Result<bool> {
        let rows: Vec<i64> = self.store.db.ask("SELECT VALUE seq FROM head:main", Bind::new()).await?.rows(0)?;
        Ok(rows.first().copied().unwrap_or(0) != int(self.length))
    }
}
