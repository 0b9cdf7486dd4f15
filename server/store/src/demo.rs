//! The demo content: a register's history from January 2023, as the commands its users would have given.

use crate::clock::{Clock, stamp};
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::{Store, catalogue};
use chrono::{DateTime, Utc};
use domain::account::Account;
use domain::{Action, Actor, AppError, Command, Draft, Key, Kind};
use serde::Deserialize;
use std::collections::HashMap;

const TEXT: &str = include_str!("../../demo/demo.json");
/// When the register was set up: before the first command, since the journal's time never runs back.
const SET_UP: &str = "2023-01-09T07:00:00Z";

#[derive(Debug, Deserialize)]
struct Demo {
    commands: Vec<Given>,
}

/// A command as the file gives it.
#[derive(Debug, Deserialize)]
struct Given {
    at: DateTime<Utc>,
    by: String,
    action: Action,
    kind: Kind,
    key: Key,
    draft: Draft,
    reason: String,
}

fn set_up() -> Result<DateTime<Utc>> {
    SET_UP.parse().map_err(|_| damaged(SET_UP.to_owned()))
}

fn damaged(what: String) -> StoreError {
    StoreError::Damaged(format!("the demo content: {what}"))
}

/// The demo accounts: name at sign-in, and the form.
fn accounts() -> [(&'static str, Draft); 6] {
    let account = |name: &str, role: &str| Draft::default().with("name", name).with("role", role);
    [
        ("samordnare", account("Säkerhetssamordnare", "coordinator")),
        ("agare", account("IT-säkerhetsansvarig", "owner").with("functions", "IT-säkerhetsansvarig")),
        ("namnd", account("Nämndledamot", "member")),
        ("sekreterare", account("Nämndsekreterare", "secretary")),
        ("revisor", account("Revisor", "auditor").with("frameworks", "nis2, csl")),
        ("admin", account("Administratör", "admin")),
    ]
}

/// The demo accounts' names at sign-in.
#[must_use]
pub fn usernames() -> [&'static str; 6] {
    accounts().map(|(username, _)| username)
}

/// Whether the database holds the demo content, but not all of it: a load that was cut off. Its first entry tells, at a time
/// when no real register was set up; and the accounts get their passwords only when all of it is there.
async fn cut_off(store: &Store) -> Result<bool> {
    let begun: Vec<String> = store.db.ask("SELECT VALUE at FROM journal:1", Bind::new()).await?.rows(0)?;
    if begun.first() != Some(&stamp(set_up()?)) {
        return Ok(false);
    }
    for username in usernames() {
        if store.credential(username).await?.is_none_or(|known| known.hash.is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Loads catalogues, accounts and the demo content into an empty database, each command at its own time; or goes on where
/// an earlier load was cut off. Answers with the journal's length. The accounts have no passwords yet.
///
/// # Errors
/// `NotEmpty` when anything else has been written before; otherwise as for [`Store::commit`].
pub async fn load(store: &Store) -> Result<u64> {
    if !store.is_empty().await? && !cut_off(store).await? {
        return Err(StoreError::NotEmpty);
    }
    let demo: Demo = serde_json::from_str(TEXT).map_err(|error| damaged(error.to_string()))?;
    let clock = Clock::fixed(set_up()?);
    let store = store.with_clock(clock.clone());
    let mut length = catalogue::load(&store).await?;
    let mut actors: HashMap<&str, Actor> = HashMap::new();
    for (username, draft) in accounts() {
        let account = Account::read(&draft).map_err(|errors| AppError::Invalid { errors })?;
        actors.insert(username, account.actor(username));
        let command = Command {
            id: format!("demo-{username}"),
            action: Action::Create,
            kind: Kind::Account,
            key: Key::parse(username).ok(),
            rev: None,
            draft,
            reason: String::new(),
        };
        length = store.commit(&Actor::system(), &command).await?.seq;
    }
    for (n, given) in demo.commands.into_iter().enumerate() {
        let place = format!("command {} ({} {})", n + 1, given.action.code(), given.key);
        let actor = actors.get(given.by.as_str()).ok_or_else(|| damaged(format!("{place}: unknown actor")))?;
        clock.set(given.at);
        let command = Command {
            id: format!("demo-{:04}", n + 1),
            action: given.action,
            kind: given.kind,
            key: Some(given.key),
            rev: None,
            draft: given.draft,
            reason: given.reason,
        };
        let answer = store.commit(actor, &command).await;
        length = answer.inspect_err(|error| tracing::error!(place, ?error, "the demo content can't be loaded"))?.seq;
    }
    Ok(length)
}
