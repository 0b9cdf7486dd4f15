//! The clocks of an incident: by when what is to be told, and how each stands. Rules that are told the time.
//!
//! Cybersäkerhetslagen (2025:1506) 2 kap.: a notice within 24 hours of becoming aware (5 §), a notification within 72 hours
//! (6 §), an interim report when it is asked for (7 §), and a final report within a month of the notification, or, where the
//! incident is still going on then, a progress report then and a final report within a month of its being handled (8 §).
//! Hours are real ones, also over the nights when clocks are changed. A month ends with the day that has the same number in
//! the next month, or with that month's last (lagen 1930:173 om beräkning av lagstadgad tid 1 §). That act moves an end on a
//! Saturday, Sunday or holiday to the next working day (2 §); the register doesn't, so that it never tells a later day.

use super::report::ReportKind;
use super::{Incident, Significance};
use crate::codes;
use crate::{date, swedish};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Hours from becoming aware within which notice is to be given.
pub const NOTICE_HOURS: i64 = 24;
/// Hours from becoming aware within which the incident is to be notified.
pub const NOTIFICATION_HOURS: i64 = 72;
/// Months from the notification, or from when the incident was handled, within which the final report is to be sent.
pub const FINAL_MONTHS: u32 = 1;
/// The share of a clock's time that is left when it is soon: one part of so many.
const SOON_PART: i32 = 4;

codes! {
    /// How a clock stands.
    ClockStanding {
        /// The time has run out, and nothing was sent.
        Late = "late",
        /// Less than a quarter of the time is left.
        Soon = "soon",
        /// The time runs.
        Running = "running",
        /// It hasn't begun: what it is counted from hasn't happened.
        Waiting = "waiting",
        /// Sent, but after the time had run out.
        SentLate = "sent_late",
        /// Sent in time.
        SentInTime = "sent_in_time",
        /// Nothing is to be sent: the incident was judged not to be significant.
        NotOwed = "not_owed",
    }
}

impl ClockStanding {
    /// Whether something has to be sent now.
    #[must_use]
    pub const fn presses(self) -> bool {
        matches!(self, Self::Late | Self::Soon)
    }
}

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What is to be sent.
    pub kind: ReportKind,
    /// When it began to run; none while it waits.
    pub from: Option<DateTime<Utc>>,
    /// When it runs out; none while it waits.
    pub due: Option<DateTime<Utc>>,
    /// When what it is about was sent.
    pub sent: Option<DateTime<Utc>>,
    /// Whether it is owed: not when the incident was judged not to be significant.
    pub owed: bool,
}

impl Clock {
    /// How it stands at a moment.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> ClockStanding {
        match (self.sent, self.due) {
            (Some(sent), Some(due)) if sent > due => ClockStanding::SentLate,
            (Some(_), _) => ClockStanding::SentInTime,
            (None, _) if !self.owed => ClockStanding::NotOwed,
            (None, None) => ClockStanding::Waiting,
            (None, Some(due)) if now > due => ClockStanding::Late,
            (None, Some(due)) => {
                let whole = due - self.from.unwrap_or(due);
                if due - now < whole / SOON_PART { ClockStanding::Soon } else { ClockStanding::Running }
            }
        }
    }

    /// Whether it still asks for something, with when.
    fn open(&self) -> Option<DateTime<Utc>> {
        self.due.filter(|_| self.sent.is_none() && self.owed)
    }
}

/// How long is left, or how long ago it ran out. Whole days are told from two days on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Whether it has run out.
    pub late: bool,
    /// Whole days of 24 hours, from two on; else 0.
    pub days: u64,
    /// Whole hours besides.
    pub hours: u64,
    /// Whole minutes besides, when no days are told.
    pub minutes: u64,
}

impl Left {
    /// What is left at a moment until another.
    #[must_use]
    pub fn until(due: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let late = now > due;
        let minutes = (due - now).num_minutes().unsigned_abs();
        let (hours, rest) = (minutes / 60, minutes % 60);
        if hours >= 48 {
            return Self { late, days: hours / 24, hours: hours % 24, minutes: 0 };
        }
        Self { late, days: 0, hours, minutes: rest }
    }
}

