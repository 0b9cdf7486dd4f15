//! What was recorded by hand of a year's steps: that a step the register can't know was done, when, and what shows it.

use super::Shown;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A step of a year, recorded. What is recorded later of the same step and year takes its place, and stays beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// The step, by what it goes by.
    pub step: String,
    /// The year whose cycle it belongs to.
    pub year: i32,
    /// The day it was done; none takes back what was recorded before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
    /// The evidence that shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Key>,
    /// What else is to be said of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// Function of the one who recorded it.
    pub by: String,
}

impl StepRecord {
    /// What it shows; nothing when it takes back what was recorded before.
    #[must_use]
    pub fn shown(&self) -> Option<Shown> {
        let by = self.evidence.clone();
        self.done.map(|on| Shown { on, kind: Kind::Evidence, by, note: self.note.clone() })
    }

    /// As a line of the history: `2026 genomgang: 2026-02-10 EVD-11`.
    #[must_use]
    pub fn line(&self) -> String {
        let day = self.done.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let mut line = format!("{} {}: {day}", self.year, self.step);
        for part in self.evidence.iter().map(Key::as_str).chain([self.note.as_str()]).filter(|part| !part.is_empty()) {
            line.push(' ');
            line.push_str(part);
        }
        line
    }
}

impl Settings {
    /// The form of recording a step.
    pub const REPORT: &'static [Field] = &[
        Field::required("step", Input::Line(12)),
        Field::required("year", Input::Number(2000, 2100)),
        Field::optional("done", Input::Date),
        Field::optional("evidence", Input::Links(Kind::Evidence)),
        Field::optional("note", Input::Text(500)),
    ];

    /// What was recorded last of a step in a year.
    #[must_use]
    pub fn step_record(&self, step: &str, year: i32) -> Option<&StepRecord> {
        self.year_records.iter().rfind(|one| one.step == step && one.year == year)
    }

    /// The settings with a step of a year recorded as done, or with such a record taken back: without a day.
    ///
    /// # Errors
    /// Every field error: `UnknownChoice` at `step` for one that isn't in the cycle, `NotNow` at `step` for one that the
    /// register itself tells of, `InTheFuture` at `done`; `Required` at `done` when there is nothing to take back, and at
    /// `note` when there is.
    pub fn record_step(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let step = reader.required("step", 12);
        match self.year_steps.iter().find(|one| one.id == step) {
            None if !step.is_empty() => {
                reader.error("step", ErrorCode::UnknownChoice { given: step.chars().take(80).collect() });
            }
            Some(known) if !known.shown.by_hand() => reader.error("step", ErrorCode::NotNow),
            _ => {}
        }
        let year = reader.required_number("year", 2000, 2100).and_then(|year| i32::try_from(year).ok());
        let done = reader.date("done");
        if done.is_some_and(|done| done > today) {
            reader.error("done", ErrorCode::InTheFuture);
        }
        let evidence = reader.keys("evidence", Kind::Evidence);
        let note = reader.text("note", 500);
        let before = year.and_then(|year| self.step_record(&step, year)).filter(|one| one.done.is_some());
        if draft.get("done").is_empty() {
            match before {
                None => reader.error("done", ErrorCode::Required),
                // Why it was taken back is for whoever looks later.
                Some(_) if note.is_empty() => reader.error("note", ErrorCode::Required),
                Some(_) => {}
            }
        }
        let record =
            year.map(|year| StepRecord { step, year, done, evidence, note, recorded: today, by: by.to_owned() });
        let record = reader.finish(record)?;
        let mut settings = self.clone();
        settings.year_records.push(record);
        Ok(settings)
    }

    /// The evidence that what was recorded of the year's steps names.
    #[must_use]
    pub fn recorded_evidence(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.year_records.iter().flat_map(|one| one.evidence.clone()).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}
