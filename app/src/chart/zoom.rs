//! How closely a roadmap is seen.

use chrono::{Datelike, NaiveDate};

domain::codes! {
    /// What its parts are.
    Zoom {
        /// Years and half-years; fits the page.
        Year = "ar",
        /// Quarters.
        Quarter = "kvartal",
        /// Months.
        Month = "manad",
    }
}

impl Zoom {
    /// Whether it is wider than a page, and has to be moved sideways.
    #[must_use]
    pub const fn wide(self) -> bool {
        !matches!(self, Self::Year)
    }

    /// Width of a year in pixels, where that doesn't follow from the page's.
    #[must_use]
    pub const fn year_width(self) -> Option<i32> {
        match self {
            Self::Year => None,
            Self::Quarter => Some(4 * 76),
            Self::Month => Some(12 * 56),
        }
    }

    /// Months between one part and the next.
    const fn months(self) -> u32 {
        match self {
            Self::Year => 6,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }

    /// First days of a year's parts.
    pub fn parts(self, year: i32) -> impl Iterator<Item = NaiveDate> {
        let step = usize::try_from(self.months()).unwrap_or(1);
        (1..=12).step_by(step).filter_map(move |month| NaiveDate::from_ymd_opt(year, month, 1))
    }

    /// The quarter of a date, 1–4.
    #[must_use]
    pub fn quarter(day: NaiveDate) -> u32 {
        day.month0() / 3 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_its_parts() {
        let parts = |zoom: Zoom| zoom.parts(2026).map(|day| day.to_string()).collect::<Vec<_>>();
        assert_eq!(parts(Zoom::Year), ["2026-01-01", "2026-07-01"]);
        assert_eq!(parts(Zoom::Quarter), ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]);
        assert_eq!(parts(Zoom::Month).len(), 12);
        assert_eq!(Zoom::quarter(parts(Zoom::Quarter)[3].parse().unwrap()), 4);
    }
}
