//! Files from outside read as tables: XLSX, and text with semicolons, commas or tabs. It is the only place that opens what
//! someone has sent, and trusts it with nothing.
//!
//! What a file is, its bytes decide. A workbook's package is looked through before anything in it is understood: how
//! much it holds when unpacked, and whether it can run anything. Then its cells are read one by one, and counted as they
//! come, so that what is kept in memory follows what people have written and not what a file claims of itself. Formulas
//! are kept as formulas: what a spreadsheet last reckoned them to be may be old, or put there by anyone.
//!
//! All of it takes time and blocks: run it on a thread that may.

mod gather;
mod package;
mod text;
mod workbook;

use domain::ErrorCode;
use domain::import::{Fault, Table};

pub use domain::import::ROWS_MAX;

/// Columns that are read, from the first.
pub const COLUMNS_MAX: u32 = 100;
/// Most text in a cell, in characters: as much as a spreadsheet takes.
pub const CELL_MAX: usize = 32_767;
/// Most text of all cells together, in bytes. One text may stand in every cell of a workbook that is itself small.
pub const TEXT_MAX: usize = 48 << 20;
/// Most bytes of a workbook when it is unpacked.
pub const UNPACKED_MAX: u64 = 256 << 20;

/// The outcome of reading.
pub type Result<T> = std::result::Result<T, ErrorCode>;

/// How a ZIP package begins, and how the containers do that Excel used before 2007 and still uses behind a password.
const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a file. `sheet` names the one of its sheets that is meant; when it is empty, the one is taken whose headings are
/// `known` best.
///
/// # Errors
/// What is wrong with the file, as [`Fault`].
pub fn read(name: &str, bytes: &[u8], sheet: &str, known: &dyn Fn(&str) -> bool) -> Result<Table> {
    let table = if bytes.starts_with(ZIP) {
        package::check(bytes)?;
        workbook::read(bytes, sheet, known)?
    } else if bytes.starts_with(OLE) {
        return Err(refused(if package::is_encrypted(bytes) { Fault::Encrypted } else { Fault::OldXls }));
    } else {
        text::read(bytes, known)?
    };
    Ok(Table { name: name.to_owned(), ..table })
}

fn refused(fault: Fault) -> ErrorCode {
    because(fault, String::new())
}

fn because(fault: Fault, given: String) -> ErrorCode {
    ErrorCode::Import { fault, given }
}

#[cfg(test)]
mod tests;
