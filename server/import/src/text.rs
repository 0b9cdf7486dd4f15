//! Tables in text, as spreadsheets save them: in UTF-8 or 16 with a mark at the beginning, in UTF-8 without one, or in
//! Windows-1252; with semicolons, commas or tabs between the cells.

use crate::gather::Gather;
use crate::{Result, refused};
use domain::import::{Fault, Given, Table};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// What may stand between cells, the most likely first.
const JOINTS: [u8; 3] = [b';', b'\t', b','];

/// Reads a table in text.
///
/// # Errors
/// `NotATable` when it is no text, or text of another sort.
pub fn read(bytes: &[u8], known: &dyn Fn(&str) -> bool) -> Result<Table> {
    let text = decoded(bytes)?;
    // Some systems hand out web pages and call them spreadsheets.
    if text.trim_start().starts_with('<') {
        return Err(refused(Fault::NotATable));
    }
    let (joint, text) = joint(&text);
    let mut records =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(joint).from_reader(text.as_bytes());
    let mut gathered = Gather::default();
    for (row, record) in (0_u32..).zip(records.records()) {
        let record = record.map_err(|_| refused(Fault::Damaged))?;
        for (column, cell) in (0_u32..).zip(&record) {
            gathered.take(row, column, Given::text(&armed(cell)))?;
        }
    }
    gathered.table("", known)
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    if text.contains('\0') { Err(refused(Fault::NotATable)) } else { Ok(text) }
}

/// What stands between the cells: what the file itself says, as some do in a line of its own, or what there is most of in
/// its first line, outside of quotes.
fn joint(text: &str) -> (u8, &str) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(said) = first.strip_prefix("sep=").and_then(|said| said.bytes().next()) {
        return (said, text.get(first.len()..).unwrap_or_default().trim_start_matches(['\r', '\n']));
    }
    let count = |joint: u8| {
        let outside = |(within, count): (bool, usize), byte: u8| match byte {
            b'"' => (!within, count),
            byte if byte == joint && !within => (within, count + 1),
            _ => (within, count),
        };
        first.bytes().fold((false, 0), outside).1
    };
    let most = JOINTS.into_iter().rev().max_by_key(|joint| count(*joint));
    (most.unwrap_or(b';'), text)
}

/// A cell without the apostrophes that our own files put before what a spreadsheet would take for a formula.
fn armed(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\'') {
        return Cow::Borrowed(cell);
    }
    let opens = |rest: &str, first: bool| {
        let rest = if first { rest.trim_start() } else { rest };
        rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    };
    let mut out = String::with_capacity(cell.len());
    let mut before = None;
    for (at, c) in cell.char_indices() {
        let splits = matches!(before, Some(',' | '\t' | '\n' | '\r'));
        let added = c == '\'' && (before.is_none() || splits) && opens(&cell[at + 1..], before.is_none());
        if !added {
            out.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_of_our_own_are_taken_off_and_others_stay() {
        for (told, meant) in [
            ("'=1+1", "=1+1"),
            ("'  =1+1", "  =1+1"),
            ("'+46 8 123", "+46 8 123"),
            ("a,'=1+1", "a,=1+1"),
            ("Punkter:\n'-ett", "Punkter:\n-ett"),
            ("'citat'", "'citat'"),
            ("d'accord, 'nja'", "d'accord, 'nja'"),
        ] {
            assert_eq!(armed(told), meant);
        }
    }

    #[test]
    fn the_joint_is_what_there_is_most_of() {
        assert_eq!(joint("a;b;c,d").0, b';');
        assert_eq!(joint("\"a;b;c\",d").0, b',');
        assert_eq!(joint("a\tb;c\td").0, b'\t');
        assert_eq!(joint("sep=,\r\na,b"), (b',', "a,b"));
        assert_eq!(joint("ensam").0, b';');
    }
}
