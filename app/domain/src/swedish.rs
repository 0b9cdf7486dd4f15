//! Swedish time: what clocks in Sweden show at a moment, and which moment a time of day in Sweden is.
//!
//! Sweden is one hour ahead of UTC, and two from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
//! October (directive 2000/84/EC; förordningen 2001:127 om sommartid). Moments are kept in UTC, so that hours between them
//! are real ones over both nights.

use crate::date;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

/// How a moment is written in a form: what a browser's own input for date and time reads.
const TYPED: &str = "%Y-%m-%dT%H:%M";

/// 01:00 UTC on the last Sunday of a month with 31 days.
fn change(year: i32, month: u32) -> Option<DateTime<Utc>> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let sunday = last - Days::new(last.weekday().num_days_from_sunday().into());
    Some(sunday.and_hms_opt(1, 0, 0)?.and_utc())
}

/// Hours ahead of UTC.
fn ahead(moment: DateTime<Utc>) -> i64 {
    let (spring, autumn) = (change(moment.year(), 3), change(moment.year(), 10));
    let summer = spring.is_some_and(|spring| spring <= moment) && autumn.is_some_and(|autumn| moment < autumn);
    if summer { 2 } else { 1 }
}

/// Date and time of day in Sweden.
#[must_use]
pub fn local(moment: DateTime<Utc>) -> NaiveDateTime {
    (moment + TimeDelta::hours(ahead(moment))).naive_utc()
}

/// The moment of a time of day in Sweden: the first of two when clocks are put back, none in the hour that is left out when
/// they are put forward.
#[must_use]
pub fn moment(time: NaiveDateTime) -> Option<DateTime<Utc>> {
    [2, 1].into_iter().map(|hours| time.and_utc() - TimeDelta::hours(hours)).find(|moment| local(*moment) == time)
}

/// The moment a day in Sweden has ended.
#[must_use]
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    moment(midnight).unwrap_or_else(|| midnight.and_utc())
}

/// The same moment without its seconds, as people tell it.
#[must_use]
pub fn to_the_minute(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.with_second(0).and_then(|moment| moment.with_nanosecond(0)).unwrap_or(moment)
}

/// A moment as people read it: `2026-11-23 15:41`.
#[must_use]
pub fn shown(moment: DateTime<Utc>) -> String {
    local(moment).format("%Y-%m-%d %H:%M").to_string()
}

/// A moment as a form has it: `2026-11-23T15:41`.
#[must_use]
pub fn typed(moment: DateTime<Utc>) -> String {
    local(moment).format(TYPED).to_string()
}

/// A moment as it is sorted and compared as text, in UTC; none sorts last, where [`date::NEVER`] does.
#[must_use]
pub fn sortable(moment: Option<DateTime<Utc>>) -> String {
    moment.map_or_else(|| date::NEVER.to_owned(), |moment| moment.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Reads a date and a time of day, as a browser sends it and as people write it: `2026-11-23T15:41`, `2026-11-23 15.41`,
/// `2026-11-23 kl. 15:41`. Seconds are dropped.
#[must_use]
pub fn parse(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.trim().split_at_checked(10)?;
    let time = time.trim_start_matches('T').trim();
    let time = time.strip_prefix("kl").map_or(time, |rest| rest.trim_start_matches('.')).trim();
    let parts: Vec<u32> = time.split([':', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute) = match parts[..] {
        [hour, minute] => (hour, minute),
        [hour, minute, second] if second < 60 => (hour, minute),
        _ => return None,
    };
    date::parse(day)?.and_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn clocks_are_put_forward_and_back() {
        let shows = |text: &str| shown(utc(text));
        assert_eq!(shows("2026-03-29T00:59:00Z"), "2026-03-29 01:59");
        assert_eq!(shows("2026-03-29T01:00:00Z"), "2026-03-29 03:00");
        assert_eq!(shows("2026-10-25T00:59:00Z"), "2026-10-25 02:59");
        assert_eq!(shows("2026-10-25T01:00:00Z"), "2026-10-25 02:00");
        assert_eq!(shows("2026-12-31T23:30:00Z"), "2027-01-01 00:30");
    }

    #[test]
    fn a_time_of_day_is_one_moment_the_first_of_two_or_none() {
        let of = |text: &str| moment(parse(text).unwrap());
        assert_eq!(of("2026-11-23T15:41"), Some(utc("2026-11-23T14:41:00Z")));
        assert_eq!(of("2026-03-29T02:30"), None, "that hour was left out");
        assert_eq!(of("2026-10-25T02:30"), Some(utc("2026-10-25T00:30:00Z")), "the first of two");
        assert_eq!(end_of("2026-03-29".parse().unwrap()), utc("2026-03-29T22:00:00Z"));
    }

    #[test]
    fn a_moment_is_read_as_browsers_and_people_write_it() {
        let same = parse("2026-11-23T15:41");
        assert!(same.is_some());
        for text in ["2026-11-23 15:41", " 2026-11-23\u{a0}15.41 ", "2026-11-23 kl. 15:41", "2026-11-23T15:41:09"] {
            assert_eq!(parse(text), same, "{text}");
        }
        for bad in
            ["2026-11-23", "2026-02-30T10:00", "2026-11-23T24:00", "15:41", "2026-11-23 15:41 ish", "i går kväll"]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_typed_reads_back_and_sorts() {
        let at = utc("2026-06-30T21:59:30Z");
        assert_eq!(parse(&typed(at)).and_then(moment), Some(to_the_minute(at)));
        assert!(sortable(Some(at)) < sortable(None) && sortable(Some(at)).as_str() < "2026-06-30T22");
    }
}
