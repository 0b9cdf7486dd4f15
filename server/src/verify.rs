//! Verification: that every record, every signed head and every evidence file is what the journal says. From the command line,
//! and once a day by the server itself; the last result stands on the administrator's page.

use crate::commands::Stopped;
use crate::heads;
use crate::site::Site;
use domain::AppError;
use futures::StreamExt;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::Duration;
use store::{FileStore, Finding, Store, StoreError, Verified};
use tokio::time::{Instant, MissedTickBehavior};

/// How long the server has been up when it first verifies, and how long until the next time.
const FIRST: Duration = Duration::from_secs(10 * 60);
const TURN: Duration = Duration::from_secs(24 * 60 * 60);

/// Verifies everything, files included, and remembers the result.
///
/// # Errors
/// When the register or the place of its files can't be asked.
pub async fn everything(store: &Store, files: &FileStore) -> Result<Verified, StoreError> {
    let mut verified = store.verify().await?;
    for (sha256, (evidence, size)) in std::mem::take(&mut verified.files) {
        if let Some(what) = fault(files, &sha256, size).await? {
            verified.findings.push(Finding { place: format!("file of {evidence} {sha256}"), what: what.to_owned() });
        }
        verified.files_read += 1;
    }
    store.keep_verification(&verified).await?;
    Ok(verified)
}

/// What is wrong with a file, when something is.
async fn fault(files: &FileStore, sha256: &str, size: u64) -> Result<Option<&'static str>, StoreError> {
    let mut bytes = match files.read(sha256).await {
        Ok((found, _)) if found != size => return Ok(Some("it is of another size than the register says")),
        Ok((_, bytes)) => bytes,
        Err(StoreError::App(AppError::NotFound)) => return Ok(Some("it is missing")),
        Err(error) => return Err(error),
    };
    let mut digest = Sha256::new();
    while let Some(piece) = bytes.next().await {
        digest.update(&piece?);
    }
    Ok((hex::encode(digest.finalize()) != sha256).then_some("its bytes are not what was kept"))
}

/// `riskbild verify`.
///
/// # Errors
/// Why it couldn't be done, or that something is wrong.
pub async fn run(store: &Store, files: &FileStore, keys: Option<&Path>) -> Result<(), Stopped> {
    let mut verified = everything(store, files).await?;
    if let Some(keys) = keys {
        verified.findings.extend(heads::check(store, keys).await?);
        store.keep_verification(&verified).await?;
    }
    println!("{} entries, {} versions, {} records", verified.entries, verified.versions, verified.records);
    println!("{} evidence files", verified.files_read);
    let signatures =
        if keys.is_some() { "with their signatures" } else { "without looking at whose they are (--keys)" };
    println!("{} signed heads, {signatures}", verified.heads);
    for (disposal, records) in &verified.disposed {
        println!("{records} records disposed of by {disposal}: their entries are whole, their content is gone");
    }
    println!("root {}", verified.root);
    if verified.findings.is_empty() {
        println!("whole");
        return Ok(());
    }
    for finding in &verified.findings {
        println!("{}: {}", finding.place, finding.what);
    }
    Err(Stopped::not_done(format!("not whole: {} findings", verified.findings.len())))
}

/// Verifies once a day for as long as the site is served.
pub async fn keep_on(site: Site) {
    let mut turns = tokio::time::interval_at(Instant::now() + FIRST, TURN);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        match everything(&site.store, &site.files).await {
            Ok(verified) if verified.findings.is_empty() => {
                tracing::info!(entries = verified.entries, files = verified.files_read, "the register was verified");
            }
            Ok(verified) => {
                let places: Vec<&str> = verified.findings.iter().take(20).map(|one| one.place.as_str()).collect();
                tracing::error!(
                    findings = verified.findings.len(),
                    ?places,
                    "the register is not what its journal says"
                );
            }
            Err(error) => tracing::error!(%error, "the register was not verified"),
        }
    }
}
