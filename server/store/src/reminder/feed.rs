//! Calendars that are subscribed to. Whoever has the address reads the calendar, so it is kept as a password is.

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::ids;
use proof::merkle::sha256;
use surrealdb::types::{RecordId, SurrealValue};

/// A subscribed calendar.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub struct Feed {
    /// Whose it is.
    pub username: String,
    /// Code of its language.
    pub language: String,
    /// The date its address was made.
    pub made: String,
}

#[derive(SurrealValue)]
struct FeedRow {
    username: String,
    hash: String,
    language: String,
    made: String,
}

impl Store {
    /// Makes an account's calendar a new address, and answers with its secret, which can't be found again. An earlier
    /// address stops working.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn make_feed(&self, username: &str, language: &str) -> Result<String> {
        // Two, since six bits of each are the id's version and not chance.
        let secret = format!("{}{}", ids::secret(), ids::secret());
        let row = FeedRow {
            username: username.to_owned(),
            hash: hash(&secret),
            language: language.to_owned(),
            made: self.clock.today().to_string(),
        };
        let bind = Bind::new().with("id", RecordId::new("feed", username)).with("row", row);
        self.db.ask("UPSERT $id CONTENT $row RETURN NONE", bind).await?;
        Ok(secret)
    }

    /// The calendar at a secret.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn feed_at(&self, secret: &str) -> Result<Option<Feed>> {
        const TEXT: &str = "SELECT username, language, made FROM feed WHERE hash = $hash LIMIT 1";
        self.db.ask(TEXT, Bind::new().with("hash", hash(secret))).await?.first(0)
    }

    /// An account's calendar.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn feed_of(&self, username: &str) -> Result<Option<Feed>> {
        const TEXT: &str = "SELECT username, language, made FROM $id";
        self.db.ask(TEXT, Bind::new().with("id", RecordId::new("feed", username))).await?.first(0)
    }

    /// Ends an account's calendar: its address stops working.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn end_feed(&self, username: &str) -> Result<()> {
        let bind = Bind::new().with("id", RecordId::new("feed", username));
        self.db.ask("DELETE $id RETURN NONE", bind).await?;
        Ok(())
    }
}

fn hash(secret: &str) -> String {
    hex::encode(sha256(secret.as_bytes()))
}
