//! What can go wrong, in terms people can act on. Detail that only the operator needs goes to the log under an id.

use crate::draft::Draft;
use crate::import::Fault;
use crate::key::Key;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything a command or a view can answer instead of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    #[error("unauthenticated")]
    Unauthenticated,
    /// The actor may not do this.
    #[error("forbidden")]
    Forbidden,
    /// There is no such record, or the actor may not know of it.
    #[error("not found")]
    NotFound,
    /// The record has been disposed of (gallrad). What it held is gone; that it was there is not.
    #[error("disposed of")]
    Disposed {
        /// The record.
        key: Key,
        /// The disposal it went by.
        by: Key,
        /// When.
        date: NaiveDate,
    },
    /// Someone else changed the record first. Both versions travel with the answer, so nothing typed is lost.
    #[error("conflict")]
    Conflict(Box<Conflict>),
    /// One or more fields can't be taken as they are; all of them at once.
    #[error("invalid")]
    Invalid {
        /// Every error found.
        errors: Vec<FieldError>,
    },
    /// Too many attempts; try again after this many seconds.
    #[error("throttled")]
    Throttled {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The database can't be reached or is too busy. Nothing was written.
    #[error("unavailable")]
    Unavailable,
    /// There is no room left on the database's disk. Nothing was written.
    #[error("no room")]
    NoRoom,
    /// A fault of ours. The id finds the detail in the log.
    #[error("internal error {id}")]
    Internal {
        /// Id of the log entry.
        id: String,
    },
}

/// Two people edited the same record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The record.
    pub key: Key,
    /// The revision that is stored now; saving again on top of it replaces `theirs`.
    pub rev: u32,
    /// Function of the one who saved first.
    pub by: String,
    /// When they saved, as shown to people.
    pub at: String,
    /// What this person typed.
    pub yours: Draft,
    /// What is stored.
    pub theirs: Draft,
}

impl AppError {
    /// One field error.
    #[must_use]
    pub fn field(field: &str, code: ErrorCode) -> Self {
        Self::Invalid { errors: vec![FieldError::new(field, code)] }
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the draft.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub code: ErrorCode,
}

impl FieldError {
    /// An error at a field.
    #[must_use]
    pub fn new(field: &str, code: ErrorCode) -> Self {
        Self { field: field.to_owned(), code }
    }

    /// That the action can't be done to the record as it is now.
    #[must_use]
    pub fn not_now() -> Vec<Self> {
        vec![Self::new("action", ErrorCode::NotNow)]
    }
}

/// What is wrong with a field; the interface has a sentence for each in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ErrorCode {
    /// Nothing was given.
    Required,
    /// Longer than `max` characters.
    TooLong {
        /// Most characters.
        max: u32,
        /// Characters given.
        length: u32,
    },
    /// Not a date of the form 2026-11-23 that exists.
    NotADate,
    /// Not a date with a time of day that exists: `2026-11-23 15:41`. An hour is missing on the night clocks are put forward.
    NotATime,
    /// Before the date in the other field.
    Before {
        /// The other field.
        other: String,
    },
    /// Later than today, or for a time of day later than now.
    InTheFuture,
    /// Not a whole number.
    NotANumber,
    /// Outside `min`–`max`.
    OutOfRange {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// Not one of the choices.
    UnknownChoice {
        /// What was given.
        given: String,
    },
    /// A provision of its own for a field that the marking doesn't cover.
    NotMarked {
        /// The field's name.
        field: String,
    },
    /// No such record, or one that can't be linked here.
    UnknownKey {
        /// What was given.
        given: String,
    },
    /// The record is closed, or in a state where this can't be done.
    NotNow,
    /// What is given isn't an address on the web.
    NotOnTheWeb,
    /// Already taken.
    Taken,
    /// The bands of a scale leave a gap, overlap, or don't cover it.
    Bands,
    /// A line of the catalogue of thresholds isn't what it goes by, its text and its source, or goes by the same as another.
    Thresholds,
    /// A line of the year's steps isn't what it goes by, its text, its day, what shows it and its source, or goes by the same
    /// as another; or there are too many of them.
    YearSteps,
    /// A significant incident is not to be closed before all that is owed has been sent.
    Unsent {
        /// How many reports.
        number: u32,
    },
    /// A password is shorter than `min` characters.
    TooShort {
        /// Least characters.
        min: u32,
    },
    /// The old password is wrong.
    WrongPassword,
    /// Not an e-mail address that can be written to.
    NotAnAddress,
    /// The file's content is of a type that isn't kept here.
    FileType {
        /// The type its content says.
        found: String,
    },
    /// The file's name ends as files of another type than its content do.
    FileName {
        /// The type its content says.
        found: String,
        /// How its name ends.
        given: String,
    },
    /// There is no room for the file.
    NoRoom,
    /// The file is larger than `max` bytes.
    FileSize {
        /// Most bytes.
        max: u64,
    },
    /// Some risks of a revision have changed without a reason.
    Unanswered {
        /// How many.
        number: u32,
        /// The first of them: `RSK-02, RSK-06`.
        given: String,
    },
    /// What was written no longer is what the register says.
    Stale {
        /// How many statements.
        number: u32,
        /// The first of them.
        given: String,
    },
    /// What a measure delivers isn't decided yet.
    Undecided {
        /// How many deliverables.
        number: u32,
        /// The first of them: `LEV-03, LEV-07`.
        given: String,
    },
    /// Measures would come to wait for each other.
    Cycle {
        /// The way around: `ATG-03 → ATG-07 → ATG-03`.
        given: String,
    },
    /// A provision of information that is classified under säkerhetsskyddslagen: it may not be kept here at all.
    Classified,
    /// The upload broke off before the end.
    FileBroken,
    /// The account has begun to send as much as it may without ending any of it.
    Unfinished {
        /// Most files.
        files: u64,
        /// Most bytes together.
        max: u64,
    },
    /// Not a decimal number as `99,4`.
    NotADecimal,
    /// Not a period as `2024`, `Halvår 1 2024` or `period mars 2024`.
    NotAPeriod,
    /// Something is wrong with a file that was to be taken in.
    Import {
        /// What.
        fault: Fault,
        /// Where, or what was given; empty where the fault says it all.
        given: String,
    },
}

/// Most keys an error names.
const NAMED: usize = 10;

impl ErrorCode {
    /// That these deliverables aren't decided.
    #[must_use]
    pub fn undecided(keys: &[Key]) -> Self {
        let named: Vec<&str> = keys.iter().take(NAMED).map(Key::as_str).collect();
        Self::Undecided { number: u32::try_from(keys.len()).unwrap_or(u32::MAX), given: named.join(", ") }
    }

    /// That these measures wait for each other, in order, the first one named again last.
    #[must_use]
    pub fn cycle(keys: &[Key]) -> Self {
        let named: Vec<&str> = keys.iter().chain(keys.first()).map(Key::as_str).collect();
        Self::Cycle { given: named.join(" → ") }
    }
}
