//! Workbooks: which sheet is meant, and its cells one by one.

use crate::gather::{Gather, TOP};
use crate::{Result, because, refused};
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use domain::import::{Fault, Given, Table, letters, plain};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Known headings that make a sheet the one, when nobody has named it.
const ENOUGH: usize = 2;
/// Merged cells that are told by their addresses.
const TOLD: usize = 5;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a workbook whose package has been looked through.
///
/// # Errors
/// What is wrong with it.
pub fn read(bytes: &[u8], wanted: &str, known: &dyn Fn(&str) -> bool) -> Result<Table> {
    // Whatever the library makes of a file that is damaged in a way nobody has thought of, it is the file that is refused.
    catch_unwind(AssertUnwindSafe(|| {
        let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        let sheet = chosen(&mut book, wanted, known)?;
        let mut gathered = cells(&mut book, &sheet, usize::MAX)?;
        unmerged(&mut book, &sheet, gathered.heading_row(known))?;
        shares(&mut book, &sheet, &mut gathered)?;
        gathered.table(&sheet, known)
    }))
    .unwrap_or_else(|_| Err(refused(Fault::Damaged)))
}

/// The sheet that is meant: the one that is named, the one whose headings are known best, or the only one there is.
fn chosen(book: &mut Book<'_>, wanted: &str, known: &dyn Fn(&str) -> bool) -> Result<String> {
    let shown = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let names: Vec<String> = book.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect();
    let none = || because(Fault::Sheet, names.join(", "));
    if !wanted.trim().is_empty() {
        return names.iter().find(|name| plain(name) == plain(wanted)).cloned().ok_or_else(none);
    }
    if let [only] = &names[..] {
        return Ok(only.clone());
    }
    let mut best = (0, None);
    for name in &names {
        let (count, _) = cells(book, name, TOP)?.headings(known);
        if count > best.0 {
            best = (count, Some(name));
        }
    }
    best.1.filter(|_| best.0 >= ENOUGH).cloned().ok_or_else(none)
}

/// The cells of a sheet, of as many rows as are wanted.
fn cells(book: &mut Book<'_>, sheet: &str, rows: usize) -> Result<Gather> {
    let mut gathered = Gather::default();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let given = if cell.formula.is_some() { Given::Formula } else { given(&cell.value) };
        gathered.take(cell.pos.0, cell.pos.1, given)?;
        if gathered.len() > rows {
            break;
        }
    }
    Ok(gathered)
}

fn given(value: &DataRef<'_>) -> Given {
    match value {
        DataRef::Empty => Given::Empty,
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets count in such numbers themselves")]
        DataRef::Int(number) => Given::Number(*number as f64),
        DataRef::Float(number) => Given::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Given::text(text),
        DataRef::SharedString(text) => Given::text(text),
        DataRef::Bool(yes) => Given::Flag(*yes),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(error) => Given::Error(error.to_string()),
    }
}

/// A cell that is shown as a date. One with a time of day isn't a day, and is told as it reads.
fn day(moment: &ExcelDateTime) -> Given {
    if !moment.is_datetime() {
        return Given::Number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()) {
        Some(day) if moment.as_f64().fract() == 0.0 => Given::Date(day),
        _ => Given::Text(format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")),
    }
}

/// Merged cells from the headings down: the rows under them would be read as empty. A title above may well be merged.
fn unmerged(book: &mut Book<'_>, sheet: &str, headings: u32) -> Result<()> {
    let merged = book.merge_cells_by_sheet_name(sheet).map_err(damaged)?;
    let told: Vec<String> = merged
        .iter()
        .filter(|area| area.end.0 >= headings && area.start != area.end)
        .take(TOLD)
        .map(|area: &Dimensions| {
            let address = |(row, column): (u32, u32)| format!("{}{}", letters(column), row + 1);
            format!("{}:{}", address(area.start), address(area.end))
        })
        .collect();
    if told.is_empty() { Ok(()) } else { Err(because(Fault::Merged, told.join(", "))) }
}

/// Finds the numbers that are shown as percent. How a cell is shown is told apart from what it holds, so the sheet is
/// read once more, when the workbook has such a format at all.
fn shares(book: &mut Book<'_>, sheet: &str, gathered: &mut Gather) -> Result<()> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    let percent =
        |style: &calamine::Style| style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'));
    let percent: Vec<bool> = reader.styles().iter().map(percent).collect();
    if !percent.contains(&true) {
        return Ok(());
    }
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        if percent.get(style) == Some(&true) && matches!(cell.get_value(), DataRef::Float(_) | DataRef::Int(_)) {
            let (row, column) = cell.get_position();
            gathered.share(row, column);
        }
    }
    Ok(())
}

fn damaged(error: XlsxError) -> domain::ErrorCode {
    refused(if matches!(error, XlsxError::Password) { Fault::Encrypted } else { Fault::Damaged })
}
