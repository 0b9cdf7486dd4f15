//! Sessions, kept in the database. A cookie holds 128 random bits; the database holds only their SHA-256, so that who
//! reads it can't sign in with what it says.
//!
//! A session ends an hour after its last use, eight hours after sign-in, when its account is shut or outside its window,
//! and when the account signs out everywhere or gets a new password: each sign-in belongs to an epoch of its account.

use crate::site::Site;
use domain::AppError;
use domain::account::Account;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use store::{Store, StoredSession};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Session, SessionManagerLayer, SessionStore};

/// Seconds after which an unused session ends.
pub const IDLE: i64 = 60 * 60;
/// Seconds after which any session ends.
pub const ABSOLUTE: i64 = 8 * 60 * 60;
/// Seconds between two notes of use: a page view isn't worth a write each.
const NOTED: i64 = 60;
/// Where a session's content lies in it.
const SEAT: &str = "seat";

/// The cookie's name. With `__Host-` a browser takes it only over TLS, from this very host.
#[must_use]
pub const fn cookie_name(behind_tls: bool) -> &'static str {
    if behind_tls { "__Host-riskbild" } else { "riskbild" }
}

/// Who sits in a session, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seat {
    /// Name at sign-in.
    username: String,
    /// The account's epoch at sign-in.
    epoch: i64,
    /// When it began, in seconds since 1970.
    started: i64,
    /// When it was last noted as used.
    seen: i64,
}

/// The layer that gives each request its session.
#[must_use]
pub fn layer(site: &Site) -> SessionManagerLayer<Sessions> {
    let behind_tls = site.settings.behind_tls;
    SessionManagerLayer::new(Sessions(site.store.clone()))
        .with_name(cookie_name(behind_tls))
        .with_secure(behind_tls)
        .with_http_only(true)
        // Lax, not strict: who follows a link to a risk from a mail is still signed in.
        .with_same_site(SameSite::Lax)
        .with_path("/")
}

/// Who a session belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// There is none.
    Nobody,
    /// There was one, and it has ended.
    Ended,
    /// It is this account's: name at sign-in, and the account.
    Account(String, Box<Account>),
}

/// Who a session belongs to now. One that doesn't hold any more is dropped.
///
/// # Errors
/// `Unavailable` when the database can't be asked.
pub async fn resolve(site: &Site, session: &Session) -> std::result::Result<Found, AppError> {
    if session.id().is_none() {
        return Ok(Found::Nobody);
    }
    let Some(mut seat) = session.get::<Seat>(SEAT).await.map_err(unavailable)? else { return Ok(Found::Ended) };
    let credential = site.store.credential(&seat.username).await?;
    let (now, today) = (site.store.clock().now().timestamp(), site.store.clock().today());
    let holds = |seat: &Seat| now < ends(seat);
    match credential.filter(|known| known.epoch == seat.epoch && known.account.open_on(today) && holds(&seat)) {
        Some(credential) => {
            if now - seat.seen >= NOTED {
                seat.seen = now;
                session.insert(SEAT, &seat).await.map_err(unavailable)?;
            }
            Ok(Found::Account(credential.username, Box::new(credential.account)))
        }
        None => {
            session.flush().await.map_err(unavailable)?;
            Ok(Found::Ended)
        }
    }
}

/// Begins a session under a new id; whatever id the browser came with is dropped, so that nobody can have planted it.
///
/// # Errors
/// `Unavailable` when the database can't be asked.
pub async fn begin(site: &Site, session: &Session, username: &str, epoch: i64) -> std::result::Result<(), AppError> {
    session.cycle_id().await.map_err(unavailable)?;
    let now = site.store.clock().now().timestamp();
    let seat = Seat { username: username.to_owned(), epoch, started: now, seen: now };
    session.insert(SEAT, &seat).await.map_err(unavailable)
}

/// Ends a session.
///
/// # Errors
/// `Unavailable` when the database can't be asked.
pub async fn end(session: &Session) -> std::result::Result<(), AppError> {
    session.flush().await.map_err(unavailable)
}

fn unavailable(_: tower_sessions::session::Error) -> AppError {
    // The store has logged what it was.
    AppError::Unavailable
}

const fn ends(seat: &Seat) -> i64 {
    let (idle, absolute) = (seat.seen + IDLE, seat.started + ABSOLUTE);
    if idle < absolute { idle } else { absolute }
}

/// The database's sessions, as the session layer wants them.
#[derive(Clone)]
pub struct Sessions(Store);

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    async fn keep(&self, record: &Record) -> Result<()> {
        let now = self.0.clock().now().timestamp();
        let seat = record.data.get(SEAT).and_then(|value| serde_json::from_value::<Seat>(value.clone()).ok());
        let expires = seat.as_ref().map_or(now, ends);
        let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        self.0.keep_session(&hashed(&record.id), StoredSession { data, expires }).await.map_err(told)
    }
}

/// What the session layer's methods answer; the trait is written for a macro that this spells out.
type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

impl SessionStore for Sessions {
    fn create<'a, 'b, 'r>(&'a self, record: &'b mut Record) -> Answer<'r, ()>
    where
        'a: 'r,
        'b: 'r,
    {
        Box::pin(async move { self.keep(record).await })
    }

    fn save<'a, 'b, 'r>(&'a self, record: &'b Record) -> Answer<'r, ()>
    where
        'a: 'r,
        'b: 'r,
    {
        Box::pin(async move {
            // A page that was under way while its session was ended must not bring it back.
            if self.0.session(&hashed(&record.id)).await.map_err(told)?.is_some() {
                self.keep(record).await?;
            }
            Ok(())
        })
    }

    fn load<'a, 'b, 'r>(&'a self, id: &'b Id) -> Answer<'r, Option<Record>>
    where
        'a: 'r,
        'b: 'r,
    {
        Box::pin(async move {
            let Some(stored) = self.0.session(&hashed(id)).await.map_err(told)? else { return Ok(None) };
            let data = serde_json::from_str(&stored.data).map_err(|error| Error::Decode(error.to_string()))?;
            let expiry_date = OffsetDateTime::from_unix_timestamp(stored.expires)
                .map_err(|error| Error::Decode(error.to_string()))?;
            Ok(Some(Record { id: *id, data, expiry_date }))
        })
    }

    fn delete<'a, 'b, 'r>(&'a self, id: &'b Id) -> Answer<'r, ()>
    where
        'a: 'r,
        'b: 'r,
    {
        Box::pin(async move { self.0.drop_session(&hashed(id)).await.map_err(told) })
    }
}

fn hashed(id: &Id) -> String {
    hex::encode(Sha256::digest(id.0.to_le_bytes()))
}

fn told(error: store::StoreError) -> Error {
    Error::Backend(AppError::from(error).to_string())
}
