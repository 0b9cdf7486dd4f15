//! The database: opened by its address, asked through one function that binds every value.

use crate::error::{Result, StoreError};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use surrealdb::IndexedResults;
use surrealdb::Surreal;
use surrealdb::engine::any::{self, Any};
use surrealdb::engine::local::Db as Local;
use surrealdb::opt::auth::Root;
use surrealdb::types::{SurrealValue, Value, Variables};
use surrealdb_cnf::ConfigMap;
use surrealdb_core::kvs::Datastore;

/// Longest wait for an answer. The client has no limit of its own, and a lost answer must not hold a page for ever.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes the engine may hold in memory before it writes a table; by default it is a gigabyte.
const MEMTABLE: &str = "33554432";
/// Bytes of its block cache; by default half of the machine's memory.
const BLOCK_CACHE: &str = "67108864";

const NAMESPACE: &str = "riskbild";
const DATABASE: &str = "riskbild";

/// A handle of the database. There is one, shared: a clone of the client would be a new session.
pub struct Db {
    handle: Handle,
    /// Set when it is closed. The engine answers some questions even then; whoever still asks is told that it is gone.
    closed: AtomicBool,
}

enum Handle {
    Embedded { client: Surreal<Local>, datastore: Arc<Datastore> },
    Remote(Surreal<Any>),
}

/// Values bound to a query, by name.
#[derive(Debug, Clone, Default)]
pub struct Bind(Variables);

impl Bind {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl SurrealValue) -> Self {
        self.0.insert(name.to_owned(), value.into_value());
        self
    }
}

impl Db {
    /// Opens the database: `surrealkv://PATH`, `mem://`, `ws://HOST:PORT` or `wss://HOST:PORT`. For a server, the
    /// password of its user `root` is taken from the address (`ws://root:secret@host:8000`).
    ///
    /// # Errors
    /// `Connect` when it can't be opened; the address in it holds no password.
    pub async fn open(url: &str) -> Result<Self> {
        let embedded = url.starts_with("surrealkv:") || url.starts_with("mem:");
        let opened = if embedded { Self::embedded(url).await } else { Self::remote(url).await };
        opened.map_err(|reason| StoreError::Connect { url: without_password(url), reason })
    }

    async fn embedded(url: &str) -> std::result::Result<Self, String> {
        if let Some(path) = url.strip_prefix("surrealkv://") {
            let path = Path::new(path.split('?').next().unwrap_or(path));
            std::fs::create_dir_all(path).map_err(|error| error.to_string())?;
        }
        // Every commit is on disk before it is answered; memory is capped.
        let config = ConfigMap::empty()
            .with_key_value("datastore_sync", "every")
            .with_key_value("surrealkv_max_memtable_size", MEMTABLE)
            .with_key_value("surrealkv_block_cache_capacity", BLOCK_CACHE);
        let url = if url.starts_with("mem:") { "memory" } else { url };
        let datastore =
            Datastore::builder().with_config(config).build_with_path(url).await.map_err(|error| error.to_string())?;
        let client = Surreal::<Local>::unstable_from_datastore(Arc::clone(&datastore), None)
            .await
            .map_err(|error| error.to_string())?;
        client.use_ns(NAMESPACE).use_db(DATABASE).await.map_err(|error| error.to_string())?;
        Ok(Self { handle: Handle::Embedded { client, datastore }, closed: AtomicBool::new(false) })
    }

    async fn remote(url: &str) -> std::result::Result<Self, String> {
        let (address, user, password) = parts(url);
        let work = async {
            let client = any::connect(address.as_str()).await?;
            if let Some(password) = password {
                client.signin(Root { username: user, password }).await?;
            }
            client.use_ns(NAMESPACE).use_db(DATABASE).await?;
            Ok::<_, surrealdb::Error>(client)
        };
        let client = tokio::time::timeout(PATIENCE, work).await.map_err(|_| "no answer".to_owned())?;
        let client = client.map_err(|error| error.to_string())?;
        Ok(Self { handle: Handle::Remote(client), closed: AtomicBool::new(false) })
    }

    /// Asks the database. The text is a constant of this crate or put together from such constants; values are bound.
    ///
    /// # Errors
    /// The database's first error, or `Timeout`.
    #[expect(clippy::disallowed_methods, reason = "the one home of raw queries")]
    pub(crate) async fn ask(&self, text: &str, bind: Bind) -> Result<Answer> {
        if self.closed.load(Ordering::Acquire) {
            return Err(StoreError::Connect { url: String::new(), reason: "it has been closed".to_owned() });
        }
        let text = text.to_owned();
        let work = async {
            match &self.handle {
                Handle::Embedded { client, .. } => client.query(text).bind(bind.0).await?.check(),
                Handle::Remote(client) => client.query(text).bind(bind.0).await?.check(),
            }
        };
        let answer = tokio::time::timeout(PATIENCE, work).await;
        Ok(Answer(answer.map_err(|_| StoreError::Timeout(PATIENCE.as_secs()))??))
    }

    /// Closes the database, so that an embedded one is whole on disk.
    pub async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        if let Handle::Embedded { datastore, .. } = &self.handle
            && let Err(error) = datastore.shutdown().await
        {
            tracing::error!(%error, "the database did not close cleanly");
        }
    }
}

/// How many rows there are, as `SELECT count() … GROUP ALL` answers.
#[derive(SurrealValue)]
pub(crate) struct Counted {
    pub count: i64,
}

/// What the database answered.
pub(crate) struct Answer(IndexedResults);

impl Answer {
    /// The rows of a statement, counted from 0.
    pub(crate) fn rows<T: SurrealValue>(&mut self, statement: usize) -> Result<Vec<T>> {
        let value: Value = self.0.take(statement)?;
        match value {
            Value::None | Value::Null => Ok(Vec::new()),
            other => Vec::<T>::from_value(other).map_err(|error| StoreError::Damaged(error.to_string())),
        }
    }

    /// The first row of a statement.
    pub(crate) fn first<T: SurrealValue>(&mut self, statement: usize) -> Result<Option<T>> {
        Ok(self.rows(statement)?.into_iter().next())
    }
}

/// Address, user and password of a server's URL.
fn parts(url: &str) -> (String, String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), String::new(), None) };
    let Some((secret, host)) = rest.rsplit_once('@') else { return (url.to_owned(), String::new(), None) };
    let (user, password) = secret.split_once(':').unwrap_or((secret, ""));
    (format!("{scheme}://{host}"), user.to_owned(), Some(password.to_owned()))
}

/// An address fit for a log.
#[must_use]
pub fn without_password(url: &str) -> String {
    parts(url).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_reaches_a_message() {
        assert_eq!(without_password("ws://root:hemligt@db:8000"), "ws://db:8000");
        assert_eq!(parts("ws://root:hem@ligt@db:8000").2.as_deref(), Some("hem@ligt"));
        assert_eq!(without_password("surrealkv://data/riskbild"), "surrealkv://data/riskbild");
    }
}
