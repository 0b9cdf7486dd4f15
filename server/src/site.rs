//! What every handler needs, in one value that is shared.

use crate::passwords::Passwords;
use crate::throttle::Throttle;
use domain::AppError;
use leptos::config::{Env, LeptosOptions};
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{FileStore, Store};

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
}

impl SiteSettings {
    /// Settings for a folder of files, reached without TLS, with the client where the build puts it.
    #[must_use]
    pub fn local(files: impl Into<String>) -> Self {
        let root = std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("target/site"), PathBuf::from);
        Self { behind_tls: false, files: files.into(), max_file: store::files::MAX_BYTES, root }
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
            passwords: Passwords::new()?,
            files: FileStore::open(&settings.files)?.with_max(settings.max_file),
            store,
            settings,
            leptos,
            has_accounts: AtomicBool::new(false),
        })))
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
