//! The curves of the burn-up, and the table of the same dates.

use super::Programme;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Most points of one curve: more than can be told apart where it is drawn.
pub const POINTS: usize = 240;

/// A step of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// From this date on.
    pub date: NaiveDate,
    /// Deliverables in all.
    pub count: u32,
}

/// Plan and outcome at a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The date.
    pub date: NaiveDate,
    /// Deliverables that were to be done by then.
    pub planned: u32,
    /// Deliverables done by then; none for a date to come.
    pub done: Option<u32>,
}

/// The curve of dates in order: how many there are up to and with each. One with too many steps is thinned evenly; it
/// still begins and ends where it did.
pub(super) fn curve(days: &[NaiveDate]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (day, count) in days.iter().copied().zip(1..) {
        match points.last_mut() {
            Some(last) if last.date == day => last.count = count,
            _ => points.push(Point { date: day, count }),
        }
    }
    let step = points.len().div_ceil(POINTS).max(1);
    let end = points.len().saturating_sub(1);
    let keep = |(place, point): (usize, Point)| (place % step == 0 || place == end).then_some(point);
    points.into_iter().enumerate().filter_map(keep).collect()
}

/// Plan and outcome at each half-year, today and the programme's last day, from planned ends and dates done in order.
pub(super) fn steps(
    programme: Option<&Programme>,
    ends: &[NaiveDate],
    done: &[NaiveDate],
    today: NaiveDate,
) -> Vec<Step> {
    let first = programme.map(|p| p.start).or_else(|| ends.first().copied());
    let last = programme.map(|p| p.end).or_else(|| ends.last().copied());
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let mut dates: Vec<NaiveDate> = (first.year()..=last.year())
        .flat_map(|year| [NaiveDate::from_ymd_opt(year, 6, 30), NaiveDate::from_ymd_opt(year, 12, 31)])
        .flatten()
        .filter(|day| (first..=last).contains(day))
        .collect();
    dates.push(last);
    dates.push(today);
    dates.sort_unstable();
    dates.dedup();
    let upto =
        |list: &[NaiveDate], day: NaiveDate| u32::try_from(list.partition_point(|d| *d <= day)).unwrap_or(u32::MAX);
    dates
        .into_iter()
        .map(|date| Step { date, planned: upto(ends, date), done: (date <= today).then(|| upto(done, date)) })
        .filter(|step| step.planned > 0 || step.done.is_some_and(|n| n > 0) || step.date == today)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    #[test]
    fn a_curve_counts_up_to_each_date_and_keeps_its_ends() {
        let day = |n: u64| date::parse("2023-01-01").unwrap() + chrono::Days::new(n);
        let point = |n, count| Point { date: day(n), count };
        assert_eq!(curve(&[day(1), day(1), day(4)]), [point(1, 2), point(4, 3)]);
        assert_eq!(curve(&[]), []);
        let long = curve(&(0..1461).map(day).collect::<Vec<_>>());
        assert!(long.len() <= POINTS + 1);
        assert_eq!((long.first(), long.last()), (Some(&point(0, 1)), Some(&point(1460, 1461))));
    }
}
