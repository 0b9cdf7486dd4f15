//! Through when a report tells: its period, what it is called by it, and the day the register is read as of.

use crate::codes;
use crate::period::{Period, month_name};
use chrono::{Datelike, NaiveDate};

codes! {
    /// Through when a year is reported.
    Through {
        /// Delårsrapport mars: January–March.
        March = "march",
        /// Delårsrapport augusti: January–August.
        August = "august",
        /// Årsrapport: the whole year.
        Year = "year",
    }
}

impl Through {
    /// The period of a year.
    #[must_use]
    pub const fn of(self, year: i32) -> Period {
        match self {
            Self::March => Period::Through(year, 3),
            Self::August => Period::Through(year, 8),
            Self::Year => Period::Year(year),
        }
    }
}

/// The day a report of a period reads the register as of.
#[must_use]
pub fn reading_day(period: Period, chosen: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    chosen.unwrap_or_else(|| period.end()).min(today)
}

/// What a report of a period is called.
#[must_use]
pub fn title(period: Period) -> String {
    match period {
        Period::Through(year, month) => format!("Delårsrapport {} {year}", month_name(month)),
        other => format!("Årsrapport {}", other.end().year()),
    }
}
