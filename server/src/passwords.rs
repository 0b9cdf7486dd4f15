//! Password hashes: argon2id at OWASP's least cost, off the threads that answer requests, and few at a time.
//!
//! A hash takes 19 MiB and some 20 ms of a processor. Two run at once at most, and of those only one for addresses that
//! the account has never signed in from. So a flood costs at most 38 MiB, and can't hold up someone who comes back to
//! an account from where they usually do.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::{AppError, ErrorCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::ids;
use tokio::sync::Semaphore;

/// Shortest password, in characters.
pub const MIN: u32 = domain::account::PASSWORD_MIN;
/// Longest, in bytes: hashing takes time by length.
pub const MAX_BYTES: usize = 1024;
/// Memory of a hash, in KiB.
const MEMORY_KIB: u32 = 19_456;
/// Passes over it.
const PASSES: u32 = 2;
/// Hashes at once.
const AT_ONCE: usize = 2;
/// Most attempts waiting for their turn; those beyond are asked to come back.
const WAITING: usize = 48;
/// When to come back, in seconds.
const COME_BACK: u32 = 5;

/// Hashes and checks passwords.
pub struct Passwords {
    all: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// What a password is checked against where there is no account, so that it takes as long as where there is.
    decoy: String,
}

/// From whom a password comes: who comes back is not held up by a flood of those who don't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From an address that the account has signed in from.
    Known,
    /// From any other.
    Stranger,
}

impl Passwords {
    /// Sets up hashing.
    ///
    /// # Errors
    /// `Internal` when the parameters are refused.
    pub fn new() -> Result<Self, AppError> {
        Ok(Self {
            all: Arc::new(Semaphore::new(AT_ONCE)),
            strangers: Arc::new(Semaphore::new(1)),
            waiting: AtomicUsize::new(0),
            decoy: hash(&ids::secret())?,
        })
    }

    /// Hashes a password, in PHC form.
    ///
    /// # Errors
    /// `Throttled` when too many wait.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        self.run(From::Known, move || hash(&password)).await?
    }

    /// Whether a password is the one that was hashed. Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// `Throttled` when too many wait.
    pub async fn verify(&self, password: String, hash: Option<String>, from: From) -> Result<bool, AppError> {
        let (real, hash) = match hash.filter(|hash| !hash.is_empty()) {
            Some(hash) => (true, hash),
            None => (false, self.decoy.clone()),
        };
        let fits = password.len() <= MAX_BYTES;
        let same = self.run(from, move || verify(&password[..password.floor_char_boundary(MAX_BYTES)], &hash)).await?;
        Ok(same && real && fits)
    }

    async fn run<T: Send + 'static>(
        &self,
        from: From,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let _place = Place::take(&self.waiting)?;
        let internal = |what: String| {
            let id = ids::fresh();
            tracing::error!(id, what, "password work failed");
            AppError::Internal { id }
        };
        let lane = match from {
            From::Stranger => {
                let lane = Arc::clone(&self.strangers).acquire_owned().await;
                Some(lane.map_err(|error| internal(error.to_string()))?)
            }
            From::Known => None,
        };
        let turn = Arc::clone(&self.all).acquire_owned().await.map_err(|error| internal(error.to_string()))?;
        // The permits go along, so that work whose asker has left still counts.
        let work = move || {
            let _permits = (lane, turn);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| internal(error.to_string()))
    }
}

/// A place among those who wait.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, AppError> {
        if waiting.fetch_add(1, Ordering::Relaxed) < WAITING {
            return Ok(Self(waiting));
        }
        waiting.fetch_sub(1, Ordering::Relaxed);
        Err(AppError::Throttled { seconds: COME_BACK })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn argon() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| refused(&error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn refused(what: &str) -> AppError {
    let id = ids::fresh();
    tracing::error!(id, what, "argon2");
    AppError::Internal { id }
}

/// Hashes a password here and now; for the command line and for measuring.
///
/// # Errors
/// `Internal` when the library refuses.
pub fn hash(password: &str) -> Result<String, AppError> {
    let salt = SaltString::encode_b64(&hex::decode(ids::secret()).unwrap_or_default())
        .map_err(|error| refused(&error.to_string()))?;
    let hash = argon()?.hash_password(password.as_bytes(), &salt).map_err(|error| refused(&error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed. Blocks for as long as a hash takes.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    let (Ok(argon), Ok(hash)) = (argon(), PasswordHash::new(hash)) else { return false };
    argon.verify_password(password.as_bytes(), &hash).is_ok()
}

/// Whether a password may be chosen.
///
/// # Errors
/// `TooShort` or `TooLong` at `field`.
pub fn check(field: &str, password: &str) -> Result<(), AppError> {
    let (length, max) = (password.chars().count(), u32::try_from(MAX_BYTES).unwrap_or(u32::MAX));
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    if length < MIN {
        return Err(AppError::field(field, ErrorCode::TooShort { min: MIN }));
    }
    if password.len() > MAX_BYTES {
        return Err(AppError::field(field, ErrorCode::TooLong { max, length }));
    }
    Ok(())
}

/// A password nobody could guess: 92 random bits in groups that can be read out.
#[must_use]
pub fn generated() -> String {
    // The first twelve and last twelve digits: those between hold the id's version.
    let secret = ids::secret();
    let digits: String = secret.chars().take(12).chain(secret.chars().skip(20)).collect();
    let groups: Vec<&str> = (0..digits.len()).step_by(6).filter_map(|start| digits.get(start..start + 6)).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords.hash("en lång mening".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let fits = async |typed: &str, hash: Option<&str>| {
            passwords.verify(typed.into(), hash.map(str::to_owned), From::Stranger).await.unwrap()
        };
        assert!(fits("en lång mening", Some(&stored)).await);
        assert!(!fits("en annan mening", Some(&stored)).await);
        assert!(!fits("en lång mening", None).await && !fits("", Some("")).await);
        assert!(!fits(&"å".repeat(2000), Some(&stored)).await);
    }

    #[test]
    fn a_short_password_is_refused_and_a_generated_one_never_is() {
        assert!(check("new_password", "elva tecken").is_err());
        assert!(check("new_password", &"x".repeat(MAX_BYTES + 1)).is_err());
        let generated = generated();
        assert_eq!(generated.len(), 27);
        assert!(check("new_password", &generated).is_ok());
    }
}
