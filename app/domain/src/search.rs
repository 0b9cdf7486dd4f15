//! What a search over everything answers: the records it found, with the words it found them by.

use crate::key::Key;
use crate::register::Register;
use serde::{Deserialize, Serialize};

/// What was found in one register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchGroup {
    /// The register.
    pub register: Register,
    /// The first of what was found.
    pub rows: Vec<Hit>,
    /// How much was found.
    pub total: u64,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The record.
    pub key: Key,
    /// Whether it is closed.
    pub closed: bool,
    /// Its title; the provision instead, when the reader may not see it.
    pub title: Result<Vec<Part>, String>,
    /// A piece of its text around the first word that was found outside the title; empty when there is none.
    pub excerpt: Vec<Part>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it is a word that was asked for.
    pub hit: bool,
}
