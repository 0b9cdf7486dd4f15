//! Deviations (väsentliga avvikelser): where the organisation isn't as it should be, why, what that leads to and what is done.
//!
//! The parts are those of the city's quarterly report, section 2.1.2: cause, consequences for those the organisation is for,
//! for the organisation itself with its staff and managers, and for its economy, and measures taken. Each reporting period has
//! one status, so that a deviation is followed from report to report.

pub mod period;

pub use period::Period;

use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How a deviation stands in a period.
    DeviationState {
        /// Öppen: nothing is done about it yet.
        Open = "open",
        /// Pågår: something is being done.
        Ongoing = "ongoing",
        /// Åtgärdad: it is as it should be.
        Mended = "mended",
    }
}

/// How a deviation stood in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviationStatus {
    /// The period.
    pub period: Period,
    /// How.
    pub state: DeviationState,
    /// What is said of it; none in a copy where it is masked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// When it was reported.
    pub reported: NaiveDate,
    /// Function that reported it.
    pub by: String,
}

/// What the audit has said. It is about its own earlier recommendations: that they have been seen to doesn't say that the
/// deviation is mended, so no state follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Who.
    pub by: String,
    /// What.
    pub says: String,
    /// When, where that is known.
    pub date: Option<NaiveDate>,
}

/// A deviation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// What it is about.
    pub title: String,
    /// Why it is so (orsak).
    pub cause: String,
    /// What it leads to for those the organisation is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consequence_users: String,
    /// What it leads to for the organisation, its staff and its managers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consequence_organisation: String,
    /// What it leads to for the economy.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consequence_economy: String,
    /// Measures taken (vidtagna åtgärder).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub actions: String,
    /// What the audit has said; none where it has said nothing.
    pub audit: Option<Audit>,
    /// Its status, period by period, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<DeviationStatus>,
    /// Function that answers for it.
    pub owner: String,
    /// The programme that deals with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Key>,
    /// Risks it raises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Measures that mend it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Services it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affects: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer followed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl Deviation {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &[
        "cause",
        "consequence_users",
        "consequence_organisation",
        "consequence_economy",
        "actions",
        "audit_says",
        "comment",
    ];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("owner", Input::Function),
        Field::required("cause", Input::Text(6000)),
        Field::optional("consequence_users", Input::Text(4000)),
        Field::optional("consequence_organisation", Input::Text(4000)),
        Field::optional("consequence_economy", Input::Text(4000)),
        Field::optional("actions", Input::Text(4000)),
        Field::optional("audit_by", Input::Line(120)),
        Field::optional("audit_date", Input::Date),
        Field::optional("audit_says", Input::Text(2000)),
        Field::optional("programmes", Input::Links(Kind::Programme)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("affects", Input::Links(Kind::Service)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a status.
    pub const REPORT: &'static [Field] = &[
        Field::optional("period", Input::Line(20)),
        Field::required("state", Input::Choice("deviation_state", DeviationState::CODES)),
        Field::optional("comment", Input::Text(2000)),
    ];

    /// Reads the form; `base` is the deviation as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(
        draft: &Draft,
        base: Option<&Self>,
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let cause = reader.required("cause", 6000);
        let consequence_users = reader.text("consequence_users", 4000);
        let consequence_organisation = reader.text("consequence_organisation", 4000);
        let consequence_economy = reader.text("consequence_economy", 4000);
        let actions = reader.text("actions", 4000);
        let audit = Audit::read(&mut reader, draft, today);
        let programmes = reader.keys("programmes", Kind::Programme);
        let risks = reader.keys("risks", Kind::Risk);
        let measures = reader.keys("measures", Kind::Measure);
        let affects = reader.keys("affects", Kind::Service);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        reader.finish(Some(Self {
            title,
            cause,
            consequence_users,
            consequence_organisation,
            consequence_economy,
            actions,
            audit,
            statuses: base.map(|b| b.statuses.clone()).unwrap_or_default(),
            owner,
            programmes,
            risks,
            measures,
            affects,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        }))
    }

    /// Adds a status; without a period, of the month it is. One of a period that has one takes its place, and the journal keeps
    /// both. What is mended says how.
    ///
    /// # Errors
    /// Every field error; `InTheFuture` at a period that hasn't begun.
    pub fn report(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let period = Period::read(&mut reader, today);
        let state = reader.required_choice("state", DeviationState::from_code);
        let mended = state == Some(DeviationState::Mended);
        let comment = if mended { reader.required("comment", 2000) } else { reader.text("comment", 2000) };
        let value = period.zip(state).map(|(period, state)| {
            let status = DeviationStatus { period, state, comment, reported: today, by: by.to_owned() };
            let mut deviation = self.clone();
            deviation.statuses.retain(|earlier| earlier.period != period);
            let place = deviation.statuses.partition_point(|earlier| earlier.period < period);
            deviation.statuses.insert(place, status);
            deviation
        });
        reader.finish(value)
    }

    /// Its last status.
    #[must_use]
    pub fn last_status(&self) -> Option<&DeviationStatus> {
        self.statuses.last()
    }

    /// How it stands: as its last period says, and open before the first.
    #[must_use]
    pub fn state(&self) -> DeviationState {
        self.last_status().map_or(DeviationState::Open, |status| status.state)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("owner", self.owner.as_str())
            .with("cause", self.cause.as_str())
            .with("consequence_users", self.consequence_users.as_str())
            .with("consequence_organisation", self.consequence_organisation.as_str())
            .with("consequence_economy", self.consequence_economy.as_str())
            .with("actions", self.actions.as_str())
            .with("source", self.source.as_str());
        if let Some(audit) = &self.audit {
            draft.set("audit_by", audit.by.as_str());
            draft.set("audit_says", audit.says.as_str());
            draft.set_date("audit_date", audit.date);
        }
        draft.set_keys("programmes", &self.programmes);
        draft.set_keys("risks", &self.risks);
        draft.set_keys("measures", &self.measures);
        draft.set_keys("affects", &self.affects);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        for (field, text) in [
            ("cause", &mut self.cause),
            ("consequence_users", &mut self.consequence_users),
            ("consequence_organisation", &mut self.consequence_organisation),
            ("consequence_economy", &mut self.consequence_economy),
            ("actions", &mut self.actions),
        ] {
            if marking.covers(field) {
                text.clear();
            }
        }
        if let Some(audit) = self.audit.as_mut().filter(|_| marking.covers("audit_says")) {
            audit.says.clear();
        }
        for status in self.statuses.iter_mut().filter(|_| marking.covers("comment")) {
            status.comment.clear();
        }
    }
}

