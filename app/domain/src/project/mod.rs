//! Projects of the portfolios (portföljprojekt): how each stands in cost, result and time from report to report, and how it ended.
//!
//! As in chapter 4.2 of the city's quarterly report: status is told from the projects' own reports, and what is red is told with
//! its cause and what is done about it.

mod status;

pub use status::PeriodStatus;

use crate::cell::Cell;
use crate::codes;
use crate::deviation::Period;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::programme::status::Dimension;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How far a project has come, until it has ended.
    Phase {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
    }
}

codes! {
    /// Where a project stands.
    ProjectState {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
        /// Ended with an outcome.
        Done = "done",
        /// Ended without one.
        Closed = "closed",
    }
}

codes! {
    /// How a project ended.
    ProjectOutcome {
        /// Avslutats enligt plan.
        AsPlanned = "as_planned",
        /// Avslutats med försening.
        Delayed = "delayed",
    }
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its name.
    pub title: String,
    /// The portfolio it belongs to: `Digital infrastruktur`.
    pub portfolio: String,
    /// Function that answers for it.
    pub owner: String,
    /// How far it has come, until it has ended.
    pub phase: Phase,
    /// How it ended; none while it hasn't.
    pub outcome: Option<ProjectOutcome>,
    /// When it ended, where that is known.
    pub ended: Option<NaiveDate>,
    /// What it came to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub came_to: String,
    /// Its status, period by period, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<PeriodStatus>,
    /// Risks it bears.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it ended without an outcome.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl Project {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["causes", "came_to"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("portfolio", Input::Known(120)),
        Field::required("owner", Input::Function),
        Field::required("phase", Input::Choice("state", Phase::CODES)),
        Field::optional("outcome", Input::Choice("project_outcome", ProjectOutcome::CODES)),
        Field::optional("ended", Input::Date),
        Field::optional("came_to", Input::Text(4000)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a period's status.
    pub const REPORT: &'static [Field] = status::FIELDS;

    /// Reads the form; `base` is the project as it was.
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
        let portfolio = reader.required("portfolio", 120);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let phase = reader.required_choice("phase", Phase::from_code);
        let outcome = reader.choice("outcome", ProjectOutcome::from_code);
        let ended = reader.date("ended");
        if ended.is_some_and(|day| day > today) {
            reader.error("ended", ErrorCode::InTheFuture);
        }
        if ended.is_some() && draft.get("outcome").is_empty() {
            reader.error("outcome", ErrorCode::Required);
        }
        let came_to = reader.text("came_to", 4000);
        let risks = reader.keys("risks", Kind::Risk);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = phase.map(|phase| Self {
            title,
            portfolio,
            owner,
            phase,
            outcome,
            ended,
            came_to,
            statuses: base.map(|b| b.statuses.clone()).unwrap_or_default(),
            risks,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Adds a status. One of a period that has one takes its place, and the journal keeps both.
    ///
    /// # Errors
    /// Every field error; `Required` at `cost` when nothing is said, `InTheFuture` at a period that hasn't begun.
    pub fn report(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let period = Period::read(&mut reader, today);
        let [cost, result, time] = PeriodStatus::ORDER.map(|one| status::standing(&mut reader, one));
        if PeriodStatus::ORDER.iter().all(|one| draft.get(one.code()).is_empty()) {
            reader.error("cost", ErrorCode::Required);
        }
        let status =
            period.map(|period| PeriodStatus { period, cost, result, time, reported: today, by: by.to_owned() });
        let status = reader.finish(status)?;
        let mut project = self.clone();
        project.statuses.retain(|earlier| earlier.period != status.period);
        let place = project.statuses.partition_point(|earlier| earlier.period < status.period);
        project.statuses.insert(place, status);
        Ok(project)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ProjectState {
        match (&self.closed, self.outcome, self.phase) {
            (Some(_), ..) => ProjectState::Closed,
            (None, Some(_), _) => ProjectState::Done,
            (None, None, Phase::Ongoing) => ProjectState::Ongoing,
            (None, None, Phase::Planned) => ProjectState::Planned,
        }
    }

    /// Its last status.
    #[must_use]
    pub fn last_status(&self) -> Option<&PeriodStatus> {
        self.statuses.last()
    }

    /// Its last status of a period or of one before it.
    #[must_use]
    pub fn status_through(&self, period: Period) -> Option<&PeriodStatus> {
        self.statuses.iter().rev().find(|status| status.period <= period)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("portfolio", self.portfolio.as_str())
            .with("owner", self.owner.as_str())
            .with("phase", self.phase.code())
            .with("outcome", self.outcome.map_or("", ProjectOutcome::code))
            .with("came_to", self.came_to.as_str())
            .with("source", self.source.as_str());
        draft.set_date("ended", self.ended);
        draft.set_keys("risks", &self.risks);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let last = self.last_status();
        let signal = |dimension| {
            let standing = last.and_then(|status| status.of(dimension));
            standing.map_or(Cell::Empty, |standing| Cell::code("signal", standing.signal.code()))
        };
        match column {
            "title" => Cell::text(&self.title),
            "portfolio" => Cell::text(&self.portfolio),
            "period" => last.map_or(Cell::Empty, |status| Cell::Text(status.period.to_string())),
            "cost" => signal(Dimension::Cost),
            "result" => signal(Dimension::Result),
            "time" => signal(Dimension::Time),
            "causes" => last.map_or(Cell::Empty, |status| Cell::text(&status.causes().collect::<Vec<_>>().join("\n"))),
            "outcome" => self.outcome.map_or(Cell::Empty, |outcome| Cell::code("project_outcome", outcome.code())),
            "done" => Cell::date(self.ended),
            "came_to" => Cell::text(&self.came_to),
            "risks" => Cell::keys(&self.risks),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("came_to") {
            self.came_to.clear();
        }
        for status in self.statuses.iter_mut().filter(|_| marking.covers("causes")) {
            for standing in [&mut status.cost, &mut status.result, &mut status.time].into_iter().flatten() {
                standing.cause.clear();
                standing.action.clear();
            }
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Project::MARKABLE);

#[cfg(test)]
mod tests;
