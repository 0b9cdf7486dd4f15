//! Excel workbooks: a front sheet that says what the extract is, and a sheet of rows.

use crate::error::{Error, Result};
use crate::sheet::{Emphasis, Entry, Front, Heading, Sheet};
use crate::text;
use crate::words::Words;
use crate::xlsx_entry;
use crate::xlsx_style::{self, Styles};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::Cell;
use rust_xlsxwriter::{DocProperties, IgnoreError, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most rows under the header: a worksheet has 1,048,576.
const MAX_ROWS: u32 = 1_048_575;
/// Most text in a cell, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// Largest number that keeps all its digits in a spreadsheet; larger ones are written as text.
const MAX_NUMBER: u64 = 999_999_999_999_999;
/// A4, in the numbering of spreadsheets.
const A4: u8 = 9;
/// Width of the front sheet's values, in characters.
const FRONT_WIDTH: u16 = 90;
/// Height of a line, and of the tallest row a spreadsheet takes, in points.
const LINE: u32 = 15;
const TALLEST: u32 = 405;
/// Rows that are made tall. The library remembers each, some 700 bytes, so that this bounds what is kept in memory;
/// rows after them are left to the spreadsheet.
const TALL_ROWS: u32 = 20_000;

pub struct XlsxFile<W, O> {
    words: W,
    out: O,
    workbook: Workbook,
    sheet: Worksheet,
    /// For each column its width where it wraps.
    wraps: Vec<Option<u16>>,
    styles: Styles,
    rows: u32,
    tall: u32,
    entry: Option<Entry>,
}

impl<W: Words, O: Write + Send> XlsxFile<W, O> {
    pub fn start(sheet: &Sheet, words: W, out: O) -> Result<Self> {
        contained(|| {
            let styles = Styles::new();
            let mut workbook = Workbook::new();
            workbook.set_properties(
                &DocProperties::new().set_title(&sheet.front.title).set_creation_datetime(&sheet.front.created),
            );
            let name = tab_name(&sheet.name);
            let front = workbook.add_worksheet();
            write_front(front, &sheet.front, &name, &words, &styles)?;
            let mut rows = workbook.new_worksheet_with_constant_memory()?;
            rows.set_name(name)?;
            write_header(&mut rows, &sheet.columns, &styles)?;
            let (wraps, entry) = (wraps(&sheet.columns), sheet.entry.clone());
            if let Some(entry) = &entry {
                xlsx_entry::format(&mut rows, entry, &styles)?;
            }
            Ok(Self { words, out, workbook, sheet: rows, wraps, styles, rows: 0, tall: 0, entry })
        })
    }

    pub fn row(&mut self, cells: &[Cell], emphasis: Emphasis) -> Result<()> {
        if self.rows == MAX_ROWS {
            return Err(Error::TooManyRows { max: MAX_ROWS });
        }
        self.rows += 1;
        contained(|| {
            let mut lines = 1;
            for (column, (cell, wraps)) in (0..).zip(cells.iter().zip(&self.wraps)) {
                let at = (self.rows, column);
                let (styles, words) = (&mut self.styles, &self.words);
                let taken = write_cell(&mut self.sheet, at, cell, *wraps, emphasis, styles, words)?;
                lines = lines.max(taken);
            }
            if lines > 1 && self.tall < TALL_ROWS {
                self.tall += 1;
                make_room(&mut self.sheet, self.rows, lines)?;
            }
            Ok(())
        })
    }

    /// Ends the worksheet and begins another after it.
    pub fn next(&mut self, name: &str, columns: &[Heading]) -> Result<()> {
        contained(|| {
            let mut next = self.workbook.new_worksheet_with_constant_memory()?;
            next.set_name(tab_name(name))?;
            write_header(&mut next, columns, &self.styles)?;
            let mut done = std::mem::replace(&mut self.sheet, next);
            end(&mut done, self.rows, self.wraps.len())?;
            self.workbook.push_worksheet(done);
            (self.rows, self.tall) = (0, 0);
            self.wraps = wraps(columns);
            Ok(())
        })
    }

    pub fn finish(mut self) -> Result<O> {
        contained(|| {
            end(&mut self.sheet, self.rows, self.wraps.len())?;
            let lists = match &self.entry {
                Some(entry) => Some(xlsx_entry::open(&mut self.sheet, entry, &self.styles)?),
                None => None,
            };
            self.workbook.push_worksheet(self.sheet);
            if let Some(lists) = lists {
                self.workbook.push_worksheet(lists);
            }
            self.workbook.save_to_writer(&mut self.out)
        })?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// For each column its width where it wraps.
fn wraps(columns: &[Heading]) -> Vec<Option<u16>> {
    columns.iter().map(|heading| xlsx_style::wraps(heading.kind).then(|| width(heading))).collect()
}

/// What a worksheet is given when its last row is there.
fn end(sheet: &mut Worksheet, rows: u32, columns: usize) -> std::result::Result<(), XlsxError> {
    let Some(last) = columns.checked_sub(1) else { return Ok(()) };
    let last = u16::try_from(last).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    // Numbers of provisions are text on purpose; without this Excel marks each with a green corner.
    sheet.ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Runs the library's work. It panics when the temporary file of a worksheet can't be written, which for us is an
/// error like any other; the workbook is thrown away with it.
fn contained<T>(work: impl FnOnce() -> std::result::Result<T, XlsxError>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(outcome) => outcome.map_err(Error::from),
        Err(_) => Err(Error::Spool),
    }
}

fn write_front(
    sheet: &mut Worksheet,
    front: &Front,
    taken: &str,
    words: &impl Words,
    styles: &Styles,
) -> std::result::Result<(), XlsxError> {
    let name = tab_name(&front.name);
    if name.to_lowercase() == taken.to_lowercase() {
        sheet.set_name(tab_name(&format!("• {name}")))?;
    } else {
        sheet.set_name(name)?;
    }
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, FRONT_WIDTH)?;
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, &front.title, &styles.title)?;
    let row_style = styles.row(Emphasis::None);
    for (row, fact) in (2..).zip(&front.facts) {
        sheet.write_string_with_format(row, 0, fitting(&fact.label), &styles.label)?;
        match &fact.value {
            Cell::Date(day) if is_countable(*day) => sheet.write_date_with_format(row, 1, *day, &row_style.date)?,
            value => {
                let text = text::of(value, words);
                make_room(sheet, row, lines_of(&text, FRONT_WIDTH))?;
                sheet.write_string_with_format(row, 1, fitting(&text), &row_style.long)?
            }
        };
    }
    Ok(())
}

fn write_header(sheet: &mut Worksheet, columns: &[Heading], styles: &Styles) -> std::result::Result<(), XlsxError> {
    let mut lines = 1;
    for (column, heading) in (0..).zip(columns) {
        let width = width(heading);
        sheet.set_column_width(column, width)?;
        // The filter's button takes three characters.
        lines = lines.max(lines_of(&heading.text, width.saturating_sub(3)));
        sheet.write_string_with_format(0, column, fitting(&heading.text), &styles.header)?;
    }
    make_room(sheet, 0, lines)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

/// Writes a cell and tells how many lines it takes.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    wraps: Option<u16>,
    emphasis: Emphasis,
    styles: &mut Styles,
    words: &impl Words,
) -> std::result::Result<u32, XlsxError> {
    if let Cell::Score { value, tone, band } = cell {
        let format = styles.score(*tone, band);
        sheet.write_number_with_format(row, column, *value, format)?;
        return Ok(1);
    }
    let style = styles.row(emphasis);
    match cell {
        Cell::Empty if emphasis == Emphasis::None => {}
        Cell::Empty => {
            sheet.write_blank(row, column, &style.text)?;
        }
        #[expect(clippy::cast_precision_loss, reason = "15 digits fit exactly")]
        Cell::Number(number) if number.unsigned_abs() <= MAX_NUMBER => {
            sheet.write_number_with_format(row, column, *number as f64, &style.number)?;
        }
        Cell::Percent(percent) => {
            let share = f64::from(*percent) / 100.0;
            sheet.write_number_with_format(row, column, share, &style.percent)?;
        }
        Cell::Date(day) if is_countable(*day) => {
            sheet.write_date_with_format(row, column, *day, &style.date)?;
        }
        Cell::Time(shown) if minute(shown).is_some() => {
            if let Some(minute) = minute(shown) {
                sheet.write_datetime_with_format(row, column, minute, &style.time)?;
            }
        }
        _ => {
            let format = match cell {
                Cell::Masked(_) => &style.masked,
                _ if wraps.is_some() => &style.long,
                _ => &style.text,
            };
            let text = text::of(cell, words);
            sheet.write_string_with_format(row, column, fitting(&text), format)?;
            return Ok(wraps.map_or(1, |width| lines_of(&text, width)));
        }
    }
    Ok(1)
}

/// Makes a row tall enough. Excel would do it by itself when it opens the file; LibreOffice takes the file to be Excel's
/// own, believes the heights it finds, and would let wrapped lines run into the next row.
fn make_room(sheet: &mut Worksheet, row: u32, lines: u32) -> std::result::Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, lines.saturating_mul(LINE).min(TALLEST))?;
    }
    Ok(())
}

