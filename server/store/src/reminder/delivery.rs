//! Letters on their way. A letter is claimed before it is written and marked before its content is handed over, so that
//! what is found after a crash can be told apart: what had not been handed over is sent again, and what had is not.

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use domain::reminder::{Letter, NOTICED, wait_after};
use std::collections::BTreeSet;
use surrealdb::types::{RecordId, SurrealValue};

/// Seconds after which a claim counts as abandoned. Longer than any attempt takes.
const LEASE: i64 = 10 * 60;
/// Days for which rows are kept: longer than anything asks for them.
const KEPT: i64 = 60;
/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// Its content is being handed over. Found so after a crash, it may have arrived.
const HANDED: &str = "handed";
/// The mail server has it.
const SENT: &str = "sent";
/// Handed over without an answer. It may have arrived, so it is never sent again.
const UNSURE: &str = "unsure";
/// Not accepted; tried again later.
const FAILED: &str = "failed";
/// Not accepted, too many times or for good.
const GIVEN_UP: &str = "given_up";
/// There was nothing to tell.
const EMPTY: &str = "empty";

/// A letter to an account, and what it is for: the Monday of a digest, the day of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// To whom: a name at sign-in.
    pub username: String,
    /// Which letter.
    pub letter: Letter,
    /// What it is for.
    pub period: String,
}

#[derive(SurrealValue)]
struct Told {
    told: Vec<String>,
}

impl Delivery {
    fn id(&self) -> RecordId {
        RecordId::new("delivery", self.name())
    }

    /// Its name, the same at every attempt.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.letter.code(), self.period, self.username)
    }
}

impl Store {
    /// Takes a letter on. Answers with the number of the attempt, or none when it is someone else's, has been sent, waits
    /// for its next attempt or has been given up.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn claim_letter(&self, delivery: &Delivery) -> Result<Option<u32>> {
        const TEXT: &str = "{
            LET $row = (SELECT state, attempts, next FROM ONLY $id);
            LET $free = ($row = NONE) OR ($row.state IN ['failed', 'claimed'] AND $row.next <= $now);
            LET $attempt = IF $free { ($row.attempts ?? 0) + 1 } ELSE { 0 };
            IF $free {
                UPSERT $id CONTENT { username: $username, letter: $letter, period: $period, state: 'claimed',
                    attempts: $attempt, at: $now, next: $lease, told: [] } RETURN NONE;
            };
            RETURN [$attempt];
        }";
        let now = self.clock.now().timestamp();
        let bind = Bind::new()
            .with("id", delivery.id())
            .with("username", delivery.username.as_str())
            .with("letter", delivery.letter.code())
            .with("period", delivery.period.as_str())
            .with("now", now)
            .with("lease", now + LEASE);
        match self.db.ask(TEXT, bind).await {
            Ok(mut answer) => {
                let attempt = answer.first::<i64>(0)?.and_then(|attempt| u32::try_from(attempt).ok());
                Ok(attempt.filter(|attempt| *attempt > 0))
            }
            // Another took it on at the same moment.
            Err(error) if error.conflicted() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Marks that a letter's content is about to be handed over, with what it tells of.
    ///
    /// # Errors
    /// When the database can't be asked: then it must not be handed over.
    pub async fn hand_letter(&self, delivery: &Delivery, told: &[String]) -> Result<()> {
        self.mark(delivery, HANDED, 0, told).await
    }

    /// Marks a letter that the mail server has.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn letter_sent(&self, delivery: &Delivery) -> Result<()> {
        self.settle(delivery, SENT, 0).await
    }

    /// Marks a letter that was handed over without an answer.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn letter_unsure(&self, delivery: &Delivery) -> Result<()> {
        self.settle(delivery, UNSURE, 0).await
    }

    /// Marks that there was nothing to tell.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn letter_empty(&self, delivery: &Delivery) -> Result<()> {
        self.settle(delivery, EMPTY, 0).await
    }

    /// Marks a letter that wasn't accepted at an attempt, to be tried again unless it was refused for good. Answers with whether it
    /// will be.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn letter_failed(&self, delivery: &Delivery, attempt: u32, for_good: bool) -> Result<bool> {
        match wait_after(attempt).filter(|_| !for_good) {
            Some(minutes) => {
                self.settle(delivery, FAILED, self.clock.now().timestamp() + minutes * 60).await?;
                Ok(true)
            }
            None => {
                self.settle(delivery, GIVEN_UP, 0).await?;
                Ok(false)
            }
        }
    }

    /// What notices have told an account of, as far back as a notice looks.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn told_of(&self, username: &str) -> Result<BTreeSet<String>> {
        const TEXT: &str = "SELECT told FROM delivery WHERE username = $username AND letter = $letter \
             AND state IN ['handed', 'sent', 'unsure'] AND at > $since";
        let since = self.clock.now().timestamp() - DAY * (2 * NOTICED.cast_signed());
        let bind = Bind::new().with("username", username).with("letter", Letter::Overdue.code()).with("since", since);
        let rows: Vec<Told> = self.db.ask(TEXT, bind).await?.rows(0)?;
        Ok(rows.into_iter().flat_map(|row| row.told).collect())
    }

    /// Forgets letters of long ago.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn drop_old_letters(&self) -> Result<()> {
        let bind = Bind::new().with("before", self.clock.now().timestamp() - DAY * KEPT);
        self.db.ask("DELETE delivery WHERE at < $before RETURN NONE", bind).await?;
        Ok(())
    }

    async fn mark(&self, delivery: &Delivery, state: &str, next: i64, told: &[String]) -> Result<()> {
        const TEXT: &str = "UPDATE $id SET state = $state, at = $now, next = $next, told = $told RETURN NONE";
        let bind = self.settled(delivery, state, next).with("told", told.to_vec());
        self.db.ask(TEXT, bind).await?;
        Ok(())
    }

    async fn settle(&self, delivery: &Delivery, state: &str, next: i64) -> Result<()> {
        const TEXT: &str = "UPDATE $id SET state = $state, at = $now, next = $next RETURN NONE";
        self.db.ask(TEXT, self.settled(delivery, state, next)).await?;
        Ok(())
    }

    fn settled(&self, delivery: &Delivery, state: &str, next: i64) -> Bind {
        let now = self.clock.now().timestamp();
        Bind::new().with("id", delivery.id()).with("state", state).with("now", now).with("next", next)
    }
}
