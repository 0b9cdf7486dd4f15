//! The journal as the actor may see it.

use super::View;
use crate::clock::{end_of, shown};
use crate::db::Bind;
use crate::error::Result;
use crate::journal::{EntryRow, int};
use domain::history::{JournalPage, JournalQuery, JournalRow};
use domain::{AppError, Grant, Page, Role, Subject};
use std::collections::HashMap;
use surrealdb::types::{RecordId, SurrealValue};

/// Entries on a page.
const PAGE: i64 = 50;

#[derive(SurrealValue)]
struct Owned {
    key: String,
    owner: String,
}

impl View<'_> {
    /// A page of the journal, newest first.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see nothing of it.
    pub async fn journal(&self, query: &JournalQuery) -> Result<JournalPage> {
        let mut rows = self.entries(query, PAGE + 1).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().map(|row| row.seq).filter(|_| more);
        let total = (!more && query.before.is_none()).then_some(rows.len() as u64);
        Ok(JournalPage { entries: rows, total, next, length: self.position, root: self.root.clone() })
    }

    /// Entries before a place, newest first, at most `limit`.
    ///
    /// # Errors
    /// As for [`View::journal`].
    pub async fn entries(&self, query: &JournalQuery, limit: i64) -> Result<Vec<JournalRow>> {
        let grant = self.actor.grant(Subject::Page(Page::Journal));
        if grant == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let before = query.before.map_or(self.position + 1, |before| before.min(self.position + 1));
        let mut bind = Bind::new().with("before", int(before)).with("limit", limit);
        let mut conditions = vec!["seq < $before"];
        if grant == Grant::Own {
            conditions.push("owner IN $own");
            bind = bind.with("own", self.actor.functions.clone());
        }
        if !matches!(self.actor.role, Role::Admin) {
            // Accounts are the administrator's own business.
            conditions.push("kind != 'account'");
        }
        if let Some(kind) = query.kind {
            conditions.push("kind = $kind");
            bind = bind.with("kind", kind.code());
        }
        if let Some(key) = &query.key {
            conditions.push("key = $key");
            bind = bind.with("key", key.as_str());
        }
        if let Some(action) = query.action {
            conditions.push("action = $action");
            bind = bind.with("action", action.code());
        }
        if !query.actor.is_empty() {
            conditions.push("actor = $actor");
            bind = bind.with("actor", query.actor.as_str());
        }
        if let Some(from) = query.from.and_then(|day| day.pred_opt()) {
            conditions.push("at >= $from");
            bind = bind.with("from", end_of(from));
        }
        if let Some(to) = query.to {
            conditions.push("at < $to");
            bind = bind.with("to", end_of(to));
        }
        let text =
            format!("SELECT * OMIT id FROM journal WHERE {} ORDER BY seq DESC LIMIT $limit", conditions.join(" AND "));
        let rows: Vec<EntryRow> = self.store.db.ask(&text, bind).await?.rows(0)?;
        let owners = self.owners_now(&rows).await?;
        rows.iter().map(|row| self.journal_row(row, owners.get(&row.key).map_or("", String::as_str))).collect()
    }

    /// Who owns the records of some entries now.
    async fn owners_now(&self, rows: &[EntryRow]) -> Result<HashMap<String, String>> {
        let owned = rows.iter().filter(|row| !row.owner.is_empty());
        let mut ids: Vec<RecordId> = owned.map(|row| RecordId::new(row.kind.as_str(), row.key.as_str())).collect();
        ids.dedup();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let bind = Bind::new().with("ids", ids);
        let owners: Vec<Owned> = self.store.db.ask("SELECT key, owner FROM $ids", bind).await?.rows(0)?;
        Ok(owners.into_iter().map(|owned| (owned.key, owned.owner)).collect())
    }

    fn journal_row(&self, row: &EntryRow, owner_now: &str) -> Result<JournalRow> {
        let entry = row.entry()?;
        // A reason may say what a marking covers, so only those with clearance then and now read it.
        let cleared = self.actor.cleared(&row.owner) && self.actor.cleared(owner_now);
        let reason = if cleared || row.owner.is_empty() { entry.reason } else { String::new() };
        Ok(JournalRow {
            seq: entry.seq,
            at: shown(&entry.at),
            by: entry.name,
            role: entry.role,
            action: entry.action,
            kind: entry.kind,
            key: entry.key,
            rev: entry.rev,
            reason,
            body_hash: entry.body_hash,
        })
    }
}
