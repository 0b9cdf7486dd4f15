//! What has happened to a record, as people read it.

use crate::action::Action;
use crate::date;
use crate::diff::FieldChange;
use crate::error::{ErrorCode, FieldError};
use crate::key::Key;
use crate::kind::Kind;
use crate::query::encode;
use serde::{Deserialize, Serialize};

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the journal, from 1 without gaps.
    pub seq: u64,
    /// When, in UTC: `2026-11-23T14:41:07.123Z`. Never earlier than the entry before.
    pub at: String,
    /// Who: the account.
    pub actor: String,
    /// Who: the function shown.
    pub name: String,
    /// In which role.
    pub role: String,
    /// The command that made it.
    pub command_id: String,
    /// What was done.
    pub action: Action,
    /// To which kind of record.
    pub kind: Kind,
    /// To which record.
    pub key: Key,
    /// The record's revision after it.
    pub rev: u32,
    /// Why.
    pub reason: String,
    /// SHA-256 of the record's content after it, in hexadecimal.
    pub body_hash: String,
}

/// An entry with what it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Place in the journal.
    pub seq: u64,
    /// When, in Swedish time: `2026-11-23 15:41`.
    pub at: String,
    /// Function of the one who did it.
    pub by: String,
    /// What was done.
    pub action: Action,
    /// Revision after it.
    pub rev: u32,
    /// Why; empty when none was given or the actor may not see it.
    pub reason: String,
    /// Field by field.
    pub fields: Vec<FieldChange>,
}

/// A page of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPage {
    /// The entries, newest first.
    pub entries: Vec<JournalRow>,
    /// Entries that pass the filter, when they are all on this page; none for more than it holds.
    pub total: Option<u64>,
    /// Place to leaf on from; none at the end.
    pub next: Option<u64>,
    /// The journal's length.
    pub length: u64,
    /// The journal's root hash, in hexadecimal.
    pub root: String,
}

/// A row of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRow {
    /// Place in the journal.
    pub seq: u64,
    /// When, in Swedish time.
    pub at: String,
    /// Function of the one who did it.
    pub by: String,
    /// In which role.
    pub role: String,
    /// What was done.
    pub action: Action,
    /// To which kind of record.
    pub kind: Kind,
    /// To which record.
    pub key: Key,
    /// Revision after it.
    pub rev: u32,
    /// Why.
    pub reason: String,
    /// SHA-256 of the content after it.
    pub body_hash: String,
}

/// What the journal is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalQuery {
    /// A kind of record.
    pub kind: Option<Kind>,
    /// A record.
    pub key: Option<Key>,
    /// What was done.
    pub action: Option<Action>,
    /// An account's name.
    pub actor: String,
    /// Only what was written on this day or later.
    pub from: Option<chrono::NaiveDate>,
    /// Only what was written on this day or earlier.
    pub to: Option<chrono::NaiveDate>,
    /// Only entries before this place.
    pub before: Option<u64>,
}

/// Longest name of an account in an address, in characters.
const ACTOR_MAX: usize = 120;

impl JournalQuery {
    /// Reads an address's parameters: `slag`, `handelse`, `post`, `konto`, `fran`, `till` and `fore`. As for a list, what
    /// isn't understood is an error, and other parameters are left to others.
    ///
    /// # Errors
    /// Every parameter that can't be taken.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<FieldError>> {
        let mut query = Self::default();
        let mut errors = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let given = || value.chars().take(80).collect();
            let understood = match name {
                "slag" => kept(&mut query.kind, Kind::from_code(value), ErrorCode::UnknownChoice { given: given() }),
                "handelse" => {
                    kept(&mut query.action, Action::from_code(value), ErrorCode::UnknownChoice { given: given() })
                }
                "post" => kept(&mut query.key, Key::parse(value).ok(), ErrorCode::UnknownKey { given: given() }),
                "fran" => kept(&mut query.from, date::parse(value), ErrorCode::NotADate),
                "till" => kept(&mut query.to, date::parse(value), ErrorCode::NotADate),
                "fore" => kept(&mut query.before, value.parse().ok(), ErrorCode::NotANumber),
                "konto" => {
                    query.actor = value.chars().take(ACTOR_MAX).collect();
                    Ok(())
                }
                _ => Ok(()),
            };
            if let Err(code) = understood {
                errors.push(FieldError::new(name, code));
            }
        }
        if let (Some(from), Some(to)) = (query.from, query.to)
            && to < from
        {
            errors.push(FieldError::new("till", ErrorCode::Before { other: "fran".to_owned() }));
        }
        if errors.is_empty() { Ok(query) } else { Err(errors) }
    }

    /// The parameters that ask for this, without those that have their default.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |value: Option<&str>| value.map(str::to_owned).unwrap_or_default();
        let day = |value: Option<chrono::NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
        let mut pairs = vec![
            ("slag", text(self.kind.map(Kind::code))),
            ("handelse", text(self.action.map(Action::code))),
            ("post", text(self.key.as_ref().map(Key::as_str))),
            ("konto", self.actor.clone()),
            ("fran", day(self.from)),
            ("till", day(self.to)),
            ("fore", self.before.map(|before| before.to_string()).unwrap_or_default()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    /// The same as an address's query with its `?`, seen from `per`; empty when there is nothing to say.
    #[must_use]
    pub fn address(&self, per: &str) -> String {
        let mut pairs = self.pairs();
        if !per.is_empty() {
            pairs.push(("per", per.to_owned()));
        }
        let text: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if text.is_empty() { String::new() } else { format!("?{}", text.join("&")) }
    }

    /// Whether any filter narrows it. How far one has leafed is no filter.
    #[must_use]
    pub fn narrowed(&self) -> bool {
        Self { before: None, ..self.clone() } != Self::default()
    }
}

/// Keeps a value that was understood.
fn kept<T>(place: &mut Option<T>, value: Option<T>, code: ErrorCode) -> Result<(), ErrorCode> {
    *place = value;
    if place.is_some() { Ok(()) } else { Err(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_itself() {
        let given = [
            ("slag", "risk"),
            ("handelse", "assess"),
            ("post", "RSK-03"),
            ("konto", "agare"),
            ("fran", "2026-01-01"),
            ("till", "2026-11-23"),
            ("fore", "61"),
        ];
        let query = JournalQuery::parse(given).unwrap();
        assert_eq!(query.pairs().iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), given);
        assert!(query.address("2026-11-01").ends_with("&fore=61&per=2026-11-01"));
        assert_eq!(JournalQuery::default().address(""), "");
    }

    #[test]
    fn leafing_is_no_filter() {
        assert!(!JournalQuery::parse([("fore", "61"), ("per", "2026-11-01")]).unwrap().narrowed());
        assert!(JournalQuery::parse([("slag", "risk")]).unwrap().narrowed());
    }

    #[test]
    fn what_is_not_understood_is_an_error_not_an_empty_filter() {
        for pair in [("slag", "hus"), ("handelse", "radera"), ("post", "a b"), ("fran", "i går"), ("fore", "-1")] {
            assert!(JournalQuery::parse([pair]).is_err(), "{pair:?}");
        }
        assert!(JournalQuery::parse([("fran", "2026-02-01"), ("till", "2026-01-01")]).is_err());
    }
}
