//! Where each chip of a board's matrix stands in its cell, so that an arrow between two of them is short and hides nothing.
//!
//! A cell has two columns of four slots. What moves chooses first, the largest move before the others: the two slots that
//! lie nearest each other with nothing between them. Where every way is taken the chips stand without an arrow. What stays
//! takes the slots that are left. What finds no room is counted. The list beside the matrix tells every move, drawn or not.

use super::lines::{Arrow, Line, Point, crosses};
use domain::picture::page::{BoardCell, BoardChip, Mark, Move};

/// Columns of slots, in hundredths of a cell from its left edge.
const ACROSS: [i64; 2] = [27, 73];
/// Rows of slots, in hundredths of a cell from its upper edge.
const DOWN: [i64; 4] = [14, 33, 52, 71];
/// Slots of a cell.
const SLOTS: usize = ACROSS.len() * DOWN.len();
/// The slot that tells how many there is no room for.
const REST: Slot = Slot { column: 0, row: 3 };
/// The slots in the order in which moves try them: equally near ones are taken on the right, where chips that stay leave room.
const ORDER: [Slot; SLOTS] =
    [slot(1, 0), slot(1, 1), slot(1, 2), slot(1, 3), slot(0, 0), slot(0, 1), slot(0, 2), slot(0, 3)];

const fn slot(column: u8, row: u8) -> Slot {
    Slot { column, row }
}

/// A place in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    column: u8,
    row: u8,
}

impl Slot {
    /// Its class in the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        const CLASSES: [[&str; 4]; 2] = [
            ["at at--a1", "at at--a2", "at at--a3", "at at--a4"],
            ["at at--b1", "at at--b2", "at at--b3", "at at--b4"],
        ];
        CLASSES[(self.column % 2) as usize][(self.row % 4) as usize]
    }

    /// Hundredths of a cell from the left and the upper edge of the whole grid.
    fn at(self, (row, column): Cell) -> Point {
        let cells = |n: usize| i64::try_from(n).unwrap_or(0) * 100;
        let across = ACROSS.get(usize::from(self.column)).copied().unwrap_or(0);
        let down = DOWN.get(usize::from(self.row)).copied().unwrap_or(0);
        (cells(column) + across, cells(row) + down)
    }
}

/// A cell's chips in their slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The chips that have a slot.
    pub chips: Vec<(BoardChip, Slot)>,
    /// Those that have none.
    pub rest: Vec<BoardChip>,
    /// How many there are that have none, the ones that aren't named included.
    pub more: u32,
    /// The slot that tells so.
    pub more_slot: Option<Slot>,
}

/// The grid with everything in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// The cells, as the board has them.
    pub cells: Vec<Vec<Filled>>,
    /// The moves that are drawn.
    pub arrows: Vec<Arrow>,
}

/// A cell: its row and its column.
type Cell = (usize, usize);
/// Which slots are taken, cell by cell.
type Taken = Vec<Vec<[bool; SLOTS]>>;

/// Puts chips in slots.
#[must_use]
pub fn place(cells: &[Vec<BoardCell>], moves: &[Move]) -> Placed {
    let size = cells.len();
    let mut lines: Vec<Line> = Vec::new();
    let mut taken: Taken = cells
        .iter()
        .map(|row| row.iter().map(|cell| ORDER.map(|slot| slot == REST && overflows(cell))).collect())
        .collect();
    let mut placed =
        Placed { cells: cells.iter().map(|row| vec![Filled::default(); row.len()]).collect(), arrows: vec![] };
    for one in by_size(moves) {
        let (Some(from), Some(to)) = (cell_of(one.from, size), cell_of(one.to, size)) else { continue };
        let chip = |at: Cell, mark: Mark| {
            let held = cells.get(at.0)?.get(at.1)?;
            held.chips.iter().find(|chip| chip.key == one.key && chip.mark == mark).cloned()
        };
        let (Some(was), Some(moved)) = (chip(from, Mark::Was), chip(to, Mark::Moved)) else { continue };
        let Some((start, end, clear)) = nearest(&taken, &lines, from, to) else { continue };
        for (at, slot, chip) in [(from, start, was), (to, end, moved)] {
            take(&mut taken, at, slot);
            if let Some(filled) = placed.cells.get_mut(at.0).and_then(|row| row.get_mut(at.1)) {
                filled.chips.push((chip, slot));
            }
        }
        if clear {
            lines.push((start.at(from), end.at(to)));
        }
    }
    placed.arrows = lines.iter().map(|(from, to)| Arrow::between(*from, *to, size)).collect();
    for (row, line) in cells.iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            let Some(filled) = placed.cells.get_mut(row).and_then(|row| row.get_mut(column)) else { continue };
            fill(filled, cell, &mut taken, &lines, (row, column));
        }
    }
    placed
}

