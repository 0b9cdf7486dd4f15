//! What has been disposed of: the removal of content that a carried out disposal names, and what is known of it afterwards.
//!
//! The journal comes first. The entry, the disposal's new version, and a row in `disposed` for each record and comment are
//! written in one transaction; with few records their rows, versions and links are removed in the same one. With many they are
//! marked as pending and removed in batches, each a transaction of its own; what a process that was killed left is removed when
//! the database is opened, before anything is read. A disposed record's journal entries stay, with their hashes.
//!
//! The engine overwrites what a removed row held when it next compacts its files. A backup never holds it.

mod files;
mod gather;

pub(crate) use gather::Gathered;

use crate::Store;
use crate::db::{Bind, Db};
use crate::error::{Result, StoreError};
use crate::record::{BodyRow, record_id};
use domain::disposal::{CarriedOut, Disposal};
use domain::{AppError, Body, Key, Kind};
use std::collections::{BTreeSet, HashMap};
use surrealdb::types::{RecordId, SurrealValue, Value};

/// Records and comments that are removed in the transaction that disposes of them.
const TOGETHER: usize = 100;
/// Records and comments that are removed at a time otherwise.
const BATCH: usize = 100;

/// A record or comment that has been disposed of.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct GoneRow {
    pub kind: String,
    pub key: String,
    /// The disposal it went by.
    pub disposal: String,
    /// When.
    pub date: String,
    /// Whether it ever had a secrecy marking.
    pub marked: bool,
    /// Whether its content has yet to be removed.
    pub pending: bool,
}

/// The same under its id.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct GoneMade {
    pub id: RecordId,
    #[surreal(flatten)]
    pub row: GoneRow,
}

/// A file that belonged to what is gone.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct FileRow {
    pub sha256: String,
    pub disposal: String,
}

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct FileMade {
    id: RecordId,
    row: FileRow,
}

/// What is written and removed beside a disposal that is carried out; nothing beside any other command.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    pub gone: Vec<GoneMade>,
    pub files: Vec<FileMade>,
    pub removed: Vec<RecordId>,
}

impl GoneRow {
    /// What it is: kind and key.
    pub(crate) fn name(&self) -> Result<(Kind, Key)> {
        let damaged = || StoreError::Damaged(format!("what was disposed of: {}", self.key));
        let kind = Kind::from_code(&self.kind).ok_or_else(damaged)?;
        Ok((kind, Key::parse(&self.key).map_err(|_| damaged())?))
    }

    /// That it is gone, to whoever may know that it was there.
    pub(crate) fn error(&self) -> AppError {
        let parts = (Key::parse(&self.key), Key::parse(&self.disposal), self.date.parse());
        match parts {
            (Ok(key), Ok(by), Ok(date)) => AppError::Disposed { key, by, date },
            _ => AppError::NotFound,
        }
    }
}

/// The id of a record in what has been disposed of.
pub(crate) fn gone_id(kind: Kind, key: &str) -> RecordId {
    RecordId::new("disposed", format!("{}/{key}", kind.code()))
}

/// What a disposal that is carried out makes known as gone: the same when it happens, when a backup is restored, and when all is
/// verified.
pub(crate) fn gone(key: &Key, disposal: &Disposal, pending: bool) -> Vec<GoneMade> {
    let Some(CarriedOut { date, records, comments, .. }) = &disposal.carried_out else { return Vec::new() };
    let kind = disposal.scope.kind.kind();
    let records = records.iter().map(|one| (kind, &one.key, one.marked));
    let comments = comments.iter().map(|comment| (Kind::Comment, comment, false));
    let made = |(kind, gone, marked): (Kind, &Key, bool)| GoneMade {
        id: gone_id(kind, gone.as_str()),
        row: GoneRow {
            kind: kind.code().to_owned(),
            key: gone.to_string(),
            disposal: key.to_string(),
            date: date.to_string(),
            marked,
            pending,
        },
    };
    records.chain(comments).map(made).collect()
}

