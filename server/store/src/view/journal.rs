//! The journal as the actor may see it.

use super::View;
use crate::clock::shown;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::{EntryRow, int, stretch};
use domain::history::{JournalPage, JournalQuery, JournalRow};
use domain::{AppError, Grant, Key, Kind, Page, Role, Subject};
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// Entries on a page.
const PAGE: i64 = 50;
/// Entries looked at first; most pages are found among them.
const FIRST_STRETCH: u64 = 256;
/// Entries looked at in one question at most, so that memory stays bounded.
const LONGEST_STRETCH: u64 = 16_384;

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
        let (mut conditions, mut bind) = (Vec::new(), Bind::new());
        let mut source = "FROM $range";
        if !query.actor.is_empty() {
            source = "FROM journal WITH INDEX journal_actor";
            conditions.push("actor = $actor");
            bind = bind.with("actor", query.actor.as_str());
        }
        if let Some(action) = query.action {
            if query.actor.is_empty() {
                source = "FROM journal WITH INDEX journal_action";
            }
            conditions.push("action = $action");
            bind = bind.with("action", action.code());
        }
        if let Some(key) = &query.key {
            source = "FROM journal WITH INDEX journal_item";
            conditions.push("kind = $of AND key = $key");
            bind = bind.with("of", key.kind().code()).with("key", key.as_str());
        }
        conditions.push("seq >= $from AND seq < $to");
        if let Some(kind) = query.kind {
            conditions.push("kind = $kind");
            bind = bind.with("kind", kind.code());
        }
        if grant == Grant::Own {
            conditions.push("owner IN $own");
            bind = bind.with("own", self.actor.functions.clone());
        }
        if !matches!(self.actor.role, Role::Admin) {
            // Accounts are the administrator's own business.
            conditions.push("kind != 'account'");
        }
        let hidden = self.hidden_incidents().await?;
        if !hidden.is_empty() {
            // That there is one, and what was done about it when, is part of what is kept.
            conditions.push("(kind != 'incident' OR key NOT IN $hidden)");
            bind = bind.with("hidden", hidden);
        }
        let text =
            format!("SELECT * OMIT id {source} WHERE {} ORDER BY seq DESC LIMIT $limit", conditions.join(" AND "));
        let (first, mut to) = self.span(query).await?;
        let (mut rows, mut width): (Vec<EntryRow>, u64) = (Vec::new(), FIRST_STRETCH);
        // From the end backwards in stretches, each longer than the one before: the database would otherwise put every
        // entry in order to find the last fifty.
        while to > first && rows.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
            let from = to.saturating_sub(width).max(first);
            let bind = bind
                .clone()
                .with("range", stretch(from, Some(to)))
                .with("from", int(from))
                .with("to", int(to))
                .with("limit", limit - int(rows.len() as u64));
            rows.extend(self.store.db.ask(&text, bind).await?.rows::<EntryRow>(0)?);
            (to, width) = (from, (width * 4).min(LONGEST_STRETCH));
        }
        let owners = self.owners_now(&rows).await?;
        let mut marked = self.store.marked(self.length).await?;
        // What was marked before it was disposed of stays as hidden as it was.
        let names = rows.iter().map(EntryRow::entry).collect::<Result<Vec<_>>>()?;
        let gone = self.store.gone_of(names.iter().map(|entry| (entry.kind, &entry.key))).await?;
        marked.extend(gone.into_iter().filter(|(_, row)| row.marked).map(|(name, _)| name));
        let owner = |row: &EntryRow| owners.get(&row.key).map_or("", String::as_str);
        rows.iter().map(|row| self.journal_row(row, owner(row), &marked)).collect()
    }

    /// The incidents that are closed off from the actor today.
    async fn hidden_incidents(&self) -> Result<Vec<String>> {
        let outline = self.outline_now().await?;
        let marked = outline.of(Kind::Incident).filter(|(_, line)| line.marked);
        let hidden = marked.filter(|(_, line)| !self.actor.cleared(outline.names.text(line.owner)));
        Ok(hidden.map(|(key, _)| key.to_string()).collect())
    }

    /// The part of the journal that a query is about: from a position, to before another.
    async fn span(&self, query: &JournalQuery) -> Result<(u64, u64)> {
        let mut first = 1;
        let mut end = self.position + 1;
        if let Some(before) = query.before {
            end = end.min(before);
        }
        if let Some(eve) = query.from.and_then(|day| day.pred_opt()) {
            first = self.store.position_on(eve, self.position).await? + 1;
        }
        if let Some(day) = query.to {
            end = end.min(self.store.position_on(day, self.position).await? + 1);
        }
        Ok((first, end))
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

    fn journal_row(&self, row: &EntryRow, owner_now: &str, marked: &HashSet<(Kind, Key)>) -> Result<JournalRow> {
        let entry = row.entry()?;
        // A reason may say what a marking covers, so only those with clearance then and now read it.
        let cleared = self.actor.cleared(&row.owner) && self.actor.cleared(owner_now);
        let reason = if cleared || row.owner.is_empty() { entry.reason } else { String::new() };
        // Who can guess a short text can hold its hash against the guess. What is said of a marked record is as short.
        let said = matches!(entry.kind, Kind::Comment | Kind::Review);
        let hidden = !cleared && (said || marked.contains(&(entry.kind, entry.key.clone())));
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
            body_hash: if hidden { String::new() } else { entry.body_hash },
        })
    }
}
