//! The content of a report: what a board decides on, word for word. Like a risk picture's content it is a record of its own
//! that can only be made, and the SHA-256 in its journal entry is the seal.

use crate::key::Key;
use crate::period::Period;
use crate::report::{Chapter, Statement};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A report as it is laid before the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The report.
    pub report: Key,
    /// Version of the proposal, from 1.
    pub version: u16,
    /// What it is called: `Delårsrapport mars 2024`.
    pub title: String,
    /// The period it is of.
    pub period: Period,
    /// The board.
    pub board: String,
    /// The template it follows: `Nämnder och bolag`.
    pub template: String,
    /// Registration number (diarienummer); empty while there is none.
    pub registration: String,
    /// Day the register was read as of.
    pub day: NaiveDate,
    /// Journal position the register was read at.
    pub position: u64,
    /// What it says, in the order of its chapters.
    pub statements: Vec<Statement>,
}

impl Content {
    /// The statements of a chapter, in order.
    pub fn of(&self, chapter: Chapter) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |statement| statement.chapter == chapter)
    }
}