impl Store {
    /// What is to be written and removed beside a disposal.
    pub(crate) async fn leaving(&self, key: &Key, disposal: &Disposal) -> Result<Leaving> {
        let gone = gone(key, disposal, false);
        let names = gone.iter().map(|one| one.row.name()).collect::<Result<Vec<_>>>()?;
        let mut sums = BTreeSet::new();
        for some in names.chunks(BATCH) {
            let evidence = some.iter().filter(|(kind, _)| *kind == Kind::Evidence).map(|(_, key)| key.clone());
            for record in self.versions_of(Kind::Evidence, &evidence.collect::<Vec<_>>()).await? {
                if let Body::Evidence(evidence) = record.body {
                    sums.extend(evidence.file.map(|file| file.sha256));
                }
            }
        }
        let file = |sha256: String| FileMade {
            id: RecordId::new("disposed_file", sha256.as_str()),
            row: FileRow { sha256, disposal: key.to_string() },
        };
        let files = sums.into_iter().map(file).collect();
        if names.len() <= TOGETHER {
            let removed = stored(&self.db, &names).await?;
            return Ok(Leaving { gone, files, removed });
        }
        let pending = |one: GoneMade| GoneMade { row: GoneRow { pending: true, ..one.row }, ..one };
        Ok(Leaving { gone: gone.into_iter().map(pending).collect(), files, removed: Vec::new() })
    }

    /// What comes after a disposal was carried out: what is left is removed, and nothing that was reckoned from it is kept. A
    /// removal that breaks off is taken up again when the database is opened, or before the next.
    pub(crate) async fn after_disposal(&self) {
        if let Err(error) = finish(&self.db).await {
            tracing::error!(%error, "what was disposed of has not been removed yet");
        }
        self.kept.forget();
    }

    /// Every version of some records of a kind.
    async fn versions_of(&self, kind: Kind, keys: &[Key]) -> Result<Vec<crate::record::Record>> {
        const TEXT: &str = "SELECT key, rev, body FROM version WHERE kind = $kind AND key IN $keys";
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let texts: Vec<String> = keys.iter().map(Key::to_string).collect();
        let bind = Bind::new().with("kind", kind.code()).with("keys", texts);
        self.db.ask(TEXT, bind).await?.rows::<BodyRow>(0)?.into_iter().map(BodyRow::record).collect()
    }

    /// Those of some records that have been disposed of.
    pub(crate) async fn gone_of(
        &self,
        names: impl Iterator<Item = (Kind, &Key)>,
    ) -> Result<HashMap<(Kind, Key), GoneRow>> {
        let ids: Vec<RecordId> = names.map(|(kind, key)| gone_id(kind, key.as_str())).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<GoneRow> =
            self.db.ask("SELECT * OMIT id FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        rows.into_iter().map(|row| Ok((row.name()?, row))).collect()
    }
}

/// Everything that has been disposed of.
pub(crate) async fn all_gone(db: &Db) -> Result<HashMap<(Kind, Key), GoneRow>> {
    let rows: Vec<GoneRow> = db.ask("SELECT * OMIT id FROM disposed", Bind::new()).await?.rows(0)?;
    rows.into_iter().map(|row| Ok((row.name()?, row))).collect()
}

/// Removes what is pending, batch by batch. Begun again, it goes on where it was cut off.
///
/// # Errors
/// When the database can't be asked.
pub(crate) async fn finish(db: &Db) -> Result<()> {
    const REMOVE: &str = "{
        FOR $one IN $removed { DELETE $one RETURN NONE };
        FOR $one IN $done { UPDATE $one SET pending = false RETURN NONE };
    }";
    const PENDING: &str = "SELECT * OMIT id FROM disposed WHERE pending = true";
    let rows: Vec<GoneRow> = db.ask(PENDING, Bind::new()).await?.rows(0)?;
    let names = rows.iter().map(GoneRow::name).collect::<Result<Vec<_>>>()?;
    for some in names.chunks(BATCH) {
        let done: Vec<RecordId> = some.iter().map(|(kind, key)| gone_id(*kind, key.as_str())).collect();
        let bind = Bind::new().with("removed", stored(db, some).await?).with("done", done);
        db.ask(REMOVE, bind).await?;
        tracing::info!(records = some.len(), "disposed content was removed");
    }
    Ok(())
}

/// Every row that holds something of some records: their own, their versions, and the links they make.
async fn stored(db: &Db, names: &[(Kind, Key)]) -> Result<Vec<RecordId>> {
    const TEXT: &str = "SELECT VALUE id FROM version WHERE kind = $kind AND key IN $keys; \
         SELECT VALUE id FROM link WHERE from_kind = $kind AND from_key IN $keys;";
    let mut kinds: HashMap<Kind, Vec<String>> = HashMap::new();
    for (kind, key) in names {
        kinds.entry(*kind).or_default().push(key.to_string());
    }
    let mut ids = Vec::new();
    for (kind, keys) in kinds {
        ids.extend(keys.iter().map(|key| record_id(kind, key)));
        let mut answer = db.ask(TEXT, Bind::new().with("kind", kind.code()).with("keys", keys)).await?;
        ids.extend(answer.rows::<RecordId>(0)?);
        ids.extend(answer.rows::<RecordId>(1)?);
    }
    Ok(ids)
}
