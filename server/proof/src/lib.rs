//! What proves the journal to others: its Merkle tree, its signed heads, and the check of an evidence pack.
//!
//! A head is a [C2SP checkpoint](https://c2sp.org/tlog-checkpoint) in a [signed note](https://c2sp.org/signed-note): the
//! journal's name, its length and the root hash of its RFC 6962 Merkle tree, signed with Ed25519. Whoever holds one can tell
//! for ever after whether the journal still begins as it did then. It says nothing of what stands in the journal.
//!
//! A pack of evidence holds journal entries, each with the proof that it is in such a head (RFC 6962), so that whoever holds
//! the pack can check it without Riskbild and without the rest of the journal.
//!
//! The key is no part of the database, so that who can write in the database can't make a head.

mod checkpoint;
mod key;
pub mod merkle;
pub mod pack;
mod tree;

pub use checkpoint::{Checkpoint, Replaced};
pub use key::{PublicKeys, SecretKey, name_is_valid};
pub use tree::{Root, Tree, continues, included};

/// Why a head or a key isn't what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// No key of this kind, or damaged.
    #[error("this is not a key of the kind that signs heads")]
    Key,
    /// No signed note, or no checkpoint in it.
    #[error("this is not a signed head")]
    Head,
    /// No signature of it is by a known key.
    #[error("it is signed by no key that is known here")]
    UnknownKey,
    /// It is not what was signed.
    #[error("its signature is not right: it was changed after it was signed, or signed by someone else")]
    Signature,
}
