//! Evidence packs: `/export/<pack>.zip`.
//!
//! A pack leaves as it is made: its files are read from where they are kept straight into the ZIP, and its journal entries
//! some at a time, so that memory doesn't grow with it. What can be refused is refused before the first byte; what goes wrong
//! after it breaks the connection off, and what has arrived by then is no ZIP file. A file that is missing or damaged breaks
//! nothing off: the pack says so, for that is what whoever gets it must know.

mod lists;
mod making;
mod name;

pub use making::Making;

use super::send::{sent, turn, writing};
use crate::site::Site;
use app::i18n::Lang;
use axum::response::Response;
use domain::{Actor, AppError, Key, Kind, Moment};
use store::ids;
use tokio::runtime::Handle;

/// The pack that a file's name in an address says.
#[must_use]
pub fn file(name: &str) -> Option<Key> {
    let key = Key::parse(name.strip_suffix(".zip")?).ok()?;
    (key.kind() == Kind::Pack).then_some(key)
}

/// Answers with the pack.
///
/// # Errors
/// `NotFound` when there is none that the actor may know of; otherwise what went wrong before the first byte.
pub async fn answer(site: &Site, actor: Actor, lang: Lang, key: Key) -> Result<Response, AppError> {
    let turn = turn().await?;
    let (pack, _) = site.store.view_of_pack(&actor, Moment::Now, &key).await?;
    if let Some(signing) = &site.settings.signing
        && site.store.signed_from(pack.position).await?.is_none()
    {
        // Its entries are to be proved in a signed head, and the round that signs has not come yet.
        signing.sign(&site.store).await.map_err(AppError::from)?;
    }
    let name = format!("riskbild-{key}.zip");
    let role = actor.role.code();
    let making = Making { store: site.store.clone(), files: site.files.clone(), actor, lang, key: key.clone() };
    let handle = Handle::current();
    let mut written = writing(turn, move |out| match making.write(&handle, out) {
        Ok(entries) => {
            tracing::info!(pack = %key, entries, role, "evidence pack handed out");
            true
        }
        Err(error) => {
            tracing::warn!(pack = %key, role, %error, "an evidence pack broke off");
            false
        }
    });
    match written.recv().await {
        Some(Ok(first)) => Ok(sent(&name, "application/zip", first, written)),
        // The log has said how.
        _ => Err(AppError::Internal { id: ids::fresh() }),
    }
}