/// How many lines a text takes in a column, rather one too many than one too few: letters are on average a little
/// narrower than the digits that widths are counted in, and words that don't fit leave a gap.
fn lines_of(text: &str, width: u16) -> u32 {
    let room = usize::from(width.saturating_sub(2).max(1));
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(room).max(1)).sum();
    u32::try_from(lines.max(1)).unwrap_or(u32::MAX)
}

fn width(heading: &Heading) -> u16 {
    heading.width.unwrap_or(xlsx_style::width(heading.kind))
}

/// Whether a spreadsheet counts the day right: before March 1900 they disagree, and after 9999 they stop.
fn is_countable(day: NaiveDate) -> bool {
    (1901..=9999).contains(&day.year())
}

/// A moment as shown to people, read back so that a spreadsheet can sort by it.
fn minute(shown: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M").ok().filter(|minute| is_countable(minute.date()))
}

/// The text, cut with an ellipsis where it is longer than a cell may be. Only a very long list of keys is: no field of
/// the register holds so much.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 1;
    let cut: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= MAX_TEXT
        })
        .collect();
    Cow::Owned(cut + "…")
}

/// A name that a worksheet's tab may have: 1–31 characters, none of `[ ] : * ? / \`, no apostrophe at an end.
pub fn tab_name(name: &str) -> String {
    let name = name.replace(['[', ']', ':', '*', '?', '/', '\\'], "-");
    let mut units = 0;
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take_while(|c| {
            units += c.len_utf16();
            units <= 31
        })
        .collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "-".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_cells_take_what_a_spreadsheet_takes() {
        assert_eq!(tab_name("Krav: NIS2/CSL [21]"), "Krav- NIS2-CSL -21-");
        assert_eq!(tab_name("'"), "-");
        assert_eq!(tab_name(&"å".repeat(40)).chars().count(), 31);
        assert_eq!(lines_of("", 20), 1);
        assert_eq!(lines_of(&format!("ett\n\n{}", "å".repeat(19)), 20), 4);
        assert_eq!(fitting(&"x".repeat(MAX_TEXT)).len(), MAX_TEXT);
        let cut = fitting(&"😀".repeat(MAX_TEXT)).into_owned();
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= MAX_TEXT);
    }
}
