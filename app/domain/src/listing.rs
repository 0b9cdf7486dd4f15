//! A page of a register.

use crate::cell::Cell;
use crate::key::Key;
use crate::query::ListQuery;
use serde::{Deserialize, Serialize};

/// A page of a register, with what it takes to leaf and to filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What was asked for.
    pub query: ListQuery,
    /// Names of the columns, in order.
    pub columns: Vec<String>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// Records that pass the filters.
    pub total: u64,
    /// Of the risks among them, those above what the board tolerates.
    pub above: u64,
    /// Of them past their date.
    pub overdue: u64,
    /// Records in the register that the actor may see, closed ones included.
    pub whole: u64,
}

impl Listing {
    /// Number of pages; at least one.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(self.query.size)).max(1)
    }
}

/// A view of a register under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabRow {
    /// The saved view; none for one that the register has from the start.
    pub key: Option<Key>,
    /// Its revision, when it is saved.
    pub rev: Option<u32>,
    /// Its name; of one that the register has from the start, the name of its text.
    pub name: String,
    /// What it asks for.
    pub query: ListQuery,
    /// Records it shows.
    pub total: u64,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
    /// Whether it is closed.
    pub closed: bool,
    /// Days past its date, when it is overdue.
    pub days_late: Option<i64>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}
