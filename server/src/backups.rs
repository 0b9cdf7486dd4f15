//! `riskbild backup` and `riskbild restore`: the whole register to a file and back.

use crate::commands::Stopped;
use std::path::Path;
use store::Store;
use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncWriteExt, BufReader, BufWriter};

/// Who may read the file: it holds password hashes.
const OWNER_ONLY: u32 = 0o600;

/// Writes a backup to a file that doesn't exist yet. What was half written is removed.
///
/// # Errors
/// Why there is no backup.
pub async fn backup(store: &Store, path: &Path) -> Result<(), Stopped> {
    let file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(path).await;
    let file = file.map_err(|error| Stopped::not_done(format!("{}: {error}", path.display())))?;
    let work = async {
        let mut writer = BufWriter::new(file);
        let written = store.backup(&mut writer).await?;
        writer.flush().await?;
        writer.into_inner().sync_all().await?;
        Ok::<_, Stopped>(written)
    };
    match work.await {
        Ok(written) => {
            println!("{}: {} entries, {} passwords", path.display(), written.entries, written.credentials);
            println!("root {}", written.root);
            println!("The evidence files are not in it: copy their folder as well.");
            Ok(())
        }
        Err(stopped) => {
            // When this fails too, the first fault is what counts.
            let _ = tokio::fs::remove_file(path).await;
            Err(stopped)
        }
    }
}

/// Reads a backup into an empty database. The store verifies what it has read.
///
/// # Errors
/// Why it wasn't restored.
pub async fn restore(store: &Store, path: &Path) -> Result<(), Stopped> {
    let file = File::open(path).await.map_err(|error| Stopped::not_done(format!("{}: {error}", path.display())))?;
    let read = store.restore(BufReader::new(file)).await?;
    println!("{} entries and {} passwords restored and verified", read.entries, read.credentials);
    println!("root {}", read.root);
    Ok(())
}
