//! Records by their keys, as they are at the view's moment.

use super::View;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use crate::record::{BodyRow, Record, record_id, version_id, versions_of};
use domain::{AppError, Key, Kind, Moment};
use futures::future::try_join_all;
use std::collections::HashMap;
use surrealdb::types::RecordId;

impl View<'_> {
    /// One record.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it; `Disposed` when it is gone.
    pub(crate) async fn record(&self, kind: Kind, key: &str) -> Result<Record> {
        let row = match self.moment {
            Moment::Now => {
                let bind = Bind::new().with("id", record_id(kind, key));
                self.store.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?
            }
            Moment::On(_) => self.version(kind, key).await?,
        };
        match row {
            Some(row) => self.show_one(row.record()?).ok_or_else(|| AppError::NotFound.into()),
            None => Err(self.gone(kind, key).await?.into()),
        }
    }

    /// The version of a record that was current at the view's position.
    pub(super) async fn version(&self, kind: Kind, key: &str) -> Result<Option<BodyRow>> {
        const STANDING: &str = "SELECT key, rev, body FROM $versions \
             WHERE key = $key AND from_seq <= $seq AND to_seq > $seq";
        let bind =
            Bind::new().with("versions", versions_of(kind, key)).with("key", key).with("seq", int(self.position));
        self.store.db.ask(STANDING, bind).await?.first(0)
    }

    /// Records by their keys, those the actor may see, in the order of the keys.
    pub(crate) async fn some(&self, kind: Kind, keys: &[Key]) -> Result<Vec<Record>> {
        let records = self.some_of(kind, keys).await?;
        Ok(records.into_iter().filter_map(|record| self.show(record)).collect())
    }

    /// Records by their keys, whole, in the order of the keys; as for [`View::all_of`].
    pub(super) async fn some_of(&self, kind: Kind, keys: &[Key]) -> Result<Vec<Record>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<BodyRow> = match self.moment {
            Moment::Now => {
                let ids: Vec<RecordId> = keys.iter().map(|key| record_id(kind, key.as_str())).collect();
                self.store.db.ask("SELECT key, rev, body FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?
            }
            Moment::On(_) => self.versions(kind, keys).await?,
        };
        let records = rows.into_iter().map(BodyRow::record).collect::<Result<Vec<Record>>>()?;
        let mut found: HashMap<Key, Record> = records.into_iter().map(|record| (record.key.clone(), record)).collect();
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }

    /// The versions of records that were current at the view's position. Where their outline is drawn it knows which they are.
    async fn versions(&self, kind: Kind, keys: &[Key]) -> Result<Vec<BodyRow>> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        {
            let outline = self.past.as_ref().map(|past| past.now());
            for key in keys {
                match outline.as_ref().and_then(|outline| outline.line(kind, key)) {
                    Some(line) => known.push(version_id(kind, key.as_str(), line.rev)),
                    None => unknown.push(self.version(kind, key.as_str())),
                }
            }
        }
        let mut rows: Vec<BodyRow> = try_join_all(unknown).await?.into_iter().flatten().collect();
        if !known.is_empty() {
            let known = Bind::new().with("ids", known);
            rows.extend(self.store.db.ask("SELECT key, rev, body FROM $ids", known).await?.rows::<BodyRow>(0)?);
        }
        Ok(rows)
    }
}
