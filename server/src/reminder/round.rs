//! A round of letters: what is due now is written and sent, each letter at most once.
//!
//! What is promised: a letter is claimed in the database before it is written, and marked before its content is handed to
//! the mail server. So two that send at once don't send the same letter, a crash before the mark costs a delay, and a
//! crash or a silent server after it costs that letter, which is never sent again. Only what the server has refused, or
//! never got, is tried again, later each time, until it is given up.

use super::letter::{Envelope, Written};
use super::mail::Mail;
use super::open::Link;
use super::smtp::{Opened, Outcome, Refused, Stage};
use crate::site::Site;
use app::i18n::Lang;
use domain::Moment;
use domain::account::Account;
use domain::reminder::{Digest, Letter, Reminder, digest_of, notices, notices_of};
use lettre::message::Message;
use std::sync::Arc;
use std::time::Duration;
use store::{Delivery, Store, StoreError, Subscriber};
use tokio::time::MissedTickBehavior;

/// Time between two rounds.
const TURN: Duration = Duration::from_secs(60);
/// Longest that the way to a server's leave may take in all, its name looked up included.
const OPENING: Duration = Duration::from_secs(90);

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters the mail server has.
    pub sent: u32,
    /// Letters that weren't accepted.
    pub refused: u32,
    /// Letters that may have been accepted.
    pub unsure: u32,
}

/// Sends letters for as long as the site is served.
pub async fn keep_on(site: Site) {
    let Some(mail) = site.settings.mail.clone() else { return };
    let mut turns = tokio::time::interval(TURN);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = turns.tick() => {}
            () = site.letters.notified() => {}
        }
        if let Err(error) = run(&site.store, &mail).await {
            tracing::warn!(%error, "a round of letters was broken off");
        }
    }
}

/// Sends what is due now.
///
/// # Errors
/// When the database can't be asked.
pub async fn run(store: &Store, mail: &Mail) -> Result<Tally, StoreError> {
    let mut tally = Tally::default();
    let today = store.clock().today();
    for subscriber in store.subscribers().await? {
        let credential = store.credential(&subscriber.username).await?;
        let Some(account) = credential.map(|known| known.account).filter(|account| account.open_on(today)) else {
            continue;
        };
        for letter in Letter::ALL.iter().copied().filter(|letter| subscriber.mailing.wants(*letter)) {
            let Some(period) = period(store, &subscriber, letter) else { continue };
            let delivery = Delivery { username: subscriber.username.clone(), letter, period };
            match deliver(store, mail, &subscriber, &account, &delivery).await? {
                None => {}
                Some(Outcome::Accepted) => tally.sent += 1,
                Some(Outcome::Unsure) => tally.unsure += 1,
                Some(Outcome::Refused(refused)) => {
                    tally.refused += 1;
                    if refused.stage == Stage::Server {
                        // Nor would it take the next one.
                        return Ok(tally);
                    }
                }
            }
        }
    }
    Ok(tally)
}

/// What a letter would be for, now; none when it isn't time.
fn period(store: &Store, subscriber: &Subscriber, letter: Letter) -> Option<String> {
    let local = store.clock().local();
    match letter {
        Letter::Confirm => Some(subscriber.token.clone()),
        Letter::Digest => digest_of(local).map(|monday| monday.to_string()),
        Letter::Overdue => notices_of(local).map(|day| day.to_string()),
    }
}

/// Sends one letter; none when it isn't ours to send, or there is nothing to tell.
async fn deliver(
    store: &Store,
    mail: &Mail,
    subscriber: &Subscriber,
    account: &Account,
    delivery: &Delivery,
) -> Result<Option<Outcome>, StoreError> {
    let Some(attempt) = store.claim_letter(delivery).await? else { return Ok(None) };
    let Some((written, told)) = write(store, mail, subscriber, account, delivery.letter).await? else {
        store.letter_empty(delivery).await?;
        return Ok(None);
    };
    let stop = format!("{}{}", mail.url, Link::Stop(delivery.letter).path(&subscriber.token));
    let to = &subscriber.mailing.address;
    let outcome = match mail.message(&delivery.name(), to, &written, &stop, store.clock().now()) {
        Ok(message) => send(store, mail, delivery, message, &told).await?,
        // The address was looked through when it was kept, so this is a fault of ours; trying again wouldn't help.
        Err(_) => Outcome::Refused(Refused { stage: Stage::Recipient, code: Some(553) }),
    };
    let letter = delivery.letter.code();
    match outcome {
        Outcome::Accepted => {
            store.letter_sent(delivery).await?;
            tracing::info!(letter, attempt, "letter sent");
        }
        Outcome::Unsure => {
            store.letter_unsure(delivery).await?;
            tracing::warn!(letter, attempt, "the mail server took a letter without an answer; it is not sent again");
        }
        Outcome::Refused(refused) => {
            let again = store.letter_failed(delivery, attempt, refused.for_good()).await?;
            let (stage, code) = (refused.stage.code(), refused.code);
            tracing::warn!(letter, attempt, stage, code, again, "a letter was not accepted");
        }
    }
    Ok(Some(outcome))
}

/// Both steps of sending, with the mark between them.
async fn send(
    store: &Store,
    mail: &Mail,
    delivery: &Delivery,
    message: Message,
    told: &[String],
) -> Result<Outcome, StoreError> {
    let opened = match open(mail, &message).await {
        Ok(opened) => opened,
        Err(refused) => return Ok(Outcome::Refused(refused)),
    };
    store.hand_letter(delivery, told).await?;
    let content = message.formatted();
    // Each wait in it has an end of its own.
    let handed = tokio::task::spawn_blocking(move || opened.hand_over(&content)).await;
    Ok(handed.unwrap_or(Outcome::Unsure))
}

async fn open(mail: &Mail, message: &Message) -> Result<Opened, Refused> {
    let (smtp, envelope) = (Arc::clone(&mail.smtp), message.envelope().clone());
    let opening = tokio::task::spawn_blocking(move || smtp.open(&envelope));
    match tokio::time::timeout(OPENING, opening).await {
        Ok(Ok(opened)) => opened,
        // What comes of it later is dropped before anything has been handed over.
        Ok(Err(_)) | Err(_) => Err(Refused { stage: Stage::Server, code: None }),
    }
}

/// A letter and what it tells of; none when there is nothing to tell.
async fn write(
    store: &Store,
    mail: &Mail,
    subscriber: &Subscriber,
    account: &Account,
    letter: Letter,
) -> Result<Option<(Written, Vec<String>)>, StoreError> {
    let actor = account.actor(&subscriber.username);
    let view = store.view(&actor, Moment::Now).await?;
    let envelope = Envelope {
        lang: Lang::from_code(&subscriber.mailing.language).unwrap_or_default(),
        url: &mail.url,
        board: &view.settings.board,
        name: &account.name,
        token: &subscriber.token,
        today: view.day(),
    };
    Ok(match letter {
        Letter::Confirm => Some((envelope.confirm(), Vec::new())),
        Letter::Digest => {
            let digest = Digest::of(view.reminders().await?, view.day());
            (!digest.is_empty()).then(|| (envelope.digest(&digest), Vec::new()))
        }
        Letter::Overdue => {
            let told = store.told_of(&subscriber.username).await?;
            let late = notices(view.reminders().await?, &told, view.day());
            let names = late.iter().map(Reminder::name).collect();
            (!late.is_empty()).then(|| (envelope.overdue(&late), names))
        }
    })
}
