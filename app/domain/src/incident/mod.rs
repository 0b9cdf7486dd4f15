//! Incidents: what happened, when it was noticed, what it touched, whether it is significant, and what was told of it.
//!
//! What is known of an incident is closed from the first moment: each is made with a secrecy marking under OSL 18 kap. 8 b §,
//! which covers what an incident report holds and what is done about the incident, with a presumption of secrecy. Those without
//! clearance find it in no list and no number, and where they are led to it they see the provision.
//!
//! A drill (övning) is kept apart from what is real: in lists, in numbers and in files.

pub mod clock;
pub mod judgement;
pub mod report;
pub mod threshold;

pub use clock::{Clock, ClockStanding, Left, ShownClock};
pub use judgement::{Judgement, Significance};
pub use report::{ReportKind, SentReport};
pub use threshold::Threshold;

use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use crate::swedish;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The provision an incident is marked with from the first moment.
pub const PROVISION: &str = "OSL 18 kap. 8 b §";
/// What the facet of a drill says, and nothing of what is real.
pub const DRILL: &str = "drill";

codes! {
    /// Where an incident stands. Derived, never typed.
    IncidentState {
        /// It goes on.
        Ongoing = "ongoing",
        /// It has been handled.
        Handled = "handled",
        /// Closed, with a reason.
        Closed = "closed",
    }
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// What it is called.
    pub title: String,
    /// What happened.
    pub happened: String,
    /// Whether it is a drill.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drill: bool,
    /// When it began, where that is known.
    pub began: Option<DateTime<Utc>>,
    /// When the organisation became aware of it; none only in a copy where it is masked.
    pub aware: Option<DateTime<Utc>>,
    /// When it had been handled.
    pub ended: Option<DateTime<Utc>>,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub handling: String,
    /// Services it touches.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub services: String,
    /// Administrations and companies it touches.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub administrations: String,
    /// Users it touches, as far as is known.
    pub users: Option<u32>,
    /// People whose protected information it touches, as far as is known.
    pub persons: Option<u32>,
    /// What it was judged to be; none while nobody has.
    pub judgement: Option<Judgement>,
    /// When an authority asked for an interim report.
    pub interim_asked: Option<DateTime<Utc>>,
    /// By when it is to have it.
    pub interim_due: Option<DateTime<Utc>>,
    /// What was told of it, in the order it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<SentReport>,
    /// Function that handles it.
    pub owner: String,
    /// Risks that came true, or that it tells of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Controls that should have stopped it, or that found it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Key>,
    /// Measures that follow from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Services of the register that it disturbed, beside what `services` says in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affects: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when nothing more is to be done about it.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// A number of people, in a form.
const PEOPLE: Input = Input::Number(0, 20_000_000);

impl Incident {
    /// Fields a secrecy marking may cover: all that is told of it.
    pub const MARKABLE: &'static [&'static str] = &[
        "title",
        "happened",
        "times",
        "services",
        "administrations",
        "users",
        "persons",
        "handling",
        "significance",
        "reports",
        "links",
    ];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("happened", Input::Text(6000)),
        Field::required("owner", Input::Function),
        Field::optional("drill", Input::Flag),
        Field::optional("aware", Input::Moment),
        Field::optional("began", Input::Moment),
        Field::optional("ended", Input::Moment),
        Field::optional("services", Input::Text(2000)),
        Field::optional("administrations", Input::Text(2000)),
        Field::optional("users", PEOPLE),
        Field::optional("persons", PEOPLE),
        Field::optional("handling", Input::Text(6000)),
        Field::optional("interim_asked", Input::Moment),
        Field::optional("interim_due", Input::Moment),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("controls", Input::Links(Kind::Control)),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("affects", Input::Links(Kind::Service)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// Reads the form; `base` is the incident as it was. Where a new one doesn't say when it was noticed, it was now.
    ///
    /// # Errors
    /// Every field error: times that are yet to come, an incident that was noticed before it began, that ended before it began
    /// or was noticed, or whose interim report is due before it was asked for.
    pub fn read(
        draft: &Draft,
        base: Option<&Self>,
        settings: &Settings,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let happened = reader.required("happened", 6000);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let drill = reader.flag("drill");
        let aware = match (draft.get("aware").is_empty(), base) {
            (true, None) => Some(swedish::to_the_minute(now)),
            (true, Some(_)) => {
                reader.error("aware", ErrorCode::Required);
                None
            }
            (false, _) => reader.moment("aware", base.and_then(|b| b.aware)),
        };
        let began = reader.moment("began", base.and_then(|b| b.began));
        let ended = reader.moment("ended", base.and_then(|b| b.ended));
        let interim_asked = reader.moment("interim_asked", base.and_then(|b| b.interim_asked));
        let interim_due = reader.moment("interim_due", base.and_then(|b| b.interim_due));
        let services = reader.text("services", 2000);
        let administrations = reader.text("administrations", 2000);
        let (users, persons) = (people(&mut reader, "users"), people(&mut reader, "persons"));
        let handling = reader.text("handling", 6000);
        let risks = reader.keys("risks", Kind::Risk);
        let controls = reader.keys("controls", Kind::Control);
        let measures = reader.keys("measures", Kind::Measure);
        let affects = reader.keys("affects", Kind::Service);
        let source = reader.text("source", 200);
        let secrecy = match base {
            None => Self::first_marking(&mut reader, draft, settings, now),
            Some(_) => SecrecyMarking::read(&mut reader, Self::MARKABLE),
        };
        for (field, time) in [("aware", aware), ("began", began), ("ended", ended), ("interim_asked", interim_asked)] {
            reader.not_after(field, time, now);
        }
        reader.moments_in_order(("began", began), ("aware", aware));
        reader.moments_in_order(("began", began), ("ended", ended));
        // Nobody handles what nobody knows of. What ended before it began is told as that alone.
        let after_began = ended.filter(|ended| began.is_none_or(|began| began <= *ended));
        reader.moments_in_order(("aware", aware), ("ended", after_began));
        reader.moments_in_order(("aware", aware), ("interim_asked", interim_asked));
        reader.moments_in_order(("interim_asked", interim_asked), ("interim_due", interim_due));
        // What has been sent was sent by someone who knew.
        let first = base.and_then(|b| b.reports.first()).map(|report| report.sent);
        if aware.zip(first).is_some_and(|(aware, sent)| aware > sent) {
            reader.error("aware", ErrorCode::NotNow);
        }
        if interim_asked.is_some() && draft.get("interim_due").is_empty() {
            reader.error("interim_due", ErrorCode::Required);
        }
        let value = Self {
            title,
            happened,
            drill,
            began,
            aware,
            ended,
            handling,
            services,
            administrations,
            users,
            persons,
            judgement: base.and_then(|b| b.judgement.clone()),
            interim_asked,
            interim_due,
            reports: base.map(|b| b.reports.clone()).unwrap_or_default(),
            owner,
            risks,
            controls,
            measures,
            affects,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        };
        reader.finish(Some(value))
    }

    /// The marking of a new incident: the one its form gives, or else one over everything.
    fn first_marking(
        reader: &mut Reader<'_>,
        draft: &Draft,
        settings: &Settings,
        now: DateTime<Utc>,
    ) -> Option<SecrecyMarking> {
        if !draft.get("secrecy_provision").is_empty() {
            return SecrecyMarking::read(reader, Self::MARKABLE);
        }
        let mut fields: Vec<String> = Self::MARKABLE.iter().map(|field| (*field).to_owned()).collect();
        fields.sort();
        Some(SecrecyMarking {
            provision: PROVISION.to_owned(),
            date: swedish::local(now).date(),
            authority: settings.board.clone(),
            fields,
            own: BTreeMap::new(),
            note: reader.text("secrecy_note", 1000),
            masked: false,
        })
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> IncidentState {
        match (&self.closed, self.ended) {
            (Some(_), _) => IncidentState::Closed,
            (None, Some(_)) => IncidentState::Handled,
            (None, None) => IncidentState::Ongoing,
        }
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("happened", self.happened.as_str())
            .with("owner", self.owner.as_str())
            .with("drill", if self.drill { "on" } else { "" })
            .with("services", self.services.as_str())
            .with("administrations", self.administrations.as_str())
            .with("users", self.users.map(|n| n.to_string()).unwrap_or_default())
            .with("persons", self.persons.map(|n| n.to_string()).unwrap_or_default())
            .with("handling", self.handling.as_str())
            .with("source", self.source.as_str());
        for (field, time) in [
            ("aware", self.aware),
            ("began", self.began),
            ("ended", self.ended),
            ("interim_asked", self.interim_asked),
            ("interim_due", self.interim_due),
        ] {
            draft.set(field, time.map(swedish::typed).unwrap_or_default());
        }
        draft.set_keys("risks", &self.risks);
        draft.set_keys("controls", &self.controls);
        draft.set_keys("measures", &self.measures);
        draft.set_keys("affects", &self.affects);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        let covers = |field: &str| marking.covers(field);
        for (field, text) in [
            ("title", &mut self.title),
            ("happened", &mut self.happened),
            ("happened", &mut self.source),
            ("handling", &mut self.handling),
            ("services", &mut self.services),
            ("administrations", &mut self.administrations),
        ] {
            if covers(field) {
                text.clear();
            }
        }
        for (field, number) in [("users", &mut self.users), ("persons", &mut self.persons)] {
            if covers(field) {
                *number = None;
            }
        }
        if covers("times") {
            for time in
                [&mut self.began, &mut self.aware, &mut self.ended, &mut self.interim_asked, &mut self.interim_due]
            {
                *time = None;
            }
        }
        if covers("significance") {
            self.judgement = None;
        }
        if covers("reports") {
            self.reports.clear();
        }
        if covers("links") {
            for keys in [&mut self.risks, &mut self.controls, &mut self.measures, &mut self.affects] {
                keys.clear();
            }
        }
        // Why it was closed may say what it was.
        if let Some(closed) = self.closed.as_mut().filter(|_| covers("happened")) {
            closed.reason.clear();
        }
    }
}

fn people(reader: &mut Reader<'_>, field: &str) -> Option<u32> {
    let Input::Number(min, max) = PEOPLE else { return None };
    reader.number(field, min, max).and_then(|n| u32::try_from(n).ok())
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Incident::MARKABLE);

#[cfg(test)]
mod tests;
