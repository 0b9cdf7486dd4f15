//! Uploads under way, kept piece by piece, so that one that broke off goes on from where it was.
//!
//! Each piece is an object of its own, whole or not there at all: `delar/<account>/<upload>-<size>-<number>`, where account and
//! upload are hashes, so that no name or chosen id ever becomes a path, and an id is worth nothing to another account. Every piece
//! but the last has the same length, so that a piece has only one place. What an upload became, when it is whole, is remembered
//! beside it as `<upload>-<size>-klar` with the file's SHA-256: who never got the answer can ask again. All of it is swept away a
//! day after it was written.

use super::upload::{full, refused};
use super::{FileStore, UNFINISHED};
use crate::error::{Result, StoreError};
use bytes::Bytes;
use domain::ErrorCode;
use domain::evidence::{FileRef, PIECE, UNFINISHED_FILES, UNFINISHED_MAX};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tokio::sync::{Mutex, MutexGuard};

/// Accounts take turns in so many rows: two pieces of one account never come in at once.
const ROWS: usize = 64;
static TURNS: [Mutex<()>; ROWS] = [const { Mutex::const_new(()) }; ROWS];
/// What stands in a name for the number of a piece when the upload has become a file.
const DONE: &str = "klar";

/// An upload under way: whose it is, the id they chose for it, and the bytes it is said to have.
#[derive(Debug, Clone, Copy)]
pub struct Unfinished<'a> {
    /// The account.
    pub username: &'a str,
    /// The id, as the account chose it.
    pub id: &'a str,
    /// Bytes of the whole file.
    pub size: u64,
}

/// What came of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// It was kept; so many bytes are here now.
    Kept(u64),
    /// It begins elsewhere than where the next one does, which is at so many bytes. Nothing was kept.
    Misplaced(u64),
}

/// What is here of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Here {
    /// So many bytes from its beginning: all of them when it is whole.
    Bytes(u64),
    /// It has become the file with this SHA-256.
    Taken(String),
}

/// An account's turn: as long as it is held, nothing else of the account's uploads changes.
#[derive(Debug)]
pub struct Turn {
    _held: MutexGuard<'static, ()>,
}

impl FileStore {
    /// Waits for the account's turn.
    pub async fn turn(&self, username: &str) -> Turn {
        let row = usize::from(Sha256::digest(username.as_bytes())[0]) % ROWS;
        Turn { _held: TURNS[row].lock().await }
    }

    /// What is here of an upload.
    ///
    /// # Errors
    /// `Files` when the place can't be asked.
    pub async fn here(&self, upload: Unfinished<'_>) -> Result<Here> {
        let lying = self.lying(upload.username).await?;
        let had = lying.get(&name(upload)).map_or(0, |pieces| had(upload.size, pieces));
        if had == 0
            && let Some(sha256) = self.became(upload).await?
        {
            return Ok(Here::Taken(sha256));
        }
        Ok(Here::Bytes(had))
    }

    /// Keeps the piece that begins at `from`. To be called in the account's turn.
    ///
    /// # Errors
    /// At the field `file`: `Required` and `FileSize` by what the whole is said to have, `FileBroken` when the piece isn't as long
    /// as the one at its place, `Unfinished` when the account has too much under way already, and `NoRoom` when the disk is full.
    pub async fn add_piece(&self, _turn: &Turn, upload: Unfinished<'_>, from: u64, piece: Bytes) -> Result<Piece> {
        match upload.size {
            0 => return Err(refused(ErrorCode::Required)),
            size if size > self.max => return Err(refused(ErrorCode::FileSize { max: self.max })),
            _ => {}
        }
        let lying = self.lying(upload.username).await?;
        let mine = lying.get(&name(upload));
        let had = mine.map_or(0, |pieces| had(upload.size, pieces));
        if from != had || had == upload.size {
            return Ok(Piece::Misplaced(had));
        }
        if piece.len() as u64 != length(upload.size, from / PIECE) {
            return Err(refused(ErrorCode::FileBroken));
        }
        if mine.is_none() {
            let declared: u64 = lying.keys().map(|(_, size)| size).sum();
            // One file as large as files may be has room whatever the limit.
            let max = UNFINISHED_MAX.max(self.max);
            if lying.len() >= UNFINISHED_FILES || declared.saturating_add(upload.size) > max {
                return Err(refused(ErrorCode::Unfinished { files: UNFINISHED_FILES as u64, max }));
            }
            // The same file is sent once more: what became of the one before is no answer to that.
            self.drop_object(&place(upload, DONE)).await?;
        }
        let at = place(upload, &(from / PIECE).to_string());
        let kept = had + piece.len() as u64;
        self.objects.put(&at, PutPayload::from(piece)).await.map_err(full)?;
        Ok(Piece::Kept(kept))
    }

