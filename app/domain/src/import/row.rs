//! What a file would change, row by row, and what came of it.

use super::table::Table;
use crate::body::Body;
use crate::codes;
use crate::command::Command;
use crate::diff::FieldChange;
use crate::error::{AppError, FieldError};
use crate::key::Key;
use serde::{Deserialize, Serialize};

/// A record as it stands when a file is compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its revision.
    pub rev: u32,
    /// The journal entry that made it so.
    pub seq: u64,
    /// Its content.
    pub body: Body,
}

/// What a file would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its rows, in the file's order.
    pub rows: Vec<Row>,
    /// How many there are of each sort.
    pub counts: Counts,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file.
    pub line: u32,
    /// The record it is about; none for a new one.
    pub key: Option<Key>,
    /// The record's title, or the one the row gives it.
    pub title: String,
    /// What it would do.
    pub outcome: Outcome,
    /// Fields that secrecy has taken out of the file, and that are left as they are.
    pub hidden: Vec<&'static str>,
    /// The commands that do it, in order.
    pub commands: Vec<Command>,
    /// Records it would come to point at.
    pub links: Vec<Key>,
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Same,
    /// Change a record, field by field.
    Changed(Vec<FieldChange>),
    /// Make a record.
    New(Vec<FieldChange>),
    /// It can't be carried out: every reason.
    Refused(Vec<FieldError>),
}

/// How many rows there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows in all.
    pub rows: u32,
    /// Those that change nothing.
    pub same: u32,
    /// Those that change a record.
    pub changed: u32,
    /// Those that make a record.
    pub new: u32,
    /// Those that can't be carried out.
    pub refused: u32,
}

codes! {
    /// Which rows are shown.
    Shown {
        /// Those that can't be carried out.
        Refused = "fel",
        /// Those that change a record.
        Changed = "andras",
        /// Those that make a record.
        New = "nya",
        /// Those that change nothing.
        Same = "oforandrade",
    }
}

/// What a file came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The file's name.
    pub name: String,
    /// The reason given for all of it.
    pub reason: String,
    /// What was written: the row's number, the record, and whether it is new.
    pub written: Vec<(u32, Key, bool)>,
    /// What wasn't after all: the row's number, the record, and why.
    pub failed: Vec<(u32, Option<Key>, AppError)>,
}

/// What is laid aside of a file between its sending and the end of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Aside {
    /// What it says.
    #[serde(rename = "table")]
    Table(Table),
    /// What it came to.
    #[serde(rename = "done")]
    Done(Done),
}

impl Aside {
    /// Reads what was laid aside; none when it isn't that.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// How it is laid aside.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl Plan {
    /// Adds a row.
    pub fn add(&mut self, row: Row) {
        self.counts.rows += 1;
        *match row.outcome {
            Outcome::Same => &mut self.counts.same,
            Outcome::Changed(_) => &mut self.counts.changed,
            Outcome::New(_) => &mut self.counts.new,
            Outcome::Refused(_) => &mut self.counts.refused,
        } += 1;
        self.rows.push(row);
    }

    /// Whether it can be carried out: all of it, or none.
    #[must_use]
    pub const fn ready(&self) -> bool {
        self.counts.refused == 0 && self.counts.changed + self.counts.new > 0
    }

    /// What is most worth seeing of it.
    #[must_use]
    pub const fn first(&self) -> Shown {
        match self.counts {
            Counts { refused: 1.., .. } => Shown::Refused,
            Counts { changed: 1.., .. } => Shown::Changed,
            Counts { new: 1.., .. } => Shown::New,
            _ => Shown::Same,
        }
    }

    /// The rows of a sort.
    pub fn of(&self, shown: Shown) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.outcome.shown() == shown)
    }
}

impl Counts {
    /// How many rows there are of a sort.
    #[must_use]
    pub const fn of(&self, shown: Shown) -> u32 {
        match shown {
            Shown::Refused => self.refused,
            Shown::Changed => self.changed,
            Shown::New => self.new,
            Shown::Same => self.same,
        }
    }
}

impl Outcome {
    /// The sort it belongs to.
    #[must_use]
    pub const fn shown(&self) -> Shown {
        match self {
            Self::Same => Shown::Same,
            Self::Changed(_) => Shown::Changed,
            Self::New(_) => Shown::New,
            Self::Refused(_) => Shown::Refused,
        }
    }
}

impl Row {
    /// The same row, which can't be carried out.
    #[must_use]
    pub fn refused(self, errors: Vec<FieldError>) -> Self {
        Self { outcome: Outcome::Refused(errors), commands: Vec::new(), links: Vec::new(), ..self }
    }
}
