//! Attempts at signing in: how fast passwords may be guessed, without letting the guesser shut the owner out.
//!
//! Three counts, each forgotten an hour after its last attempt:
//!
//! - **account and address** – after five attempts, waits that double from 2 s to 5 min. Stops guessing from one place.
//! - **address** – after fifty, likewise. Stops one place from trying many accounts. It doesn't hold for an account that
//!   has signed in from that address, so that colleagues behind one address can't shut each other out.
//! - **account** – after twenty from anywhere, each attempt from an address the account hasn't signed in from is held for
//!   up to two seconds before it is tried. It is never refused: a lock on the account would be a gift to whoever wants
//!   its owner kept out. From where the owner usually signs in nothing is felt.
//!
//! An attempt is counted when it begins, so that many at once don't slip through, and forgiven when it succeeds. Kept in
//! memory and bounded: a restart forgets, which costs a guesser nothing he couldn't have had by waiting an hour.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use store::Clock;

/// Attempts before an account and address has to wait.
pub const FREE_PAIR: u32 = 5;
/// Attempts before an address has to wait.
pub const FREE_ADDRESS: u32 = 50;
/// Attempts before an account's attempts are held.
pub const FREE_ACCOUNT: u32 = 20;
/// Longest wait, in seconds.
const LONGEST: i64 = 300;
/// Longest an attempt is held.
const HELD: Duration = Duration::from_secs(2);
/// Seconds after which a count is forgotten.
const MEMORY: i64 = 3600;
/// Seconds for which it is known where an account signs in from: a month.
const KNOWN: i64 = 30 * 24 * 3600;
/// Most entries of each count.
const MOST: usize = 10_000;

/// What becomes of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is tried, after being held for a while, from a known address or not.
    Try {
        /// How long it is held.
        hold: Duration,
        /// Whether the account has signed in from this address.
        known: bool,
    },
    /// It isn't tried; seconds to wait.
    Wait(u32),
}

/// Counts attempts.
pub struct Throttle {
    clock: Clock,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    pairs: HashMap<(String, IpAddr), Count>,
    addresses: HashMap<IpAddr, Count>,
    accounts: HashMap<String, Count>,
    known: HashMap<(String, IpAddr), Count>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    attempts: u32,
    last: i64,
}

impl Throttle {
    /// A throttle told the time by this clock.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, counts: Mutex::default() }
    }

    /// An attempt begins: whether it is tried. One that isn't is not counted.
    pub fn attempt(&self, account: &str, address: IpAddr) -> Verdict {
        let now = self.clock.now().timestamp();
        let pair = (name(account), network(address));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = counts.known.get(&pair).is_some_and(|seen| now - seen.last < KNOWN);
        let mut wait = remaining(counts.pairs.get(&pair), FREE_PAIR, now);
        if !known {
            wait = wait.max(remaining(counts.addresses.get(&pair.1), FREE_ADDRESS, now));
        }
        if wait > 0 {
            return Verdict::Wait(u32::try_from(wait).unwrap_or(u32::MAX));
        }
        add(&mut counts.pairs, pair.clone(), now, MEMORY);
        add(&mut counts.addresses, pair.1, now, MEMORY);
        let attempts = add(&mut counts.accounts, pair.0, now, MEMORY);
        let over = attempts.saturating_sub(FREE_ACCOUNT);
        let hold = if known { Duration::ZERO } else { HELD.min(Duration::from_millis(100) * over) };
        Verdict::Try { hold, known }
    }

    /// An attempt succeeded: its counts are forgiven, and the address is known.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        let now = self.clock.now().timestamp();
        let pair = (name(account), network(address));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.pairs.remove(&pair);
        if let Some(count) = counts.addresses.get_mut(&pair.1) {
            count.attempts = count.attempts.saturating_sub(1);
        }
        if let Some(count) = counts.accounts.get_mut(&pair.0) {
            count.attempts = count.attempts.saturating_sub(1);
        }
        add(&mut counts.known, pair, now, KNOWN);
    }
}

/// Seconds until the next attempt may be made.
fn remaining(count: Option<&Count>, free: u32, now: i64) -> i64 {
    let Some(count) = count.filter(|count| now - count.last < MEMORY && count.attempts >= free) else { return 0 };
    let doubled = 1_i64.checked_shl(count.attempts - free + 1).unwrap_or(LONGEST);
    let wait = if doubled <= 0 { LONGEST } else { doubled.min(LONGEST) };
    (count.last + wait - now).max(0)
}

