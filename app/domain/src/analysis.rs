//! Risk analyses of an object: a planned change or a service that is looked at for what it may lead to, before or while it
//! happens, from the perspectives that matter for it.
//!
//! An analysis of a change in the organisation is also what arbetsmiljöverkets föreskrifter om systematiskt
//! arbetsmiljöarbete ask for, so security and work environment are told apart.

use crate::cell::Cell;
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
    /// What kind of analysis it is.
    AnalysisKind {
        /// Risk- och konsekvensanalys.
        RiskAndConsequence = "risk_and_consequence",
        /// Riskanalys.
        Risk = "risk_analysis",
        /// Konsekvensbedömning avseende dataskydd (GDPR art. 35).
        DataProtection = "data_protection",
    }
}

codes! {
    /// Where an analysis stands. Derived from its dates, never typed.
    AnalysisState {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
        /// Done.
        Done = "done",
        /// Ended without being done.
        Closed = "closed",
    }
}

/// An analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// What it is, in a line.
    pub title: String,
    /// What kind it is.
    pub kind: AnalysisKind,
    /// What is analysed: `organisering av dataskydd`.
    pub object: String,
    /// Whether it is seen from security.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security: bool,
    /// Whether it is seen from the work environment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub work_environment: bool,
    /// Function that answers for it.
    pub owner: String,
    /// When it is planned to be done, at the earliest.
    pub planned_from: Option<NaiveDate>,
    /// When it is planned to be done, at the latest.
    pub planned_to: Option<NaiveDate>,
    /// When it was begun.
    pub started: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// What it came to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
    /// Assignments it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Key>,
    /// Risks it has found, or looks at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it ended without being done.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl Analysis {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["conclusion"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("kind", Input::Choice("analysis_kind", AnalysisKind::CODES)),
        Field::required("object", Input::Line(200)),
        Field::optional("security", Input::Flag),
        Field::optional("work_environment", Input::Flag),
        Field::required("owner", Input::Function),
        Field::optional("planned_from", Input::Date),
        Field::optional("planned_to", Input::Date),
        Field::optional("started", Input::Date),
        Field::optional("done", Input::Date),
        Field::optional("conclusion", Input::Text(4000)),
        Field::optional("assignments", Input::Links(Kind::Assignment)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of how far it has come.
    pub const REPORT: &'static [Field] = &[
        Field::optional("started", Input::Date),
        Field::optional("done", Input::Date),
        Field::optional("conclusion", Input::Text(4000)),
    ];

    /// Reads the form; `base` is the analysis as it was.
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
        let kind = reader.required_choice("kind", AnalysisKind::from_code);
        let object = reader.required("object", 200);
        let (security, work_environment) = (reader.flag("security"), reader.flag("work_environment"));
        if !security && !work_environment {
            reader.error("security", ErrorCode::Required);
        }
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let planned_from = reader.date("planned_from");
        let planned_to = reader.date("planned_to");
        let started = reader.date("started");
        let done = reader.date("done");
        let conclusion = reader.text("conclusion", 4000);
        let assignments = reader.keys("assignments", Kind::Assignment);
        let risks = reader.keys("risks", Kind::Risk);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = kind.map(|kind| Self {
            title,
            kind,
            object,
            security,
            work_environment,
            owner,
            planned_from,
            planned_to,
            started,
            done,
            conclusion,
            assignments,
            risks,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        if let Some(value) = &value {
            value.check(&mut reader, today);
        }
        reader.finish(value)
    }

    /// Takes down that it was begun or done, and what it came to. What is left empty stands as it was.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it is done already: then the form puts it right.
    pub fn report(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.done.is_some() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let mut value = self.clone();
        value.started = reader.date("started").or(self.started);
        value.done = reader.date("done");
        let conclusion = reader.text("conclusion", 4000);
        if !conclusion.is_empty() {
            value.conclusion = conclusion;
        }
        if value == *self {
            reader.error("started", ErrorCode::Required);
        }
        value.check(&mut reader, today);
        reader.finish(Some(value))
    }

    /// What must hold between its fields: nothing is done before it is begun or without what it came to, and neither in the
    /// future.
    fn check(&self, reader: &mut Reader<'_>, today: NaiveDate) {
        if self.done.is_some() && self.started.is_none() {
            reader.error("started", ErrorCode::Required);
        }
        if self.done.is_some() && self.conclusion.is_empty() {
            reader.error("conclusion", ErrorCode::Required);
        }
        for (field, day) in [("started", self.started), ("done", self.done)] {
            if day.is_some_and(|day| day > today) {
                reader.error(field, ErrorCode::InTheFuture);
            }
        }
        reader.in_order(("started", self.started), ("done", self.done));
        reader.in_order(("planned_from", self.planned_from), ("planned_to", self.planned_to));
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> AnalysisState {
        match (&self.closed, self.started, self.done) {
            (Some(_), ..) => AnalysisState::Closed,
            (None, _, Some(_)) => AnalysisState::Done,
            (None, Some(_), None) => AnalysisState::Ongoing,
            (None, None, None) => AnalysisState::Planned,
        }
    }

    /// When it is to be done, while it isn't.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        let open = matches!(self.state(), AnalysisState::Planned | AnalysisState::Ongoing);
        self.planned_to.or(self.planned_from).filter(|_| open)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let flag = |on: bool| if on { "on" } else { "" };
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.kind.code())
            .with("object", self.object.as_str())
            .with("security", flag(self.security))
            .with("work_environment", flag(self.work_environment))
            .with("owner", self.owner.as_str())
            .with("conclusion", self.conclusion.as_str())
            .with("source", self.source.as_str());
        draft.set_date("planned_from", self.planned_from);
        draft.set_date("planned_to", self.planned_to);
        draft.set_date("started", self.started);
        draft.set_date("done", self.done);
        draft.set_keys("assignments", &self.assignments);
        draft.set_keys("risks", &self.risks);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// The form of how far it has come, filled in with what is known.
    #[must_use]
    pub fn report_draft(&self) -> Draft {
        let mut draft = Draft::default().with("conclusion", self.conclusion.as_str());
        draft.set_date("started", self.started);
        draft.set_date("done", self.done);
        draft
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        match column {
            "title" => Cell::text(&self.title),
            "analysis_kind" => Cell::code("analysis_kind", self.kind.code()),
            "object" => Cell::text(&self.object),
            "security" => Cell::Flag(self.security),
            "work_environment" => Cell::Flag(self.work_environment),
            "planned_from" => Cell::date(self.planned_from),
            "planned_to" => Cell::date(self.planned_to),
            "started" => Cell::date(self.started),
            "done" => Cell::date(self.done),
            "conclusion" => Cell::text(&self.conclusion),
            "assignments" => Cell::keys(&self.assignments),
            "risks" => Cell::keys(&self.risks),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("conclusion") {
            self.conclusion.clear();
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Analysis::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Organisering av dataskydd")
            .with("kind", "risk_and_consequence")
            .with("object", "organisering av dataskydd")
            .with("security", "on")
            .with("owner", "Säkerhetssamordnare")
            .with("planned_from", "2024-04-01")
            .with("planned_to", "2024-05-31")
    }

    fn read(draft: &Draft) -> Result<Analysis, Vec<FieldError>> {
        Analysis::read(draft, None, &Settings::default(), day("2024-06-30"))
    }

    fn wrong(draft: &Draft) -> Vec<String> {
        read(draft).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn dates_decide_the_state() {
        let today = day("2024-06-30");
        let planned = read(&typed()).unwrap();
        assert_eq!((planned.state(), planned.due()), (AnalysisState::Planned, Some(day("2024-05-31"))));
        let begun = planned.report(&Draft::default().with("started", "2024-03-01"), today).unwrap();
        assert_eq!((begun.state(), begun.due()), (AnalysisState::Ongoing, Some(day("2024-05-31"))));
        let ended = Draft::default().with("done", "2024-05-20").with("conclusion", "Två risker.");
        let done = begun.report(&ended, today).unwrap();
        assert_eq!((done.state(), done.due(), done.started), (AnalysisState::Done, None, Some(day("2024-03-01"))));
        assert_eq!(done.report(&ended, today).unwrap_err()[0].code, ErrorCode::NotNow);
        assert_eq!(done.report_draft(), ended.with("started", "2024-03-01"));
    }

    #[test]
    fn nothing_is_done_before_it_is_begun_or_without_what_it_came_to() {
        assert_eq!(wrong(&typed().with("done", "2024-05-20")), ["started", "conclusion"]);
        let early = typed().with("started", "2024-05-21").with("done", "2024-05-20").with("conclusion", "Klar.");
        assert_eq!(wrong(&early), ["done"]);
        assert_eq!(wrong(&typed().with("started", "2024-07-01")), ["started"]);
        assert_eq!(wrong(&typed().with("planned_to", "2024-03-31")), ["planned_to"]);
        let nothing = read(&typed()).unwrap().report(&Draft::default(), day("2024-06-30")).unwrap_err();
        assert_eq!(nothing[0].field, "started");
    }

    #[test]
    fn it_is_seen_from_some_perspective() {
        assert_eq!(wrong(&typed().with("security", "")), ["security"]);
        assert!(read(&typed().with("security", "").with("work_environment", "on")).is_ok());
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let whole = typed()
            .with("work_environment", "on")
            .with("started", "2024-03-01")
            .with("assignments", "UPD-02")
            .with("risks", "RSK-06");
        assert_eq!(read(&whole).unwrap().draft(), whole);
    }
}
