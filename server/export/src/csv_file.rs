//! CSV, as Swedish spreadsheets open it.
//!
//! - UTF-8 with a byte order mark: without it Excel reads å, ä and ö in the machine's old code page.
//! - Semicolons: Excel separates columns by the list separator of the machine's region, and in Sweden the comma is the
//!   decimal sign. RFC 4180 says comma; programs that read this file must be told the separator.
//! - For the rest RFC 4180: CRLF, quotes where needed, quotes doubled.
//! - Dates are ISO 8601, numbers bare, percent with its sign (`45%`), so that both people and spreadsheets read them
//!   right.
//! - Text that a spreadsheet would take for a formula is defused with an apostrophe, after OWASP's *CSV Injection*.

use crate::error::Result;
use crate::sheet::Sheet;
use crate::text;
use crate::words::Words;
use domain::Cell;
use std::borrow::Cow;
use std::io::Write;

pub struct CsvFile<W, O: Write> {
    words: W,
    out: csv::Writer<O>,
}

impl<W: Words, O: Write> CsvFile<W, O> {
    pub fn start(sheet: &Sheet, words: W, mut out: O) -> Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(out);
        out.write_record(sheet.columns.iter().map(|heading| defused(&heading.text).into_owned()))?;
        out.flush()?;
        Ok(Self { words, out })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for cell in cells {
            let text = text::of(cell, &self.words);
            if text::is_a_figure(cell) {
                self.out.write_field(text.as_bytes())?;
            } else {
                self.out.write_field(defused(&text).as_bytes())?;
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<O> {
        self.out.flush()?;
        Ok(self.out.into_inner().map_err(csv::IntoInnerError::into_error)?)
    }
}

/// Whether a spreadsheet takes a cell that begins so for a formula. The wide forms are what Japanese and Chinese Excel
/// read as the narrow ones.
const fn opens_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// The text with an apostrophe wherever a spreadsheet could find a formula.
///
/// That is at the beginning, also behind blanks that a spreadsheet may drop, and before a leading tab, carriage return
/// or line feed. It is also behind a comma, a tab or a line break inside the text: a spreadsheet set to another
/// separator than ours splits the text there, quotes or not. A hyphen there with a blank behind it is a dash or a list.
fn defused(text: &str) -> Cow<'_, str> {
    let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    let leads = text.starts_with(['\t', '\r', '\n']) || text.chars().find(|c| !blank(*c)).is_some_and(opens_a_formula);
    let splits = |before: char, c: char, after: Option<char>| {
        matches!(before, ',' | '\t' | '\n' | '\r')
            && opens_a_formula(c)
            && !(c == '-' && after.is_none_or(char::is_whitespace))
    };
    let mut out = String::new();
    let mut copied = 0;
    if leads {
        out.push('\'');
    }
    let mut before = '\0';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if splits(before, c, rest.peek().map(|(_, next)| *next)) {
            out.push_str(&text[copied..at]);
            out.push('\'');
            copied = at;
        }
        before = c;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_like_a_formula_is_defused() {
        for text in [
            "=1+1",
            "+46 8 123",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\tindragen",
            "\rrad",
            "\nrad",
            "  =1+1",
            "\u{a0}@x",
            "＝1+1",
        ] {
            assert_eq!(defused(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn nor_can_one_hide_behind_another_separator() {
        assert_eq!(defused("a,=1+1"), "a,'=1+1");
        assert_eq!(defused("a\n=1+1\tb,-2"), "a\n'=1+1\tb,'-2");
        assert_eq!(defused("=a,@b"), "'=a,'@b");
        assert_eq!(defused("\t=1"), "'\t'=1");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in [
            "",
            "Högrisk – obehörig åtkomst",
            "Rättsdatabas, -arkiv",
            "100 kr = 10,-",
            "Punkter:\n- ett\n- två",
            "a-b",
            "e-post@example.se",
        ] {
            assert_eq!(defused(text), text);
        }
    }
}
