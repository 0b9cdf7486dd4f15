//! Backup and restore, independent of the engine's own export, which can swallow errors and does not work over a network.
//!
//! # Format
//! UTF-8 text, one JSON object a line, each line ended by a line feed:
//!
//! 1. the header: `{"format":"riskbild-backup","version":1,"schema":[{"name","checksum"}…],"entries":N,"credentials":M,
//!    "heads":K}`; the schema is the migrations of the program that wrote it, with the SHA-256 of each;
//! 2. `N` entries in the journal's order: `{"entry":{…},"body":"…"}`, where `body` is the record's content after it, as the
//!    canonical JSON (RFC 8785) whose SHA-256 the entry holds. Of a record that has been disposed of there is no `body`, but
//!    `"disposed":{"by":"GAL-01","owner":"…"}`: the disposal that says so, itself among the entries, and who owned the record;
//! 3. `M` credentials: `{"username","hash","epoch"}`, so that people can sign in after a restore. Sessions are left out,
//!    and so are calendars, addresses and letters: a restore must not write to someone who has asked not to be written to;
//! 4. `K` signed heads of the journal: `{"note":"…"}`; files of earlier programs have none and don't tell `K`;
//! 5. the end: `{"root":"…","sha256":"…"}`: the journal's root hash, and the SHA-256 of every byte before this line.
//!
//! The journal is everything: records, versions and links are drawn from it when it is restored. The file holds password
//! hashes and whatever is marked secret, so it must be kept as the database is.
//!
//! # What a restore promises
//! The file is read twice. The first reading checks every line, hash and count against each other and writes nothing, so
//! an altered or truncated file leaves the database empty. The second writes, with the journal's head last. If that breaks
//! off (a full disk), what was written is taken out again; where even that fails, the store refuses to open until the
//! database has been removed.

pub mod bulk;
mod check;
mod write;

use crate::Store;
use crate::db::Bind;
use crate::disposal::{GoneRow, all_gone};
use crate::error::{Result, StoreError};
use crate::journal::{EntryRow, HeadRow, int};
use crate::record::version_id;
use crate::schema;
use domain::history::Entry;
use domain::{Key, Kind};
use proof::merkle::{Hash, sha256};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use surrealdb::types::{RecordId, SurrealValue};
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// Name of the format.
const FORMAT: &str = "riskbild-backup";
/// Its version.
const VERSION: u32 = 1;
/// Entries read and written at a time.
const PIECE: usize = 500;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    format: String,
    version: u32,
    schema: Vec<schema::Known>,
    entries: u64,
    credentials: u64,
    #[serde(default)]
    heads: u64,
}

/// A line of the journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    entry: Entry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disposed: Option<Left>,
}

/// What is left of an entry's record that has been disposed of.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Left {
    by: Key,
    owner: String,
}

/// A line of what signing in needs.
#[derive(Debug, Clone, Serialize, Deserialize, SurrealValue)]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialLine {
    username: String,
    hash: String,
    epoch: i64,
}

/// A line of a signed head.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadLine {
    note: String,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    root: String,
    sha256: String,
}

/// What was backed up or restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// Entries of the journal.
    pub entries: u64,
    /// Accounts with a password.
    pub credentials: u64,
    /// The journal's root hash, in hexadecimal.
    pub root: String,
}

/// A writer that remembers the hash of what went through it.
struct Hashed<W> {
    inner: W,
    hash: Sha256,
}

impl<W: AsyncWrite + Unpin> Hashed<W> {
    async fn line<T: Serialize>(&mut self, value: &T) -> Result<()> {
        let mut text = serde_json::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))?;
        text.push('\n');
        self.hash.update(text.as_bytes());
        Ok(self.inner.write_all(text.as_bytes()).await?)
    }
}

/// What has been disposed of, by kind and key.
type AllGone = HashMap<(Kind, Key), GoneRow>;

#[derive(SurrealValue)]
struct Content {
    kind: String,
    key: String,
    rev: i64,
    body: String,
}

