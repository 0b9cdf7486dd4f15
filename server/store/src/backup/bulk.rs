//! Writing a backup of a register that never ran: how a large register is made for measuring, through the same door as
//! any other restore.

use super::{End, FORMAT, Hashed, Header, Line, VERSION};
use crate::error::Result;
use crate::journal::leaf_of;
use crate::record::{body_hash, content_text};
use crate::schema;
use domain::history::Entry;
use domain::{Action, Actor, Body, Key};
use proof::merkle::Frontier;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// A backup being written entry by entry.
pub struct Bulk<W> {
    out: Hashed<W>,
    frontier: Frontier,
}

impl<W: AsyncWrite + Unpin> Bulk<W> {
    /// Begins a backup of `entries` entries.
    ///
    /// # Errors
    /// When it can't be written.
    pub async fn begin(inner: W, entries: u64) -> Result<Self> {
        let mut out = Hashed { inner, hash: Sha256::new() };
        let header = Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            schema: schema::known(),
            entries,
            credentials: 0,
            heads: 0,
        };
        out.line(&header).await?;
        Ok(Self { out, frontier: Frontier::default() })
    }

    /// Adds an entry: that `actor` did this at that moment (RFC 3339, UTC) and the record became `body`.
    ///
    /// # Errors
    /// When it can't be written.
    pub async fn add(
        &mut self,
        at: &str,
        actor: &Actor,
        action: Action,
        key: &Key,
        rev: u32,
        body: &Body,
    ) -> Result<()> {
        let seq = self.frontier.size() + 1;
        let body_text = content_text(body)?;
        let entry = Entry {
            seq,
            at: at.to_owned(),
            actor: actor.username.clone(),
            name: actor.name.clone(),
            role: actor.role.code().to_owned(),
            command_id: format!("bulk-{seq}"),
            action,
            kind: body.kind(),
            key: key.clone(),
            rev,
            reason: String::new(),
            body_hash: body_hash(&body_text),
        };
        self.frontier.push(leaf_of(&entry)?);
        self.out.line(&Line { entry, body: Some(body_text), disposed: None }).await
    }

    /// Ends the backup.
    ///
    /// # Errors
    /// When it can't be written.
    pub async fn finish(mut self) -> Result<()> {
        let sha256 = hex::encode(self.out.hash.clone().finalize());
        let end = End { root: hex::encode(self.frontier.root()), sha256 };
        self.out.line(&end).await?;
        Ok(self.out.inner.flush().await?)
    }
}
