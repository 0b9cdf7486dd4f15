//! Reminders: which dates concern an account, and what it is told of them and when.
//!
//! A calendar and a letter leave the house, so they hold ids, titles, functions and dates and nothing else. What a secrecy
//! marking covers is left out of them for everyone, those with clearance included.

use crate::access::{Actor, Role};
use crate::body::Body;
use crate::codes;
use crate::key::Key;
use crate::kind::Kind;
use crate::label::SILENT;
use crate::measure::Measure;
use crate::picture::{Picture, PictureState};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use std::collections::BTreeSet;

/// Days ahead that a digest looks.
pub const AHEAD: u64 = 14;
/// Days after a date has passed within which a notice of it is sent. After a longer standstill the digest tells of it, and
/// who turns notices on isn't told of everything that has ever been late.
pub const NOTICED: u64 = 7;
/// The hour from which letters are sent, in Sweden.
pub const HOUR: u32 = 7;
/// Days for which the link in a letter that asks for an address to be confirmed holds.
pub const CONFIRM_DAYS: u64 = 7;
/// Most letters of that kind that an account may have sent in a day, since it says itself where to.
pub const CONFIRM_MOST: u32 = 5;
/// Minutes to wait after each failed attempt at sending a letter: some eight hours in all.
const WAITS: [i64; 7] = [1, 5, 15, 60, 120, 120, 180];

codes! {
    /// What is to happen on a date.
    Occasion {
        /// A measure is to be done.
        MeasureEnd = "measure_end",
        /// A control is to be carried out.
        ControlTest = "control_test",
        /// A risk is to be assessed anew.
        RiskReview = "risk_review",
        /// A deliverable is to be reviewed.
        DeliverableReview = "deliverable_review",
        /// A piece of evidence holds for the last day.
        EvidenceExpiry = "evidence_expiry",
        /// The board meets over a risk picture.
        Meeting = "meeting",
    }
}

impl Occasion {
    /// The kind of record whose date it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::MeasureEnd => Kind::Measure,
            Self::ControlTest => Kind::Control,
            Self::RiskReview => Kind::Risk,
            Self::DeliverableReview => Kind::Deliverable,
            Self::EvidenceExpiry => Kind::Evidence,
            Self::Meeting => Kind::Picture,
        }
    }
}

codes! {
    /// A letter that can be sent to an account.
    Letter {
        /// Asks whether the address is right.
        Confirm = "confirm",
        /// What is late, what is due and what nobody has reported on, once a week.
        Digest = "digest",
        /// What became late the day before.
        Overdue = "overdue",
    }
}

/// A date of a record, as a calendar or a letter tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What is to happen.
    pub occasion: Occasion,
    /// The record.
    pub key: Key,
    /// Its title; empty where a secrecy marking covers it.
    pub title: String,
    /// The function that owns it; empty for a meeting.
    pub owner: String,
    /// When.
    pub date: NaiveDate,
    /// Percent done, of a measure.
    pub percent: Option<u8>,
    /// When a measure was last reported on, or began without ever having been; none while it hasn't begun.
    pub reported: Option<NaiveDate>,
}

impl Reminder {
    /// The date of a record that people are reminded of, while it is still to be met.
    #[must_use]
    pub fn of(key: &Key, body: &Body, today: NaiveDate) -> Option<Self> {
        let (occasion, date) = match body {
            Body::Picture(picture) => (Occasion::Meeting, meeting(picture)?),
            _ => (of_kind(body.kind())?, body.due()?),
        };
        let measure = match body {
            Body::Measure(measure) => Some(measure),
            _ => None,
        };
        let mut shown = body.clone();
        shown.mask();
        Some(Self {
            occasion,
            key: key.clone(),
            title: shown.title(),
            owner: body.owner().to_owned(),
            date,
            percent: measure.map(Measure::percent),
            reported: measure.and_then(|measure| reported(measure, today)),
        })
    }

    /// Its name among what an account has been told of: the same record on another date is another thing.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}@{}", self.key, self.date)
    }

    /// Days past its date; none when it isn't late. The board's meetings are never late.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        (self.occasion != Occasion::Meeting && self.date < today).then(|| (today - self.date).num_days())
    }

    /// Whether nobody has reported on it for more than [`SILENT`] days: what the list marks as not reported.
    #[must_use]
    pub fn silent(&self, today: NaiveDate) -> bool {
        self.reported.is_some_and(|day| (today - day).num_days() > SILENT)
    }
}

fn of_kind(kind: Kind) -> Option<Occasion> {
    Occasion::ALL.iter().copied().find(|occasion| occasion.kind() == kind)
}

/// When the board meets over a picture: as planned, or as the minutes have it.
fn meeting(picture: &Picture) -> Option<NaiveDate> {
    match picture.state() {
        PictureState::Closed => None,
        PictureState::Draft => picture.meeting,
        _ => {
            let laid = picture.preparations.last()?;
            let decided = picture.decisions.iter().rfind(|one| one.version == laid.version).map(|one| one.date);
            decided.or(laid.meeting).or(picture.meeting)
        }
    }
}

