//! An axis of whole years.

use super::{Place, Zoom};
use chrono::{Datelike, NaiveDate};

/// Most years named on an axis.
const NAMES: i32 = 12;

/// Whole years, from the first day of one to the first day after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    /// The years that hold every one of the dates; none without dates.
    #[must_use]
    pub fn over(dates: impl IntoIterator<Item = NaiveDate>) -> Option<Self> {
        dates.into_iter().map(|day| day.year()).fold(None, |axis, year| {
            Some(axis.map_or(Self { first: year, last: year }, |axis: Self| Self {
                first: axis.first.min(year),
                last: axis.last.max(year),
            }))
        })
    }

    /// First and last year.
    #[must_use]
    pub const fn years(self) -> (i32, i32) {
        (self.first, self.last)
    }

    /// Where a date begins.
    #[must_use]
    pub fn x(self, day: NaiveDate) -> Place {
        Place::of(days(self.first, day), days(self.first, new_year(self.last + 1)))
    }

    /// Where a date ends: a bar that ends on the last day reaches the end.
    #[must_use]
    pub fn x_after(self, day: NaiveDate) -> Place {
        self.x(day.succ_opt().unwrap_or(day))
    }

    /// Whether a date is on it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day.year())
    }

    /// The years that are named, each with where it begins and its middle.
    #[must_use]
    pub fn named(self) -> Vec<(i32, Place, Place)> {
        let step = (self.last - self.first + 1 + NAMES - 1) / NAMES;
        (self.first..=self.last)
            .step_by(usize::try_from(step).unwrap_or(1))
            .map(|year| {
                let (from, to) = (self.x(new_year(year)), self.x(new_year(year + 1)));
                (year, from, Place(from.0.midpoint(to.0)))
            })
            .collect()
    }

    /// Where the named years begin, and where the axis ends.
    #[must_use]
    pub fn borders(self) -> Vec<Place> {
        self.named().into_iter().map(|(_, from, _)| from).chain([Place::END]).collect()
    }

    /// First day of each part of the years, when there is room to tell.
    #[must_use]
    pub fn parts(self, zoom: Zoom) -> Vec<NaiveDate> {
        if !zoom.wide() && self.last - self.first >= NAMES {
            return Vec::new();
        }
        (self.first..=self.last).flat_map(|year| zoom.parts(year)).collect()
    }

    /// Width in pixels at a zoom, where that doesn't follow from the page's.
    #[must_use]
    pub fn width(self, zoom: Zoom) -> Option<i32> {
        zoom.year_width().map(|year| year * (self.last - self.first + 1))
    }
}

fn new_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}

fn days(first: i32, day: NaiveDate) -> i64 {
    (day - new_year(first)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date;

    fn axis(from: &str, to: &str) -> Axis {
        Axis::over([from, to].map(|text| date::parse(text).unwrap())).unwrap()
    }

    #[test]
    fn dates_have_their_place() {
        let axis = axis("2026-12-31", "2023-03-01");
        let x = |text: &str| axis.x(date::parse(text).unwrap()).percent();
        assert_eq!(axis.years(), (2023, 2026));
        assert_eq!((x("2023-01-01"), x("2026-11-23")), ("0.00%".into(), "97.33%".into()));
        assert_eq!((x("2020-05-05"), x("2031-01-01")), ("0.00%".into(), "100.00%".into()));
        assert_eq!(axis.x_after(date::parse("2026-12-31").unwrap()), Place::END);
        assert!(axis.holds(date::parse("2026-12-31").unwrap()) && !axis.holds(date::parse("2027-01-01").unwrap()));
        assert_eq!(Axis::over([]), None);
    }

    #[test]
    fn a_long_axis_names_some_years() {
        let borders: Vec<String> = axis("2023-01-01", "2026-01-01").borders().iter().map(ToString::to_string).collect();
        assert_eq!(borders, ["0.00", "24.98", "50.03", "75.02", "100.00"]);
        assert_eq!(axis("2023-01-01", "2026-01-01").parts(Zoom::Year).len(), 8);
        let long = axis("1990-01-01", "2199-01-01");
        assert!(long.named().len() <= 12 && long.parts(Zoom::Year).is_empty());
        assert_eq!((long.width(Zoom::Year), axis("2023-01-01", "2024-01-01").width(Zoom::Month)), (None, Some(1344)));
    }
}