impl Store {
    /// Writes everything there is at the journal's end of this moment. Others may go on writing: what they add is not in it.
    ///
    /// # Errors
    /// `Damaged` when an entry's content is missing or not what the entry says: run a verification. `Io` when the file
    /// can't be written; it is then not a backup.
    pub async fn backup<W: AsyncWrite + Unpin>(&self, writer: W) -> Result<BackedUp> {
        const TEXT: &str = "SELECT * OMIT id FROM head:main; SELECT * OMIT id FROM credential ORDER BY username;";
        // Before the journal's end: what is disposed of after this is found to be missing, and never left out in silence.
        let gone = all_gone(&self.db).await?;
        let mut answer = self.db.ask(TEXT, Bind::new()).await?;
        let head = answer.first::<HeadRow>(0)?;
        let credentials: Vec<CredentialLine> = answer.rows(1)?;
        let entries = head.as_ref().map_or(0, |head| u64::try_from(head.seq).unwrap_or(0));
        // Those that were signed while this was being read are of a longer journal than is in it.
        let heads = self.signed_heads().await?.into_iter().filter(|(size, _)| *size <= entries);
        let heads: Vec<HeadLine> = heads.map(|(_, note)| HeadLine { note }).collect();
        let root = head.map_or_else(|| hex::encode(sha256(&[])), |head| head.root);
        let mut out = Hashed { inner: writer, hash: Sha256::new() };
        let header = Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            schema: schema::known(),
            entries,
            credentials: credentials.len() as u64,
            heads: heads.len() as u64,
        };
        out.line(&header).await?;
        let mut next = 1;
        while next <= entries {
            let last = entries.min(next + PIECE as u64 - 1);
            for line in self.lines(next, last, &gone).await? {
                out.line(&line).await?;
            }
            next = last + 1;
        }
        for credential in &credentials {
            out.line(credential).await?;
        }
        for head in &heads {
            out.line(head).await?;
        }
        let digest: Hash = out.hash.clone().finalize().into();
        out.line(&End { root: root.clone(), sha256: hex::encode(digest) }).await?;
        out.inner.flush().await?;
        Ok(BackedUp { entries, credentials: header.credentials, root })
    }

    /// The entries from one position to another, each with its content.
    async fn lines(&self, first: u64, last: u64, gone: &AllGone) -> Result<Vec<Line>> {
        let ids: Vec<RecordId> = (first..=last).map(|seq| RecordId::new("journal", int(seq))).collect();
        let rows: Vec<EntryRow> =
            self.db.ask("SELECT * OMIT id FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        let mut owners: HashMap<i64, String> = rows.iter().map(|row| (row.seq, row.owner.clone())).collect();
        let mut entries = rows.iter().map(EntryRow::entry).collect::<Result<Vec<Entry>>>()?;
        entries.sort_by_key(|entry| entry.seq);
        let ids: Vec<RecordId> =
            entries.iter().map(|entry| version_id(entry.kind, entry.key.as_str(), entry.rev)).collect();
        let contents: Vec<Content> =
            self.db.ask("SELECT kind, key, rev, body FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        let mut bodies: HashMap<(String, String, i64), String> =
            contents.into_iter().map(|content| ((content.kind, content.key, content.rev), content.body)).collect();
        let mut lines = Vec::with_capacity(entries.len());
        for (seq, entry) in (first..).zip(entries) {
            if let Some(row) = gone.get(&(entry.kind, entry.key.clone())).filter(|_| entry.seq == seq) {
                let by = Key::parse(&row.disposal).map_err(|_| StoreError::Damaged(format!("journal entry {seq}")))?;
                let owner = owners.remove(&int(seq)).unwrap_or_default();
                lines.push(Line { entry, body: None, disposed: Some(Left { by, owner }) });
                continue;
            }
            let name = (Kind::code(entry.kind).to_owned(), entry.key.to_string(), i64::from(entry.rev));
            let body = bodies.remove(&name).filter(|body| hex::encode(sha256(body.as_bytes())) == entry.body_hash);
            if body.is_none() && !self.gone_of(std::iter::once((entry.kind, &entry.key))).await?.is_empty() {
                return Err(StoreError::Backup("records were disposed of meanwhile: back up once more".to_owned()));
            }
            match body {
                Some(body) if entry.seq == seq => lines.push(Line { entry, body: Some(body), disposed: None }),
                _ => return Err(StoreError::Damaged(format!("journal entry {seq} or its content"))),
            }
        }
        if lines.len() as u64 == last - first + 1 {
            Ok(lines)
        } else {
            Err(StoreError::Damaged(format!("the journal has gaps between {first} and {last}")))
        }
    }
}
