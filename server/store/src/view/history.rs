//! What has happened to a record, as differences people can read.

use super::View;
use crate::clock::shown;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::{EntryRow, int};
use crate::record::{BodyRow, record_id};
use domain::diff;
use domain::history::Change;
use domain::{Key, Kind};

impl View<'_> {
    /// A record's entries, newest first, each with what it changed. What the actor may not see of the record is taken
    /// out of both sides before they are compared, so that a difference can't tell it.
    ///
    /// # Errors
    /// `NotFound` when the actor may not see the record.
    pub async fn history(&self, kind: Kind, key: &Key, limit: usize) -> Result<Vec<Change>> {
        const TEXT: &str = "
            SELECT * OMIT id FROM journal WHERE kind = $kind AND key = $key AND seq <= $seq ORDER BY seq DESC LIMIT $limit;
            SELECT key, rev, body FROM version WHERE kind = $kind AND key = $key AND from_seq <= $seq
                ORDER BY rev DESC LIMIT $limit;
            SELECT key, rev, body FROM $record;";
        // When something was done about an incident, and what, is kept with it.
        if super::closed_off(&self.record(kind, key.as_str()).await?.body) {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let bind = Bind::new()
            .with("kind", kind.code())
            .with("key", key.as_str())
            .with("seq", int(self.position))
            .with("limit", limit)
            .with("record", record_id(kind, key.as_str()));
        let mut answer = self.store.db.ask(TEXT, bind).await?;
        let entries: Vec<EntryRow> = answer.rows(0)?;
        let versions: Vec<BodyRow> = answer.rows(1)?;
        let now = answer.first::<BodyRow>(2)?.map(BodyRow::record).transpose()?;
        let marking = now.as_ref().and_then(|record| record.body.secrecy());
        let cleared = now.as_ref().is_some_and(|record| self.actor.cleared(record.body.owner()));
        let mut bodies = Vec::new();
        for version in versions {
            let mut record = version.record()?;
            if !cleared {
                // An older version shows no more than the record does now.
                if let Some(marking) = marking {
                    record.body.mark_as(marking);
                }
                record.body.mask();
            }
            self.keep_back(&mut record.body);
            bodies.push((record.rev, record.body));
        }
        let at = |rev: u32| bodies.iter().find(|(known, _)| *known == rev).map(|(_, body)| body);
        let mut changes = Vec::new();
        for row in entries.iter().take(usize::try_from(limit - 1).unwrap_or(usize::MAX)) {
            let entry = row.entry()?;
            let Some(after) = at(entry.rev) else { continue };
            let fields = diff::bodies(at(entry.rev.saturating_sub(1)), after);
            changes.push(Change {
                seq: entry.seq,
                at: shown(&entry.at),
                by: entry.name,
                action: entry.action,
                rev: entry.rev,
                reason: if after.secrecy().is_some() && !cleared { String::new() } else { entry.reason },
                fields: if entry.rev == 1 { Vec::new() } else { fields },
            });
        }
        Ok(changes)
    }
}
