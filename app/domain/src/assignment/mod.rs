//! Assignments (uppdrag) that the council has given: whose they are, by when, how they stand, and the three steps in which
//! one ends.
//!
//! An assignment is reported back to the board, which approves the report before the assignment may end; then the city
//! executive office is informed, so that it can report all of them to the council together. The steps come in that order
//! only (Delårsrapport mars 2024, 4.3).

#[cfg(test)]
mod tests;

use crate::action::Action;
use crate::cell::Cell;
use crate::codes;
use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::goal::GoalArea;
use crate::key::Key;
use crate::kind::Kind;
use crate::minutes::{MINUTES, Minutes};
use crate::period::Period;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How far the work itself has come.
    Work {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
        /// Carried out, and not reported back yet.
        Done = "done",
    }
}

codes! {
    /// Where an assignment stands: the work first, and then the steps in which it ends.
    AssignmentState {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Ongoing = "ongoing",
        /// Carried out.
        Done = "done",
        /// Reported back to the board, which hasn't decided.
        ReportedBack = "reported_back",
        /// The board has approved the report.
        Approved = "approved",
        /// The city executive office is informed: nothing is left to do.
        Informed = "informed",
        /// Ended otherwise.
        Closed = "closed",
    }
}

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// What it is, in a line.
    pub title: String,
    /// Its text as it was given.
    pub text: String,
    /// Who gave it: the council.
    pub given_by: String,
    /// The boards that answer for it.
    pub boards: Vec<String>,
    /// The year it was given for.
    pub year: i32,
    /// The area of the board's report it is told of in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<GoalArea>,
    /// When it is to be told of next or to be done: `Halvår 1 2024`.
    pub period: Option<Period>,
    /// How far the work has come.
    pub work: Work,
    /// How it stands, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// When that was last told.
    pub reported: Option<NaiveDate>,
    /// Function that follows it up. A function, never a person.
    pub owner: String,
    /// When it was reported back to the board.
    pub reported_back: Option<Step>,
    /// Where the board's approval stands in its minutes.
    pub approved: Option<Minutes>,
    /// When the city executive office was informed.
    pub informed: Option<Step>,
    /// Risks it has to do with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it ended otherwise: taken back, or given to another.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub date: NaiveDate,
    /// Registration number of what was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub registration: String,
}

