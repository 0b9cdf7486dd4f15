//! What can go wrong while a file is written.

use rust_xlsxwriter::XlsxError;

/// What can go wrong while a file is written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with another number of cells than there are headings: the caller's mistake.
    #[error("a row of {found} cells under {expected} headings")]
    Columns {
        /// Headings.
        expected: usize,
        /// Cells.
        found: usize,
    },
    /// A worksheet or a PDF holds no more rows. CSV and JSON have no such end.
    #[error("the file holds {max} rows")]
    TooManyRows {
        /// Most rows under the header.
        max: u32,
    },
    /// What was written to took no more: the receiver has gone, or its disk is full.
    #[error("the file could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(XlsxError),
    /// The temporary file of a workbook could not be written: the disk of `TMPDIR` is full or broken.
    #[error("the temporary file of the workbook could not be written")]
    Spool,
    /// An official document could not be set: a fault of the program, not of what the document says. The place is a line
    /// of a template or a step; nothing of the content is in it.
    #[error("the document could not be set, at {place}")]
    Document {
        /// Where.
        place: String,
    },
    /// The file to go with a document isn't what it is said to be: its name can't be one, or its bytes don't give its
    /// SHA-256.
    #[error("the attached file isn't what it is said to be")]
    Attachment,
}

/// The outcome of writing.
pub type Result<T> = std::result::Result<T, Error>;

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Write(error),
            other => Self::Workbook(other),
        }
    }
}
