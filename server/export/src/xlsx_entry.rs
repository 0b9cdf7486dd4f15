//! What a workbook lets be filled in: a format for each column that needs one, a rule for what its cells take, and a
//! worksheet with the words that can be chosen among. The rules help who fills it in; what is sent in is judged anew.

use crate::sheet::{Accepts, Emphasis, Entry};
use crate::xlsx_file::tab_name;
use crate::xlsx_style::Styles;
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Worksheet, XlsxError};

/// The first and last year of a date that the register takes.
const YEARS: (i32, i32) = (1900, 2200);
/// Width of a list of words, in characters.
const LIST_WIDTH: u16 = 40;

/// Gives the columns the formats that what is typed in them needs: `80` becomes 80 % where percent is meant.
pub fn format(sheet: &mut Worksheet, entry: &Entry, styles: &Styles) -> Result<(), XlsxError> {
    let style = styles.row(Emphasis::None);
    for (column, accepts) in (0..).zip(&entry.accepts) {
        match accepts {
            Accepts::Date => sheet.set_column_format(column, &style.date)?,
            Accepts::Percent => sheet.set_column_format(column, &style.percent)?,
            Accepts::Anything | Accepts::Choice(_) | Accepts::Whole(..) => continue,
        };
    }
    Ok(())
}

/// Sets what the columns take, and answers with the worksheet of their words.
pub fn open(sheet: &mut Worksheet, entry: &Entry, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut lists = Worksheet::new();
    let name = tab_name(&entry.lists);
    lists.set_name(&name)?;
    let mut next = 0;
    for (column, accepts) in (0..).zip(&entry.accepts) {
        let rule = match accepts {
            Accepts::Anything => continue,
            Accepts::Choice(words) => {
                for (row, word) in (0..).zip(words) {
                    lists.write_string_with_format(row, next, word, &styles.row(Emphasis::None).text)?;
                }
                lists.set_column_width(next, LIST_WIDTH)?;
                let area = range(&name, next, words.len());
                next += 1;
                DataValidation::new().allow_list_formula(Formula::new(area))
            }
            Accepts::Date => {
                let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
                let (first, last) = (day(YEARS.0, 1, 1), day(YEARS.1, 12, 31));
                DataValidation::new().allow_date(DataValidationRule::Between(first, last))
            }
            Accepts::Percent => DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0)),
            Accepts::Whole(least, most) => {
                DataValidation::new().allow_whole_number(DataValidationRule::Between(*least, *most))
            }
        };
        sheet.add_data_validation(1, column, entry.rows, column, &rule)?;
    }
    Ok(lists)
}

/// The cells of a list of words: `'Listor'!$A$1:$A$6`.
fn range(name: &str, column: u16, rows: usize) -> String {
    let letters = domain::import::letters(column.into());
    format!("='{}'!${letters}$1:${letters}${}", name.replace('\'', "''"), rows.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_named_by_its_cells() {
        assert_eq!(range("Listor", 0, 6), "='Listor'!$A$1:$A$6");
        assert_eq!(range("Word's", 27, 0), "='Word''s'!$AB$1:$AB$1");
    }
}
