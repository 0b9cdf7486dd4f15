//! Taking a file in.

use super::content::{Watch, file_name, named, split};
use super::package::{is_ole, is_zip, ole_type, zip_type};
use super::{FileStore, UNDER_WAY, place_of};
use crate::error::{Result, StoreError};
use crate::ids;
use bytes::Bytes;
use domain::evidence::FileRef;
use domain::{AppError, ErrorCode};
use futures::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::io::ErrorKind;
use std::sync::Arc;

/// Bytes gathered before they are written: a bucket takes no smaller part, save the last.
const PART: usize = 5 << 20;

impl FileStore {
    /// Keeps a file that is on its way, under the name it came with. The media type is decided by what it holds.
    ///
    /// # Errors
    /// At the field `file`: `FileSize` as soon as it is too large, `FileBroken` when it breaks off, `Required` when it is
    /// empty, `FileType` and `FileName` when it isn't what is kept here, and `NoRoom` when the disk is full. In every
    /// case nothing was kept.
    pub async fn keep<E>(&self, name: &str, bytes: impl Stream<Item = Result<Bytes, E>>) -> Result<FileRef> {
        let name = file_name(name);
        let under_way = Path::from(format!("{UNDER_WAY}/{}", ids::fresh()));
        let mut upload = self.objects.put_multipart(&under_way).await.map_err(full)?;
        let written = match self.write(upload.as_mut(), bytes).await {
            Ok(written) => written,
            Err(error) => {
                if let Err(left) = upload.abort().await {
                    tracing::warn!(error = %left, "an upload that was broken off may have left something");
                }
                return Err(error);
            }
        };
        upload.complete().await.map_err(full)?;
        let temporary = Temporary { objects: Arc::clone(&self.objects), at: Some(under_way) };
        let kept = self.judged(&temporary, &name, written).await?;
        self.settle(temporary, &kept.sha256).await?;
        Ok(kept)
    }

    async fn write<E>(
        &self,
        upload: &mut dyn MultipartUpload,
        bytes: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Written> {
        let (mut hash, mut watch, mut size) = (Sha256::new(), Watch::default(), 0_u64);
        let (mut part, mut held) = (Vec::new(), 0);
        let mut bytes = std::pin::pin!(bytes);
        while let Some(piece) = bytes.next().await {
            let Ok(piece) = piece else { return Err(refused(ErrorCode::FileBroken)) };
            size += piece.len() as u64;
            if size > self.max {
                return Err(refused(ErrorCode::FileSize { max: self.max }));
            }
            hash.update(&piece);
            watch.see(&piece);
            held += piece.len();
            part.push(piece);
            if held >= PART {
                upload.put_part(std::mem::take(&mut part).into_iter().collect::<PutPayload>()).await.map_err(full)?;
                held = 0;
            }
        }
        if size == 0 {
            return Err(refused(ErrorCode::Required));
        }
        if held > 0 {
            upload.put_part(part.into_iter().collect::<PutPayload>()).await.map_err(full)?;
        }
        Ok(Written { sha256: hex::encode(hash.finalize()), size, watch })
    }

    async fn judged(&self, temporary: &Temporary, name: &str, written: Written) -> Result<FileRef> {
        let Written { sha256, size, watch } = written;
        let (head, extension) = (watch.head(), split(name).1.to_lowercase());
        let found = match &temporary.at {
            Some(at) if is_zip(head) => zip_type(self.objects.as_ref(), at, size, head).await?,
            Some(at) if is_ole(head) => ole_type(self.objects.as_ref(), at, size, head).await?,
            _ => watch.simple_type(&extension),
        };
        let kept = found.map_err(|found| refused(ErrorCode::FileType { found }))?;
        let name = named(name, kept).map_err(refused)?;
        Ok(FileRef { sha256, name, size, media_type: kept.media_type.to_owned() })
    }

    /// Moves a file to its place, so that it is there for good before anything says so. The same bytes are kept once, and are
    /// as new as when they last came in: they may be about to be told of again.
    async fn settle(&self, mut temporary: Temporary, sha256: &str) -> Result<()> {
        let Some(from) = &temporary.at else { return Ok(()) };
        let to = place_of(sha256)?;
        self.sync(from).await?;
        self.objects.rename(from, &to).await.map_err(full)?;
        // From here on there is nothing left to remove.
        temporary.at = None;
        self.sync(&to).await
    }

    /// Waits until a file and its name are on disk. A bucket answers no sooner by itself.
    async fn sync(&self, at: &Path) -> Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let (folder, path) = (folder.clone(), folder.join(at.as_ref()));
        let synced = tokio::task::spawn_blocking(move || {
            std::fs::File::open(&path)?.sync_all()?;
            let mut above = path.ancestors().skip(1).take_while(|above| above.starts_with(&folder));
            above.try_for_each(|above| std::fs::File::open(above)?.sync_all())
        });
        match synced.await {
            Ok(synced) => Ok(synced?),
            Err(gone) => Err(std::io::Error::other(gone).into()),
        }
    }
}

/// What was written.
struct Written {
    sha256: String,
    size: u64,
    watch: Watch,
}

/// A whole file that hasn't been moved to its place. When it is dropped, whatever the reason, it is removed.
struct Temporary {
    objects: Arc<dyn ObjectStore>,
    at: Option<Path>,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let (Some(at), Ok(runtime)) = (self.at.take(), tokio::runtime::Handle::try_current()) {
            let objects = Arc::clone(&self.objects);
            runtime.spawn(async move {
                if let Err(error) = objects.delete(&at).await {
                    tracing::warn!(%error, "a temporary file could not be removed");
                }
            });
        }
    }
}

pub(super) fn refused(code: ErrorCode) -> StoreError {
    AppError::field("file", code).into()
}

/// The error, with a word of its own when the disk is full.
pub(super) fn full(error: object_store::Error) -> StoreError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if matches!(kind, Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded)) {
            tracing::error!("the disk of the evidence files is full");
            return refused(ErrorCode::NoRoom);
        }
        cause = error.source();
    }
    error.into()
}
