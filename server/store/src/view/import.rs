//! A file compared with the register: what each row would change, some rows at a time.

use super::View;
use super::list::CHUNK;
use crate::db::Bind;
use crate::error::Result;
use crate::record::{BodyRow, record_id};
use domain::command::{Around, Rules};
use domain::import::{Lexicon, Mapping, Plan, Planner, Row, Standing, Table};
use domain::picture::Matter;
use domain::{AppError, Grant, Key, Kind};
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// A file to be compared with the register.
#[derive(Debug, Clone, Copy)]
pub struct Importing<'a> {
    /// What the file says.
    pub table: &'a Table,
    /// Where its columns lead.
    pub mapping: &'a Mapping,
    /// What things are called.
    pub lexicon: &'a Lexicon,
    /// The beginning of the commands' ids.
    pub upload: &'a str,
    /// The reason of all commands.
    pub reason: &'a str,
    /// The journal's length when the person saw what would change; none when that is what is asked for.
    pub since: Option<u64>,
}

/// A record and the entry that made it what it is.
#[derive(SurrealValue)]
struct StandingRow {
    key: String,
    rev: i64,
    seq: i64,
    body: String,
}

impl View<'_> {
    /// What a file would change. Nothing is written.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see nothing of the register.
    pub async fn import(&self, importing: Importing<'_>) -> Result<Plan> {
        let kind = importing.mapping.register.kind().ok_or(AppError::NotFound)?;
        if self.grant(kind) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let (matter, around, measures) = (Matter::default(), Around::default(), kind == Kind::Measure);
        let mut planner = Planner {
            kind,
            heads: &importing.table.heads,
            mapping: importing.mapping,
            lexicon: importing.lexicon,
            rules: Rules {
                settings: &self.settings,
                today: self.today,
                now: self.now(),
                by: &self.actor.name,
                matter: &matter,
                around: &around,
            },
            actor: self.actor,
            upload: importing.upload,
            reason: importing.reason,
            since: importing.since,
            seen: HashMap::new(),
            undecided: if measures { self.store.all_undecided().await? } else { HashMap::new() },
            depends: if measures { self.store.dependencies().await? } else { HashMap::new() },
        };
        let mut plan = Plan::default();
        for lines in importing.table.lines.chunks(CHUNK as usize) {
            let keys = planner.keys(lines);
            let standing = self.standing(kind, &keys).await?;
            let rows: Vec<Row> = lines.iter().map(|line| planner.row(line, &standing)).collect();
            let missing = self.missing(rows.iter().flat_map(|row| &row.links)).await?;
            for row in rows {
                plan.add(planner.linked(row, &missing));
            }
        }
        Ok(plan)
    }

    /// The records of these keys that the actor may see.
    async fn standing(&self, kind: Kind, keys: &[Key]) -> Result<HashMap<Key, Standing>> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<RecordId> = keys.iter().map(|key| record_id(kind, key.as_str())).collect();
        let bind = Bind::new().with("ids", ids);
        let rows: Vec<StandingRow> = self.store.db.ask("SELECT key, rev, seq, body FROM $ids", bind).await?.rows(0)?;
        let mut standing = HashMap::with_capacity(rows.len());
        for row in rows {
            let seq = u64::try_from(row.seq).unwrap_or(0);
            let record = BodyRow { key: row.key, rev: row.rev, body: row.body }.record()?;
            if let Some(record) = self.show(record) {
                standing.insert(record.key, Standing { rev: record.rev, seq, body: record.body });
            }
        }
        Ok(standing)
    }

    /// Those of these keys that no record has.
    async fn missing(&self, keys: impl Iterator<Item = &Key>) -> Result<HashSet<Key>> {
        let wanted: HashSet<&Key> = keys.collect();
        if wanted.is_empty() {
            return Ok(HashSet::new());
        }
        let ids: Vec<RecordId> = wanted.iter().map(|key| record_id(key.kind(), key.as_str())).collect();
        let bind = Bind::new().with("ids", ids);
        let found: Vec<String> = self.store.db.ask("SELECT VALUE key FROM $ids", bind).await?.rows(0)?;
        let found: HashSet<String> = found.into_iter().collect();
        Ok(wanted.into_iter().filter(|key| !found.contains(key.as_str())).cloned().collect())
    }
}
