//! Cells as they come, counted, and then a table.

use crate::{CELL_MAX, COLUMNS_MAX, ROWS_MAX, Result, TEXT_MAX, because, refused};
use domain::import::{Fault, Given, Head, Line, Table, letters};
use std::collections::BTreeSet;

/// Rows among which the headings are looked for: above them there may be a title.
pub const TOP: usize = 10;

/// The cells that hold something, row by row.
#[derive(Debug, Default)]
pub struct Gather {
    rows: Vec<Sparse>,
    text: usize,
}

/// A row with the cells that hold something, from the left.
#[derive(Debug)]
struct Sparse {
    /// Its place, counted from 0.
    place: u32,
    cells: Vec<(u32, Given)>,
}

impl Gather {
    /// Takes a cell. Cells come row by row, as every file has them.
    ///
    /// # Errors
    /// When there are more rows, columns or letters than are read.
    pub fn take(&mut self, row: u32, column: u32, given: Given) -> Result<()> {
        if given == Given::Empty {
            return Ok(());
        }
        if column >= COLUMNS_MAX {
            return Err(because(Fault::Columns, COLUMNS_MAX.to_string()));
        }
        if let Given::Text(text) | Given::Error(text) = &given {
            if text.len() > CELL_MAX && text.chars().count() > CELL_MAX {
                return Err(because(Fault::Long, format!("{}{}", letters(column), row + 1)));
            }
            self.text += text.len();
            if self.text > TEXT_MAX {
                return Err(refused(Fault::Unpacked));
            }
        }
        match self.rows.last_mut() {
            Some(last) if last.place == row => last.cells.push((column, given)),
            Some(last) if last.place > row => return Err(refused(Fault::Damaged)),
            _ => {
                if self.rows.len() >= ROWS_MAX + TOP {
                    return Err(because(Fault::Rows, ROWS_MAX.to_string()));
                }
                self.rows.push(Sparse { place: row, cells: vec![(column, given)] });
            }
        }
        Ok(())
    }

    /// Rows that hold something.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Marks a number as one that is shown as percent.
    pub fn share(&mut self, row: u32, column: u32) {
        let Ok(at) = self.rows.binary_search_by_key(&row, |row| row.place) else { return };
        for (_, given) in self.rows[at].cells.iter_mut().filter(|(place, _)| *place == column) {
            if let Given::Number(number) = *given {
                *given = Given::Share(number);
            }
        }
    }

    /// How many headings of the row that looks most like headings are known, and the row's place among those gathered.
    pub fn headings(&self, known: &dyn Fn(&str) -> bool) -> (usize, usize) {
        let count = |row: &Sparse| {
            row.cells.iter().filter(|(_, given)| heading(given).is_some_and(|text| known(&text))).count()
        };
        let mut best = (0, 0);
        for (at, row) in self.rows.iter().take(TOP).enumerate() {
            if count(row) > best.0 {
                best = (count(row), at);
            }
        }
        if best.0 == 0 {
            // Nothing is known: the first row that has more than one heading, as a title hasn't.
            let wide = |row: &Sparse| row.cells.iter().filter(|(_, given)| heading(given).is_some()).count() > 1;
            best.1 = self.rows.iter().take(TOP).position(wide).unwrap_or(0);
        }
        best
    }

    /// The place in the file of the row that holds the headings.
    pub fn heading_row(&self, known: &dyn Fn(&str) -> bool) -> u32 {
        self.rows.get(self.headings(known).1).map_or(0, |row| row.place)
    }

    /// The table: the headings, and the rows below them.
    ///
    /// # Errors
    /// `NoRows` when there are none; `Rows` when there are too many.
    pub fn table(mut self, sheet: &str, known: &dyn Fn(&str) -> bool) -> Result<Table> {
        let (_, at) = self.headings(known);
        if self.rows.len() <= at + 1 {
            return Err(refused(Fault::NoRows));
        }
        let below = self.rows.split_off(at + 1);
        if below.len() > ROWS_MAX {
            return Err(because(Fault::Rows, ROWS_MAX.to_string()));
        }
        let top = self.rows.pop().map(|row| row.cells).unwrap_or_default();
        let used: BTreeSet<u32> =
            below.iter().flat_map(|row| &row.cells).chain(&top).map(|(place, _)| *place).collect();
        let text = |place: u32| top.iter().find(|(at, _)| *at == place).and_then(|(_, given)| heading(given));
        let heads: Vec<Head> =
            used.into_iter().map(|place| Head { place, text: text(place).unwrap_or_default() }).collect();
        let dense = |row: Sparse| {
            let mut cells = vec![Given::Empty; heads.len()];
            for (place, given) in row.cells {
                if let Ok(at) = heads.binary_search_by_key(&place, |head| head.place) {
                    cells[at] = given;
                }
            }
            Line { number: row.place + 1, cells }
        };
        let lines = below.into_iter().map(dense).collect();
        Ok(Table { name: String::new(), sheet: sheet.to_owned(), heads, lines })
    }
}

/// A cell as a heading.
fn heading(given: &Given) -> Option<String> {
    match given {
        Given::Text(text) => Some(text.trim().to_owned()),
        Given::Number(number) => Some(number.to_string()),
        Given::Date(day) => Some(day.to_string()),
        _ => None,
    }
}
