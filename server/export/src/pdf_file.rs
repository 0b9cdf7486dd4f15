//! A list as a PDF: the same rows and words as in the other forms, set as a table. Unlike them it is set in one piece, so
//! that its rows are kept in memory, and there is an end to how many there can be.

use crate::document::{self, ListDocument};
use crate::error::{Error, Result};
use crate::sheet::Sheet;
use crate::words::Words;
use domain::Cell;
use std::io::Write;

pub struct PdfFile<W, O> {
    sheet: Sheet,
    rows: Vec<Vec<Cell>>,
    words: W,
    out: O,
}

impl<W: Words, O: Write> PdfFile<W, O> {
    pub const fn start(sheet: Sheet, words: W, out: O) -> Self {
        Self { sheet, rows: Vec::new(), words, out }
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        if self.rows.len() == ListDocument::MAX {
            return Err(Error::TooManyRows { max: u32::try_from(ListDocument::MAX).unwrap_or(u32::MAX) });
        }
        self.rows.push(cells.to_vec());
        Ok(())
    }

    pub fn finish(mut self) -> Result<O> {
        let bytes = document::list(&ListDocument { sheet: &self.sheet, rows: &self.rows }, &self.words)?;
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