impl Assignment {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["comment"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("text", Input::Text(4000)),
        Field::required("given_by", Input::Line(120)),
        Field::required("boards", Input::Text(1000)),
        Field::required("owner", Input::Function),
        Field::required("year", Input::Number(2000, 2100)),
        Field::optional("area", Input::Choice("goal_area", GoalArea::CODES)),
        Field::optional("period", Input::Line(30)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of how it stands.
    pub const REPORT: &'static [Field] = &[
        Field::required("work", Input::Choice("state", Work::CODES)),
        Field::required("comment", Input::Text(4000)),
        Field::optional("date", Input::Date),
    ];

    /// The form of reporting it back to the board, and of informing the city executive office.
    pub const STEP: &'static [Field] =
        &[Field::optional("date", Input::Date), Field::optional("registration", Input::Line(60))];

    /// The form of the board's approval, and of putting its place in the minutes right.
    pub const APPROVE: &'static [Field] = &MINUTES;

    /// Reads the form; `base` is the assignment as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let text = reader.required("text", 4000);
        let given_by = reader.required("given_by", 120);
        let boards = reader.lines("boards", 120);
        if boards.is_empty() {
            reader.error("boards", ErrorCode::Required);
        }
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let year = reader.required_number("year", 2000, 2100).and_then(|year| i32::try_from(year).ok());
        let area = reader.choice("area", GoalArea::from_code);
        let period = reader.period("period");
        let risks = reader.keys("risks", Kind::Risk);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = year.map(|year| Self {
            title,
            text,
            given_by,
            boards,
            year,
            area,
            period,
            work: base.map_or(Work::Planned, |b| b.work),
            comment: base.map(|b| b.comment.clone()).unwrap_or_default(),
            reported: base.and_then(|b| b.reported),
            owner,
            reported_back: base.and_then(|b| b.reported_back.clone()),
            approved: base.and_then(|b| b.approved.clone()),
            informed: base.and_then(|b| b.informed.clone()),
            risks,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Takes down how it stands.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when nothing is left to do.
    pub fn report(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.informed.is_some() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let work = reader.required_choice("work", Work::from_code);
        let comment = reader.required("comment", 4000);
        let day = told_on(&mut reader, draft, today);
        let value = work.zip(day).map(|(work, day)| Self { work, comment, reported: Some(day), ..self.clone() });
        reader.finish(value)
    }

    /// Takes down that it was reported back to the board. Until the board has approved it may be reported again, as when the
    /// board has sent it back.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when the board has approved.
    pub fn report_back(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.approved.is_some() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let step = Step::read(&mut reader, draft, today);
        reader.finish(step.map(|step| Self { reported_back: Some(step), ..self.clone() }))
    }

    /// Takes down that the board approved the report.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it hasn't been reported back, or is approved already.
    pub fn approve(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let Some(back) = self.reported_back.as_ref().filter(|_| self.approved.is_none()) else {
            return Err(FieldError::not_now());
        };
        let mut reader = Reader::new(draft);
        let minutes = Minutes::read(&mut reader, Some(back.date), today);
        reader.finish(minutes.map(|minutes| Self { approved: Some(minutes), ..self.clone() }))
    }

    /// Puts right where the approval stands in the minutes; the journal keeps what was written before.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it isn't approved.
    pub fn correct(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.approved.is_none() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let minutes = Minutes::read(&mut reader, self.reported_back.as_ref().map(|back| back.date), today);
        if let Some(minutes) = &minutes {
            let informed = self.informed.as_ref().map(|step| step.date);
            if informed.is_some_and(|informed| informed < minutes.date) {
                reader.error("date", ErrorCode::NotNow);
            }
        }
        reader.finish(minutes.map(|minutes| Self { approved: Some(minutes), ..self.clone() }))
    }

    /// Takes down that the city executive office was informed, or puts right when; the journal keeps what was written
    /// before.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when the board hasn't approved.
    pub fn inform(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let Some(approved) = &self.approved else {
            return Err(FieldError::not_now());
        };
        let mut reader = Reader::new(draft);
        let step = Step::read(&mut reader, draft, today);
        reader.in_order(("approved", Some(approved.date)), ("date", step.as_ref().map(|step| step.date)));
        reader.finish(step.map(|step| Self { informed: Some(step), ..self.clone() }))
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> AssignmentState {
        match (&self.closed, &self.informed, &self.approved, &self.reported_back, self.work) {
            (Some(_), ..) => AssignmentState::Closed,
            (None, Some(_), ..) => AssignmentState::Informed,
            (None, None, Some(_), ..) => AssignmentState::Approved,
            (None, None, None, Some(_), _) => AssignmentState::ReportedBack,
            (None, None, None, None, Work::Done) => AssignmentState::Done,
            (None, None, None, None, Work::Ongoing) => AssignmentState::Ongoing,
            (None, None, None, None, Work::Planned) => AssignmentState::Planned,
        }
    }

    /// The step that comes next; none when nothing is left to do.
    #[must_use]
    pub const fn next(&self) -> Option<Action> {
        match self.state() {
            AssignmentState::Planned | AssignmentState::Ongoing | AssignmentState::Done => Some(Action::ReportBack),
            AssignmentState::ReportedBack => Some(Action::Approve),
            AssignmentState::Approved => Some(Action::Inform),
            AssignmentState::Informed | AssignmentState::Closed => None,
        }
    }

    /// The last day of its period, while it hasn't been reported back.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        let open = matches!(self.state(), AssignmentState::Planned | AssignmentState::Ongoing | AssignmentState::Done);
        self.period.filter(|_| open).map(Period::end)
    }

    /// The date lists sort it by.
    #[must_use]
    pub fn sortable(&self) -> String {
        date::sortable(self.period.map(Period::end))
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("text", self.text.as_str())
            .with("given_by", self.given_by.as_str())
            .with("boards", self.boards.join("\n"))
            .with("owner", self.owner.as_str())
            .with("year", self.year.to_string())
            .with("area", self.area.map_or("", GoalArea::code))
            .with("period", self.period.map(|period| period.to_string()).unwrap_or_default())
            .with("source", self.source.as_str());
        draft.set_keys("risks", &self.risks);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// The form of how it stands, filled in with how it stood.
    #[must_use]
    pub fn report_draft(&self) -> Draft {
        Draft::default().with("work", self.work.code()).with("comment", self.comment.as_str())
    }

    /// The form that puts the approval right, filled in with what is written.
    #[must_use]
    pub fn approval_draft(&self) -> Draft {
        let Some(minutes) = &self.approved else { return Draft::default() };
        Draft::default()
            .with("organ", minutes.organ.as_str())
            .with("date", minutes.date.to_string())
            .with("paragraph", minutes.paragraph.to_string())
            .with("registration", minutes.registration.as_str())
    }

    /// What its form doesn't hold, as a difference compares it.
    pub fn beside(&self, draft: &mut Draft) {
        draft.set("state", self.state().code());
        draft.set("comment", self.comment.as_str());
        let step = |step: &Option<Step>| step.as_ref().map(Step::words).unwrap_or_default();
        draft.set("reported_back", step(&self.reported_back));
        draft.set("approved", self.approved.as_ref().map(approval).unwrap_or_default());
        draft.set("informed", step(&self.informed));
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        match column {
            "title" => Cell::text(&self.title),
            "text" => Cell::text(&self.text),
            "given_by" => Cell::text(&self.given_by),
            "boards" => Cell::text(&self.boards.join(", ")),
            "year" => Cell::Text(self.year.to_string()),
            "area" => self.area.map_or(Cell::Empty, |area| Cell::code("goal_area", area.code())),
            "period" => self.period.map_or(Cell::Empty, |period| Cell::Text(period.short())),
            "comment" => Cell::text(&self.comment),
            "reported" => Cell::date(self.reported),
            "reported_back" => Cell::date(self.reported_back.as_ref().map(|step| step.date)),
            "approved" => Cell::date(self.approved.as_ref().map(|minutes| minutes.date)),
            "minutes" => self.approved.as_ref().map_or(Cell::Empty, |minutes| Cell::Text(approval(minutes))),
            "informed" => Cell::date(self.informed.as_ref().map(|step| step.date)),
            "risks" => Cell::keys(&self.risks),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("comment") {
            self.comment.clear();
        }
    }
}

impl Step {
    fn read(reader: &mut Reader<'_>, draft: &Draft, today: NaiveDate) -> Option<Self> {
        let date = told_on(reader, draft, today);
        let registration = reader.text("registration", 60);
        Some(Self { date: date?, registration })
    }

    /// The form, filled in with what is written.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default().with("registration", self.registration.as_str());
        draft.set_date("date", Some(self.date));
        draft
    }

    /// The day, and what was written.
    #[must_use]
    pub fn words(&self) -> String {
        if self.registration.is_empty() {
            self.date.to_string()
        } else {
            format!("{}, {}", self.date, self.registration)
        }
    }
}

/// A decision as it is pointed at: `Nämnden för Intraservice 2024-04-24 § 47, DEMO-2024-0001`.
#[must_use]
pub fn approval(minutes: &Minutes) -> String {
    format!("{} {} § {}, {}", minutes.organ, minutes.date, minutes.paragraph, minutes.registration)
}

/// The date of something that has happened: today when none is given.
fn told_on(reader: &mut Reader<'_>, draft: &Draft, today: NaiveDate) -> Option<NaiveDate> {
    let day = if draft.get("date").is_empty() { Some(today) } else { reader.date("date") };
    if day.is_some_and(|day| day > today) {
        reader.error("date", ErrorCode::InTheFuture);
    }
    day
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Assignment::MARKABLE);
