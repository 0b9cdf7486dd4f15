//! Interim and annual reports (delårsrapport, årsrapport): what a board's report says of risk and information security,
//! read from the register, edited by a person, and decided.
//!
//! A report holds its text statement by statement, each beside what the register said when it was taken in, so that it can be
//! told which statements the register has moved away from ([`standing`]). Laid before the board its content is frozen as a
//! risk picture's is: a record of its own that nothing can change ([`content::Content`]).

pub mod clean;
pub mod content;
pub mod decide;
pub mod linked;
pub mod page;
pub mod prepare;
pub mod reading;
pub mod standing;
pub mod statement;
#[cfg(test)]
mod tests;
pub mod through;
pub mod write;

pub use content::Content;
pub use standing::{Freshness, Standing, standings};
pub use statement::{Chapter, Fact, Form, Statement};
pub use through::{Through, reading_day, title};
pub use write::WRITE;

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::period::Period;
use crate::picture::{Decision, Outcome, PictureState, Preparation};
use crate::risk::Closed;
use crate::settings::Settings;
use chrono::{Datelike, NaiveDate};
use reading::Reading;
use serde::{Deserialize, Serialize};

/// The template that the city's boards and companies report by.
pub const TEMPLATE: &str = "Nämnder och bolag";

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The period it is of.
    pub period: Period,
    /// The board whose report it is.
    pub board: String,
    /// The template it follows.
    pub template: String,
    /// Registration number (diarienummer), where there is one yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub registration: String,
    /// Date of the meeting it is meant for.
    pub meeting: Option<NaiveDate>,
    /// The day the register is read as of; none for the period's last day, or today while the period runs.
    pub read_on: Option<NaiveDate>,
    /// Evidence that goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Key>,
    /// What it says, chapter by chapter in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<Taken>,
    /// Statements that were left out, by id: they aren't offered again unless they are asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// Every version that was laid before the board.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preparations: Vec<Preparation>,
    /// Every decision the board has taken on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Set when it was given up.
    pub closed: Option<Closed>,
}

/// A statement as it stands in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// What the report says, with the facts the register had when it was taken in.
    pub statement: Statement,
    /// What the register said then; none for a person's own statement.
    pub read: Option<String>,
}

impl Taken {
    /// As the register says it.
    #[must_use]
    pub fn of(statement: Statement) -> Self {
        let read = Some(statement.text.clone());
        Self { statement, read }
    }

    /// Whether a person has put it in other words than the register's. A person's own is.
    #[must_use]
    pub fn edited(&self) -> bool {
        self.read.as_deref() != Some(self.statement.text.as_str())
    }
}

/// What the rules are told besides the command, for one about a report.
#[derive(Debug, Clone, Default)]
pub struct ReportMatter {
    /// Every report there is.
    pub reports: Vec<(Key, Report)>,
    /// The register as it reads for the report, to the one who gives the command.
    pub reading: Option<Reading>,
}

