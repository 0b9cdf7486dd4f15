//! The first reading of a backup: everything is checked, nothing is written.

use super::{BackedUp, CredentialLine, End, FORMAT, HeadLine, Header, Left, Line, VERSION};
use crate::content;
use crate::disposal::gone;
use crate::error::{Result, StoreError};
use crate::journal::leaf_of;
use crate::schema;
use domain::{Body, Key};
use proof::Checkpoint;
use proof::merkle::{Frontier, Hash, sha256};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// Longest line, in bytes: far above the largest record, far below what would exhaust memory.
const LONGEST: usize = 16 * 1024 * 1024;

/// The last revision of each record.
pub(super) type Revisions = HashMap<Key, Vec<(domain::Kind, u32)>>;

/// Reads a file line by line, counting and hashing.
pub(super) struct Lines<R> {
    inner: R,
    hash: Sha256,
    before: Hash,
    number: u64,
}

impl<R: AsyncBufRead + Unpin> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), before: Hash::default(), number: 0 }
    }

    /// The next line, read as what must stand there.
    pub(super) async fn next<T: DeserializeOwned>(&mut self) -> Result<T> {
        self.number += 1;
        let mut line = Vec::new();
        loop {
            let piece = self.inner.fill_buf().await?;
            if piece.is_empty() {
                return Err(self.wrong("the file ends too early: it has been cut off"));
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(piece.len(), |end| end + 1);
            line.extend_from_slice(&piece[..taken]);
            self.inner.consume(taken);
            if line.len() > LONGEST {
                return Err(self.wrong("the line is too long"));
            }
            if end.is_some() {
                break;
            }
        }
        self.before = self.hash.clone().finalize().into();
        self.hash.update(&line);
        serde_json::from_slice(&line).map_err(|error| self.wrong(&error.to_string()))
    }

    /// What is wrong, and in which line.
    pub(super) fn wrong(&self, what: &str) -> StoreError {
        StoreError::Backup(format!("line {}: {what}", self.number))
    }

    async fn at_end(&mut self) -> Result<bool> {
        Ok(self.inner.fill_buf().await?.is_empty())
    }
}

impl Header {
    pub(super) fn check(&self) -> std::result::Result<(), &'static str> {
        if self.format != FORMAT {
            return Err("this is not a backup of Riskbild");
        }
        if self.version != VERSION {
            return Err("the backup is of another version of the format");
        }
        // What is stored is drawn anew from the journal, so an older schema is no hindrance; an unknown one is.
        let known = schema::known();
        if self.schema.len() > known.len() {
            return Err("the backup was made by a newer version of the program");
        }
        Ok(())
    }
}

/// Checks a whole file. Answers with what it holds, and each record's last revision.
///
/// # Errors
/// `Backup` with the line and what is wrong with it.
pub(super) async fn check<R: AsyncBufRead + Unpin>(reader: R) -> Result<(BackedUp, Revisions)> {
    let mut lines = Lines::new(reader);
    let header: Header = lines.next().await?;
    header.check().map_err(|what| lines.wrong(what))?;
    let mut frontier = Frontier::default();
    let mut last_at = String::new();
    let mut revisions = Revisions::new();
    // What there is content of, what the disposals say there isn't, and what there isn't.
    let (mut there, mut said, mut left) = (HashSet::new(), HashMap::new(), HashMap::new());
    for seq in 1..=header.entries {
        let Line { entry, body, disposed } = lines.next().await?;
        if entry.seq != seq || entry.at < last_at {
            return Err(lines.wrong("the entry is not the one that follows"));
        }
        match (body, disposed) {
            (Some(body), None) => {
                if hex::encode(sha256(body.as_bytes())) != entry.body_hash {
                    return Err(lines.wrong("the content is not the one the entry tells of"));
                }
                let read = content::parse(&body).map_err(|error| lines.wrong(&error.to_string()))?;
                if read.kind() != entry.kind {
                    return Err(lines.wrong("the content is of another kind than the entry tells of"));
                }
                there.insert((entry.kind, entry.key.clone()));
                if let Body::Disposal(disposal) = read {
                    for one in gone(&entry.key, &disposal, false) {
                        said.insert(one.row.name()?, entry.key.clone());
                    }
                }
            }
            (None, Some(Left { by, .. })) => {
                left.insert((entry.kind, entry.key.clone()), by);
            }
            _ => return Err(lines.wrong("an entry has either its content or the disposal that took it")),
        }
        let known = revisions.entry(entry.key.clone()).or_default();
        let place = known.iter().position(|(kind, _)| *kind == entry.kind);
        let place = place.unwrap_or_else(|| {
            known.push((entry.kind, 0));
            known.len() - 1
        });
        let last = known.get_mut(place).map(|(_, rev)| std::mem::replace(rev, entry.rev));
        if last != entry.rev.checked_sub(1) {
            return Err(lines.wrong("the revision does not follow the one before"));
        }
        frontier.push(leaf_of(&entry)?);
        last_at = entry.at;
    }
    if left != said || left.keys().any(|name| there.contains(name)) {
        return Err(lines.wrong("what is left out is not what the disposals say"));
    }
    for _ in 0..header.credentials {
        let _: CredentialLine = lines.next().await?;
    }
    for _ in 0..header.heads {
        let HeadLine { note } = lines.next().await?;
        Checkpoint::in_note(&note).map_err(|error| lines.wrong(&error.to_string()))?;
    }
    let end: End = lines.next().await?;
    if end.sha256 != hex::encode(lines.before) {
        return Err(lines.wrong("the file's own hash does not agree: it has been altered"));
    }
    if end.root != hex::encode(frontier.root()) {
        return Err(lines.wrong("the journal's root hash does not agree: it has been altered"));
    }
    if !lines.at_end().await? {
        return Err(lines.wrong("there is more after the end"));
    }
    Ok((BackedUp { entries: header.entries, credentials: header.credentials, root: end.root }, revisions))
}
