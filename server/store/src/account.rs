//! What signing in needs: accounts by name, password hashes, and sessions. Hashes and sessions are not part of the
//! register: they are kept out of the journal and of every view.

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::record::{BodyRow, record_id};
use domain::account::Account;
use domain::{Body, Kind};
use surrealdb::types::{RecordId, SurrealValue};

/// An account with what signing in needs.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Name at sign-in.
    pub username: String,
    /// The account.
    pub account: Account,
    /// Password hash in PHC form; empty when no password has been set.
    pub hash: String,
    /// Sessions made under a lower number no longer count.
    pub epoch: i64,
}

/// A stored session.
#[derive(Debug, Clone, SurrealValue)]
pub struct StoredSession {
    /// Its data, as JSON.
    pub data: String,
    /// When it ends, in seconds since 1970.
    pub expires: i64,
}

#[derive(Debug, Clone, SurrealValue)]
struct CredentialRow {
    username: String,
    hash: String,
    epoch: i64,
}

impl Store {
    /// An account by its name at sign-in.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn credential(&self, username: &str) -> Result<Option<Credential>> {
        const TEXT: &str = "SELECT key, rev, body FROM $account; SELECT * OMIT id FROM $credential;";
        let bind = Bind::new()
            .with("account", record_id(Kind::Account, username))
            .with("credential", RecordId::new("credential", username));
        let mut answer = self.db.ask(TEXT, bind).await?;
        let Some(row) = answer.first::<BodyRow>(0)? else { return Ok(None) };
        let Body::Account(account) = row.record()?.body else { return Ok(None) };
        let stored = answer.first::<CredentialRow>(1)?;
        let (hash, epoch) = stored.map_or_else(Default::default, |row| (row.hash, row.epoch));
        Ok(Some(Credential { username: username.to_owned(), account, hash, epoch }))
    }

    /// Sets a password's hash and signs the account out everywhere. Answers with the new epoch.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn set_password(&self, username: &str, hash: &str) -> Result<i64> {
        const TEXT: &str = "{
            LET $epoch = ((SELECT VALUE epoch FROM ONLY $id) ?? 0) + 1;
            UPSERT $id CONTENT { username: $username, hash: $hash, epoch: $epoch } RETURN NONE;
            RETURN [$epoch];
        }";
        let bind =
            Bind::new().with("id", RecordId::new("credential", username)).with("username", username).with("hash", hash);
        Ok(self.db.ask(TEXT, bind).await?.first::<i64>(0)?.unwrap_or(0))
    }

    /// Signs an account out everywhere. Answers with the new epoch.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn sign_out_everywhere(&self, username: &str) -> Result<i64> {
        const TEXT: &str = "UPDATE $id SET epoch += 1 RETURN VALUE epoch";
        let bind = Bind::new().with("id", RecordId::new("credential", username));
        Ok(self.db.ask(TEXT, bind).await?.first::<i64>(0)?.unwrap_or(0))
    }

    /// Whether there is any account.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn has_accounts(&self) -> Result<bool> {
        Ok(!self.db.ask("SELECT VALUE key FROM account LIMIT 1", Bind::new()).await?.rows::<String>(0)?.is_empty())
    }

    /// Keeps a session.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn keep_session(&self, id: &str, session: StoredSession) -> Result<()> {
        let bind = Bind::new().with("id", RecordId::new("session", id)).with("content", session);
        self.db.ask("UPSERT $id CONTENT $content RETURN NONE", bind).await?;
        Ok(())
    }

    /// A session that hasn't ended.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn session(&self, id: &str) -> Result<Option<StoredSession>> {
        const TEXT: &str = "SELECT data, expires FROM $id WHERE expires > $now";
        let bind = Bind::new().with("id", RecordId::new("session", id)).with("now", self.clock.now().timestamp());
        self.db.ask(TEXT, bind).await?.first(0)
    }

    /// Drops a session.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn drop_session(&self, id: &str) -> Result<()> {
        let bind = Bind::new().with("id", RecordId::new("session", id));
        self.db.ask("DELETE $id RETURN NONE", bind).await?;
        Ok(())
    }

    /// Drops sessions that have ended.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn drop_ended_sessions(&self) -> Result<()> {
        let bind = Bind::new().with("now", self.clock.now().timestamp());
        self.db.ask("DELETE session WHERE expires <= $now RETURN NONE", bind).await?;
        Ok(())
    }
}