impl Report {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("through", Input::Choice("report_month", Through::CODES)),
        Field::required("year", Input::Number(2000, 2100)),
        Field::required("template", Input::Line(80)),
        Field::optional("registration", Input::Line(60)),
        Field::optional("meeting", Input::Date),
        Field::optional("read_on", Input::Date),
        Field::optional("attachments", Input::Links(Kind::Evidence)),
    ];

    /// Reads the form; `base` is the report as it was. A new one says what the register says, but for what is classified.
    ///
    /// # Errors
    /// Every field error; `Taken` at `through` when another open report is of the same period; `NotNow` at `action` when it no
    /// longer is a draft.
    pub fn read(
        draft: &Draft,
        base: Option<(&Self, Option<&Key>)>,
        matter: &ReportMatter,
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if base.is_some_and(|(base, _)| base.state() != PictureState::Draft) {
            reader.error("action", ErrorCode::NotNow);
        }
        let through = reader.required_choice("through", Through::from_code);
        let year = reader.required_number("year", 2000, 2100).and_then(|year| i32::try_from(year).ok());
        let period = through.zip(year).map(|(through, year)| through.of(year));
        if period.is_some_and(|period| period.span().0 > today) {
            reader.error("year", ErrorCode::InTheFuture);
        }
        let own = base.and_then(|(_, key)| key);
        let same = |(key, other): &(Key, Self)| {
            Some(key) != own && other.closed.is_none() && period.is_some_and(|period| period.same(other.period))
        };
        if matter.reports.iter().any(same) {
            reader.error("through", ErrorCode::Taken);
        }
        let template = reader.required("template", 80);
        let registration = reader.text("registration", 60);
        let meeting = reader.date("meeting");
        let read_on = reader.date("read_on");
        if read_on.is_some_and(|day| day > today) {
            reader.error("read_on", ErrorCode::InTheFuture);
        }
        reader.in_order(("through", period.map(|period| period.span().0)), ("read_on", read_on));
        let attachments = reader.keys("attachments", Kind::Evidence);
        let value = period.map(|period| {
            let kept = base.map(|(base, _)| base.clone());
            let offered = || matter.reading.iter().flat_map(|reading| &reading.statements);
            Self {
                period,
                board: kept.as_ref().map_or_else(|| settings.board.clone(), |base| base.board.clone()),
                template,
                registration,
                meeting,
                read_on,
                attachments,
                taken: kept.as_ref().map_or_else(
                    || offered().filter(|one| !one.classified).cloned().map(Taken::of).collect(),
                    |base| base.taken.clone(),
                ),
                left_out: kept.as_ref().map(|base| base.left_out.clone()).unwrap_or_default(),
                preparations: kept.as_ref().map(|base| base.preparations.clone()).unwrap_or_default(),
                decisions: kept.as_ref().map(|base| base.decisions.clone()).unwrap_or_default(),
                closed: kept.and_then(|base| base.closed),
            }
        });
        reader.finish(value)
    }

    /// What a form asks the register to be read for: the period, and the day when it is given. None where the form doesn't say.
    #[must_use]
    pub fn asked(draft: &Draft) -> Option<(Period, Option<NaiveDate>)> {
        let through = Through::from_code(draft.get("through"))?;
        let year = draft.get("year").parse().ok().filter(|year| (2000..=2100).contains(year))?;
        Some((through.of(year), crate::date::parse(draft.get("read_on"))))
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let (through, year) = match self.period {
            Period::Through(year, 3) => (Through::March, year),
            Period::Through(year, 8) => (Through::August, year),
            other => (Through::Year, other.end().year()),
        };
        let mut draft = Draft::default()
            .with("through", through.code())
            .with("year", year.to_string())
            .with("template", self.template.as_str())
            .with("registration", self.registration.as_str());
        draft.set_date("meeting", self.meeting);
        draft.set_date("read_on", self.read_on);
        draft.set_keys("attachments", &self.attachments);
        draft
    }

    /// What it is called: `Delårsrapport mars 2024`, `Årsrapport 2024`.
    #[must_use]
    pub fn title(&self) -> String {
        title(self.period)
    }

    /// The day the register is read as of: the one that was chosen, or the period's last, or today while the period runs.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        reading_day(self.period, self.read_on, today)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> PictureState {
        if self.closed.is_some() {
            return PictureState::Closed;
        }
        let Some(last) = self.preparations.last() else { return PictureState::Draft };
        let outcome = self.decisions.iter().rfind(|one| one.version == last.version).map(|one| one.outcome);
        match outcome {
            _ if last.withdrawn.is_some() => PictureState::Draft,
            None | Some(Outcome::Table) => PictureState::Prepared,
            Some(Outcome::Return) => PictureState::Draft,
            Some(Outcome::Adopt | Outcome::Approve | Outcome::Note | Outcome::File) => PictureState::Decided,
            Some(Outcome::Reject) => PictureState::Ended,
        }
    }

    /// Whether it can be written in.
    #[must_use]
    pub fn open(&self) -> bool {
        self.state() == PictureState::Draft
    }

    /// The version that lies before the board.
    #[must_use]
    pub fn before_board(&self) -> Option<&Preparation> {
        if self.state() == PictureState::Prepared { self.preparations.last() } else { None }
    }

    /// The decision it ended with.
    #[must_use]
    pub fn decided(&self) -> Option<&Decision> {
        self.decisions.last().filter(|decision| decision.outcome.ends())
    }

    /// The frozen content that it is read from, and its version: what lies before the board or was decided. None of a draft.
    #[must_use]
    pub fn frozen(&self) -> Option<&Preparation> {
        if self.open() { None } else { self.preparations.last() }
    }

    /// Sets the SHA-256 of the content that was just sealed, where the report names it.
    pub fn seal(&mut self, content: &Key, sha256: &str) {
        for preparation in self.preparations.iter_mut().filter(|one| one.content == *content) {
            sha256.clone_into(&mut preparation.sha256);
        }
    }

    /// Takes the text out that is being worked on, for those who only read reports: what is laid before the board is read from
    /// its frozen content.
    pub fn withhold(&mut self) {
        self.taken.clear();
        self.left_out.clear();
    }

    /// The report before this one among all: the latest that hasn't been given up whose period ended before this one's.
    #[must_use]
    pub fn previous(period: Period, reports: &[(Key, Self)]) -> Option<&(Key, Self)> {
        let before = reports.iter().filter(|(_, one)| one.closed.is_none() && one.period.end() < period.end());
        before.max_by_key(|(_, one)| one.period.end())
    }

    /// What it says in a chapter, as one text: what a history compares.
    #[must_use]
    pub fn text_of(&self, chapter: Chapter) -> String {
        let said = self.taken.iter().filter(|one| one.statement.chapter == chapter);
        said.map(|one| one.statement.text.as_str()).collect::<Vec<_>>().join("\n\n")
    }
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Its key.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
    /// The report; without the text that is being worked on for those who may not write in it.
    pub report: Report,
}