fn overflows(cell: &BoardCell) -> bool {
    cell.count as usize > SLOTS
}

/// The moves, those of the most steps of the score first.
fn by_size(moves: &[Move]) -> Vec<&Move> {
    let score = |(likelihood, consequence): (u8, u8)| likelihood.saturating_mul(consequence);
    let mut sorted: Vec<&Move> = moves.iter().collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(score(one.from).abs_diff(score(one.to))));
    sorted
}

/// The cell of an assessment: rows from the highest likelihood down.
fn cell_of((likelihood, consequence): (u8, u8), size: usize) -> Option<Cell> {
    Some((size.checked_sub(usize::from(likelihood))?, usize::from(consequence).checked_sub(1)?))
}

/// How good a way is, the least first: whether something is in it, whether an end is under another's arrow, and its length.
type Rank = (bool, bool, i64);

/// The free slots of two cells that lie nearest each other, and whether an arrow between them hides nothing.
fn nearest(taken: &Taken, lines: &[Line], from: Cell, to: Cell) -> Option<(Slot, Slot, bool)> {
    let free = |at: Cell| {
        let slots = taken.get(at.0).and_then(|row| row.get(at.1)).copied().unwrap_or([true; SLOTS]);
        ORDER.into_iter().zip(slots).filter(|(_, taken)| !taken).map(|(slot, _)| slot).collect::<Vec<_>>()
    };
    let ends = free(to);
    let chips: Vec<Point> = standing(taken);
    let mut best: Option<(Rank, (Slot, Slot))> = None;
    for start in free(from) {
        for end in &ends {
            let line = (start.at(from), end.at(to));
            let distance = (line.0.0 - line.1.0).pow(2) + (line.0.1 - line.1.1).pow(2);
            let over = chips.iter().any(|chip| crosses(line, *chip));
            let under = lines.iter().any(|other| crosses(*other, line.0) || crosses(*other, line.1));
            // Without an arrow of its own, a chip still keeps clear of the others'.
            let rank = (over || under, under, distance);
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, (start, *end)));
            }
        }
    }
    best.map(|((blocked, ..), (start, end))| (start, end, !blocked))
}

/// The middles of all slots that are taken.
fn standing(taken: &Taken) -> Vec<Point> {
    let of_cell = |row: usize, column: usize, slots: &[bool; SLOTS]| {
        let held = ORDER.into_iter().zip(*slots).filter(|(_, taken)| *taken);
        held.map(|(slot, _)| slot.at((row, column))).collect::<Vec<_>>()
    };
    let rows = taken.iter().enumerate();
    rows.flat_map(|(row, cells)| {
        cells.iter().enumerate().flat_map(move |(column, slots)| of_cell(row, column, slots)).collect::<Vec<_>>()
    })
    .collect()
}

fn take(taken: &mut Taken, at: Cell, slot: Slot) {
    let place = ORDER.iter().position(|one| *one == slot);
    let cell = taken.get_mut(at.0).and_then(|row| row.get_mut(at.1));
    if let Some(free) = place.and_then(|place| cell?.get_mut(place)) {
        *free = true;
    }
}

