//! What every handler needs, in one value that is shared.

use crate::heads::Signing;
use crate::passwords::Passwords;
use crate::reminder::Mail;
use crate::throttle::Throttle;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use domain::AppError;
use leptos::config::{Env, LeptosOptions};
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{FileStore, Store};
use tokio::sync::Notify;

/// The running site.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

/// What the site is made of.
pub struct Parts {
    /// The register.
    pub store: Store,
    /// How it is reached and where its files lie.
    pub settings: SiteSettings,
    /// Where evidence files are kept.
    pub files: FileStore,
    /// Password hashing.
    pub passwords: Passwords,
    /// Attempts at signing in.
    pub throttle: Throttle,
    /// Attempts at opening addresses that hold a secret.
    pub links: Throttle,
    /// Told when a letter shouldn't wait for the next round.
    pub letters: Notify,
    /// What the pages' framework is told.
    pub leptos: LeptosOptions,
    /// Whether there was an account when it was last asked; accounts are never removed.
    has_accounts: AtomicBool,
}

/// What is told at start.
#[derive(Debug, Clone)]
pub struct SiteSettings {
    /// Whether people reach it over TLS, through a proxy that adds `X-Forwarded-For`.
    pub behind_tls: bool,
    /// Folder, or address of a bucket, where evidence files are kept.
    pub files: String,
    /// Most bytes of an evidence file.
    pub max_file: u64,
    /// Folder of the stylesheet, the client and the fonts.
    pub root: PathBuf,
    /// The address people reach it at, without a slash at the end, where it has been told.
    pub url: Option<String>,
    /// How letters are sent, when they are.
    pub mail: Option<Mail>,
    /// How the journal's head is signed, when it is.
    pub signing: Option<Signing>,
}

impl SiteSettings {
    /// Settings for a folder of files, reached without TLS, with the client where the build puts it.
    #[must_use]
    pub fn local(files: impl Into<String>) -> Self {
        let root = std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("target/site"), PathBuf::from);
        let (files, max_file) = (files.into(), store::files::MAX_BYTES);
        Self { behind_tls: false, files, max_file, root, url: None, mail: None, signing: None }
    }
}

impl Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Site {
    /// A site over an opened store.
    ///
    /// # Errors
    /// `Internal` when the password hash can't be set up.
    pub fn new(store: Store, settings: SiteSettings) -> Result<Self, AppError> {
        let leptos = LeptosOptions::builder()
            .output_name("riskbild")
            .site_root(settings.root.to_string_lossy().as_ref())
            .env(Env::PROD)
            .build();
        Ok(Self(Arc::new(Parts {
            throttle: Throttle::new(store.clock().clone()),
            links: Throttle::new(store.clock().clone()),
            letters: Notify::new(),
            passwords: Passwords::new()?,
            files: FileStore::open(&settings.files)?.with_max(settings.max_file),
            store,
            settings,
            leptos,
            has_accounts: AtomicBool::new(false),
        })))
    }

    /// The address people reach it at, without a slash at the end: as told at start, or as whoever asks has reached it.
    #[must_use]
    pub fn base(&self, headers: &HeaderMap) -> String {
        let reached = || {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            format!("{}://{host}", if self.settings.behind_tls { "https" } else { "http" })
        };
        self.settings.url.clone().unwrap_or_else(reached)
    }

    /// Whether anyone could sign in.
    ///
    /// # Errors
    /// `Unavailable` when the database can't be asked.
    pub async fn has_accounts(&self) -> Result<bool, AppError> {
        if self.has_accounts.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let has = self.store.has_accounts().await?;
        self.has_accounts.store(has, Ordering::Relaxed);
        Ok(has)
    }
}
