//! Commands: the one way to change anything, and the rules they follow.

mod change;
mod form;
#[cfg(test)]
mod tests;

use crate::action::Action;
use crate::body::Body;
use crate::dependency::cycle;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::WAS;
use crate::picture::{Content, Matter, Review};
use crate::report;
use crate::risk::Closed;
use crate::settings::Settings;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Something to be done to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Makes it idempotent: sent twice with the same id, it is carried out once. 1–64 letters, digits and hyphens.
    pub id: String,
    /// What is to be done.
    pub action: Action,
    /// To which kind of record.
    pub kind: Kind,
    /// To which record; none when the register is to number a new one.
    pub key: Option<Key>,
    /// The revision it was decided on; none for a new record.
    pub rev: Option<u32>,
    /// What was typed.
    pub draft: Draft,
    /// Why, for the journal.
    pub reason: String,
}

/// What the rules are told besides the command.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Scale and vocabularies in force.
    pub settings: &'a Settings,
    /// Today's date in Sweden.
    pub today: NaiveDate,
    /// The time now.
    pub now: DateTime<Utc>,
    /// Function of the one who gives the command.
    pub by: &'a str,
    /// What is known of the risk pictures, for a command that is about one.
    pub matter: &'a Matter,
    /// What stands around the record, for a command whose rule asks for it.
    pub around: &'a Around,
}

/// What stands around a record, as far as the command about it asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Deliverables of the measure that aren't decided, in the order of their numbers.
    pub undecided: Vec<Key>,
    /// What the measures that can be reached from this one's new dependencies depend on.
    pub depends: HashMap<Key, Vec<Key>>,
}

/// What a command leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The record as it becomes.
    pub body: Body,
    /// A content to be frozen with it, under its key.
    pub sealed: Option<(Key, Sealed)>,
}

/// A content that is frozen with a record: it can be made, and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sealed {
    /// A risk picture's.
    Picture(Content),
    /// A report's.
    Report(report::Content),
}

impl From<Sealed> for Body {
    fn from(sealed: Sealed) -> Self {
        match sealed {
            Sealed::Picture(content) => Self::Content(Box::new(content)),
            Sealed::Report(content) => Self::ReportContent(Box::new(content)),
        }
    }
}

impl From<Body> for Applied {
    fn from(body: Body) -> Self {
        Self { body, sealed: None }
    }
}

/// A command that someone else was ahead of, value by value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    /// The fields that both have changed.
    pub fields: Vec<&'static str>,
    /// What was typed, decided now on what is stored: sent again, it replaces that.
    pub yours: Draft,
    /// The same with what is stored in the fields that both have changed.
    pub theirs: Draft,
}

/// Longest reason, in characters.
pub const REASON_MAX: usize = 1000;

impl Command {
    /// The commands it stands for: one answer may be given for several risks at once, and is then a command for each. Their
    /// ids follow from its own, so that sent again it still is carried out once.
    #[must_use]
    pub fn each(self) -> Vec<Self> {
        let risks: Vec<String> = self.draft.get("risk").split(',').map(|risk| risk.trim().to_owned()).collect();
        if self.kind != Kind::Review || risks.len() < 2 {
            return vec![self];
        }
        let one = |(n, risk): (usize, String)| Self {
            id: format!("{}-{}", self.id, n + 1),
            draft: self.draft.clone().with("risk", risk),
            ..self.clone()
        };
        risks.into_iter().enumerate().map(one).collect()
    }

    /// The record it is about, as far as the command itself tells.
    #[must_use]
    pub fn record_key(&self) -> Option<Key> {
        let named = |field: &str| Key::parse(self.draft.get(field)).ok();
        let review = || Review::key(&named("picture")?, &named("risk")?);
        self.key.clone().or_else(|| if self.kind == Kind::Review { review() } else { None })
    }

    /// Carries the command out on the record as it is, and answers with the record as it becomes and what is frozen with
    /// it.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when the record is closed, or not closed, and the action can't be done so.
    pub fn apply(&self, current: Option<&Body>, rules: &Rules<'_>) -> Result<Applied, Vec<FieldError>> {
        match (self.action, current) {
            (Action::Prepare, Some(Body::Picture(picture))) if picture.closed.is_none() => {
                let (picture, content) = picture.prepare(&self.draft, rules.matter, rules.by, rules.today)?;
                let key = picture.preparations.last().map(|last| last.content.clone());
                Ok(Applied { body: Body::Picture(picture), sealed: key.map(|key| (key, Sealed::Picture(content))) })
            }
            (Action::Decide, Some(Body::Picture(picture))) if picture.closed.is_none() => {
                let (picture, content) = picture.decide(&self.draft, rules.matter, rules.by, rules.today)?;
                let key = picture.decisions.last().and_then(|last| last.content.clone());
                Ok(Applied { body: Body::Picture(picture), sealed: key.zip(content.map(Sealed::Picture)) })
            }
            (Action::Prepare, Some(Body::Report(report))) if report.closed.is_none() => {
                let key = self.key.as_ref().ok_or_else(FieldError::not_now)?;
                let known = &rules.matter.report;
                let (report, content) = report.prepare(key, &self.draft, known, rules.by, rules.today)?;
                let key = report.preparations.last().map(|last| last.content.clone());
                let sealed = key.map(|key| (key, Sealed::Report(content)));
                Ok(Applied { body: Body::Report(Box::new(report)), sealed })
            }
            _ => self.with_reason(current, self.change(current, rules)).map(Applied::from),
        }
    }