impl Audit {
    /// Reads what the audit has said. Who said it and what go together.
    fn read(reader: &mut Reader<'_>, draft: &Draft, today: NaiveDate) -> Option<Self> {
        if ["audit_by", "audit_date", "audit_says"].iter().all(|field| draft.get(field).is_empty()) {
            return None;
        }
        let by = reader.required("audit_by", 120);
        let date = reader.date("audit_date");
        let says = reader.required("audit_says", 2000);
        if date.is_some_and(|day| day > today) {
            reader.error("audit_date", ErrorCode::InTheFuture);
        }
        Some(Self { by, says, date })
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Deviation::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn today() -> NaiveDate {
        date::parse("2026-11-23").unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Efterlevnad av regelverk")
            .with("owner", "Säkerhetssamordnare")
            .with("cause", "Arbetet behöver förtydligas.")
            .with("audit_by", "Stadsrevisionen")
            .with("audit_says", "Tidigare rekommendationer är omhändertagna.")
    }

    fn read(draft: &Draft) -> Result<Deviation, Vec<FieldError>> {
        Deviation::read(draft, None, &Settings::default(), today())
    }

    fn status(period: &str, state: &str, comment: &str) -> Draft {
        Draft::default().with("period", period).with("state", state).with("comment", comment)
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let deviation = read(&typed().with("programmes", "PRG-01").with("risks", "RSK-01")).unwrap();
        assert_eq!(read(&deviation.draft()).unwrap(), deviation);
    }

    #[test]
    fn each_period_has_one_status_and_the_last_period_tells_how_it_stands() {
        let mut deviation = read(&typed()).unwrap();
        assert_eq!(deviation.state(), DeviationState::Open);
        for told in
            [status("augusti 2024", "ongoing", "b"), status("mars 2024", "open", "a"), status("2024-08", "mended", "c")]
        {
            deviation = deviation.report(&told, "Säkerhetssamordnare", today()).unwrap();
        }
        let told: Vec<_> =
            deviation.statuses.iter().map(|one| (one.period.to_string(), one.comment.as_str())).collect();
        assert_eq!(told, [("2024-03".to_owned(), "a"), ("2024-08".to_owned(), "c")]);
        assert_eq!(deviation.state(), DeviationState::Mended);
        let again = deviation.report(&status("", "ongoing", ""), "", today()).unwrap();
        assert_eq!((again.state(), again.statuses.len()), (DeviationState::Ongoing, 3), "without a period: this month");
        let changed = Deviation::read(&deviation.draft(), Some(&deviation), &Settings::default(), today()).unwrap();
        assert_eq!(changed, deviation, "changing it keeps what has been reported");
    }

    #[test]
    fn a_status_is_of_a_period_that_has_begun_and_what_is_mended_says_how() {
        let deviation = read(&typed()).unwrap();
        let wrong = |draft: &Draft| deviation.report(draft, "", today()).unwrap_err();
        assert_eq!(wrong(&status("december 2026", "open", "")), [FieldError::new("period", ErrorCode::InTheFuture)]);
        assert_eq!(wrong(&status("i våras", "open", "")), [FieldError::new("period", ErrorCode::NotADate)]);
        assert_eq!(wrong(&status("", "mended", "")), [FieldError::new("comment", ErrorCode::Required)]);
    }

    #[test]
    fn that_earlier_recommendations_are_seen_to_says_nothing_of_the_deviation() {
        assert_eq!(read(&typed()).unwrap().state(), DeviationState::Open);
        let errors = read(&typed().with("audit_says", "").with("audit_date", "2026-12-01")).unwrap_err();
        let said: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(said, ["audit_says", "audit_date"]);
        assert_eq!(read(&typed().with("audit_says", "").with("audit_by", "")).unwrap().audit, None);
    }
}
