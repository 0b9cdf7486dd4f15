//! One value of a list, an export or a search result, with its meaning kept.

use crate::key::Key;
use crate::label::Label;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A value with its meaning: pages draw it, spreadsheets type it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", content = "v", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// The record's own key.
    Key(Key),
    /// Keys of linked records.
    Keys(Vec<Key>),
    /// A whole number.
    Number(i64),
    /// Percent, 0–100.
    Percent(u8),
    /// A date.
    Date(NaiveDate),
    /// A moment, as shown to people: `2026-11-23 15:41`.
    Time(String),
    /// A risk score with the tone it is drawn in and the name of its band.
    Score {
        /// Likelihood × consequence.
        value: u8,
        /// Tone 1–5.
        tone: u8,
        /// Band.
        band: String,
    },
    /// A code; its text is found under `<group>.<code>`.
    Code(String, String),
    /// What stands out about the record.
    Labels(Vec<Label>),
    /// Yes or no.
    Flag(bool),
    /// Covered by a secrecy marking under this provision.
    Masked(String),
}

impl Cell {
    /// Text, or empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A date, or empty.
    #[must_use]
    pub fn date(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    /// Keys, or empty.
    #[must_use]
    pub fn keys(keys: &[Key]) -> Self {
        if keys.is_empty() { Self::Empty } else { Self::Keys(keys.to_vec()) }
    }

    /// A code of a group.
    #[must_use]
    pub fn code(group: &str, code: &str) -> Self {
        Self::Code(group.to_owned(), code.to_owned())
    }
}
