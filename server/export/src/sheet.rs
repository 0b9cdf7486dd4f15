//! What a file is to hold, apart from its rows.

use chrono::{DateTime, Utc};
use domain::{Cell, codes};

codes! {
    /// The format of a file.
    Format {
        /// Comma-separated values, with semicolons: what Swedish spreadsheets open.
        Csv = "csv",
        /// Excel workbook.
        Xlsx = "xlsx",
        /// JSON.
        Json = "json",
        /// PDF: archival and accessible.
        Pdf = "pdf",
    }
}

impl Format {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Pdf => "application/pdf",
        }
    }
}

codes! {
    /// What a column mostly holds. It decides width and wrapping, and JSON tells it; each cell still carries its own
    /// type, so a masked value or a word may stand in any column.
    ColumnKind {
        /// The record's own key.
        Key = "key",
        /// Short text on one line.
        Text = "text",
        /// Text that wraps.
        Long = "long",
        /// Keys of linked records.
        Keys = "keys",
        /// A whole number.
        Number = "number",
        /// Percent, 0–100.
        Percent = "percent",
        /// A date.
        Date = "date",
        /// A moment, to the minute.
        Time = "time",
        /// A risk score.
        Score = "score",
        /// A code, shown as its word.
        Code = "code",
        /// A SHA-256 in hexadecimal.
        Hash = "hash",
    }
}

/// How a row stands out in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Emphasis {
    /// It doesn't.
    #[default]
    None,
    /// Something to look at: tinted.
    Warn,
    /// Something is missing: tinted and bold.
    Bad,
}

/// A sheet: its name, its columns and what is said of it as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the worksheet's tab. What Excel doesn't take there is replaced, and it is cut at 31 characters.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<Heading>,
    /// What is said of the extract as a whole.
    pub front: Front,
    /// What a workbook lets be filled in, when it is made to be.
    pub entry: Option<Entry>,
    /// The language of its words, as an ISO 639 code. Only a PDF tells it.
    pub language: String,
}

/// What a workbook lets be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name of the tab of the worksheet that holds the choices.
    pub lists: String,
    /// What each column takes, in order.
    pub accepts: Vec<Accepts>,
    /// Rows that can be filled in, those that are filled in already included.
    pub rows: u32,
}

/// What a column takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepts {
    /// Anything.
    Anything,
    /// One of these words.
    Choice(Vec<String>),
    /// A date.
    Date,
    /// Percent, 0–100.
    Percent,
    /// A whole number within a range.
    Whole(i32, i32),
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Name of the column, the same in every language: the name of the value in JSON. Unique in its sheet.
    pub name: String,
    /// Heading in the chosen language.
    pub text: String,
    /// What the column mostly holds.
    pub kind: ColumnKind,
    /// Width in a workbook, in characters of the standard font; none for the width of its kind.
    pub width: Option<u16>,
}

/// What is said of the extract as a whole: the first worksheet of a workbook, `meta` in JSON, and nothing in CSV, whose
/// first line must be its headings to be read by other programs. That holds for the evidence list too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Name of the worksheet's tab: `Om utdraget`.
    pub name: String,
    /// What the extract is; also the title of the document. Holds no personal names.
    pub title: String,
    /// When it was made. It is also the workbook's own creation time, so that the same content gives the same bytes.
    pub created: DateTime<Utc>,
    /// What, who (by function, not by name), when, filter, moment, journal position, root hash.
    pub facts: Vec<Fact>,
}

/// One thing said of the extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name in JSON, the same in every language. Unique; `title` and `created` are taken.
    pub name: String,
    /// Its label in the chosen language.
    pub label: String,
    /// The value. A root hash is text.
    pub value: Cell,
}

impl Sheet {
    /// A sheet.
    #[must_use]
    pub fn new(name: impl Into<String>, columns: Vec<Heading>, front: Front) -> Self {
        Self { name: name.into(), columns, front, entry: None, language: "sv".to_owned() }
    }

    /// The same, in another language.
    #[must_use]
    pub fn in_language(self, language: impl Into<String>) -> Self {
        Self { language: language.into(), ..self }
    }

    /// The same, made to be filled in.
    #[must_use]
    pub fn to_fill_in(self, entry: Entry) -> Self {
        Self { entry: Some(entry), ..self }
    }
}

impl Heading {
    /// A heading with the width of its kind.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>, kind: ColumnKind) -> Self {
        Self { name: name.into(), text: text.into(), kind, width: None }
    }

    /// With another width, in characters.
    #[must_use]
    pub fn wide(self, characters: u16) -> Self {
        Self { width: Some(characters), ..self }
    }
}

impl Front {
    /// What is said of an extract, to begin with only what it is and when it was made.
    #[must_use]
    pub fn new(name: impl Into<String>, title: impl Into<String>, created: DateTime<Utc>) -> Self {
        Self { name: name.into(), title: title.into(), created, facts: Vec::new() }
    }

    /// With one thing more.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, label: impl Into<String>, value: Cell) -> Self {
        self.facts.push(Fact { name: name.into(), label: label.into(), value });
        self
    }
}
