//! A table as a file gave it: headings, and rows of cells whose types are kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Most bytes of a file.
pub const FILE_MAX: u64 = 20_000_000;
/// Most rows below the headings.
pub const ROWS_MAX: usize = 20_000;

/// A table read from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The file's name.
    pub name: String,
    /// The sheet it stood in; empty for a file without sheets.
    pub sheet: String,
    /// Its columns, in order.
    pub heads: Vec<Head>,
    /// Its rows, without the empty ones.
    pub lines: Vec<Line>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its place, counted from 0; columns without any content are left out.
    pub place: u32,
    /// Its heading; empty when it has none.
    pub text: String,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, as spreadsheets count: from 1, the headings included.
    pub number: u32,
    /// One cell for each column.
    pub cells: Vec<Given>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Given {
    /// Nothing.
    #[default]
    #[serde(rename = "e")]
    Empty,
    /// Text.
    #[serde(rename = "t")]
    Text(String),
    /// A number.
    #[serde(rename = "n")]
    Number(f64),
    /// A number that is shown as percent: 0.8 for 80 %.
    #[serde(rename = "s")]
    Share(f64),
    /// A day.
    #[serde(rename = "d")]
    Date(NaiveDate),
    /// Yes or no.
    #[serde(rename = "b")]
    Flag(bool),
    /// A formula. What a spreadsheet last reckoned it to be is not kept: it may be out of date, or never reckoned.
    #[serde(rename = "f")]
    Formula,
    /// What a spreadsheet shows when a formula fails: `#N/A`.
    #[serde(rename = "x")]
    Error(String),
}

impl Given {
    /// Text, or nothing when it is blank.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// A column's letters in a spreadsheet: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(place: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_letters() {
        let told: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(told, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
