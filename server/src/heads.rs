//! Signing the journal's head: every hour that something was written, when the board has decided, and when something has
//! been given out.
//!
//! The key is in a file that only the program can read, so that who can write in the database can't sign. Each head is kept
//! in the database, answered to whoever asks for it, and added to a file where one is told: copies that others hold are
//! what proves that a journal wasn't rewritten whole.

use crate::cli::Replacing;
use crate::commands::Stopped;
use crate::failure::Failure;
use crate::site::Site;
use axum::Router;
use axum::extract::{Path as Part, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::AppError;
use proof::{Checkpoint, ProofError, PublicKeys, Replaced, SecretKey};
use std::fmt;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Finding, JournalHead, Store, StoreError};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::MissedTickBehavior;

/// Time between two rounds when nothing asks for one.
const TURN: Duration = Duration::from_secs(60 * 60);
/// Who may read a key's file.
const OWNER_ONLY: u32 = 0o600;

/// How heads are signed, and where they are told.
#[derive(Clone)]
pub struct Signing {
    key: Arc<SecretKey>,
    publish: Option<PathBuf>,
    /// From reading the head to having kept it: a longer one must not overtake it, for then it would be kept by nobody.
    one: Arc<Mutex<()>>,
}

impl fmt::Debug for Signing {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signing({}, {:?})", self.key.public(), self.publish)
    }
}

impl Signing {
    /// Reads the key from its file.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(file: &Path, publish: Option<PathBuf>) -> Result<Self, String> {
        let told = |what: &dyn fmt::Display| format!("{}: {what}", file.display());
        let text = std::fs::read_to_string(file).map_err(|error| told(&error))?;
        let key = SecretKey::read(&text).map_err(|error| told(&error))?;
        Ok(Self { key: Arc::new(key), publish, one: Arc::default() })
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> &str {
        self.key.public()
    }

    /// Signs the journal's head, unless it has been signed at this length. Answers with the length when it was signed.
    ///
    /// # Errors
    /// When the database can't be asked, or the file that heads are added to can't be written.
    pub async fn sign(&self, store: &Store) -> Result<Option<u64>, StoreError> {
        let _turn = self.one.lock().await;
        let Some(head) = store.journal_head().await? else { return Ok(None) };
        let last = store.last_signed_head().await?.and_then(|note| Checkpoint::in_note(&note).ok());
        if last.is_some_and(|last| last.size == head.size) {
            return Ok(None);
        }
        let note = self.key.sign(&self.of(store, &head)).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let kept = self.keep(store, &note).await?;
        if !kept {
            tracing::warn!(
                size = head.size,
                "a head is kept already of this journal or a longer one, and this was not"
            );
        }
        Ok(kept.then_some(head.size))
    }

    fn of(&self, store: &Store, head: &JournalHead) -> Checkpoint {
        let (origin, at) = (self.key.name().to_owned(), store.clock().now());
        Checkpoint { origin, size: head.size, root: head.root, at, replaces: None }
    }

    async fn keep(&self, store: &Store, note: &str) -> Result<bool, StoreError> {
        // Others get it first: a head that is kept here alone proves nothing to them, and one that is told twice is no harm.
        if let Some(file) = &self.publish {
            add(file, note)?;
        }
        store.keep_signed_head(note).await
    }

    /// Signs the journal's head with the words that this key takes the place of another: of one at hand, which signs it too, or of
    /// one that is lost.
    ///
    /// # Errors
    /// Why it wasn't.
    async fn replace(
        &self,
        store: &Store,
        (old, held): (&str, Option<&SecretKey>),
        because: &str,
    ) -> Result<u64, Stopped> {
        let refused = |error: ProofError| Stopped::not_done(error.to_string());
        PublicKeys::read(old).map_err(refused)?;
        let _turn = self.one.lock().await;
        let head = store.journal_head().await?.ok_or_else(|| Stopped::not_done("there is no journal yet"))?;
        let note = self.key.replace((old, held), because, self.of(store, &head)).map_err(refused)?;
        self.keep(store, &note).await?;
        Ok(head.size)
    }

    /// Whether the last head was signed with another key and nothing says that this one took its place.
    ///
    /// # Errors
    /// When the database can't be asked.
    async fn is_strange(&self, store: &Store) -> Result<bool, StoreError> {
        let Some(note) = store.last_signed_head().await? else { return Ok(false) };
        Ok(PublicKeys::read(self.public()).is_ok_and(|own| own.open(&note).is_err()))
    }
}

/// Adds a head to a file, after an empty line, and waits until it is on the disk.
fn add(file: &Path, note: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(file)?;
    if file.metadata()?.len() > 0 {
        file.write_all(b"\n")?;
    }
    file.write_all(note.as_bytes())?;
    file.sync_all()
}

/// Signs for as long as the site is served.
pub async fn keep_on(site: Site) {
    let Some(signing) = site.settings.signing.clone() else { return };
    if signing.is_strange(&site.store).await.unwrap_or(false) {
        tracing::warn!(
            "the journal's last head was signed with another key: say with `riskbild sign` and --old-key or --lost-key that \
             this one takes its place"
        );
    }
    let mut turns = tokio::time::interval(TURN);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = turns.tick() => {}
            () = site.store.signed_head_wanted() => {}
        }
        match signing.sign(&site.store).await {
            Ok(Some(size)) => tracing::info!(size, "the journal's head was signed"),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the journal's head was not signed"),
        }
    }
}

