//! Stable ids of records, as people write them: `RSK-01`, `NIS2-21.2.d`.

use crate::kind::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The stable id of a record. 1–64 characters: letters, digits, and `- . _ /`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

/// The text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a record id")]
pub struct NotAKey;

impl Key {
    /// Longest key, in characters.
    pub const MAX: usize = 64;

    /// Reads a key as someone typed it.
    ///
    /// # Errors
    /// `NotAKey` when it is empty, too long or holds other characters.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= Self::MAX;
        let clean = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/'));
        if fits && clean { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }

    /// The key the register itself gives the `number`th record of a kind: `RSK-07`, `RSK-128`.
    #[must_use]
    pub fn numbered(prefix: &str, number: u32) -> Self {
        Self(format!("{prefix}-{number:02}"))
    }

    /// The number of a numbered key.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.0.rsplit_once('-').and_then(|(_, digits)| digits.parse().ok())
    }

    /// The text of the key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of record a key in a link field names: the numbered registers by their letters, else a requirement.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let letters = self.0.split('-').next().unwrap_or_default();
        [
            Kind::Risk,
            Kind::Measure,
            Kind::Deliverable,
            Kind::Control,
            Kind::Evidence,
            Kind::Programme,
            Kind::Baseline,
            Kind::SavedView,
            Kind::Pack,
            Kind::Disclosure,
            Kind::Disposal,
            Kind::Deviation,
            Kind::Incident,
            Kind::Indicator,
            Kind::Assignment,
            Kind::Recommendation,
            Kind::Analysis,
            Kind::Goal,
            Kind::Project,
            Kind::CityMatter,
            Kind::Service,
            Kind::Report,
        ]
        .into_iter()
        .find(|kind| kind.prefix() == Some(letters))
        .unwrap_or(Kind::Requirement)
    }
}

impl TryFrom<String> for Key {
    type Error = NotAKey;
    fn try_from(text: String) -> Result<Self, NotAKey> {
        Self::parse(&text)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_their_kind() {
        assert_eq!(Key::numbered("RSK", 7).as_str(), "RSK-07");
        assert_eq!(Key::parse("ATG-12").unwrap().kind(), Kind::Measure);
        assert_eq!(Key::parse("LEV-12").unwrap().kind(), Kind::Deliverable);
        assert_eq!(Key::parse("UPD-02").unwrap().kind(), Kind::Assignment);
        assert_eq!(Key::parse("NIS2-21.2.d").unwrap().kind(), Kind::Requirement);
        assert_eq!(Key::parse("RSK-128").unwrap().number(), Some(128));
    }

    #[test]
    fn rejects_what_could_break_a_path_or_a_query() {
        for bad in ["", " ", "a b", "RSK-01'", "a?b", "a#b", &"x".repeat(65)] {
            assert_eq!(Key::parse(bad), Err(NotAKey), "{bad:?}");
        }
    }
}