/// Gives what is left of a cell's chips the slots that are left, from the upper left; those under an arrow last.
fn fill(filled: &mut Filled, cell: &BoardCell, taken: &mut Taken, lines: &[Line], at: Cell) {
    let mut free: Vec<Slot> = (0..2)
        .flat_map(|column| (0..4).map(move |row| slot(column, row)))
        .filter(|slot| {
            let place = ORDER.iter().position(|one| one == slot);
            let cell = taken.get(at.0).and_then(|row| row.get(at.1));
            place.is_some_and(|place| cell.is_some_and(|cell| !cell.get(place).copied().unwrap_or(true)))
        })
        .collect();
    free.sort_by_key(|slot| lines.iter().any(|line| crosses(*line, slot.at(at))));
    free.reverse();
    for chip in &cell.chips {
        if filled.chips.iter().any(|(placed, _)| placed.key == chip.key && placed.mark == chip.mark) {
            continue;
        }
        match free.pop() {
            Some(slot) => {
                take(taken, at, slot);
                filled.chips.push((chip.clone(), slot));
            }
            None => filled.rest.push(chip.clone()),
        }
    }
    filled.more = cell.count.saturating_sub(u32::try_from(filled.chips.len()).unwrap_or(u32::MAX));
    filled.more_slot = (filled.more > 0).then_some(REST);
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Key;
    use domain::picture::page::Spot;

    fn grid(chips: &[(usize, usize, u32, Mark)]) -> Vec<Vec<BoardCell>> {
        let spot = |row: usize, column: usize| Spot {
            likelihood: 4 - u8::try_from(row).unwrap(),
            consequence: u8::try_from(column).unwrap() + 1,
            score: 1,
            tone: 1,
            band: String::new(),
        };
        let cell = |row, column| {
            let here = chips.iter().filter(|one| (one.0, one.1) == (row, column));
            let chips: Vec<BoardChip> = here
                .map(|one| BoardChip { key: Key::numbered("RSK", one.2), title: String::new(), mark: one.3 })
                .collect();
            BoardCell { spot: spot(row, column), above: false, count: u32::try_from(chips.len()).unwrap(), chips }
        };
        (0..4).map(|row| (0..4).map(|column| cell(row, column)).collect()).collect()
    }

    fn moved(number: u32, from: (u8, u8), to: (u8, u8)) -> Move {
        Move { key: Key::numbered("RSK", number), from, to }
    }

    #[test]
    fn a_move_upwards_is_drawn_straight_between_the_edges_that_meet() {
        let cells = grid(&[(2, 3, 10, Mark::Was), (1, 3, 10, Mark::Moved), (1, 3, 4, Mark::Still)]);
        let placed = place(&cells, &[moved(10, (2, 4), (3, 4))]);
        let arrow = placed.arrows[0];
        assert_eq!(arrow.from.0, arrow.to.0);
        assert_eq!((placed.cells[2][3].chips[0].1, placed.cells[1][3].chips[0].1), (slot(1, 0), slot(1, 3)));
        assert_eq!(placed.cells[1][3].chips[1].1, slot(0, 0));
    }

    #[test]
    fn two_moves_the_same_way_do_not_lie_on_each_other() {
        let cells =
            grid(&[(1, 1, 6, Mark::Was), (1, 1, 18, Mark::Was), (1, 2, 6, Mark::Moved), (1, 2, 18, Mark::Moved)]);
        let placed = place(&cells, &[moved(6, (3, 2), (3, 3)), moved(18, (3, 2), (3, 3))]);
        assert_eq!(placed.arrows.len(), 2);
        assert_ne!(placed.arrows[0].from.1, placed.arrows[1].from.1);
        for arrow in &placed.arrows {
            assert_eq!(arrow.from.1, arrow.to.1);
            assert!(arrow.from.0 < arrow.middle.0 && arrow.middle.0 < arrow.to.0);
        }
    }

    #[test]
    fn an_arrow_never_goes_over_a_chip() {
        let both = |number| [(1, 2, number, Mark::Was), (2, 2, number, Mark::Moved)];
        let cells = grid(&[both(1), both(2), both(3)].concat());
        let placed = place(&cells, &[1, 2, 3].map(|number| moved(number, (3, 3), (2, 3))));
        assert_eq!((placed.arrows.len(), placed.cells[1][2].chips.len()), (2, 3));
    }

    #[test]
    fn what_finds_no_room_is_counted() {
        let many: Vec<_> = (1..=11).map(|number| (0, 0, number, Mark::Still)).collect();
        let filled = &place(&grid(&many), &[]).cells[0][0];
        assert_eq!((filled.chips.len(), filled.rest.len(), filled.more), (7, 4, 4));
        assert!(filled.chips.iter().all(|(_, slot)| *slot != REST) && filled.more_slot == Some(REST));
        let eight: Vec<_> = (1..=8).map(|number| (0, 0, number, Mark::Still)).collect();
        assert_eq!(place(&grid(&eight), &[]).cells[0][0].more, 0);
    }
}