/// The addresses of heads. They say how many entries there are and nothing of what stands in them, and are for everyone.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/huvud", get(last))
        .route("/huvud/{size}", get(one))
        .route("/huvud/{size}/fran/{earlier}", get(continued))
}

async fn last(State(site): State<Site>) -> Response {
    told(site.store.last_signed_head().await)
}

async fn one(State(site): State<Site>, Part(size): Part<u64>) -> Response {
    told(site.store.signed_head(size).await)
}

/// The proof that the journal at one signed head is the beginning of the journal at another (RFC 6962, 2.1.2): its hashes in
/// base64, one a line. For whoever holds the earlier head and wants to know that nothing in it was changed since.
async fn continued(State(site): State<Site>, Part((size, earlier)): Part<(u64, u64)>) -> Response {
    // The tree is read whole for it, so one at a time is enough for everyone.
    static ONE: Semaphore = Semaphore::const_new(1);
    let Ok(_turn) = ONE.acquire().await else { return Failure::App(AppError::Unavailable).into_response() };
    told(proof(&site.store, size, earlier).await)
}

async fn proof(store: &Store, size: u64, earlier: u64) -> Result<Option<String>, StoreError> {
    // Only between heads that were given out: nobody can hold another.
    if store.signed_head(size).await?.is_none() || store.signed_head(earlier).await?.is_none() {
        return Ok(None);
    }
    let hashes = store.tree(size).await?.consistency(earlier);
    Ok(hashes.map(|hashes| hashes.iter().map(|hash| BASE64_STANDARD.encode(hash) + "\n").collect()))
}

fn told(note: Result<Option<String>, StoreError>) -> Response {
    match note {
        Ok(Some(note)) => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response(),
        Ok(None) => Failure::App(AppError::NotFound).into_response(),
        Err(error) => Failure::App(error.into()).into_response(),
    }
}

/// `riskbild key`: makes a key, in a file that doesn't exist yet, and prints its public half.
///
/// # Errors
/// Why there is none.
pub fn make(file: &Path, name: &str) -> Result<(), Stopped> {
    let secret = SecretKey::make(name, &store::ids::seed());
    let secret = secret.map_err(|_| Stopped::not_done("the name must be without spaces and plus signs"))?;
    let key = SecretKey::read(&secret).map_err(|error| Stopped::not_done(error.to_string()))?;
    let opened = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(file);
    let mut opened = opened.map_err(|error| Stopped::not_done(format!("{}: {error}", file.display())))?;
    writeln!(opened, "{secret}")?;
    opened.sync_all()?;
    println!("{}", key.public());
    Ok(())
}

/// `riskbild sign`: signs the head now; with the words that the key takes the place of another, when it does.
///
/// # Errors
/// Why it wasn't signed.
pub async fn sign(store: &Store, signing: &Signing, replacing: &Replacing) -> Result<(), Stopped> {
    let because = replacing.because.as_deref().unwrap_or_default();
    let replaced = match (&replacing.old_key, &replacing.lost_key) {
        (Some(file), _) => {
            let told = |what: &dyn fmt::Display| Stopped::not_done(format!("{}: {what}", file.display()));
            let text = std::fs::read_to_string(file).map_err(|error| told(&error))?;
            let old = SecretKey::read(&text).map_err(|error| told(&error))?;
            Some(signing.replace(store, (old.public(), Some(&old)), because).await?)
        }
        (None, Some(lost)) => Some(signing.replace(store, (lost, None), because).await?),
        (None, None) => None,
    };
    if let Some(size) = replaced {
        println!("signed at {size} entries, with the words that the key was replaced");
        println!("{}", signing.public());
        return Ok(());
    }
    match signing.sign(store).await? {
        Some(size) => println!("signed at {size} entries"),
        None => println!("nothing was written since the last one"),
    }
    Ok(())
}

/// The heads that are signed by none of the keys in a file.
///
/// # Errors
/// When the file holds no keys, or the database can't be asked.
pub async fn check(store: &Store, keys: &Path) -> Result<Vec<Finding>, Stopped> {
    let told = |what: &dyn fmt::Display| Stopped::not_done(format!("{}: {what}", keys.display()));
    let text = std::fs::read_to_string(keys).map_err(|error| told(&error))?;
    let heads = store.signed_heads().await?;
    let keys = PublicKeys::read(&text).and_then(|keys| keys.following(heads.values().map(String::as_str)));
    let keys = keys.map_err(|error| told(&error))?;
    // Keys that say themselves that they took the place of another, which nobody but they vouch for.
    let said = heads.values().filter_map(|note| Some((Checkpoint::in_note(note).ok()?.replaces?, note)));
    let lone: Vec<(Replaced, PublicKeys)> = said
        .filter_map(|(replaced, note)| {
            let new = PublicKeys::read(&replaced.new).ok().filter(|new| new.open(note).is_ok())?;
            Some((replaced, new))
        })
        .collect();
    let wrong = heads.iter().filter_map(|(size, note)| {
        let what = match keys.open(note) {
            Ok(head) if head.size == *size => return None,
            Ok(_) => "it is of another length".to_owned(),
            Err(ProofError::UnknownKey) => match lone.iter().find(|(_, new)| new.open(note).is_ok()) {
                Some((Replaced { new, because, .. }, _)) => format!(
                    "it is signed by a key that says it replaces one that is lost ({because}); ask the journal's owner, and add it \
                     to the file of keys if that is so: {new}"
                ),
                None => ProofError::UnknownKey.to_string(),
            },
            Err(error) => error.to_string(),
        };
        Some(Finding { place: format!("signed head {size}"), what })
    });
    Ok(wrong.collect())
}
