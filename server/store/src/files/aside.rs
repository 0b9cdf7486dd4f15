//! What is laid aside for a while: files under way between two steps of a form.

use super::upload::full;
use super::{FileStore, UNDER_WAY};
use crate::error::Result;
use crate::ids;
use bytes::Bytes;
use domain::AppError;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

impl FileStore {
    /// Lays something aside for an account, under an id nobody can guess. It is swept away after a day, as what broken
    /// uploads leave.
    ///
    /// # Errors
    /// `NoRoom` at the field `file` when the disk is full; `Files` when it can't be written.
    pub async fn lay_aside(&self, username: &str, content: Vec<u8>) -> Result<String> {
        let id = ids::secret();
        self.replace_aside(username, &id, content).await?;
        Ok(id)
    }

    /// Lays something else in its place.
    ///
    /// # Errors
    /// As for [`FileStore::lay_aside`].
    pub async fn replace_aside(&self, username: &str, id: &str, content: Vec<u8>) -> Result<()> {
        self.objects.put(&aside(username, id), PutPayload::from(content)).await.map_err(full)?;
        Ok(())
    }

    /// What was laid aside. To another account than the one that laid it there is nothing.
    ///
    /// # Errors
    /// `NotFound` when there is nothing, or not any more; `Files` when it can't be read.
    pub async fn laid_aside(&self, username: &str, id: &str) -> Result<Bytes> {
        match self.objects.get(&aside(username, id)).await {
            Ok(found) => Ok(found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => Err(AppError::NotFound.into()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where it lies: under what follows from the account and the id together, so that an id is worth nothing to others.
fn aside(username: &str, id: &str) -> Path {
    let mut hash = Sha256::new();
    hash.update(username.as_bytes());
    hash.update([0]);
    hash.update(id.as_bytes());
    Path::from(format!("{UNDER_WAY}/{}", hex::encode(hash.finalize())))
}
