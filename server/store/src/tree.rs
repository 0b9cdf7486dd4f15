//! The journal's Merkle tree, read from its entries to make proofs from.

use crate::Store;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::heads;
use crate::journal::stretch;
use futures::stream::{self, StreamExt};
use proof::merkle::{Hash, of_hex, sha256};
use proof::{Checkpoint, Root, Tree};
use surrealdb::types::SurrealValue;

/// Leaves read at a time.
const PIECE: u64 = 20_000;
/// Pieces read at once: the engine reads each on a thread of its own.
const AT_ONCE: usize = 4;

#[derive(SurrealValue)]
struct NoteRow {
    note: String,
}

/// A head that proofs lead to, with its signature where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAt {
    /// The journal's length and root hash.
    pub root: Root,
    /// The signed note; none when no head of this length was signed.
    pub note: Option<String>,
}

impl Store {
    /// The head that entries up to a position are proved to be in: the first one that was signed of a journal at least that
    /// long. While there is none it is the head at that position, unsigned.
    ///
    /// # Errors
    /// When the database can't be asked, or what it keeps as a signed head is none.
    pub async fn signed_from(&self, position: u64) -> Result<Option<(Checkpoint, String)>> {
        let bind = Bind::new().with("range", heads::from(position));
        let row = self.db.ask("SELECT note FROM $range LIMIT 1", bind).await?.first::<NoteRow>(0)?;
        let Some(NoteRow { note }) = row else { return Ok(None) };
        let head = Checkpoint::in_note(&note).map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Some((head, note)))
    }

    /// The tree over the first entries of the journal, and the head it has: proofs made from the one lead to the other.
    ///
    /// # Errors
    /// `Damaged` when the journal is not what was signed, or shorter; otherwise when the database can't be asked.
    pub async fn proof_tree(&self, position: u64) -> Result<(Tree, SignedAt)> {
        let signed = self.signed_from(position).await?;
        let size = signed.as_ref().map_or(position, |(head, _)| head.size);
        let tree = self.tree(size).await?;
        let root = tree.root().unwrap_or_else(|| Root { size: 0, hash: sha256(&[]) });
        if signed.as_ref().is_some_and(|(head, _)| head.root != root.hash) {
            return Err(StoreError::Damaged(format!("the journal up to {size} is not what was signed")));
        }
        Ok((tree, SignedAt { root, note: signed.map(|(_, note)| note) }))
    }

    /// The tree over the first entries of the journal.
    ///
    /// # Errors
    /// `Damaged` when there are fewer.
    pub async fn tree(&self, size: u64) -> Result<Tree> {
        let mut leaves: Vec<Hash> = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        let starts = (1..=size).step_by(usize::try_from(PIECE).unwrap_or(usize::MAX));
        let pieces = starts.map(|from| {
            let bind = Bind::new().with("range", stretch(from, Some((from + PIECE).min(size + 1))));
            self.db.ask("SELECT VALUE leaf FROM $range", bind)
        });
        let mut pieces = stream::iter(pieces).buffered(AT_ONCE);
        while let Some(piece) = pieces.next().await {
            for text in piece?.rows::<String>(0)? {
                let leaf = of_hex(&text);
                leaves.push(leaf.ok_or_else(|| StoreError::Damaged(format!("journal entry {}", leaves.len() + 1)))?);
            }
        }
        if leaves.len() as u64 == size {
            Ok(Tree::of(leaves))
        } else {
            Err(StoreError::Damaged(format!("the journal is shorter than {size}")))
        }
    }
}