/// A clock as a page shows it, in Swedish time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownClock {
    /// What is to be sent.
    pub kind: ReportKind,
    /// When it runs out: `2026-11-23 15:41`.
    pub due: Option<String>,
    /// When it was sent.
    pub sent: Option<String>,
    /// How it stands.
    pub standing: ClockStanding,
    /// How long is left, while nothing was sent.
    pub left: Option<Left>,
}

impl Clock {
    /// The clock as a page shows it at a moment.
    #[must_use]
    pub fn shown(&self, now: DateTime<Utc>) -> ShownClock {
        ShownClock {
            kind: self.kind,
            due: self.due.map(swedish::shown),
            sent: self.sent.map(swedish::shown),
            standing: self.standing(now),
            left: self.open().map(|due| Left::until(due, now)),
        }
    }
}

/// The last minute of the day a month after a moment, counted in Swedish days: what is sent at midnight is sent the day after.
fn month_after(moment: DateTime<Utc>) -> DateTime<Utc> {
    swedish::end_of(date::months_after(swedish::local(moment).date(), FINAL_MONTHS)) - TimeDelta::minutes(1)
}

impl Incident {
    /// Its clocks, in the order they run out. None in a copy where anything they are reckoned from is masked: it would call
    /// late what was sent.
    #[must_use]
    pub fn clocks(&self) -> Vec<Clock> {
        let hidden = |field: &str| self.secrecy.as_ref().is_some_and(|marking| marking.hidden_by(field).is_some());
        if hidden("reports") || hidden("significance") {
            return Vec::new();
        }
        let Some(aware) = self.aware else { return Vec::new() };
        let owed = self.significance() != Significance::NotSignificant;
        let sent = |kind: ReportKind| self.first_sent(kind, None);
        let clock = |kind, from, due, sent| Clock { kind, from, due, sent, owed };
        let hours = |n| Some(aware + TimeDelta::hours(n));
        let notified = sent(ReportKind::Notification);
        // A notification tells all that a notice does, so one that is sent first gives notice too.
        let noticed = [sent(ReportKind::Notice), notified].into_iter().flatten().min();
        let mut clocks = vec![
            clock(ReportKind::Notice, Some(aware), hours(NOTICE_HOURS), noticed),
            clock(ReportKind::Notification, Some(aware), hours(NOTIFICATION_HOURS), notified),
        ];
        if let Some(due) = self.interim_due {
            let answered = self.first_sent(ReportKind::Interim, self.interim_asked);
            clocks.push(clock(ReportKind::Interim, self.interim_asked.or(Some(aware)), Some(due), answered));
        }
        let ended = sent(ReportKind::Final);
        let month = notified.map(month_after);
        let goes_on = month.is_some_and(|month| self.ended.is_none_or(|ended| ended > month));
        let told_before = month.zip(ended).is_some_and(|(month, ended)| ended <= month);
        if !goes_on || told_before {
            clocks.push(clock(ReportKind::Final, notified, month, ended));
            return clocks;
        }
        clocks.push(clock(ReportKind::Progress, notified, month, sent(ReportKind::Progress)));
        clocks.push(clock(ReportKind::Final, self.ended, self.ended.map(month_after), ended));
        clocks
    }

    /// The clock that runs out first of those that ask for something.
    #[must_use]
    pub fn next_clock(&self) -> Option<Clock> {
        let clocks = self.clocks().into_iter().filter(|_| self.closed.is_none());
        clocks.filter_map(|clock| Some((clock.open()?, clock))).min_by_key(|(due, _)| *due).map(|(_, clock)| clock)
    }

    /// How the clock that runs out first stands at a moment.
    #[must_use]
    pub fn presses(&self, now: DateTime<Utc>) -> Option<ClockStanding> {
        self.next_clock().map(|clock| clock.standing(now))
    }

    /// What has to be sent before a significant incident can be closed and hasn't been. Of a drill nothing is sent for real.
    #[must_use]
    pub fn unsent(&self) -> Vec<ReportKind> {
        if self.drill || self.significance() != Significance::Significant {
            return Vec::new();
        }
        // After the final report nothing that leads up to it is sent any more. That it never was stands in the clocks.
        let over = self.first_sent(ReportKind::Final, None).is_some();
        let passed = |kind| over && matches!(kind, ReportKind::Progress | ReportKind::Interim);
        let unsent = self.clocks().into_iter().filter(|clock| clock.sent.is_none() && !passed(clock.kind));
        unsent.map(|clock| clock.kind).collect()
    }
}
