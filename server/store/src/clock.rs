//! The clock's one home. Everything else is told the time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use std::sync::{Arc, Mutex};

/// Where the time comes from: the machine, or a hand that sets it.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    Machine,
    /// Set by hand: tests, and the demo content's history.
    Set(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still until it is set.
    #[must_use]
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(Mutex::new(now)))
    }

    /// Sets a clock that can be set; the machine's can't.
    pub fn set(&self, now: DateTime<Utc>) {
        if let Self::Set(hand) = self
            && let Ok(mut time) = hand.lock()
        {
            *time = now;
        }
    }

    /// The time now, in UTC.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the clock's one home")]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Machine => Utc::now(),
            Self::Set(hand) => hand.lock().map_or_else(|poisoned| *poisoned.into_inner(), |time| *time),
        }
    }

    /// Today's date in Sweden.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local().date()
    }

    /// Date and time of day in Sweden.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        self.now().with_timezone(&Stockholm).naive_local()
    }
}

/// A moment as the journal writes it: UTC to the millisecond. Sorts as text.
#[must_use]
pub fn stamp(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The moment of a time of day in Sweden; none for one that the change to summer time leaves out.
#[must_use]
pub fn moment(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    Stockholm.from_local_datetime(&local).earliest().map(|moment| moment.with_timezone(&Utc))
}

/// A journal moment as people read it: Swedish time to the minute.
#[must_use]
pub fn shown(stamp: &str) -> String {
    DateTime::parse_from_rfc3339(stamp)
        .map(|moment| moment.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_else(|_| stamp.to_owned())
}

/// The time of day in Sweden, to the second.
#[must_use]
pub fn time_of_day(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&Stockholm).format("%H:%M:%S").to_string()
}

/// The first journal moment after a day in Sweden has ended.
#[must_use]
pub fn end_of(day: NaiveDate) -> String {
    let midnight = day.succ_opt().unwrap_or(day).and_hms_opt(0, 0, 0).unwrap_or_default();
    stamp(moment(midnight).unwrap_or_else(|| midnight.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swedish_day_ends_at_swedish_midnight() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(end_of(day("2024-01-31")), "2024-01-31T23:00:00.000Z");
        assert_eq!(end_of(day("2024-06-30")), "2024-06-30T22:00:00.000Z");
        assert_eq!(shown("2024-06-30T21:59:00.000Z"), "2024-06-30 23:59");
    }
}
