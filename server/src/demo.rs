//! The demo accounts' passwords: new at each start, and never there in a normal one.

use crate::commands::Stopped;
use crate::passwords;
use store::{Store, StoreError, demo};

/// What sets every demo password, for those who show the register often.
const ALL: &str = "RISKBILD_DEMO_PASSWORD";

/// Loads the demo content into an empty database, and gives each demo account a password. A database with other content
/// is refused: nobody's real account is given a password that is printed.
///
/// # Errors
/// Why it can't be done.
pub async fn prepare(store: &Store) -> Result<Vec<(&'static str, String)>, Stopped> {
    match demo::load(store).await {
        // Loaded at an earlier start, or not the demo at all: which one is seen below.
        Ok(_) | Err(StoreError::NotEmpty) => {}
        Err(error) => return Err(error.into()),
    }
    for username in demo::usernames() {
        if store.credential(username).await?.is_none() {
            return Err(Stopped::not_done(
                "the database holds a register that isn't the demo content; start without --demo, or with another --database",
            ));
        }
    }
    let chosen = std::env::var(ALL).ok().filter(|password| !password.is_empty());
    let mut made = Vec::new();
    for username in demo::usernames() {
        let password = chosen.clone().unwrap_or_else(passwords::generated);
        if password.contains(char::is_whitespace) {
            return Err(Stopped::not_done(format!("{ALL} may not hold spaces")));
        }
        passwords::check(ALL, &password)?;
        store.set_password(username, &passwords::hash(&password)?).await?;
        made.push((username, password));
    }
    Ok(made)
}
