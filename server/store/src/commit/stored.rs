//! What is stored when a command comes, and whether it is what the command was decided on.

use crate::Store;
use crate::clock;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::EntryRow;
use crate::record::{BodyRow, Record, version_id};
use domain::command::Overtaken;
use domain::error::Conflict;
use domain::history::Entry;
use domain::{Action, AppError, Body, Command, Draft, Key, Kind};

/// Most versions that are looked through for who changed a value last.
const VERSIONS: i64 = 100;

impl Store {
    /// Stops an edit that was decided on what is no longer stored, with both versions in the answer: on an older revision, or
    /// for a command that is decided value by value or text by text, on one that is another now.
    pub(super) async fn check_stored(&self, command: &Command, record: &Record) -> Result<()> {
        if command.action == Action::Set {
            return match command.overtaken(&record.body) {
                Some(Overtaken { fields, yours, theirs }) => {
                    let change = self.last_change(record, &fields).await?;
                    Err(conflict(record, change, yours, theirs).into())
                }
                None => Ok(()),
            };
        }
        let Some(rev) = command.rev.filter(|rev| *rev != record.rev) else { return Ok(()) };
        if command.action == Action::Write
            && let Some(earlier) = self.version(command.kind, &record.key, rev).await?
            && let (Body::Report(report), Body::Report(earlier)) = (&record.body, &earlier)
            && !report.overtaken(earlier, &command.draft)
        {
            return Ok(());
        }
        let last = self.last_entry(command.kind, &record.key).await?;
        Err(conflict(record, last, command.draft.clone(), record.body.stored_beside(command.action, &command.draft))
            .into())
    }

    /// A record as it was in a revision; none when there is no such.
    async fn version(&self, kind: Kind, key: &Key, rev: u32) -> Result<Option<Body>> {
        let bind = Bind::new().with("id", version_id(kind, key.as_str(), rev));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        Ok(row.map(BodyRow::record).transpose()?.map(|record| record.body))
    }

    /// The entry that gave some fields of a record the values they have: seldom its last, when many fields are set one by
    /// one.
    async fn last_change(&self, record: &Record, fields: &[&str]) -> Result<Option<Entry>> {
        const TEXT: &str = "SELECT key, rev, body FROM version WHERE kind = $kind AND key = $key ORDER BY rev DESC LIMIT $limit; \
             SELECT * OMIT id FROM journal WHERE kind = $kind AND key = $key ORDER BY seq DESC LIMIT $limit;";
        let bind = Bind::new()
            .with("kind", record.body.kind().code())
            .with("key", record.key.as_str())
            .with("limit", VERSIONS);
        let mut answer = self.db.ask(TEXT, bind).await?;
        let versions = answer.rows::<BodyRow>(0)?.into_iter().map(BodyRow::record).collect::<Result<Vec<Record>>>()?;
        let values = |version: &Record| fields.iter().map(|field| version.body.value(field)).collect::<Vec<String>>();
        let changed =
            versions.windows(2).find(|pair| matches!(pair, [after, before] if values(after) != values(before)));
        let rev = changed.and_then(<[Record]>::first).or(versions.last()).map(|version| version.rev);
        let entries = answer.rows::<EntryRow>(1)?.iter().map(EntryRow::entry).collect::<Result<Vec<Entry>>>()?;
        Ok(entries.into_iter().find(|entry| Some(entry.rev) == rev))
    }
}

/// Both versions of a record, with who saved the stored one and when.
fn conflict(record: &Record, saved: Option<Entry>, yours: Draft, theirs: Draft) -> AppError {
    let (by, at) = saved.map_or_else(Default::default, |entry| (entry.name, clock::shown(&entry.at)));
    AppError::Conflict(Box::new(Conflict { key: record.key.clone(), rev: record.rev, by, at, yours, theirs }))
}