fn reported(measure: &Measure, today: NaiveDate) -> Option<NaiveDate> {
    let begun = (measure.start <= today).then_some(measure.start);
    measure.progress.last().map(|entry| entry.date).or(begun)
}

/// Whether an account is reminded of a record with this owner: the coordinator of all, everyone else of what their own
/// functions own.
#[must_use]
pub fn concerns(actor: &Actor, owner: &str) -> bool {
    actor.role == Role::Coordinator || actor.acts_for(owner)
}

/// What a digest tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// What is late, the latest first.
    pub overdue: Vec<Reminder>,
    /// What falls due today or within [`AHEAD`] days, the next first.
    pub soon: Vec<Reminder>,
    /// Measures without a report for more than [`SILENT`] days that aren't late, the most silent first.
    pub silent: Vec<Reminder>,
}

impl Digest {
    /// Puts a digest together from what concerns an account.
    #[must_use]
    pub fn of(reminders: Vec<Reminder>, today: NaiveDate) -> Self {
        let last = today + Days::new(AHEAD);
        let mut digest = Self::default();
        for reminder in reminders {
            if reminder.days_late(today).is_some() {
                digest.overdue.push(reminder);
                continue;
            }
            // A measure can be due soon and silent as well: it is told of in both places.
            if reminder.silent(today) {
                digest.silent.push(reminder.clone());
            }
            if (today..=last).contains(&reminder.date) {
                digest.soon.push(reminder);
            }
        }
        digest.overdue.sort_by_key(|one| (one.date, one.key.clone()));
        digest.soon.sort_by_key(|one| (one.date, one.key.clone()));
        digest.silent.sort_by_key(|one| (one.reported, one.key.clone()));
        digest
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.overdue.is_empty() && self.soon.is_empty() && self.silent.is_empty()
    }

    /// How it stands with each function: late, due soon and silent, the one with most that is late first. What has no
    /// owner is left out.
    #[must_use]
    pub fn by_function(&self) -> Vec<(String, [usize; 3])> {
        let parts = [&self.overdue, &self.soon, &self.silent];
        let functions: BTreeSet<&str> = parts
            .iter()
            .flat_map(|part| part.iter())
            .map(|one| one.owner.as_str())
            .filter(|own| !own.is_empty())
            .collect();
        let count = |part: &[Reminder], function: &str| part.iter().filter(|one| one.owner == function).count();
        let mut rows: Vec<(String, [usize; 3])> = functions
            .into_iter()
            .map(|function| (function.to_owned(), parts.map(|part| count(part, function))))
            .collect();
        rows.sort_by_key(|(_, [late, soon, silent])| std::cmp::Reverse((*late, *soon, *silent)));
        rows
    }
}

/// What a notice tells: what became late within [`NOTICED`] days and hasn't been `told` of, by [`Reminder::name`].
#[must_use]
pub fn notices(reminders: Vec<Reminder>, told: &BTreeSet<String>, today: NaiveDate) -> Vec<Reminder> {
    let recent = |one: &Reminder| one.days_late(today).is_some_and(|days| days <= NOTICED.cast_signed());
    let mut new: Vec<Reminder> =
        reminders.into_iter().filter(|one| recent(one) && !told.contains(&one.name())).collect();
    new.sort_by_key(|one| (one.date, one.key.clone()));
    new
}

/// The Monday whose digest may be sent at a time of day in Sweden: from Monday morning until Tuesday has ended, so that a
/// standstill on Monday costs nobody their digest.
#[must_use]
pub fn digest_of(local: NaiveDateTime) -> Option<NaiveDate> {
    match local.weekday() {
        Weekday::Mon if local.hour() >= HOUR => Some(local.date()),
        Weekday::Tue => local.date().pred_opt(),
        _ => None,
    }
}

/// The day whose notices may be sent at a time of day in Sweden.
#[must_use]
pub fn notices_of(local: NaiveDateTime) -> Option<NaiveDate> {
    (local.hour() >= HOUR).then(|| local.date())
}

/// Minutes until a letter is tried again after this many attempts; none when it is given up.
#[must_use]
pub fn wait_after(attempts: u32) -> Option<i64> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    WAITS.get(place).copied()
}

/// Where an account wants its letters, and which. It isn't part of the register: an address is a person's, and the journal
/// never forgets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailing {
    /// The address.
    pub address: String,
    /// Whether whoever reads what is sent there has said that it is right.
    pub confirmed: bool,
    /// Whether the digest is wanted.
    pub digest: bool,
    /// Whether notices are wanted.
    pub overdue: bool,
    /// Code of the language of the letters.
    pub language: String,
}

impl Mailing {
    /// Whether it wants a letter.
    #[must_use]
    pub const fn wants(&self, letter: Letter) -> bool {
        match letter {
            Letter::Confirm => !self.confirmed,
            Letter::Digest => self.confirmed && self.digest,
            Letter::Overdue => self.confirmed && self.overdue,
        }
    }
}

#[cfg(test)]
mod tests;
