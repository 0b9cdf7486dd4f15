//! Evidence by its file.

use super::View;
use crate::db::Bind;
use crate::error::Result;
use domain::{Body, Key, Kind};

impl View<'_> {
    /// Evidence whose file has this SHA-256 now, as far as the actor may see: in the order of its ids.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn evidence_with_file(&self, sha256: &str) -> Result<Vec<Key>> {
        const TEXT: &str = "SELECT VALUE key FROM evidence WHERE file = $sha";
        if sha256.is_empty() {
            // What has no file has none in common.
            return Ok(Vec::new());
        }
        let mut keys: Vec<Key> = self
            .store
            .db
            .ask(TEXT, Bind::new().with("sha", sha256))
            .await?
            .rows::<String>(0)?
            .iter()
            .filter_map(|key| Key::parse(key).ok())
            .collect();
        keys.sort();
        let seen = self.some(Kind::Evidence, &keys).await?;
        let holds = |body: &Body| matches!(body, Body::Evidence(one) if one.file.as_ref().is_some_and(|file| file.sha256 == sha256));
        Ok(seen.into_iter().filter(|record| holds(&record.body)).map(|record| record.key).collect())
    }
}
