//! Cells as text.

use crate::words::Words;
use domain::Cell;
use std::borrow::Cow;

/// The text of a cell, where nothing better than text can be written. Dates are ISO, percent carries its sign, keys
/// stand with a comma between them.
pub fn of<'a>(cell: &'a Cell, words: &'a impl Words) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Time(text) => Cow::Borrowed(text),
        Cell::Key(key) => Cow::Borrowed(key.as_str()),
        Cell::Keys(keys) => {
            let keys: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
            Cow::Owned(keys.join(", "))
        }
        Cell::Labels(labels) => {
            let labels: Vec<Cow<'_, str>> = labels.iter().map(|label| words.code("label", label.code.code())).collect();
            Cow::Owned(labels.join(", "))
        }
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Percent(percent) => Cow::Owned(format!("{percent}%")),
        Cell::Date(day) => Cow::Owned(day.to_string()),
        Cell::Score { value, .. } => Cow::Owned(value.to_string()),
        Cell::Code(group, code) => words.code(group, code),
        Cell::Flag(yes) => words.flag(*yes),
        Cell::Masked(provision) => words.masked(provision),
    }
}

/// Whether a cell's text is written by this program from a number or a date, so that it can't hold a formula.
pub const fn is_a_figure(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Percent(_) | Cell::Date(_) | Cell::Score { .. })
}
