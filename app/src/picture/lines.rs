//! The geometry of the arrows in a board's matrix.

use crate::chart::Place;

/// A place in the grid, in hundredths of a cell.
pub type Point = (i64, i64);
/// From one place to another.
pub type Line = (Point, Point);

/// Half of a chip's width and height, in hundredths of a cell.
const HALF: Point = (21, 9);

/// A drawn move, in places of the grid's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    /// Where it begins.
    pub from: (Place, Place),
    /// Halfway, where its head is: there no chip hides it.
    pub middle: (Place, Place),
    /// Where it ends.
    pub to: (Place, Place),
}

impl Arrow {
    /// An arrow between two places of a grid of so many cells each way.
    #[must_use]
    pub fn between(from: Point, to: Point, size: usize) -> Self {
        let size = i64::try_from(size).unwrap_or(1).max(1);
        // Hundredths of a cell become hundredths of a percent of the grid.
        let place = |(x, y): Point| (Place(x * 100 / size), Place(y * 100 / size));
        Self { from: place(from), middle: place(((from.0 + to.0) / 2, (from.1 + to.1) / 2)), to: place(to) }
    }
}

/// Whether a line goes over a chip: both in hundredths of a cell.
#[must_use]
pub fn crosses((from, to): Line, chip: Point) -> bool {
    // Along the line, from where to where it is within the chip's width, and within its height.
    let within = |from: i64, to: i64, middle: i64, half: i64| {
        let (low, high) = (middle - half - from, middle + half - from);
        match to - from {
            0 => (low <= 0 && high >= 0).then_some((i64::MIN, i64::MAX)),
            // In thousandths of the way.
            way => Some((low * 1000 / way).min(high * 1000 / way)).zip(Some((low * 1000 / way).max(high * 1000 / way))),
        }
    };
    let across = within(from.0, to.0, chip.0, HALF.0);
    let down = within(from.1, to.1, chip.1, HALF.1);
    across.zip(down).is_some_and(|((a, b), (c, d))| a.max(c).max(0) <= b.min(d).min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_over_what_stands_on_it() {
        assert!(crosses(((73, 14), (73, 71)), (73, 33)) && !crosses(((73, 14), (73, 71)), (27, 33)));
        assert!(!crosses(((73, 14), (73, 33)), (73, 71)) && crosses(((0, 0), (100, 100)), (50, 50)));
        assert!(crosses(((273, 14), (127, 14)), (227, 14)) && !crosses(((273, 14), (127, 14)), (227, 33)));
    }
}