    /// Holds back what moves a measure's planned dates without a reason, whichever action moves them.
    fn with_reason(
        &self,
        current: Option<&Body>,
        changed: Result<Body, Vec<FieldError>>,
    ) -> Result<Body, Vec<FieldError>> {
        let Some(Body::Measure(before)) = current else { return changed };
        if !self.reason.trim().is_empty() {
            return changed;
        }
        let missing = || FieldError::new("reason", ErrorCode::Required);
        match changed {
            Ok(Body::Measure(after)) if (before.start, before.end) != (after.start, after.end) => Err(vec![missing()]),
            // What is wrong with a form is told all at once.
            Err(mut errors) if matches!(self.action, Action::Update | Action::Set) && before.moved_by(&self.draft) => {
                errors.push(missing());
                Err(errors)
            }
            changed => changed,
        }
    }

    /// Both sides of what someone else has changed since the command was decided, for a command that is decided value by
    /// value; none when nobody was ahead of it.
    #[must_use]
    pub fn overtaken(&self, current: &Body) -> Option<Overtaken> {
        let (Action::Set, Body::Measure(measure)) = (self.action, current) else { return None };
        let fields = measure.overtaken(&self.draft);
        if fields.is_empty() {
            return None;
        }
        let mut yours = self.draft.clone();
        let mut stored = Vec::new();
        for field in &fields {
            let value = measure.value(field);
            yours.set(&format!("{WAS}{field}"), value.as_str());
            stored.push((*field, value));
        }
        let theirs = stored.into_iter().fold(yours.clone(), |draft, (field, value)| draft.with(field, value));
        Some(Overtaken { fields, yours, theirs })
    }

    /// Stops evidence from taking its own place, and a measure from waiting for itself, through whichever others. One that the register has yet to number is known
    /// to nobody, so nothing can wait for it.
    fn acyclic(&self, body: Body, rules: &Rules<'_>) -> Result<Body, Vec<FieldError>> {
        if let (Body::Evidence(evidence), Some(key)) = (&body, &self.key)
            && evidence.replaced_by.as_ref() == Some(key)
        {
            return Err(vec![FieldError::new("replaced_by", ErrorCode::cycle(std::slice::from_ref(key)))]);
        }
        // No goal serves itself.
        if let (Body::Goal(goal), Some(key)) = (&body, &self.key)
            && goal.goals.contains(key)
        {
            let field = if self.action == Action::Link { "to" } else { "goals" };
            return Err(vec![FieldError::new(field, ErrorCode::cycle(std::slice::from_ref(key)))]);
        }
        let (Body::Measure(measure), Some(key)) = (&body, &self.key) else { return Ok(body) };
        let field = if self.action == Action::Link { "to" } else { "depends_on" };
        match cycle(key, &measure.depends_on, &rules.around.depends) {
            Some(around) => Err(vec![FieldError::new(field, ErrorCode::cycle(&around))]),
            None => Ok(body),
        }
    }

    fn set_closed(&self, body: &Body, today: NaiveDate) -> Result<Body, Vec<FieldError>> {
        let mut reader = Reader::new(&self.draft);
        let reason = reader.required("reason", REASON_MAX);
        reader.finish(Some(()))?;
        let mut body = body.clone();
        let place = body.closed_mut().ok_or_else(FieldError::not_now)?;
        *place = (self.action == Action::Close).then_some(Closed { date: today, reason });
        Ok(body)
    }

    fn link(&self, body: &Body) -> Result<Body, Vec<FieldError>> {
        let given = self.draft.get("to");
        let unknown = || vec![FieldError::new("to", ErrorCode::UnknownKey { given: given.chars().take(80).collect() })];
        let to = Key::parse(given).map_err(|_| unknown())?;
        let mut body = body.clone();
        let (_, links) = body.links_mut(to.kind()).ok_or_else(unknown)?;
        links.retain(|link| *link != to);
        if self.action == Action::Link {
            links.push(to);
            links.sort();
        }
        Ok(body)
    }

    /// Why, as the journal keeps it: the command's own reason, or the one its form asked for.
    #[must_use]
    pub fn journal_reason(&self) -> &str {
        if self.reason.is_empty() { self.draft.get("reason") } else { &self.reason }
    }
}
