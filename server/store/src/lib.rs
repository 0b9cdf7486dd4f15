//! SurrealDB and nothing else: the journal, its records and its views. The database's types and query text live here only.
//!
//! One way in: [`Store::commit`]. One way out: [`Store::view`]. Neither works without an actor.

mod account;
mod around;
pub mod backup;
pub mod catalogue;
pub mod clock;
mod commit;
mod content;
mod db;
pub mod demo;
mod disposal;
mod error;
pub mod files;
mod heads;
pub mod ids;
mod journal;
mod kept;
mod matter;
mod outline;
mod record;
mod redraw;
mod reminder;
mod scan;
mod schema;
mod tree;
mod verify;
mod view;
mod words;
mod work;

pub use account::{Credential, StoredSession};
pub use backup::BackedUp;
pub use clock::Clock;
pub use commit::Receipt;
pub use db::without_password;
pub use error::{Result, StoreError};
pub use files::FileStore;
pub use heads::{JournalHead, LastVerified};
pub use reminder::{Delivery, Feed, Subscriber};
pub use tree::SignedAt;
pub use verify::{Finding, Verified};
pub use view::{
    Briefing, CHUNK, Dated, DatedStep, Entries, Extract, Importing, Packed, Papers, Proposal, Proven, PublicList,
    RisksSince, Rows, View,
};

use db::{Bind, Db};
use outline::Shared;
use std::sync::Arc;
use tokio::sync::{Mutex, Notify};

/// The store: one handle of the database, shared by all who ask.
#[derive(Clone)]
pub struct Store {
    db: Arc<Db>,
    clock: Clock,
    writing: Arc<Mutex<()>>,
    outline: Arc<Shared>,
    kept: Arc<view::Answers>,
    /// Told when the journal's head is to be signed at once.
    wanted: Arc<Notify>,
}

impl Store {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// `Connect` when it can't be opened; `Schema` when it is newer than this program or has been altered.
    pub async fn open(url: &str, clock: Clock) -> Result<Self> {
        let db = Db::open(url).await?;
        schema::migrate(&db).await?;
        schema::check_whole(&db).await?;
        disposal::finish(&db).await?;
        Ok(Self {
            db: Arc::new(db),
            clock,
            writing: Arc::default(),
            outline: Arc::default(),
            kept: Arc::default(),
            wanted: Arc::default(),
        })
    }

    /// The same store under another clock, for loading a history at its own dates.
    #[must_use]
    pub fn with_clock(&self, clock: Clock) -> Self {
        Self { clock, ..self.clone() }
    }

    /// The clock it is told the time by.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Whether the database answers and its schema is current.
    ///
    /// # Errors
    /// Why it isn't.
    pub async fn ready(&self) -> Result<bool> {
        schema::is_current(&self.db).await
    }

    /// Whether nothing has ever been written.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn is_empty(&self) -> Result<bool> {
        let rows: Vec<i64> = self.db.ask("SELECT VALUE seq FROM head:main", Bind::new()).await?.rows(0)?;
        Ok(rows.is_empty())
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
