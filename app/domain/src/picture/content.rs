//! The content of a risk picture: what a board decides on, as it stood at one position of the journal.
//!
//! A content is a record of its own that can only be made, never changed: a prepared or decided picture names it, and the
//! SHA-256 in the content's journal entry is the seal.

use crate::control::{Control, Frequency, TestResult};
use crate::key::Key;
use crate::measure::{Measure, MeasureState};
use crate::picture::review::Answer;
use crate::risk::Risk;
use crate::settings::Scale;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What a board is asked to decide on, or has decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The picture it belongs to.
    pub picture: Key,
    /// Year and number within it, as people say it: `2026:1`.
    pub name: String,
    /// The board.
    pub board: String,
    /// Categories in scope; none means all.
    pub categories: Vec<String>,
    /// The scale it is assessed on, with its bands and tolerance.
    pub scale: Scale,
    /// Journal position the register was read at.
    pub position: u64,
    /// Date of that reading, in Sweden.
    pub day: NaiveDate,
    /// The open risks in scope, by number.
    pub items: Vec<Item>,
    /// Risks of the picture before that are closed in this one.
    pub closed: Vec<Ended>,
    /// The measures the risks have, by number.
    pub measures: Vec<LinkedMeasure>,
    /// The controls the risks have, by number.
    pub controls: Vec<LinkedControl>,
}

/// A risk as it stands in a content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The risk.
    pub key: Key,
    /// Its revision in the register.
    pub rev: u32,
    /// As it was.
    pub risk: Risk,
    /// Measures that act on it.
    pub measures: Vec<Key>,
    /// Controls that hold it.
    pub controls: Vec<Key>,
    /// What was answered for it in the revision: why it changes, or why it stands.
    pub answer: Option<Answer>,
}

/// A risk that was in the picture before and has been closed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The risk.
    pub key: Key,
    /// As it was when it was closed.
    pub risk: Risk,
}

/// A measure, as far as a picture tells of it. Nothing a secrecy marking covers is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedMeasure {
    /// The measure.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Function that owns it.
    pub owner: String,
    /// Where it stands.
    pub state: MeasureState,
    /// Percent done, 0–100.
    pub percent: u8,
    /// Planned end.
    pub end: NaiveDate,
}

/// A control, as far as a picture tells of it. Nothing a secrecy marking covers is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedControl {
    /// The control.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Function that owns it.
    pub owner: String,
    /// Date of its last test.
    pub last: Option<NaiveDate>,
    /// Result of its last test, unless it is marked secret.
    pub result: Option<TestResult>,
    /// How it is carried out; empty where that is marked secret.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// What the last test saw; empty where that is marked secret.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub observation: String,
    /// Measures it checks that are still open, where its last test showed a deviation: what is done about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Key>,
}

impl LinkedMeasure {
    /// A measure as it is frozen.
    #[must_use]
    pub fn of(key: Key, measure: Measure) -> Self {
        let (state, percent) = (measure.state(), measure.percent());
        Self { key, title: measure.title, owner: measure.owner, state, percent, end: measure.end }
    }

    /// Whether something is left to do of it.
    #[must_use]
    pub const fn open(&self) -> bool {
        matches!(self.state, MeasureState::Planned | MeasureState::Ongoing)
    }
}

impl LinkedControl {
    /// A control as it is frozen; `open` are the measures that are not done.
    #[must_use]
    pub fn of(key: Key, mut control: Control, open: &HashSet<Key>) -> Self {
        control.mask();
        let last = control.last_test().cloned();
        let result = last.as_ref().and_then(|test| test.result);
        let deviates = result.is_some_and(TestResult::deviates);
        Self {
            last: last.as_ref().map(|test| test.date),
            result,
            observation: last.map(|test| test.observation).unwrap_or_default(),
            remedies: control.measures.into_iter().filter(|key| deviates && open.contains(key)).collect(),
            title: control.title,
            method: control.method,
            frequency: Some(control.frequency),
            owner: control.owner,
            key,
        }
    }
}

impl Content {
    /// A risk in it.
    #[must_use]
    pub fn item(&self, key: &Key) -> Option<&Item> {
        self.items.iter().find(|item| item.key == *key)
    }

    /// A measure in it.
    #[must_use]
    pub fn measure(&self, key: &Key) -> Option<&LinkedMeasure> {
        self.measures.iter().find(|measure| measure.key == *key)
    }

    /// A control in it.
    #[must_use]
    pub fn control(&self, key: &Key) -> Option<&LinkedControl> {
        self.controls.iter().find(|control| control.key == *key)
    }

    /// Risks above what the board tolerates.
    #[must_use]
    pub fn above(&self) -> usize {
        self.items.iter().filter(|item| self.scale.above_tolerance(item.score())).count()
    }

    /// Whether a category is in scope.
    #[must_use]
    pub fn covers(categories: &[String], category: &str) -> bool {
        categories.is_empty() || categories.iter().any(|one| one == category)
    }
}

impl Item {
    /// Likelihood × consequence, as assessed now.
    #[must_use]
    pub const fn score(&self) -> u8 {
        self.risk.current.score()
    }
}
