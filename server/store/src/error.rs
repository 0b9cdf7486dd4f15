//! What can go wrong in the store, and what is told of it.

use crate::ids;
use domain::AppError;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database answered with an error.
    #[error("database: {0}")]
    Database(#[from] surrealdb::Error),
    /// The database did not answer in time.
    #[error("the database did not answer within {0} seconds")]
    Timeout(u64),
    /// The database file or server can't be opened.
    #[error("the database at {url} can't be opened: {reason}")]
    Connect {
        /// Its address.
        url: String,
        /// Why.
        reason: String,
    },
    /// The schema is newer than this program, or has been altered.
    #[error("{0}")]
    Schema(String),
    /// A backup is not whole, or not one this program can read. Nothing was written.
    #[error("the backup can't be restored: {0}")]
    Backup(String),
    /// Something that needs an empty database found one that isn't.
    #[error("the database is not empty; this needs an empty one, and nothing was written")]
    NotEmpty,
    /// What is stored can't be read back.
    #[error("stored content is damaged: {0}")]
    Damaged(String),
    /// A file couldn't be kept or read.
    #[error("files: {0}")]
    Files(#[from] object_store::Error),
    /// Reading or writing outside the database failed.
    #[error("input/output: {0}")]
    Io(#[from] std::io::Error),
    /// The answer meant for the one who asked.
    #[error("{0}")]
    App(#[from] AppError),
}

impl StoreError {
    /// Whether the same transaction may well succeed if it is tried again.
    #[must_use]
    pub fn conflicted(&self) -> bool {
        use surrealdb::types::QueryError;
        let Self::Database(error) = self else { return false };
        matches!(error.query_details(), Some(QueryError::TransactionConflict))
            || error.message().contains("Transaction retry required")
            || error.message().contains("head-moved")
    }

    /// Whether a command with the same id has been carried out already.
    #[must_use]
    pub fn repeated(&self) -> bool {
        matches!(self, Self::Database(error) if error.message().contains("journal_command"))
    }
}

impl From<StoreError> for AppError {
    /// What the one who asked is told. Detail goes to the log under an id.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::App(error) => error,
            StoreError::Timeout(_) | StoreError::Connect { .. } => {
                tracing::error!(%error, "database unavailable");
                Self::Unavailable
            }
            StoreError::Database(ref inner) if inner.is_connection() => {
                tracing::error!(%error, "database unavailable");
                Self::Unavailable
            }
            StoreError::Database(ref inner) if no_room(inner.message()) => {
                tracing::error!(%error, "the disk of the database is full");
                Self::NoRoom
            }
            other => {
                let id = ids::fresh();
                tracing::error!(id, error = %other, "internal error");
                Self::Internal { id }
            }
        }
    }
}

/// Whether the engine says that a disk is full. It passes the system's own words on, and no code.
fn no_room(message: &str) -> bool {
    ["No space left on device", "Disk quota exceeded"].iter().any(|words| message.contains(words))
}

/// What the store answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
