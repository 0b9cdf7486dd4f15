//! Where in its cell of the matrix each risk stands.
//!
//! A cell has two columns of slots. What has moved is placed first, so that its arrow is short and crosses nothing: side by
//! side for a move along a row, at the edge towards the other cell for a move up or down. The rest fill what is left.

use domain::Key;
use domain::picture::page::{BoardCell, Mark, Move};
use std::collections::BTreeMap;

/// A place in the matrix: row and column of the cell, from the upper left, and the slot in it, row by row.
pub type Place = (usize, usize, usize);

/// Where everything stands.
#[derive(Debug, Default)]
pub struct Slots {
    /// The slot of each risk that is shown, by what it tells.
    places: BTreeMap<(Key, &'static str), Place>,
    /// How many rows of slots a cell has.
    rows: usize,
}

impl Slots {
    pub fn of(cells: &[Vec<BoardCell>], moves: &[Move], rows: usize) -> Self {
        let mut slots = Self { places: BTreeMap::new(), rows };
        for one in moves {
            if let Some((from, to)) = slots.pair(cells, one) {
                slots.places.insert((one.key.clone(), Mark::Was.code()), from);
                slots.places.insert((one.key.clone(), Mark::Moved.code()), to);
            }
        }
        for (row, line) in cells.iter().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                for chip in &cell.chips {
                    let name = (chip.key.clone(), chip.mark.code());
                    let free = (0..2 * rows).map(|slot| (row, column, slot)).find(|place| slots.free(cells, *place));
                    if let (false, Some(place)) = (slots.places.contains_key(&name), free) {
                        slots.places.insert(name, place);
                    }
                }
            }
        }
        slots
    }

    /// Where a risk stands with what it tells; none when its cell is full.
    pub fn place(&self, key: &Key, mark: Mark) -> Option<Place> {
        self.places.get(&(key.clone(), mark.code())).copied()
    }

    /// Two free slots that face each other.
    fn pair(&self, cells: &[Vec<BoardCell>], one: &Move) -> Option<(Place, Place)> {
        let cell = |(likelihood, consequence): (u8, u8)| {
            let row = cells.len().checked_sub(usize::from(likelihood))?;
            Some((row, usize::from(consequence).checked_sub(1)?))
        };
        let (from, to) = (cell(one.from)?, cell(one.to)?);
        let held = |(row, column): (usize, usize), mark: Mark| {
            let chips = cells.get(row).and_then(|line| line.get(column)).map(|cell| cell.chips.as_slice());
            chips.is_some_and(|chips| chips.iter().any(|chip| chip.key == one.key && chip.mark == mark))
        };
        if !held(from, Mark::Was) || !held(to, Mark::Moved) {
            return None;
        }
        // Right side of one and left side of the other, or the same side of both.
        let sides: &[(usize, usize)] = match to.1.cmp(&from.1) {
            std::cmp::Ordering::Greater => &[(1, 0)],
            std::cmp::Ordering::Less => &[(0, 1)],
            std::cmp::Ordering::Equal => &[(0, 0), (1, 1)],
        };
        let last = self.rows.saturating_sub(1);
        let lines = (0..self.rows).map(|line| match to.0.cmp(&from.0) {
            std::cmp::Ordering::Equal => (line, line),
            std::cmp::Ordering::Less => (line, last - line),
            std::cmp::Ordering::Greater => (last - line, line),
        });
        let place = |(row, column): (usize, usize), line: usize, side: usize| (row, column, 2 * line + side);
        lines
            .flat_map(|(was, is)| {
                sides.iter().map(move |(left, right)| (place(from, was, *left), place(to, is, *right)))
            })
            .find(|(was, is)| self.free(cells, *was) && self.free(cells, *is))
    }

    /// Whether nothing stands there; the last slot of a cell with more risks than slots is kept for how many there are.
    fn free(&self, cells: &[Vec<BoardCell>], place: Place) -> bool {
        let count = cells.get(place.0).and_then(|line| line.get(place.1)).map_or(0, |cell| cell.count as usize);
        let last = 2 * self.rows - usize::from(count > 2 * self.rows);
        place.2 < last && !self.places.values().any(|taken| *taken == place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::picture::page::{BoardChip, Spot};

    fn cells(chips: &[(u32, Mark, usize, usize)]) -> Vec<Vec<BoardCell>> {
        let spot = |row: u8, column: u8| {
            let (likelihood, consequence) = (3 - row, column + 1);
            Spot { likelihood, consequence, score: likelihood * consequence, tone: 1, band: String::new() }
        };
        let cell = |row, column| BoardCell { spot: spot(row, column), above: false, count: 0, chips: Vec::new() };
        let mut cells: Vec<Vec<BoardCell>> =
            (0..3).map(|row| (0..3).map(|column| cell(row, column)).collect()).collect();
        for (number, mark, row, column) in chips {
            let cell = &mut cells[*row][*column];
            cell.count += 1;
            cell.chips.push(BoardChip { key: Key::numbered("RSK", *number), title: String::new(), mark: *mark });
        }
        cells
    }

    #[test]
    fn a_move_along_a_row_stands_side_by_side() {
        let cells = cells(&[(1, Mark::Still, 1, 1), (2, Mark::Was, 1, 0), (2, Mark::Moved, 1, 1)]);
        let key = Key::numbered("RSK", 2);
        let slots = Slots::of(&cells, &[Move { key: key.clone(), from: (2, 1), to: (2, 2) }], 4);
        assert_eq!(slots.place(&key, Mark::Was), Some((1, 0, 1)));
        assert_eq!(slots.place(&key, Mark::Moved), Some((1, 1, 0)));
        assert_eq!(slots.place(&Key::numbered("RSK", 1), Mark::Still), Some((1, 1, 1)));
    }

    #[test]
    fn a_move_upwards_stands_at_the_edges_that_meet() {
        let cells = cells(&[(2, Mark::Was, 2, 0), (2, Mark::Moved, 1, 0)]);
        let key = Key::numbered("RSK", 2);
        let slots = Slots::of(&cells, &[Move { key: key.clone(), from: (1, 1), to: (2, 1) }], 4);
        assert_eq!(slots.place(&key, Mark::Was), Some((2, 0, 0)));
        assert_eq!(slots.place(&key, Mark::Moved), Some((1, 0, 6)));
    }

    #[test]
    fn a_full_cell_keeps_a_slot_for_how_many_more_there_are() {
        let many: Vec<_> = (1..=9).map(|number| (number, Mark::Still, 0, 0)).collect();
        let slots = Slots::of(&cells(&many), &[], 4);
        let shown = (1..=9).filter(|number| slots.place(&Key::numbered("RSK", *number), Mark::Still).is_some());
        assert_eq!(shown.count(), 7);
    }
}