fn add<K: Eq + Hash + Clone>(counts: &mut HashMap<K, Count>, key: K, now: i64, memory: i64) -> u32 {
    if counts.len() >= MOST && !counts.contains_key(&key) {
        counts.retain(|_, count| now - count.last < memory);
        if counts.len() >= MOST {
            let mut ages: Vec<i64> = counts.values().map(|count| count.last).collect();
            ages.sort_unstable();
            let middle = ages.get(MOST / 2).copied().unwrap_or(now);
            // All of one second: then they all go, rather than none.
            counts.retain(|_, count| count.last > middle);
        }
    }
    let count = counts.entry(key).or_insert(Count { attempts: 0, last: now });
    if now - count.last >= memory {
        count.attempts = 0;
    }
    (count.attempts, count.last) = (count.attempts.saturating_add(1), now);
    count.attempts
}

fn name(account: &str) -> String {
    account.chars().take(64).collect()
}

/// Who has one IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta, Utc};

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn elsewhere(number: u32) -> IpAddr {
        IpAddr::V4(std::net::Ipv4Addr::from(0x0a00_0000 + number))
    }

    fn throttle() -> (Throttle, impl Fn(i64)) {
        let clock = Clock::fixed("2026-11-23T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let hand = clock.clone();
        (Throttle::new(clock), move |seconds| hand.set(hand.now() + TimeDelta::seconds(seconds)))
    }

    fn tried(verdict: Verdict) -> bool {
        matches!(verdict, Verdict::Try { .. })
    }

    #[test]
    fn guessing_from_one_place_gets_slower_and_slower() {
        let (throttle, pass) = throttle();
        assert!((0..FREE_PAIR).all(|_| tried(throttle.attempt("agare", HOME))));
        assert_eq!(throttle.attempt("agare", HOME), Verdict::Wait(2));
        pass(2);
        assert!(tried(throttle.attempt("agare", HOME)));
        assert_eq!(throttle.attempt("agare", HOME), Verdict::Wait(4));
        for _ in 0..40 {
            pass(LONGEST);
            assert!(tried(throttle.attempt("agare", HOME)));
        }
        assert_eq!(throttle.attempt("agare", HOME), Verdict::Wait(300));
        pass(MEMORY);
        assert!(tried(throttle.attempt("agare", HOME)));
    }

    #[test]
    fn a_flood_from_elsewhere_never_shuts_the_owner_out() {
        let (throttle, _) = throttle();
        throttle.succeeded("agare", HOME);
        for number in 0..5000 {
            throttle.attempt("agare", elsewhere(number));
        }
        assert_eq!(throttle.attempt("agare", HOME), Verdict::Try { hold: Duration::ZERO, known: true });
        // Nor does it when they come from a place of their own for the first time: they are held for two seconds.
        assert_eq!(throttle.attempt("agare", elsewhere(9999)), Verdict::Try { hold: HELD, known: false });
    }

    #[test]
    fn one_place_trying_many_accounts_has_to_wait_but_not_who_has_signed_in_from_there() {
        let (throttle, _) = throttle();
        throttle.succeeded("namnd", HOME);
        for number in 0..FREE_ADDRESS {
            assert!(tried(throttle.attempt(&format!("konto-{number}"), HOME)));
        }
        assert_eq!(throttle.attempt("konto-x", HOME), Verdict::Wait(2));
        assert!(tried(throttle.attempt("namnd", HOME)));
    }

    #[test]
    fn success_forgives() {
        let (throttle, _) = throttle();
        for _ in 0..100 {
            assert!(tried(throttle.attempt("agare", HOME)));
            throttle.succeeded("agare", HOME);
        }
    }

    #[test]
    fn memory_is_bounded() {
        let (throttle, pass) = throttle();
        for number in 0..3 * u32::try_from(MOST).unwrap() {
            throttle.attempt(&format!("konto-{number}"), elsewhere(number));
            if number % 1000 == 0 {
                pass(1);
            }
        }
        let counts = throttle.counts.lock().unwrap();
        assert!(counts.pairs.len() <= MOST && counts.addresses.len() <= MOST && counts.accounts.len() <= MOST);
    }

    #[test]
    fn an_ipv6_network_is_one_address() {
        let address = |text: &str| network(text.parse().unwrap());
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:1"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:192.0.2.1"), HOME);
    }
}
