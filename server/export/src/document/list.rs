//! Any list as a document: its headings and rows as a table, and what is said of it as a whole above.

use crate::document::labels::Labels;
use crate::document::shown::{Fact, Shown};
use crate::document::text::{self, RUNNING};
use crate::sheet::{ColumnKind, Heading, Sheet};
use crate::text::of;
use crate::words::Words;
use domain::Cell;
use serde::Serialize;

/// A list.
#[derive(Debug, Clone, Copy)]
pub struct ListDocument<'a> {
    /// Its headings, and what is said of it.
    pub sheet: &'a Sheet,
    /// Its rows, each with a cell for each heading, masked for the reader.
    pub rows: &'a [Vec<Cell>],
}

impl ListDocument<'_> {
    /// Most rows it is set with: some hundred pages. Longer lists are for workbooks.
    pub const MAX: usize = 2000;
}

/// More columns than this are set on A3.
const NARROW: usize = 12;

#[derive(Serialize)]
pub struct View<'a> {
    labels: &'a Labels,
    lang: &'a str,
    title: &'a str,
    running: String,
    author: String,
    name: &'a str,
    registration: String,
    facts: Vec<Fact>,
    paper: &'static str,
    widths: Vec<u32>,
    headings: Vec<&'a str>,
    rows: Vec<Vec<Shown>>,
}

pub fn view<'a, W: Words>(document: &ListDocument<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let ListDocument { sheet, rows } = document;
    let fact = |name: &str| sheet.front.facts.iter().find(|fact| fact.name == name);
    let said = |name: &str| fact(name).map(|fact| of(&fact.value, words).into_owned()).unwrap_or_default();
    View {
        labels,
        lang: &sheet.language,
        title: &sheet.front.title,
        running: text::cut(&sheet.front.title, RUNNING),
        author: said("organisation"),
        name: &sheet.name,
        registration: said("registration"),
        facts: sheet.front.facts.iter().map(|fact| Fact::new(&fact.label, of(&fact.value, words))).collect(),
        paper: if sheet.columns.len() > NARROW { "a3" } else { "a4" },
        widths: sheet.columns.iter().map(width).collect(),
        headings: sheet.columns.iter().map(|heading| heading.text.as_str()).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| shown(cell, words)).collect()).collect(),
    }
}

/// A column's share of the width, against those of the others.
pub const fn width(heading: &Heading) -> u32 {
    match heading.kind {
        ColumnKind::Number | ColumnKind::Percent | ColumnKind::Score => 12,
        ColumnKind::Key => 15,
        ColumnKind::Date => 19,
        ColumnKind::Time | ColumnKind::Code | ColumnKind::Keys => 24,
        ColumnKind::Text | ColumnKind::Hash => 28,
        ColumnKind::Long => 52,
    }
}

/// A cell in words.
pub fn shown<W: Words>(cell: &Cell, words: &W) -> Shown {
    Shown { text: of(cell, words).into_owned(), masked: matches!(cell, Cell::Masked(_)) }
}
