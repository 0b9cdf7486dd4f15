//! Evidence files, kept by what they hold: each under the SHA-256 of its bytes, on local disk or in a bucket.
//!
//! The journal tells which file belongs to which evidence; this store only keeps bytes. Nothing here is ever changed: a new
//! file is a new object, and the one before it stays where the journal's earlier versions find it. A file whose command was
//! refused stays too, out of reach, since files are only handed out through a record. Bytes are removed only when evidence has
//! been disposed of and nothing else in the register has the same.
//!
//! An upload is written to `tmp/` while its hash is counted, judged by its content when it is whole, made durable, and
//! only then moved to its place. Whatever goes wrong before that leaves nothing behind.

mod aside;
mod content;
mod package;
mod unfinished;
mod upload;

pub use content::file_name;
pub use unfinished::{Here, Piece, Turn, Unfinished};

use crate::error::{Result, StoreError};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::AppError;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt, stream};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{GetResultPayload, ObjectStore, ObjectStoreExt};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Most bytes of a file when nothing else is set.
pub const MAX_BYTES: u64 = domain::evidence::FILE_MAX;

/// Bytes of a file that are read at a time.
const PIECE: usize = 1 << 20;

/// Where uploads under way lie.
const UNDER_WAY: &str = "tmp";
/// Where the pieces of uploads lie that come in piece by piece.
const UNFINISHED: &str = "delar";

/// Where files are kept.
#[derive(Clone)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    /// The folder, when it is one.
    folder: Option<PathBuf>,
    max: u64,
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A bucket's address is no secret, but the keys beside it are.
        write!(f, "FileStore({:?})", self.folder)
    }
}

impl FileStore {
    /// Opens a place for files: a folder, made where there is none; `s3://bucket/prefix` with what `AWS_…` in the
    /// environment says of the service; or `memory:`.
    ///
    /// # Errors
    /// `Files` or `Io` when the place can't be used.
    pub fn open(place: &str) -> Result<Self> {
        if place.starts_with("memory:") {
            return Ok(Self { objects: Arc::new(InMemory::new()), folder: None, max: MAX_BYTES });
        }
        if let Some(bucket) = place.strip_prefix("s3://") {
            let prefix = bucket.split_once('/').map_or("", |(_, prefix)| prefix);
            let bucket = AmazonS3Builder::from_env().with_url(place).build()?;
            let objects = Arc::new(PrefixStore::new(bucket, prefix));
            return Ok(Self { objects, folder: None, max: MAX_BYTES });
        }
        let folder = PathBuf::from(place.strip_prefix("file://").unwrap_or(place));
        for place in [UNDER_WAY, UNFINISHED] {
            std::fs::create_dir_all(folder.join(place))?;
        }
        let objects = Arc::new(LocalFileSystem::new_with_prefix(&folder)?);
        Ok(Self { objects, folder: Some(folder), max: MAX_BYTES })
    }

    /// The same place with another limit.
    #[must_use]
    pub fn with_max(self, max: u64) -> Self {
        Self { max, ..self }
    }

    /// Most bytes of a file.
    #[must_use]
    pub const fn max(&self) -> u64 {
        self.max
    }

    /// The bytes of a file, as they are read, and how many there are.
    ///
    /// # Errors
    /// `NotFound` when no such file is kept; `Files` when it can't be read.
    pub async fn read(&self, sha256: &str) -> Result<(u64, BoxStream<'static, Result<Bytes>>)> {
        match self.objects.get(&place_of(sha256)?).await {
            Ok(found) => {
                let bytes = match found.payload {
                    GetResultPayload::File(file, _) => in_pieces(file),
                    GetResultPayload::Stream(bytes) => bytes.map_err(StoreError::Files).boxed(),
                };
                Ok((found.meta.size, bytes))
            }
            Err(object_store::Error::NotFound { .. }) => Err(AppError::NotFound.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file is kept.
    ///
    /// # Errors
    /// `Files` when the place can't be asked.
    pub async fn holds(&self, sha256: &str) -> Result<bool> {
        match self.objects.head(&place_of(sha256)?).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a file's bytes, unless it came in after a moment. Answers whether they are gone: also when they already were.
    ///
    /// # Errors
    /// `Files` when the place can't be asked.
    pub(crate) async fn remove(&self, sha256: &str, before: DateTime<Utc>) -> Result<bool> {
        let place = place_of(sha256)?;
        let gone = |error: &object_store::Error| matches!(error, object_store::Error::NotFound { .. });
        match self.objects.head(&place).await {
            Ok(found) if found.last_modified >= before => return Ok(false),
            Ok(_) => {}
            Err(error) if gone(&error) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        match self.objects.delete(&place).await {
            Err(error) if !gone(&error) => Err(error.into()),
            _ => Ok(true),
        }
    }

    /// Removes what uploads left that were under way more than a day ago, when the process that took them was killed, and pieces
    /// of uploads that nobody has gone on with for as long. Parts of uploads to a bucket are not listed there; a rule of the bucket
    /// itself should remove them.
    ///
    /// # Errors
    /// `Files` or `Io` when the place can't be asked.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<usize> {
        let before = now - TimeDelta::days(1);
        let mut removed = 0;
        for place in [UNDER_WAY, UNFINISHED] {
            removed += match &self.folder {
                Some(folder) => sweep_folder(folder.join(place), before).await?,
                None => self.sweep_objects(place, before).await?,
            };
        }
        Ok(removed)
    }

    async fn sweep_objects(&self, place: &str, before: DateTime<Utc>) -> Result<usize> {
        let mut removed = 0;
        let mut left = self.objects.list(Some(&Path::from(place)));
        while let Some(object) = left.try_next().await? {
            if object.last_modified < before {
                self.objects.delete(&object.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Removes the old files of a folder and of those in it, also halves that the library wouldn't list.
async fn sweep_folder(folder: PathBuf, before: DateTime<Utc>) -> Result<usize> {
    let (mut removed, mut folders) = (0, vec![folder]);
    while let Some(folder) = folders.pop() {
        let mut entries = tokio::fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            // One that is moved or removed meanwhile is nobody's any more.
            let Ok(told) = entry.metadata().await else { continue };
            if told.is_dir() {
                folders.push(entry.path());
            } else if DateTime::<Utc>::from(told.modified()?) < before {
                tokio::fs::remove_file(entry.path()).await?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// A file of the folder as it is read. The library's own stream takes eight kilobytes at a time, each from another thread, which
/// costs more than reading them.
fn in_pieces(file: File) -> BoxStream<'static, Result<Bytes>> {
    let next = async |mut file: File| {
        let read = move || {
            let mut piece = Vec::with_capacity(PIECE);
            file.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            Ok::<_, io::Error>((Bytes::from(piece), file))
        };
        let (piece, file) = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)??;
        Ok((!piece.is_empty()).then_some((piece, file)))
    };
    stream::try_unfold(file, next).boxed()
}

/// Where a file lies: `ab/cd/abcd…`.
fn place_of(sha256: &str) -> Result<Path> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if sha256.len() != 64 || !sha256.bytes().all(hex) {
        return Err(AppError::NotFound.into());
    }
    Ok(Path::from(format!("{}/{}/{sha256}", &sha256[..2], &sha256[2..4])))
}

#[cfg(test)]
mod tests;
