//! A view turned into a file: CSV, XLSX, JSON or PDF, row by row; and official documents as PDF, in [`document`].
//!
//! This crate knows nothing of HTTP, of the database or of languages. It is given a [`Sheet`] with its headings already
//! in words, a [`Words`] for what the cells hold, and a place to write to; then one row after the other. What the file
//! holds is therefore exactly what the view gave, and secrecy has been seen to before a row comes here.
//!
//! ```
//! # use domain::Cell;
//! # use export::{Chunks, ColumnKind, Export, Format, Front, Heading, Sheet, Words};
//! # use std::borrow::Cow;
//! # struct Plain;
//! # impl Words for Plain {
//! #     fn code<'a>(&'a self, _: &str, code: &str) -> Cow<'a, str> { code.to_owned().into() }
//! #     fn flag(&self, yes: bool) -> Cow<'_, str> { if yes { "ja" } else { "nej" }.into() }
//! #     fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str> { provision.to_owned().into() }
//! # }
//! # let front = Front::new("Om utdraget", "Risker", chrono::DateTime::UNIX_EPOCH);
//! let sheet = Sheet::new("Risker", vec![Heading::new("key", "Id", ColumnKind::Key)], front);
//! let mut sent = Vec::new();
//! let out = Chunks::new(|chunk| { sent.push(chunk); Ok(()) });
//! let mut export = Export::start(Format::Csv, sheet, Plain, out)?;
//! export.row(&[Cell::text("RSK-01")])?;
//! export.finish()?;
//! assert_eq!(&sent.concat()[..], "\u{feff}Id\r\nRSK-01\r\n".as_bytes());
//! # Ok::<(), export::Error>(())
//! ```
//!
//! # When the first byte leaves, and what is kept in memory
//! - **CSV and JSON** send their head when [`Export::start`] returns and a chunk whenever 64 KiB are full. Memory does
//!   not grow with the number of rows.
//! - **XLSX** sends nothing before [`Export::finish`]. The library writes each finished row to an unnamed temporary file
//!   (in `TMPDIR`, gone with the process) and packs that file into the ZIP at the end, so that memory does not grow with
//!   the rows. The packing itself streams, for the library's ZIP writer needs no seeking: the first chunk leaves within
//!   some ten milliseconds of `finish` and the rest as they are packed. The first byte of a workbook therefore comes
//!   after its last row has been read, and no sooner: about half of the time it takes. In return an error on the way
//!   there can still be answered as an error.
//! - **PDF** is set in one piece when it is finished, so that it keeps its rows in memory and takes at most
//!   [`document::ListDocument::MAX`] of them.
//!
//! All of it blocks: run it on a thread that may, hand rows to it through a bounded channel, and let the function given
//! to [`Chunks`] block while the receiver is behind. When that function fails, the reader has gone, and the export ends
//! with [`Error::Write`].
//!
//! A CSV or JSON file that ends in an error has begun to leave. Whoever sends it must then break the connection off
//! rather than end it: half a CSV file looks like a whole one.

mod chunks;
mod columns;
mod csv_file;
pub mod document;
mod error;
pub mod evidence_list;
mod json_file;
pub mod pack;
mod pdf_file;
mod sheet;
mod text;
mod words;
mod xlsx_entry;
mod xlsx_file;
mod xlsx_style;

pub use chunks::Chunks;
pub use error::{Error, Result};
pub use sheet::{Accepts, ColumnKind, Emphasis, Entry, Fact, Format, Front, Heading, Sheet};
pub use words::Words;

use csv_file::CsvFile;
use domain::Cell;
use json_file::JsonFile;
use pdf_file::PdfFile;
use std::io::Write;
use xlsx_file::XlsxFile;

/// A file being written.
pub struct Export<W, O: Write> {
    columns: usize,
    file: File<W, O>,
}

enum File<W, O: Write> {
    Csv(Box<CsvFile<W, O>>),
    Json(JsonFile<O>),
    Xlsx(Box<XlsxFile<W, O>>),
    Pdf(Box<PdfFile<W, O>>),
}

impl<W: Words, O: Write + Send> Export<W, O> {
    /// Begins a file. CSV and JSON write and flush their head at once.
    ///
    /// # Errors
    /// [`Error::Write`] when `out` can't be written to; [`Error::Workbook`] or [`Error::Spool`] when a workbook can't be
    /// made, as when there is no room for its temporary file.
    pub fn start(format: Format, sheet: Sheet, words: W, out: O) -> Result<Self> {
        let columns = sheet.columns.len();
        let file = match format {
            Format::Csv => File::Csv(Box::new(CsvFile::start(&sheet, words, out)?)),
            Format::Json => File::Json(JsonFile::start(sheet, out)?),
            Format::Xlsx => File::Xlsx(Box::new(XlsxFile::start(&sheet, words, out)?)),
            Format::Pdf => File::Pdf(Box::new(PdfFile::start(sheet, words, out))),
        };
        Ok(Self { columns, file })
    }

    /// Writes a row: one cell for each heading.
    ///
    /// # Errors
    /// [`Error::Columns`] when there are more or fewer cells; [`Error::TooManyRows`] when a worksheet or a PDF is full;
    /// otherwise as for [`Self::start`].
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.emphasised_row(cells, Emphasis::None)
    }

    /// Writes a row that is to stand out. Only XLSX shows it; the cells themselves must say why.
    ///
    /// # Errors
    /// As for [`Self::row`].
    pub fn emphasised_row(&mut self, cells: &[Cell], emphasis: Emphasis) -> Result<()> {
        if cells.len() != self.columns {
            return Err(Error::Columns { expected: self.columns, found: cells.len() });
        }
        match &mut self.file {
            File::Csv(file) => file.row(cells),
            File::Json(file) => file.row(cells),
            File::Xlsx(file) => file.row(cells, emphasis),
            File::Pdf(file) => file.row(cells),
        }
    }

    /// Ends the file, flushes it and hands back what it was written to. Without this the file is not whole.
    ///
    /// # Errors
    /// As for [`Self::start`].
    pub fn finish(self) -> Result<O> {
        match self.file {
            File::Csv(file) => file.finish(),
            File::Json(file) => file.finish(),
            File::Xlsx(file) => file.finish(),
            File::Pdf(file) => file.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
