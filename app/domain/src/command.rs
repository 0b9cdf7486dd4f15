//! Commands: the one way to change anything, and the rules they follow.

use crate::account::Account;
use crate::action::Action;
use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::city_matter::CityMatter;
use crate::comment::Comment;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::dependency::cycle;
use crate::deviation::Deviation;
use crate::disclosure::Disclosure;
use crate::disposal::{Disposal, DisposalState};
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::evidence::Evidence;
use crate::framework::Framework;
use crate::goal::Goal;
use crate::incident::{Incident, Significance};
use crate::indicator::Indicator;
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::{Measure, WAS};
use crate::pack::Pack;
use crate::picture::{Content, Matter, Picture, Remark, Review};
use crate::programme::Programme;
use crate::programme::baseline::Baseline;
use crate::project::Project;
use crate::recommendation::Recommendation;
use crate::report::{self, Report};
use crate::requirement::Requirement;
use crate::risk::{Closed, Risk};
use crate::saved_view::SavedView;
use crate::service::Service;
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
                let key = self.key.as_ref().ok_or_else(not_now)?;
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

    /// Carries out what changes one record alone.
    fn change(&self, current: Option<&Body>, rules: &Rules<'_>) -> Result<Body, Vec<FieldError>> {
        let length = self.reason.chars().count();
        if length > REASON_MAX {
            let (max, length) = (1000, u32::try_from(length).unwrap_or(u32::MAX));
            return Err(vec![FieldError::new("reason", ErrorCode::TooLong { max, length })]);
        }
        let closed = current.is_some_and(|body| body.closed().is_some());
        if closed != (self.action == Action::Reopen) {
            return Err(not_now());
        }
        match (self.action, current) {
            (Action::Create, None) | (Action::Update | Action::Load, _) => {
                self.acyclic(self.form(current, rules)?, rules)
            }
            (Action::Close, Some(Body::Picture(picture))) if !picture.open() => Err(not_now()),
            (Action::Close, Some(Body::Disposal(disposal))) if disposal.state() != DisposalState::Decided => {
                Err(not_now())
            }
            (Action::Reopen, Some(Body::Disposal(_))) => Err(not_now()),
            (Action::Close, Some(Body::Report(report))) if !report.open() => Err(not_now()),
            (Action::Close, Some(Body::Incident(incident)))
                if !incident.drill && incident.significance() == Significance::Unjudged =>
            {
                Err(vec![FieldError::new("significance", ErrorCode::NotNow)])
            }
            (Action::Close, Some(Body::Incident(incident))) if !incident.unsent().is_empty() => {
                let number = u32::try_from(incident.unsent().len()).unwrap_or(u32::MAX);
                Err(vec![FieldError::new("action", ErrorCode::Unsent { number })])
            }
            (Action::Close, Some(body)) => self.set_closed(body, rules.today),
            (Action::Reopen, Some(body)) => self.set_closed(body, rules.today),
            (Action::Link | Action::Unlink, Some(body)) => self.acyclic(self.link(body)?, rules),
            (Action::Assess, Some(Body::Risk(risk))) => {
                risk.assess(&self.draft, &rules.settings.scale, rules.today).map(Body::Risk)
            }
            (Action::Report, Some(Body::Measure(measure))) => {
                measure.report(&self.draft, &rules.around.undecided, rules.today).map(Body::Measure)
            }
            (Action::Adopt, Some(Body::Deliverable(deliverable))) => {
                deliverable.adopt(&self.draft, rules.today).map(Body::Deliverable)
            }
            (Action::Introduce, Some(Body::Deliverable(deliverable))) => {
                deliverable.introduce(&self.draft, rules.settings, rules.today).map(Body::Deliverable)
            }
            (Action::Report, Some(Body::Programme(programme))) => {
                programme.report(&self.draft, rules.today).map(Body::Programme)
            }
            // A register whose settings were never changed has none of its own yet.
            (Action::Report, None | Some(Body::Settings(_))) if self.kind == Kind::Settings => {
                rules.settings.record_step(&self.draft, rules.by, rules.today).map(Body::Settings)
            }
            (Action::Report, Some(Body::Deviation(deviation))) => {
                let reported = deviation.report(&self.draft, rules.by, rules.today)?;
                Ok(Body::Deviation(Box::new(reported)))
            }
            (Action::Report, Some(Body::Incident(incident))) => {
                let told = incident.send(&self.draft, rules.by, rules.now)?;
                Ok(Body::Incident(Box::new(told)))
            }
            (Action::Judge, Some(Body::Incident(incident))) => {
                let judged = incident.judge(&self.draft, rules.settings, rules.by, rules.now)?;
                Ok(Body::Incident(Box::new(judged)))
            }
            (Action::Set, Some(Body::Measure(measure))) => {
                measure.set(&self.draft, &rules.around.undecided, rules.settings, rules.today).map(Body::Measure)
            }
            (Action::Test, Some(Body::Control(control))) => control.test(&self.draft, rules.today).map(Body::Control),
            (Action::Judge, Some(Body::Requirement(requirement))) => {
                requirement.judge(&self.draft, rules.today).map(Body::Requirement)
            }
            (Action::Review, _) => Review::read(&self.draft, rules.matter, rules.today).map(Body::Review),
            (Action::Withdraw, Some(Body::Picture(picture))) => {
                picture.withdraw(&self.draft, rules.today).map(Body::Picture)
            }
            (Action::Correct, Some(Body::Picture(picture))) => {
                picture.correct(&self.draft, rules.by, rules.today).map(Body::Picture)
            }
            (Action::Ask, None) => Remark::read(&self.draft, rules.matter, rules.by, rules.today).map(Body::Remark),
            (Action::Answer, Some(Body::Remark(remark))) => {
                remark.reply(&self.draft, rules.by, rules.today).map(Body::Remark)
            }
            (Action::Attach, Some(Body::Evidence(evidence))) => {
                evidence.attach(&self.draft, rules.today).map(Body::Evidence)
            }
            (Action::Dispose, Some(Body::Disposal(disposal))) => {
                let done = disposal.dispose(&self.draft, &rules.matter.disposal, rules.by, rules.today)?;
                Ok(Body::Disposal(Box::new(done)))
            }
            (Action::Vouch, Some(Body::Evidence(evidence))) => {
                evidence.vouch(&self.draft, rules.settings, rules.today).map(Body::Evidence)
            }
            (Action::Report, Some(Body::Indicator(indicator))) => {
                indicator.report(&self.draft, rules.today).map(Body::Indicator)
            }
            (Action::Report, Some(Body::Analysis(analysis))) => {
                analysis.report(&self.draft, rules.today).map(Body::Analysis)
            }
            (Action::Report, Some(Body::Goal(goal))) => goal.report(&self.draft, rules.by, rules.today).map(Body::Goal),
            (Action::Report, Some(Body::Project(project))) => {
                project.report(&self.draft, rules.by, rules.today).map(Body::Project)
            }
            (Action::Report, Some(Body::CityMatter(matter))) => {
                matter.report(&self.draft, rules.by, rules.today).map(Body::CityMatter)
            }
            (Action::Judge, Some(Body::Recommendation(recommendation))) => {
                recommendation.judge(&self.draft, rules.today).map(Body::Recommendation)
            }
            (_, Some(Body::Report(report))) => self.report(report, rules).map(|report| Body::Report(Box::new(report))),
            (_, Some(Body::Assignment(assignment))) => self.step(assignment, rules.today).map(Body::Assignment),
            _ => Err(not_now()),
        }
    }

    /// Carries out what is done to an assignment besides changing its form.
    fn step(&self, assignment: &Assignment, today: NaiveDate) -> Result<Assignment, Vec<FieldError>> {
        match self.action {
            Action::Report => assignment.report(&self.draft, today),
            Action::ReportBack => assignment.report_back(&self.draft, today),
            Action::Approve => assignment.approve(&self.draft, today),
            Action::Correct => assignment.correct(&self.draft, today),
            Action::Inform => assignment.inform(&self.draft, today),
            _ => Err(not_now()),
        }
    }

    /// Carries out what is done to a report besides changing its form and laying it before the board.
    fn report(&self, report: &Report, rules: &Rules<'_>) -> Result<Report, Vec<FieldError>> {
        match self.action {
            Action::Write => report.write(&self.draft, &rules.matter.report),
            Action::Refresh => report.refresh(&self.draft, &rules.matter.report),
            Action::Withdraw => report.withdraw(&self.draft, rules.today),
            Action::Decide => report.decide(&self.draft, rules.matter, rules.by, rules.today),
            Action::Correct => report.correct(&self.draft, rules.by, rules.today),
            _ => Err(not_now()),
        }
    }

    fn form(&self, current: Option<&Body>, rules: &Rules<'_>) -> Result<Body, Vec<FieldError>> {
        let (draft, settings, today) = (&self.draft, rules.settings, rules.today);
        match (self.kind, current) {
            (Kind::Risk, None) => Risk::read(draft, None, settings, today).map(Body::Risk),
            (Kind::Risk, Some(Body::Risk(base))) => Risk::read(draft, Some(base), settings, today).map(Body::Risk),
            (Kind::Measure, None) => Measure::read(draft, None, settings).map(Body::Measure),
            (Kind::Measure, Some(Body::Measure(base))) => Measure::read(draft, Some(base), settings).map(Body::Measure),
            (Kind::Deliverable, None) => Deliverable::read(draft, None, settings, today).map(Body::Deliverable),
            (Kind::Deliverable, Some(Body::Deliverable(base))) => {
                Deliverable::read(draft, Some(base), settings, today).map(Body::Deliverable)
            }
            (Kind::Control, None) => Control::read(draft, None, settings).map(Body::Control),
            (Kind::Control, Some(Body::Control(base))) => Control::read(draft, Some(base), settings).map(Body::Control),
            (Kind::Evidence, None) => Evidence::read(draft, None, settings, today).map(Body::Evidence),
            (Kind::Evidence, Some(Body::Evidence(base))) => {
                Evidence::read(draft, Some(base), settings, today).map(Body::Evidence)
            }
            (Kind::Requirement, None) => Requirement::read(draft, None).map(Body::Requirement),
            (Kind::Requirement, Some(Body::Requirement(base))) => {
                Requirement::read(draft, Some(base)).map(Body::Requirement)
            }
            (Kind::Picture, None) => Picture::read(draft, None, rules.matter, settings).map(Body::Picture),
            (Kind::Picture, Some(Body::Picture(base))) => {
                Picture::read(draft, Some(base), rules.matter, settings).map(Body::Picture)
            }
            (Kind::Framework, _) => Framework::read(draft).map(Body::Framework),
            (Kind::Programme, None) => Programme::read(draft, None).map(Body::Programme),
            (Kind::Programme, Some(Body::Programme(base))) => Programme::read(draft, Some(base)).map(Body::Programme),
            (Kind::Comment, None) => Comment::read(draft, rules.matter, settings, rules.by, today).map(Body::Comment),
            (Kind::Baseline, None) => {
                let plan = Baseline::read(draft, rules.matter, rules.by, today)?;
                Ok(Body::Baseline(Box::new(plan)))
            }
            (Kind::Settings, current) => {
                let base = match current {
                    Some(Body::Settings(base)) => Some(base),
                    _ => None,
                };
                Settings::read(draft, base).map(Body::Settings)
            }
            (Kind::SavedView, current) => {
                let base = match current {
                    Some(Body::SavedView(base)) => Some(base),
                    _ => None,
                };
                SavedView::read(draft, base, today).map(Body::SavedView)
            }
            (Kind::Pack, None) => Pack::read(draft, &rules.matter.pack, rules.by, today).map(Body::Pack),
            (Kind::Disclosure, None) => {
                Disclosure::read(draft, &rules.matter.disclosure, rules.by, today).map(Body::Disclosure)
            }
            (Kind::Disposal, None) => {
                let disposal = Disposal::read(draft, rules.by, today)?;
                Ok(Body::Disposal(Box::new(disposal)))
            }
            (Kind::Deviation, current) => {
                let base = match current {
                    Some(Body::Deviation(base)) => Some(&**base),
                    _ => None,
                };
                let deviation = Deviation::read(draft, base, settings, today)?;
                Ok(Body::Deviation(Box::new(deviation)))
            }
            (Kind::Incident, current) => {
                let base = match current {
                    Some(Body::Incident(base)) => Some(&**base),
                    _ => None,
                };
                let incident = Incident::read(draft, base, settings, rules.now)?;
                Ok(Body::Incident(Box::new(incident)))
            }
            (Kind::Account, _) => Account::read(draft).map(Body::Account),
            (Kind::Indicator, None) => Indicator::read(draft, None, settings).map(Body::Indicator),
            (Kind::Indicator, Some(Body::Indicator(base))) => {
                Indicator::read(draft, Some(base), settings).map(Body::Indicator)
            }
            (Kind::Assignment, None) => Assignment::read(draft, None, settings).map(Body::Assignment),
            (Kind::Assignment, Some(Body::Assignment(base))) => {
                Assignment::read(draft, Some(base), settings).map(Body::Assignment)
            }
            (Kind::Recommendation, None) => {
                Recommendation::read(draft, None, settings, today).map(Body::Recommendation)
            }
            (Kind::Recommendation, Some(Body::Recommendation(base))) => {
                Recommendation::read(draft, Some(base), settings, today).map(Body::Recommendation)
            }
            (Kind::Report, current) => {
                let base = match current {
                    Some(Body::Report(base)) => Some((&**base, self.key.as_ref())),
                    _ => None,
                };
                let report = Report::read(draft, base, &rules.matter.report, settings, today)?;
                Ok(Body::Report(Box::new(report)))
            }
            (Kind::Analysis, None) => Analysis::read(draft, None, settings, today).map(Body::Analysis),
            (Kind::Analysis, Some(Body::Analysis(base))) => {
                Analysis::read(draft, Some(base), settings, today).map(Body::Analysis)
            }
            (Kind::Goal, None) => Goal::read(draft, None, settings).map(Body::Goal),
            (Kind::Goal, Some(Body::Goal(base))) => Goal::read(draft, Some(base), settings).map(Body::Goal),
            (Kind::Project, None) => Project::read(draft, None, settings, today).map(Body::Project),
            (Kind::Project, Some(Body::Project(base))) => {
                Project::read(draft, Some(base), settings, today).map(Body::Project)
            }
            (Kind::CityMatter, None) => CityMatter::read(draft, None, settings, today).map(Body::CityMatter),
            (Kind::CityMatter, Some(Body::CityMatter(base))) => {
                CityMatter::read(draft, Some(base), settings, today).map(Body::CityMatter)
            }
            (Kind::Service, None) => Service::read(draft, None, settings).map(Body::Service),
            (Kind::Service, Some(Body::Service(base))) => Service::read(draft, Some(base), settings).map(Body::Service),
            _ => Err(not_now()),
        }
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
        let place = body.closed_mut().ok_or_else(not_now)?;
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

fn not_now() -> Vec<FieldError> {
    vec![FieldError::new("action", ErrorCode::NotNow)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn command(action: Action, kind: Kind, draft: Draft) -> Command {
        Command { id: "c-1".into(), action, kind, key: None, rev: None, draft, reason: String::new() }
    }

    fn measure() -> Body {
        let typed = Draft::default()
            .with("title", "Rutin")
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2024-01-01")
            .with("end", "2024-12-31");
        apply(Action::Create, Kind::Measure, typed, None).unwrap()
    }

    fn apply(action: Action, kind: Kind, draft: Draft, body: Option<&Body>) -> Result<Body, Vec<FieldError>> {
        let settings = Settings::default();
        let today = date::parse("2026-11-23").unwrap();
        let (matter, around) = (Matter::default(), Around::default());
        let now = crate::swedish::end_of(today);
        let by = "Säkerhetssamordnare";
        let rules = Rules { settings: &settings, today, now, by, matter: &matter, around: &around };
        command(action, kind, draft).apply(body, &rules).map(|applied| applied.body)
    }

    #[test]
    fn a_closed_record_takes_nothing_but_being_opened_again() {
        let why = Draft::default().with("reason", "ersatt av ATG-12");
        let closed = apply(Action::Close, Kind::Measure, why.clone(), Some(&measure())).unwrap();
        for (action, kind) in Action::pairs().filter(|(_, kind)| *kind == Kind::Measure) {
            let answer = apply(action, kind, why.clone(), Some(&closed));
            assert_eq!(answer.is_ok(), action == Action::Reopen, "{action:?}");
        }
    }

    #[test]
    fn an_answer_for_several_risks_is_a_command_for_each() {
        let draft =
            Draft::default().with("picture", "RB-2024-1").with("risk", "RSK-01, RSK-04").with("reason", "Kvar.");
        let each = command(Action::Review, Kind::Review, draft).each();
        let told: Vec<(String, Option<String>)> =
            each.iter().map(|one| (one.id.clone(), one.record_key().map(|key| key.to_string()))).collect();
        let expected = [("c-1-1", "RB-2024-1.RSK-01"), ("c-1-2", "RB-2024-1.RSK-04")];
        assert_eq!(told, expected.map(|(id, key)| (id.to_owned(), Some(key.to_owned()))));
        assert_eq!(command(Action::Close, Kind::Risk, Draft::default()).each().len(), 1);
    }

    #[test]
    fn a_choice_between_two_values_is_decided_on_the_stored_one() {
        let report = Draft::default().with("percent", "60");
        let measure = apply(Action::Report, Kind::Measure, report, Some(&measure())).unwrap();
        let draft = Draft::default().with("was_percent", "40").with("percent", "50").with("next_step", "Remiss.");
        let overtaken = command(Action::Set, Kind::Measure, draft).overtaken(&measure).unwrap();
        assert_eq!(overtaken.fields, ["percent"]);
        for (chosen, percent) in [(overtaken.yours, "50"), (overtaken.theirs, "60")] {
            assert_eq!(command(Action::Set, Kind::Measure, chosen.clone()).overtaken(&measure), None);
            let Body::Measure(measure) = apply(Action::Set, Kind::Measure, chosen, Some(&measure)).unwrap() else {
                panic!("no measure");
            };
            assert_eq!((measure.value("percent").as_str(), measure.value("next_step").as_str()), (percent, "Remiss."));
        }
    }

    #[test]
    fn closing_needs_a_reason() {
        let errors = apply(Action::Close, Kind::Measure, Draft::default(), Some(&measure())).unwrap_err();
        assert_eq!(errors, [FieldError::new("reason", ErrorCode::Required)]);
    }

    #[test]
    fn moving_a_planned_date_needs_a_reason() {
        let body = measure();
        let update = |draft: Draft, reason: &str| {
            let settings = Settings::default();
            let today = date::parse("2026-11-23").unwrap();
            let (matter, around) = (Matter::default(), Around::default());
            let rules = Rules {
                now: crate::swedish::end_of(today),
                settings: &settings,
                today,
                by: "",
                matter: &matter,
                around: &around,
            };
            let command = Command { reason: reason.into(), ..command(Action::Update, Kind::Measure, draft) };
            command.apply(Some(&body), &rules).map(|applied| applied.body)
        };
        let missing = FieldError::new("reason", ErrorCode::Required);
        for field in ["start", "end"] {
            let moved = body.draft().with(field, "2024-06-30");
            assert_eq!(update(moved.clone(), " ").unwrap_err(), std::slice::from_ref(&missing), "{field}");
            assert!(update(moved.clone(), "Upphandlingen drog ut på tiden.").is_ok());
            let errors = update(moved.with("title", ""), "").unwrap_err();
            assert_eq!(errors.len(), 2, "with what else is wrong: {errors:?}");
        }
        assert!(update(body.draft().with("title", "Ny rubrik"), "").is_ok());
        assert_eq!(update(body.draft().with("title", ""), "").unwrap_err().len(), 1);
    }

    #[test]
    fn linking_twice_is_linking_once() {
        let to = Draft::default().with("to", "RSK-04");
        let once = apply(Action::Link, Kind::Measure, to.clone(), Some(&measure())).unwrap();
        let twice = apply(Action::Link, Kind::Measure, to.clone(), Some(&once)).unwrap();
        assert_eq!((once.links().len(), &twice), (1, &once));
        assert!(apply(Action::Unlink, Kind::Measure, to, Some(&once)).unwrap().links().is_empty());
    }

    #[test]
    fn measures_never_wait_for_each_other_in_a_circle() {
        let key = |n: u32| Key::numbered("ATG", n);
        let (settings, matter) = (Settings::default(), Matter::default());
        let around = Around { depends: [(key(2), vec![key(1)])].into(), ..Around::default() };
        let today = date::parse("2026-11-23").unwrap();
        let rules = Rules {
            now: crate::swedish::end_of(today),
            settings: &settings,
            today,
            by: "",
            matter: &matter,
            around: &around,
        };
        let circle = |field: &str| {
            Err(vec![FieldError::new(field, ErrorCode::Cycle { given: "ATG-01 → ATG-02 → ATG-01".into() })])
        };
        let linked = Command {
            key: Some(key(1)),
            ..command(Action::Link, Kind::Measure, Draft::default().with("to", "ATG-02"))
        };
        assert_eq!(linked.apply(Some(&measure()), &rules).map(|_| ()), circle("to"));
        let typed = measure().draft().with("depends_on", "ATG-02");
        let updated = Command { key: Some(key(1)), ..command(Action::Update, Kind::Measure, typed) };
        assert_eq!(updated.apply(Some(&measure()), &rules).map(|_| ()), circle("depends_on"));
        let other = Command { key: Some(key(3)), ..linked };
        assert!(other.apply(Some(&measure()), &rules).is_ok());
    }

    #[test]
    fn a_measure_cannot_point_at_a_control() {
        let to = Draft::default().with("to", "KTR-04");
        assert_eq!(apply(Action::Link, Kind::Measure, to, Some(&measure())).unwrap_err()[0].field, "to");
    }
}
