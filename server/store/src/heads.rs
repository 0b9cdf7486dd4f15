//! The journal's head as it is signed, the signed heads that have been given out, and what the last verification found.

use crate::Store;
use crate::clock::stamp;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::journal::{Head, HeadRow, int};
use crate::verify::Verified;
use domain::{Action, Kind};
use proof::Checkpoint;
use proof::merkle::Hash;
use std::collections::BTreeMap;
use std::ops::Bound;
use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue};
use tokio::sync::futures::Notified;

/// The journal's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalHead {
    /// Entries.
    pub size: u64,
    /// Root hash of their Merkle tree (RFC 6962).
    pub root: Hash,
}

/// What a verification found, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastVerified {
    /// When, in UTC.
    pub at: String,
    /// Entries replayed.
    pub entries: u64,
    /// Signed heads compared with them.
    pub heads: u64,
    /// Faults found.
    pub findings: u64,
    /// Records whose content had been disposed of, while their entries and hashes were verified.
    pub disposed: u64,
    /// The journal's root hash then, in hexadecimal.
    pub root: String,
}

#[derive(Debug, Clone, SurrealValue)]
struct SignedRow {
    size: i64,
    note: String,
}

#[derive(Debug, Clone, SurrealValue)]
struct VerificationRow {
    at: String,
    entries: i64,
    heads: i64,
    findings: i64,
    disposed: i64,
    root: String,
}

/// Whether the journal's head is to be signed at once when this has been done: the board has decided, or something is to be
/// proved to someone else.
pub(crate) const fn decides(action: Action, kind: Kind) -> bool {
    matches!(
        (action, kind),
        (Action::Decide | Action::Correct | Action::Dispose | Action::Approve, _)
            | (Action::Create, Kind::Baseline | Kind::Pack | Kind::Disclosure | Kind::Disposal)
    )
}

/// The signed heads of journals at least so long, the shortest first.
pub(crate) fn from(size: u64) -> RecordId {
    let start = Bound::Included(RecordIdKey::Number(int(size)));
    let range = RecordIdKeyRange { start, end: Bound::Unbounded };
    RecordId { table: "signed_head".into(), key: RecordIdKey::Range(Box::new(range)) }
}

impl Store {
    /// The journal's end; none before its first entry.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn journal_head(&self) -> Result<Option<JournalHead>> {
        let row = self.db.ask("SELECT * OMIT id FROM head:main", Bind::new()).await?.first::<HeadRow>(0)?;
        let head = Head::read(row)?;
        Ok((head.seq > 0).then(|| JournalHead { size: head.seq, root: head.frontier.root() }))
    }

    /// Keeps a signed head. One is kept for each length: the first, or one that says that the key was replaced. None is kept of
    /// a shorter journal than one that is kept already: what was proved in the first head at least so long would then be proved in
    /// another. Answers whether it was this.
    ///
    /// # Errors
    /// `Damaged` when it is no head, or none of this journal's end; otherwise when the database can't be asked.
    pub async fn keep_signed_head(&self, note: &str) -> Result<bool> {
        let head = Checkpoint::in_note(note).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let size = int(head.size);
        let bind = Bind::new()
            .with("range", from(head.size))
            .with("id", RecordId::new("signed_head", size))
            .with("row", SignedRow { size, note: note.to_owned() });
        let kept: Vec<i64> = self.db.ask("SELECT VALUE size FROM $range LIMIT 2", bind.clone()).await?.rows(0)?;
        let keeps = match kept.as_slice() {
            [] => true,
            // Two that sign the same length at once have signed the same.
            [same] => *same == size && head.replaces.is_some(),
            _ => false,
        };
        if keeps {
            self.db.ask("UPSERT $id CONTENT $row RETURN NONE", bind).await?;
        }
        Ok(keeps)
    }

    /// The signed heads by the journal's length.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn signed_heads(&self) -> Result<BTreeMap<u64, String>> {
        let rows: Vec<SignedRow> = self.db.ask("SELECT * OMIT id FROM signed_head", Bind::new()).await?.rows(0)?;
        Ok(rows.into_iter().filter_map(|row| Some((u64::try_from(row.size).ok()?, row.note))).collect())
    }

    /// The head that was signed of a journal of this length, if one was.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn signed_head(&self, size: u64) -> Result<Option<String>> {
        let bind = Bind::new().with("id", RecordId::new("signed_head", int(size)));
        Ok(self.db.ask("SELECT size, note FROM $id", bind).await?.first::<SignedRow>(0)?.map(|row| row.note))
    }

    /// The longest journal that a head has been signed of, and that head.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn last_signed_head(&self) -> Result<Option<String>> {
        const TEXT: &str = "SELECT size, note FROM signed_head ORDER BY size DESC LIMIT 1";
        Ok(self.db.ask(TEXT, Bind::new()).await?.first::<SignedRow>(0)?.map(|row| row.note))
    }

    /// Remembers what a verification found.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn keep_verification(&self, verified: &Verified) -> Result<()> {
        let row = VerificationRow {
            at: stamp(self.clock.now()),
            entries: int(verified.entries),
            heads: int(verified.heads),
            findings: int(verified.findings.len() as u64),
            disposed: int(verified.disposed.values().sum()),
            root: verified.root.clone(),
        };
        let bind = Bind::new().with("id", RecordId::new("verification", "last")).with("row", row);
        self.db.ask("UPSERT $id CONTENT $row RETURN NONE", bind).await.map(|_| ())
    }

    /// What the last verification found; none before the first.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn last_verification(&self) -> Result<Option<LastVerified>> {
        let mut row = self.db.ask("SELECT * OMIT id FROM verification:last", Bind::new()).await?;
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        Ok(row.first::<VerificationRow>(0)?.map(|row| LastVerified {
            at: row.at,
            entries: count(row.entries),
            heads: count(row.heads),
            findings: count(row.findings),
            disposed: count(row.disposed),
            root: row.root,
        }))
    }

    /// Asks for the journal's head to be signed now, as after a decision or when something has been given out.
    pub fn want_signed_head(&self) {
        self.wanted.notify_one();
    }

    /// Comes when the journal's head is to be signed now.
    pub fn signed_head_wanted(&self) -> Notified<'_> {
        self.wanted.notified()
    }
}