    /// Keeps the file that the pieces are, exactly as one that comes in whole. To be called in the account's turn.
    ///
    /// # Errors
    /// `FileBroken` at the field `file` when a piece is missing; else as for [`FileStore::keep`].
    pub async fn keep_pieces(&self, _turn: &Turn, upload: Unfinished<'_>, name: &str) -> Result<FileRef> {
        if self.here(upload).await? != Here::Bytes(upload.size) {
            return Err(refused(ErrorCode::FileBroken));
        }
        let places = (0..upload.size.div_ceil(PIECE)).map(|number| place(upload, &number.to_string()));
        let pieces = stream::iter(places).then(async |at| self.objects.get(&at).await?.bytes().await);
        self.keep(name, pieces.map_err(StoreError::Files)).await
    }

    /// Remembers what an upload became, and lets its pieces go.
    ///
    /// # Errors
    /// `Files` when the place can't be asked.
    pub async fn pieces_became(&self, turn: &Turn, upload: Unfinished<'_>, sha256: &str) -> Result<()> {
        self.objects.put(&place(upload, DONE), PutPayload::from(sha256.to_owned())).await.map_err(full)?;
        self.drop_pieces(turn, upload).await
    }

    /// Lets go of what is here of an upload.
    ///
    /// # Errors
    /// `Files` when the place can't be asked.
    pub async fn drop_upload(&self, turn: &Turn, upload: Unfinished<'_>) -> Result<()> {
        self.drop_object(&place(upload, DONE)).await?;
        self.drop_pieces(turn, upload).await
    }

    /// From the last to the first, so that what is left when it is broken off still begins at the beginning.
    async fn drop_pieces(&self, _turn: &Turn, upload: Unfinished<'_>) -> Result<()> {
        let lying = self.lying(upload.username).await?;
        let pieces = lying.get(&name(upload)).into_iter().flat_map(|pieces| pieces.keys().rev());
        for number in pieces {
            self.drop_object(&place(upload, &number.to_string())).await?;
        }
        Ok(())
    }

