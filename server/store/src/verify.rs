//! Verification: the journal is whole, and every version, record and link is what the journal says.
//!
//! The journal is replayed first; what it says of each record's revisions is kept as hashes. The rest is read in pieces
//! and compared with that, so that memory is bounded by the number of entries, not by their content.

mod content;
mod disposed;

use crate::Store;
use crate::db::{Bind, Counted};
use crate::error::Result;
use crate::journal::{EntryRow, Head, HeadRow, leaf_of};
use crate::scan::Scan;
use domain::Kind;
use proof::Checkpoint;
use proof::merkle::{Frontier, Hash, of_hex};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value};

/// Something that is not what the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: a journal position or a record.
    pub place: String,
    /// What.
    pub what: String,
}

/// What a verification found.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Entries replayed.
    pub entries: u64,
    /// Versions compared with their entries.
    pub versions: u64,
    /// Current records compared with their last version.
    pub records: u64,
    /// Signed heads compared with the journal as it was at their length. Whose signatures they bear isn't looked at here.
    pub heads: u64,
    /// Every evidence file the versions tell of, by its SHA-256: the evidence it belongs to first, and its bytes. They lie
    /// outside the database, so they are left to whoever can read them.
    pub files: BTreeMap<String, (String, u64)>,
    /// How many of them were read.
    pub files_read: u64,
    /// Records and comments whose content is gone, by the disposal that says so. Their entries and hashes were verified.
    pub disposed: BTreeMap<String, u64>,
    /// The journal's root hash, in hexadecimal.
    pub root: String,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
}

impl Verified {
    pub(super) fn wrong(&mut self, place: impl Into<String>, what: &str) {
        self.findings.push(Finding { place: place.into(), what: what.to_owned() });
    }
}

/// What an entry says of a revision.
pub(super) struct Revision {
    pub seq: u64,
    pub hash: Hash,
    pub owner: Arc<str>,
}

/// What the journal says of each record, by kind and key: its revisions in order.
pub(super) type Told = HashMap<(Kind, String), Vec<Revision>>;

#[derive(SurrealValue)]
struct PlacedEntry {
    id: RecordId,
    #[surreal(flatten)]
    row: EntryRow,
}

impl Store {
    /// Replays the journal and proves that everything stored is what it says.
    ///
    /// # Errors
    /// When the database can't be asked. What is wrong with the content is in the answer.
    pub async fn verify(&self) -> Result<Verified> {
        let mut verified = Verified::default();
        let told = self.verify_journal(&mut verified).await?;
        let links = self.verify_versions(&told, &mut verified).await?;
        self.verify_links(links, &mut verified).await?;
        Ok(verified)
    }

    /// Entries follow each other without gaps, time never runs back, and the hashes make up the head's root.
    async fn verify_journal(&self, verified: &mut Verified) -> Result<Told> {
        let mut told = Told::new();
        let mut frontier = Frontier::default();
        let mut signed = self.signed_heads().await?;
        let (mut last_at, mut commands) = (String::new(), HashSet::new());
        let (mut owners, mut counters) = (HashSet::new(), BTreeMap::new());
        let stored = self.db.ask("SELECT * OMIT id FROM head:main", Bind::new()).await?.first::<HeadRow>(0)?;
        // Not what the head says: it may be wrong, and however it is wrong, the journal is read in pieces.
        let entries = self.db.ask("SELECT count() FROM journal GROUP ALL", Bind::new()).await?.first::<Counted>(0)?;
        let expected = 1..=entries.map_or(0, |entries| entries.count);
        let mut scan = Scan::over(&self.db, "journal", "SELECT * FROM $range", expected.map(RecordIdKey::Number));
        loop {
            let rows: Vec<PlacedEntry> = scan.next().await?;
            if rows.is_empty() {
                break;
            }
            for PlacedEntry { id, row } in rows {
                let place = format!("journal {}", row.seq);
                let Ok(entry) = row.entry() else {
                    verified.wrong(place, "it can't be read");
                    continue;
                };
                if entry.seq != frontier.size() + 1 || id != RecordId::new("journal", row.seq) {
                    verified.wrong(&place, "an entry before it is missing");
                }
                if entry.at < last_at {
                    verified.wrong(&place, "it is earlier than the entry before it");
                }
                let leaf = leaf_of(&entry)?;
                if hex::encode(leaf) != row.leaf {
                    verified.wrong(&place, "its hash is not that of its content");
                }
                if !commands.insert(proof::merkle::sha256(entry.command_id.as_bytes())) {
                    verified.wrong(&place, "its command was carried out twice");
                }
                frontier.push(leaf);
                if let Some(note) = signed.remove(&frontier.size()) {
                    verified.heads += 1;
                    if !is_head(&note, &frontier) {
                        verified.wrong(head_at(frontier.size()), "the journal up to it is not what was signed");
                    }
                }
                last_at.clone_from(&entry.at);
                if let (Some(prefix), Some(number)) = (entry.kind.prefix(), entry.key.number()) {
                    let highest = counters.entry(prefix.to_owned()).or_insert(0);
                    *highest = i64::from(number).max(*highest);
                }
                let owner = interned(&mut owners, &row.owner);
                let hash = of_hex(&entry.body_hash).unwrap_or_default();
                let revisions = told.entry((entry.kind, entry.key.to_string())).or_default();
                if u64::from(entry.rev) != revisions.len() as u64 + 1 {
                    verified.wrong(&place, "its revision does not follow the one before");
                }
                revisions.push(Revision { seq: entry.seq, hash, owner });
            }
        }
        for size in signed.into_keys() {
            verified.wrong(head_at(size), "the journal is shorter than when it was signed");
        }
        verified.entries = frontier.size();
        verified.root = hex::encode(frontier.root());
        let root = stored.as_ref().map(|row| row.root.clone());
        match Head::read(stored) {
            Ok(head) if head.seq == frontier.size() && head.frontier == frontier && head.at == last_at => {
                if root.is_some_and(|root| root != verified.root) || head.counters != counters {
                    verified.wrong("head", "it is not what the journal makes it");
                }
            }
            _ => verified.wrong("head", "it is not the end of the journal"),
        }
        Ok(told)
    }
}

/// Whether a signed head is of the journal that has this frontier.
fn is_head(note: &str, frontier: &Frontier) -> bool {
    Checkpoint::in_note(note).is_ok_and(|head| head.size == frontier.size() && head.root == frontier.root())
}

fn head_at(size: u64) -> String {
    format!("signed head {size}")
}

/// One copy of a text that is repeated often.
fn interned(known: &mut HashSet<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(known) = known.get(text) {
        return Arc::clone(known);
    }
    let new: Arc<str> = Arc::from(text);
    known.insert(Arc::clone(&new));
    new
}
