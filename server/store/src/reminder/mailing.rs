//! Addresses, and which letters are wanted there.

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::ids;
use domain::AppError;
use domain::reminder::{CONFIRM_DAYS, CONFIRM_MOST, Letter, Mailing};
use surrealdb::types::{RecordId, SurrealValue};

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// An account that has given an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// Its name at sign-in.
    pub username: String,
    /// Where and what.
    pub mailing: Mailing,
    /// What stands in its letters: it confirms the address and turns letters off, and does nothing else.
    pub token: String,
}

#[derive(Debug, Clone, SurrealValue)]
struct MailingRow {
    username: String,
    address: String,
    confirmed: bool,
    digest: bool,
    overdue: bool,
    language: String,
    token: String,
    asked: i64,
    asked_on: String,
    asks: i64,
}

impl MailingRow {
    fn subscriber(self) -> Subscriber {
        let (address, confirmed, digest) = (self.address, self.confirmed, self.digest);
        let mailing = Mailing { address, confirmed, digest, overdue: self.overdue, language: self.language };
        Subscriber { username: self.username, mailing, token: self.token }
    }
}

impl Store {
    /// Where an account wants its letters, and which.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn mailing(&self, username: &str) -> Result<Option<Mailing>> {
        Ok(self.mailing_row(username).await?.map(|row| row.subscriber().mailing))
    }

    /// Every account that has given an address.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn subscribers(&self) -> Result<Vec<Subscriber>> {
        let rows: Vec<MailingRow> = self.db.ask("SELECT * OMIT id FROM mailing", Bind::new()).await?.rows(0)?;
        Ok(rows.into_iter().map(MailingRow::subscriber).collect())
    }

    /// Keeps what an account wants; without an address everything about it is forgotten. A new address has to be
    /// confirmed before anything else is sent there, and so has one that is saved again unconfirmed. Answers with whether
    /// it waits for that.
    ///
    /// # Errors
    /// `Throttled` when the account has had too many addresses asked that day.
    pub async fn keep_mailing(&self, username: &str, wanted: &Mailing) -> Result<bool> {
        let _turn = self.writing.lock().await;
        let id = RecordId::new("mailing", username);
        if wanted.address.is_empty() {
            self.db.ask("DELETE $id RETURN NONE", Bind::new().with("id", id)).await?;
            return Ok(false);
        }
        let (now, today) = (self.clock.now().timestamp(), self.clock.today().to_string());
        let before = self.mailing_row(username).await?;
        let settled = before.as_ref().filter(|row| row.confirmed && row.address == wanted.address);
        let row = if let Some(row) = settled {
            let language = wanted.language.clone();
            MailingRow { digest: wanted.digest, overdue: wanted.overdue, language, ..row.clone() }
        } else {
            let asks = before.filter(|row| row.asked_on == today).map_or(0, |row| row.asks);
            if asks >= i64::from(CONFIRM_MOST) {
                return Err(AppError::Throttled { seconds: u32::try_from(DAY).unwrap_or(u32::MAX) }.into());
            }
            MailingRow {
                username: username.to_owned(),
                address: wanted.address.clone(),
                confirmed: false,
                digest: wanted.digest,
                overdue: wanted.overdue,
                language: wanted.language.clone(),
                token: ids::secret(),
                asked: now,
                asked_on: today,
                asks: asks + 1,
            }
        };
        let waits = !row.confirmed;
        self.db.ask("UPSERT $id CONTENT $row RETURN NONE", Bind::new().with("id", id).with("row", row)).await?;
        Ok(waits)
    }

    /// The account whose letters hold a token.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn subscriber_at(&self, token: &str) -> Result<Option<Subscriber>> {
        Ok(self.token_row(token).await?.map(MailingRow::subscriber))
    }

    /// Confirms the address of the letter that held a token. Answers with whether there was something to confirm.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn confirm_mailing(&self, token: &str) -> Result<bool> {
        const TEXT: &str = "UPDATE $id SET confirmed = true WHERE token = $word RETURN NONE";
        let Some(row) = self.token_row(token).await? else { return Ok(false) };
        let last = row.asked + DAY * CONFIRM_DAYS.cast_signed();
        if !row.confirmed && self.clock.now().timestamp() > last {
            return Ok(false);
        }
        let bind = Bind::new().with("id", RecordId::new("mailing", row.username.as_str())).with("word", token);
        self.db.ask(TEXT, bind).await?;
        Ok(true)
    }

    /// Turns a letter off for the account whose letters hold a token. Answers with whether there is one.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn stop_letter(&self, token: &str, letter: Letter) -> Result<bool> {
        let text = match letter {
            // Whoever got it by mistake is not written to again, so the address is forgotten.
            Letter::Confirm => "DELETE $id WHERE token = $word RETURN NONE",
            Letter::Digest => "UPDATE $id SET digest = false WHERE token = $word RETURN NONE",
            Letter::Overdue => "UPDATE $id SET overdue = false WHERE token = $word RETURN NONE",
        };
        let Some(row) = self.token_row(token).await? else { return Ok(false) };
        let bind = Bind::new().with("id", RecordId::new("mailing", row.username.as_str())).with("word", token);
        self.db.ask(text, bind).await?;
        Ok(true)
    }

    async fn mailing_row(&self, username: &str) -> Result<Option<MailingRow>> {
        let bind = Bind::new().with("id", RecordId::new("mailing", username));
        self.db.ask("SELECT * OMIT id FROM $id", bind).await?.first(0)
    }

    async fn token_row(&self, token: &str) -> Result<Option<MailingRow>> {
        const TEXT: &str = "SELECT * OMIT id FROM mailing WHERE token = $word LIMIT 1";
        self.db.ask(TEXT, Bind::new().with("word", token)).await?.first(0)
    }
}
