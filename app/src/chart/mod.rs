//! Charts: drawn on the server, from whole numbers, beside a table that says the same.
//!
//! Places are in hundredths of a percent of the drawing's width or height, so that they come out alike on the server and
//! in the browser, and as attributes, since the page's security policy has no room for styles.

mod axis;
mod burn_up;
mod coverage_bar;
mod gantt;
mod mini_matrix;
mod series;
mod strip;
mod zoom;

pub use axis::Axis;
pub use burn_up::{BurnUp, range};
pub use coverage_bar::{CoverageBar, CoverageKey};
pub use gantt::{BarState, Gantt, GanttKey, TODAY, depends_on};
pub use mini_matrix::MiniMatrix;
pub use series::{Mark, Series};
pub use strip::{Strip, StripAxis, StripScale};
pub use zoom::Zoom;

use std::fmt;

/// A place or a length in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub i64);

impl Place {
    /// All of the way.
    pub const END: Self = Self(10_000);

    /// `part` of `whole`, kept within the drawing; its beginning when there is no whole.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Self {
        if whole <= 0 {
            return Self(0);
        }
        // Figures in millionths are as large as an i64 holds.
        let (part, whole) = (i128::from(part), i128::from(whole));
        let nearest = (part * 20_000 + whole).div_euclid(whole * 2).clamp(0, i128::from(Self::END.0));
        Self(i64::try_from(nearest).unwrap_or(0))
    }

    /// As far from the other end.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self(Self::END.0 - self.0)
    }

    /// As an attribute: `97.33%`.
    #[must_use]
    pub fn percent(self) -> String {
        format!("{self}%")
    }
}

impl fmt::Display for Place {
    /// As a number of percent: `97.33`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", n / 100, n % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_in_millionths_has_its_place_too() {
        assert_eq!(Place::of(719_754_067_000_000, 800_000_000_000_000), Place(8_997));
    }

    #[test]
    fn places_are_rounded_and_kept_inside() {
        assert_eq!(Place::of(1422, 1461).percent(), "97.33%");
        assert_eq!((Place::of(-3, 10), Place::of(11, 10), Place::of(1, 0)), (Place(0), Place::END, Place(0)));
        assert_eq!(Place::of(30, 38).turned().to_string(), "21.05");
        assert_eq!(Place(-850).to_string(), "-8.50");
    }
}
