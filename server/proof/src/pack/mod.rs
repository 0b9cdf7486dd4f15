//! The evidence pack: what stands in it for programs to read, and the check of one that needs nothing else.
//!
//! A pack is a ZIP file. `pack.json` is a [`Manifest`]; each line of `journal/entries.jsonl` is an [`EntryLine`];
//! `journal/head.txt` is the signed head that the entries are proved to be in, and `SHA256SUMS` names every other file.
//! What is for people to read is checked by its sum alone.

mod check;

pub use check::{Checked, PackError, Signature, check};

use serde::{Deserialize, Serialize};

/// What [`Manifest::format`] says of packs of this kind.
pub const FORMAT: &str = "riskbild-evidence-pack/1";
/// The verifier for machines without Riskbild: Python 3.8 or later and nothing else.
pub const VERIFIER: &str = include_str!("verify.py");

/// Where the manifest is.
pub const MANIFEST: &str = "pack.json";
/// Where the entries are.
pub const ENTRIES: &str = "journal/entries.jsonl";
/// Where the signed head is, when the journal is signed.
pub const HEAD: &str = "journal/head.txt";
/// Where the sums are.
pub const SUMS: &str = "SHA256SUMS";

/// What a pack is of, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The language of what is for people: an ISO 639 code.
    pub language: String,
    /// The city or region.
    pub organisation: String,
    /// The board.
    pub board: String,
    /// Frameworks chosen, by their keys; none means every one the reader may see.
    pub frameworks: Vec<String>,
    /// Requirements chosen; none means all of the frameworks.
    pub requirements: Vec<String>,
    /// Only evidence effective on this day or later: `2025-01-01`.
    pub from: Option<String>,
    /// Only evidence effective on this day or earlier.
    pub to: Option<String>,
    /// The day it is seen from.
    pub day: String,
    /// The place of the journal it is seen from: the last entry it knows of.
    pub position: u64,
    /// The head its entries are proved to be in.
    pub head: Head,
    /// Lines of the evidence list.
    pub lines: u64,
    /// Of them requirements without evidence.
    pub missing: u64,
    /// Of them evidence that doesn't hold on the day.
    pub expired: u64,
    /// The files, in the order of the pack.
    pub files: Vec<FileLine>,
    /// Journal entries in it.
    pub entries: u64,
    /// Journal entries about the same records that the reader may not see whole.
    pub withheld: u64,
    /// Of the entries those about evidence that has been disposed of since, without its content.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub disposed: u64,
}

/// The head that a pack's entries are proved to be in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Entries in the journal then.
    pub size: u64,
    /// Its root hash, in hexadecimal.
    pub root: String,
    /// Whether it is signed: then it stands in [`HEAD`].
    pub signed: bool,
}

/// A file of the register's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Where it is in the pack; empty when it isn't.
    pub path: String,
    /// The evidence it belongs to.
    pub evidence: String,
    /// The name it was uploaded under.
    pub name: String,
    /// SHA-256 of its bytes by the register, in hexadecimal.
    pub sha256: String,
    /// Bytes, by the register.
    pub size: u64,
    /// Whether it was there and what the register says.
    pub state: FileState,
}

/// How a file was found when the pack was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// As the register says.
    Whole,
    /// Other bytes than the register says. They are in the pack as they were found.
    Damaged,
    /// Not there.
    Missing,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls it with")]
const fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// An entry of the journal with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLine {
    /// Its place in the Merkle tree, counted from 0.
    pub index: u64,
    /// The entry: its canonical JSON (RFC 8785), as it was hashed.
    pub entry: String,
    /// The record's content after it: canonical JSON, as the entry's `body_hash` says. None when the reader may not see all
    /// of it, or it has been disposed of.
    pub body: Option<String>,
    /// The disposal that the record went by, when it has been disposed of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposed: Option<String>,
    /// Inclusion proof (RFC 6962, 2.1.1), in hexadecimal.
    pub proof: Vec<String>,
}
