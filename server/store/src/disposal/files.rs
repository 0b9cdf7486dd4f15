//! The files of disposed evidence: their bytes are removed after what pointed at them.

use super::FileRow;
use crate::db::Bind;
use crate::error::Result;
use crate::{FileStore, Store};
use chrono::{DateTime, TimeDelta, Utc};
use surrealdb::types::RecordId;

/// A file that came in as late as this may be on its way to a record, which is written after it.
const ON_ITS_WAY: TimeDelta = TimeDelta::hours(1);

impl Store {
    /// Removes the bytes of files that belonged to what has been disposed of and that no version left in the register tells of.
    /// Answers with how many were removed. What can't be removed yet is tried the next time.
    ///
    /// # Errors
    /// When the database or the place of files can't be asked.
    pub async fn remove_disposed_files(&self, files: &FileStore, now: DateTime<Utc>) -> Result<usize> {
        const LEFT: &str = "SELECT sha256, disposal FROM disposed_file";
        const USED: &str =
            "SELECT VALUE key FROM version WHERE kind = 'evidence' AND string::contains(body, $sha256) LIMIT 1";
        let left: Vec<FileRow> = self.db.ask(LEFT, Bind::new()).await?.rows(0)?;
        let mut removed = 0;
        for FileRow { sha256, disposal } in left {
            // Held so that no record comes to point at the file between the question and the removal.
            let _turn = self.writing.lock().await;
            let used: Vec<String> = self.db.ask(USED, Bind::new().with("sha256", sha256.as_str())).await?.rows(0)?;
            if used.is_empty() {
                if !files.remove(&sha256, now - ON_ITS_WAY).await? {
                    continue;
                }
                removed += 1;
                tracing::info!(disposal, "a disposed file was removed");
            }
            let bind = Bind::new().with("id", RecordId::new("disposed_file", sha256.as_str()));
            self.db.ask("DELETE $id RETURN NONE", bind).await?;
        }
        Ok(removed)
    }
}