    async fn drop_object(&self, at: &Path) -> Result<()> {
        match self.objects.delete(at).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn became(&self, upload: Unfinished<'_>) -> Result<Option<String>> {
        match self.objects.get(&place(upload, DONE)).await {
            Ok(found) => Ok(String::from_utf8(found.bytes().await?.to_vec()).ok()),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The pieces of an account's uploads: each one's number and bytes.
    async fn lying(&self, username: &str) -> Result<BTreeMap<Name, BTreeMap<u64, u64>>> {
        let mut lying: BTreeMap<Name, BTreeMap<u64, u64>> = BTreeMap::new();
        let mut objects = self.objects.list(Some(&folder(username)));
        while let Some(object) = objects.try_next().await? {
            let Some(told) = object.location.filename() else { continue };
            let parts: Vec<&str> = told.split('-').collect();
            if let [id, size, number] = parts[..]
                && let (Ok(size), Ok(number)) = (size.parse(), number.parse())
            {
                lying.entry((id.to_owned(), size)).or_default().insert(number, object.size);
            }
        }
        Ok(lying)
    }
}

/// What an upload is kept under in its account's folder: its id's hash, and the bytes it is said to have.
type Name = (String, u64);

fn name(upload: Unfinished<'_>) -> Name {
    (hashed(upload.id), upload.size)
}

/// Bytes from the beginning, up to the first piece that isn't here.
fn had(size: u64, pieces: &BTreeMap<u64, u64>) -> u64 {
    let in_order = pieces.iter().zip(0_u64..).take_while(|&((number, bytes), expected)| {
        *number == expected && expected.saturating_mul(PIECE) < size && *bytes == length(size, expected)
    });
    in_order.map(|((_, bytes), _)| *bytes).sum()
}

/// Bytes of a piece.
fn length(size: u64, number: u64) -> u64 {
    PIECE.min(size.saturating_sub(number.saturating_mul(PIECE)))
}

fn folder(username: &str) -> Path {
    Path::from(format!("{UNFINISHED}/{}", hashed(username)))
}

fn place(upload: Unfinished<'_>, number: &str) -> Path {
    Path::from(format!("{}/{}-{}-{number}", folder(upload.username), hashed(upload.id), upload.size))
}

fn hashed(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta, Utc};
    use domain::AppError;
    use std::collections::BTreeSet;

    const SIZE: u64 = 2 * PIECE + 10;

    fn of<'a>(username: &'a str, id: &'a str) -> Unfinished<'a> {
        Unfinished { username, id, size: SIZE }
    }

    fn piece(number: u64) -> Bytes {
        let letter = b'a' + u8::try_from(number).unwrap();
        Bytes::from(vec![letter; usize::try_from(length(SIZE, number)).unwrap()])
    }

    async fn add(files: &FileStore, upload: Unfinished<'_>, from: u64, piece: Bytes) -> Result<Piece> {
        let turn = files.turn(upload.username).await;
        files.add_piece(&turn, upload, from, piece).await
    }

    /// The paths of all that lies here.
    async fn lying(files: &FileStore) -> BTreeSet<String> {
        let objects = files.objects.list(Some(&Path::from(UNFINISHED)));
        objects.map_ok(|object| object.location.to_string()).try_collect().await.unwrap()
    }

    fn code<T: std::fmt::Debug>(answer: Result<T>) -> ErrorCode {
        match answer {
            Err(StoreError::App(AppError::Invalid { mut errors })) => errors.remove(0).code,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn pieces_come_in_order_and_become_the_file_they_are_of() {
        let files = FileStore::open("memory:").unwrap();
        let upload = of("samordnare", "abc");
        assert_eq!(add(&files, upload, PIECE, piece(1)).await.unwrap(), Piece::Misplaced(0));
        assert_eq!(add(&files, upload, 0, piece(0)).await.unwrap(), Piece::Kept(PIECE));
        // The same piece from another tab, and the one after the next.
        assert_eq!(add(&files, upload, 0, piece(0)).await.unwrap(), Piece::Misplaced(PIECE));
        assert_eq!(add(&files, upload, 2 * PIECE, piece(2)).await.unwrap(), Piece::Misplaced(PIECE));
        assert_eq!(code(add(&files, upload, PIECE, piece(2)).await), ErrorCode::FileBroken);
        let turn = files.turn("samordnare").await;
        assert_eq!(code(files.keep_pieces(&turn, upload, "a.txt").await), ErrorCode::FileBroken);
        drop(turn);
        assert_eq!(add(&files, upload, PIECE, piece(1)).await.unwrap(), Piece::Kept(2 * PIECE));
        assert_eq!(add(&files, upload, 2 * PIECE, piece(2)).await.unwrap(), Piece::Kept(SIZE));
        assert_eq!(add(&files, upload, SIZE, Bytes::new()).await.unwrap(), Piece::Misplaced(SIZE));
        assert_eq!(files.here(upload).await.unwrap(), Here::Bytes(SIZE));
        let turn = files.turn("samordnare").await;
        let kept = files.keep_pieces(&turn, upload, "a.txt").await.unwrap();
        let whole = [piece(0), piece(1), piece(2)].concat();
        assert_eq!((kept.size, kept.sha256), (SIZE, hex::encode(Sha256::digest(&whole))));
        files.pieces_became(&turn, upload, "0123").await.unwrap();
        assert_eq!(files.here(upload).await.unwrap(), Here::Taken("0123".to_owned()));
        files.drop_upload(&turn, upload).await.unwrap();
        assert_eq!(files.here(upload).await.unwrap(), Here::Bytes(0));
        assert!(lying(&files).await.is_empty());
    }

    #[tokio::test]
    async fn an_id_is_worth_nothing_to_another_and_never_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
        for id in ["../../../etc/passwd", "a/b", "..", "", "å\0"] {
            assert_eq!(add(&files, of("agare", id), 0, piece(0)).await.unwrap(), Piece::Kept(PIECE));
            assert_eq!(files.here(of("samordnare", id)).await.unwrap(), Here::Bytes(0));
        }
        let lying = lying(&files).await;
        let plain = |path: &String| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-".contains(&byte));
        assert!(lying.len() == 5 && lying.iter().all(plain), "{lying:?}");
        assert_eq!(std::fs::read_dir(folder.path().join(UNFINISHED)).unwrap().count(), 1);
    }

    #[tokio::test]
    async fn what_nobody_goes_on_with_is_swept_after_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
        assert_eq!(add(&files, of("agare", "abc"), 0, piece(0)).await.unwrap(), Piece::Kept(PIECE));
        let path = folder.path().join(lying(&files).await.first().unwrap());
        let written = DateTime::<Utc>::from(path.metadata().unwrap().modified().unwrap());
        assert_eq!(files.sweep(written + TimeDelta::hours(23)).await.unwrap(), 0);
        assert_eq!(files.sweep(written + TimeDelta::hours(25)).await.unwrap(), 1);
        assert_eq!(files.here(of("agare", "abc")).await.unwrap(), Here::Bytes(0));
        assert_eq!(add(&files, of("agare", "abc"), 0, piece(0)).await.unwrap(), Piece::Kept(PIECE));
    }

    #[tokio::test]
    async fn an_account_has_only_so_much_under_way() {
        let files = FileStore::open("memory:").unwrap();
        let told = |size| Unfinished { size, ..of("agare", "stor") };
        assert_eq!(code(add(&files, told(0), 0, Bytes::new()).await), ErrorCode::Required);
        for size in [files.max() + 1, u64::MAX] {
            assert_eq!(code(add(&files, told(size), 0, piece(0)).await), ErrorCode::FileSize { max: files.max() });
        }
        let small = |id| Unfinished { size: 1, ..of("agare", id) };
        let ids: Vec<String> = (0..UNFINISHED_FILES).map(|n| n.to_string()).collect();
        for id in &ids {
            assert_eq!(add(&files, small(id), 0, Bytes::from_static(b"x")).await.unwrap(), Piece::Kept(1));
        }
        let more = add(&files, small("en till"), 0, Bytes::from_static(b"x")).await;
        assert!(matches!(code(more), ErrorCode::Unfinished { .. }));
        let other = add(&files, Unfinished { username: "samordnare", ..small("en till") }, 0, Bytes::from_static(b"x"));
        assert_eq!(other.await.unwrap(), Piece::Kept(1));

        let large = |n: u64| Unfinished { username: "namnd", id: "stor", size: files.max() - n };
        let many = UNFINISHED_MAX / files.max();
        for n in 0..many {
            assert_eq!(add(&files, large(n), 0, piece(0)).await.unwrap(), Piece::Kept(PIECE));
        }
        assert!(matches!(code(add(&files, large(many), 0, piece(0)).await), ErrorCode::Unfinished { .. }));
    }
}
