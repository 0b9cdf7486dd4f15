//! The content of a record of any kind, and what every kind can be asked.

use crate::account::Account;
use crate::cell::Cell;
use crate::comment::Comment;
use crate::control::Control;
use crate::date;
use crate::deliverable::Deliverable;
use crate::disclosure::Disclosure;
use crate::draft::Draft;
use crate::evidence::Evidence;
use crate::facets::Facets;
use crate::framework::Framework;
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::{Measure, MeasureState};
use crate::pack::Pack;
use crate::picture::{Content, Picture, Remark, Review};
use crate::programme::Programme;
use crate::programme::baseline::Baseline;
use crate::requirement::Requirement;
use crate::risk::{Closed, Risk};
use crate::saved_view::SavedView;
use crate::secrecy::SecrecyMarking;
use crate::settings::{Scale, Settings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The content of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Body {
    /// A risk.
    Risk(Risk),
    /// A measure.
    Measure(Measure),
    /// A deliverable.
    Deliverable(Deliverable),
    /// A control.
    Control(Control),
    /// A piece of evidence.
    Evidence(Evidence),
    /// A requirement.
    Requirement(Requirement),
    /// A framework.
    Framework(Framework),
    /// A programme.
    Programme(Programme),
    /// The settings.
    Settings(Settings),
    /// A risk picture.
    Picture(Picture),
    /// The frozen content of a risk picture.
    Content(Box<Content>),
    /// An answer for a risk in a revision.
    Review(Review),
    /// A question or remark.
    Remark(Remark),
    /// A plan as the board decided it.
    Baseline(Box<Baseline>),
    /// A comment.
    Comment(Comment),
    /// A saved view.
    SavedView(SavedView),
    /// An evidence pack.
    Pack(Pack),
    /// A disclosure.
    Disclosure(Disclosure),
    /// An account.
    Account(Account),
}

impl Body {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Risk(_) => Kind::Risk,
            Self::Measure(_) => Kind::Measure,
            Self::Deliverable(_) => Kind::Deliverable,
            Self::Control(_) => Kind::Control,
            Self::Evidence(_) => Kind::Evidence,
            Self::Requirement(_) => Kind::Requirement,
            Self::Framework(_) => Kind::Framework,
            Self::Programme(_) => Kind::Programme,
            Self::Settings(_) => Kind::Settings,
            Self::Picture(_) => Kind::Picture,
            Self::Content(_) => Kind::Content,
            Self::Review(_) => Kind::Review,
            Self::Remark(_) => Kind::Remark,
            Self::Baseline(_) => Kind::Baseline,
            Self::Comment(_) => Kind::Comment,
            Self::SavedView(_) => Kind::SavedView,
            Self::Pack(_) => Kind::Pack,
            Self::Disclosure(_) => Kind::Disclosure,
            Self::Account(_) => Kind::Account,
        }
    }

    /// Its form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        match self {
            Self::Risk(risk) => risk.draft(),
            Self::Measure(measure) => measure.draft(),
            Self::Deliverable(deliverable) => deliverable.draft(),
            Self::Control(control) => control.draft(),
            Self::Evidence(evidence) => evidence.draft(),
            Self::Requirement(requirement) => requirement.draft(),
            Self::Framework(framework) => framework.draft(),
            Self::Programme(programme) => programme.draft(),
            Self::Settings(settings) => settings.draft(),
            Self::Picture(picture) => picture.draft(),
            Self::Content(_) => Draft::default(),
            Self::Review(review) => review.draft(),
            Self::Remark(remark) => remark.draft(),
            Self::Baseline(baseline) => baseline.draft(),
            Self::Comment(comment) => comment.draft(),
            Self::SavedView(view) => view.draft(),
            Self::Pack(pack) => pack.draft(),
            Self::Disclosure(disclosure) => disclosure.draft(),
            Self::Account(account) => account.draft(),
        }
    }

    /// What is stored in a field that can be set by itself, as it is typed; empty where there is none.
    #[must_use]
    pub fn value(&self, field: &str) -> String {
        match self {
            Self::Measure(measure) => measure.value(field),
            _ => String::new(),
        }
    }

    /// Its title; the number first where that is what people say.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Risk(risk) => risk.title.clone(),
            Self::Measure(measure) => measure.title.clone(),
            Self::Deliverable(deliverable) => deliverable.title.clone(),
            Self::Control(control) => control.title.clone(),
            Self::Evidence(evidence) => evidence.title.clone(),
            Self::Requirement(requirement) => {
                format!("{} {}", requirement.number, requirement.title)
            }
            Self::Framework(framework) => framework.short.clone(),
            Self::Programme(programme) => programme.name.clone(),
            Self::Settings(settings) => settings.board.clone(),
            Self::Picture(picture) => picture.name(),
            Self::Content(content) => content.name.clone(),
            Self::Review(review) => review.risk.to_string(),
            Self::Remark(remark) => remark.text.chars().take(80).collect(),
            Self::Baseline(baseline) => baseline.name(),
            Self::Comment(comment) => comment.about.to_string(),
            Self::SavedView(view) => view.name.clone(),
            Self::Pack(pack) => pack.title(),
            Self::Disclosure(disclosure) => disclosure.registration.clone(),
            Self::Account(account) => account.name.clone(),
        }
    }

    /// The function that owns it, where one does.
    #[must_use]
    pub fn owner(&self) -> &str {
        match self {
            Self::Risk(risk) => &risk.owner,
            Self::Measure(measure) => &measure.owner,
            Self::Deliverable(deliverable) => &deliverable.owner,
            Self::Control(control) => &control.owner,
            Self::Evidence(evidence) => &evidence.owner,
            Self::Review(review) => &review.owner,
            Self::Comment(comment) => &comment.owner,
            _ => "",
        }
    }

    /// How it was closed, when it is.
    #[must_use]
    pub fn closed(&self) -> Option<&Closed> {
        match self {
            Self::Risk(risk) => risk.closed.as_ref(),
            Self::Measure(measure) => measure.closed.as_ref(),
            Self::Deliverable(deliverable) => deliverable.closed.as_ref(),
            Self::Control(control) => control.closed.as_ref(),
            Self::Evidence(evidence) => evidence.closed.as_ref(),
            Self::Picture(picture) => picture.closed.as_ref(),
            Self::SavedView(view) => view.closed.as_ref(),
            _ => None,
        }
    }

    /// The place of its closing, for the kinds that can be closed.
    pub fn closed_mut(&mut self) -> Option<&mut Option<Closed>> {
        match self {
            Self::Risk(risk) => Some(&mut risk.closed),
            Self::Measure(measure) => Some(&mut measure.closed),
            Self::Deliverable(deliverable) => Some(&mut deliverable.closed),
            Self::Control(control) => Some(&mut control.closed),
            Self::Evidence(evidence) => Some(&mut evidence.closed),
            Self::Picture(picture) => Some(&mut picture.closed),
            Self::SavedView(view) => Some(&mut view.closed),
            _ => None,
        }
    }

    /// Its secrecy marking.
    #[must_use]
    pub fn secrecy(&self) -> Option<&SecrecyMarking> {
        match self {
            Self::Risk(risk) => risk.secrecy.as_ref(),
            Self::Measure(measure) => measure.secrecy.as_ref(),
            Self::Deliverable(deliverable) => deliverable.secrecy.as_ref(),
            Self::Control(control) => control.secrecy.as_ref(),
            Self::Evidence(evidence) => evidence.secrecy.as_ref(),
            _ => None,
        }
    }

    /// Marks it with at least what a later marking covers, so that an older version shows no more than the record does now.
    pub fn mark_as(&mut self, later: &SecrecyMarking) {
        let place = match self {
            Self::Risk(risk) => &mut risk.secrecy,
            Self::Measure(measure) => &mut measure.secrecy,
            Self::Deliverable(deliverable) => &mut deliverable.secrecy,
            Self::Control(control) => &mut control.secrecy,
            Self::Evidence(evidence) => &mut evidence.secrecy,
            _ => return,
        };
        match place {
            Some(own) => {
                own.fields.extend(later.fields.iter().cloned());
                own.fields.sort();
                own.fields.dedup();
            }
            None => *place = Some(later.clone()),
        }
    }

    /// Takes out what its secrecy marking covers.
    pub fn mask(&mut self) {
        match self {
            Self::Risk(risk) => risk.mask(),
            Self::Measure(measure) => measure.mask(),
            Self::Deliverable(deliverable) => deliverable.mask(),
            Self::Control(control) => control.mask(),
            Self::Evidence(evidence) => evidence.mask(),
            Self::Comment(comment) => comment.mask(),
            _ => {}
        }
    }

    /// The records it points at.
    #[must_use]
    pub fn links(&self) -> Vec<Key> {
        match self {
            Self::Risk(risk) => risk.requirements.clone(),
            Self::Measure(measure) => [&measure.risks[..], &measure.depends_on, &measure.requirements].concat(),
            Self::Deliverable(deliverable) => deliverable.measures.clone(),
            Self::Control(control) => [&control.risks[..], &control.measures, &control.requirements].concat(),
            Self::Evidence(evidence) => {
                [&evidence.requirements[..], &evidence.measures, &evidence.deliverables, &evidence.controls].concat()
            }
            Self::Requirement(requirement) => requirement.related.clone(),
            _ => Vec::new(),
        }
    }

    /// Its links to a kind, to be changed; with the field's name.
    pub fn links_mut(&mut self, to: Kind) -> Option<(&'static str, &mut Vec<Key>)> {
        match (self, to) {
            (Self::Risk(risk), Kind::Requirement) => Some(("requirements", &mut risk.requirements)),
            (Self::Measure(measure), Kind::Risk) => Some(("risks", &mut measure.risks)),
            (Self::Measure(measure), Kind::Measure) => Some(("depends_on", &mut measure.depends_on)),
            (Self::Deliverable(deliverable), Kind::Measure) => Some(("measures", &mut deliverable.measures)),
            (Self::Measure(measure), Kind::Requirement) => Some(("requirements", &mut measure.requirements)),
            (Self::Control(control), Kind::Risk) => Some(("risks", &mut control.risks)),
            (Self::Control(control), Kind::Measure) => Some(("measures", &mut control.measures)),
            (Self::Control(control), Kind::Requirement) => Some(("requirements", &mut control.requirements)),
            (Self::Evidence(evidence), Kind::Requirement) => Some(("requirements", &mut evidence.requirements)),
            (Self::Evidence(evidence), Kind::Measure) => Some(("measures", &mut evidence.measures)),
            (Self::Evidence(evidence), Kind::Deliverable) => Some(("deliverables", &mut evidence.deliverables)),
            (Self::Evidence(evidence), Kind::Control) => Some(("controls", &mut evidence.controls)),
            _ => None,
        }
    }

    /// The key it must have, where that follows from what it is.
    #[must_use]
    pub fn own_key(&self) -> Option<Key> {
        match self {
            Self::Picture(picture) => picture.key(),
            Self::Review(review) => Review::key(&review.picture, &review.risk),
            _ => None,
        }
    }

    /// The date after which it is overdue, while there is still something to be done by then.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        match self {
            Self::Risk(risk) if risk.closed.is_none() => Some(risk.next_review),
            Self::Measure(measure) => {
                matches!(measure.state(), MeasureState::Planned | MeasureState::Ongoing).then_some(measure.end)
            }
            Self::Deliverable(deliverable) => deliverable.review(),
            Self::Control(control) => control.next_due(),
            Self::Evidence(evidence) if evidence.closed.is_none() => evidence.valid_until,
            _ => None,
        }
    }

    /// What lists filter and sort it by.
    #[must_use]
    pub fn facets(&self, key: &Key, scale: &Scale) -> Facets {
        let closed = self.closed().is_some();
        let mut facets = Facets {
            closed,
            state: if closed { "closed" } else { "open" }.to_owned(),
            owner: self.owner().to_owned(),
            title: self.title(),
            date: date::NEVER.to_owned(),
            due: date::sortable(self.due()),
            start: date::NEVER.to_owned(),
            reported: date::NEVER.to_owned(),
            text: self.searchable(key),
            ..Facets::default()
        };
        match self {
            Self::Risk(risk) => {
                let score = risk.current.score();
                facets.category.clone_from(&risk.category);
                facets.area = risk.area.map_or("", crate::risk::Area::code).to_owned();
                facets.number = score.into();
                facets.band = i64::try_from(scale.band_index(score)).unwrap_or(0) + 1;
                facets.cell = i64::from(risk.current.likelihood) * 10 + i64::from(risk.current.consequence);
                facets.date = risk.next_review.to_string();
            }
            Self::Measure(measure) => {
                let state = measure.state();
                facets.state = state.code().to_owned();
                facets.closed = state == MeasureState::Closed;
                facets.category = measure.deliverable.code().to_owned();
                facets.area = measure.area.code().to_owned();
                facets.sub_area = measure.sub_area.code().to_owned();
                facets.number = measure.percent().into();
                facets.date = measure.end.to_string();
                facets.start = measure.start.to_string();
                facets.reported = date::sortable(measure.progress.last().map(|entry| entry.date));
            }
            Self::Deliverable(deliverable) => {
                facets.state = deliverable.state().code().to_owned();
                facets.category = deliverable.kind.code().to_owned();
                facets.date = date::sortable(deliverable.next_review);
            }
            Self::Control(control) => {
                // A marked result can't be filtered by: the filter itself would tell it.
                let marked = control.secrecy.as_ref().is_some_and(|marking| marking.covers("result"));
                let result = control.last_test().and_then(|test| test.result).map_or("", |result| result.code());
                facets.category = if marked { "masked" } else { result }.to_owned();
                facets.date = date::sortable(control.next_due());
            }
            Self::Evidence(evidence) => {
                facets.category = evidence.kind.code().to_owned();
                facets.date = evidence.effective.to_string();
            }
            Self::Requirement(requirement) => {
                facets.state = requirement.level().code().to_owned();
                facets.category.clone_from(&requirement.heading);
                facets.framework.clone_from(&requirement.framework);
                facets.number = requirement.place.into();
                facets.date = date::sortable(requirement.in_force);
                facets.title.clone_from(&requirement.title);
            }
            Self::Framework(framework) => facets.number = framework.place.into(),
            Self::Picture(picture) => {
                facets.state = picture.state().code().to_owned();
                facets.number = i64::from(picture.year) * 1000 + i64::from(picture.number);
                facets.date = date::sortable(picture.meeting);
            }
            // What it is about, and how many it mentions: it is looked up by either.
            Self::Comment(comment) => {
                facets.category = comment.about.to_string();
                facets.number = i64::try_from(comment.mentions.len()).unwrap_or(i64::MAX);
            }
            Self::Review(_) | Self::Remark(_) | Self::Content(_) | Self::Baseline(_) | Self::Disclosure(_) => {}
            Self::Programme(_) | Self::Settings(_) | Self::SavedView(_) | Self::Pack(_) | Self::Account(_) => {}
        }
        // A marked title must not be told by the order of a list either.
        if self.secrecy().is_some_and(|marking| marking.covers("title")) {
            facets.title = key.to_string();
        }
        facets
    }

    /// What a search finds it by: its unmarked text, a line for each field.
    fn searchable(&self, key: &Key) -> String {
        let found_by_another = matches!(self.kind(), Kind::Content | Kind::Review | Kind::Remark | Kind::Baseline);
        if found_by_another || matches!(self.kind(), Kind::Comment | Kind::SavedView | Kind::Pack | Kind::Disclosure) {
            // Found through what they are about, never by themselves.
            return String::new();
        }
        let mut public = self.clone();
        public.mask();
        let mut parts = vec![key.to_string(), public.title()];
        match &public {
            Self::Risk(risk) => parts.extend([
                risk.category.clone(),
                risk.cause.clone(),
                risk.event.clone(),
                risk.consequence.clone(),
                risk.owner.clone(),
            ]),
            Self::Measure(measure) => parts.extend([measure.purpose.clone(), measure.owner.clone()]),
            Self::Deliverable(deliverable) => parts.extend([
                deliverable.responsibilities.clone(),
                deliverable.mandate.clone(),
                deliverable.holder.clone(),
                deliverable.decided_by.clone(),
                deliverable.reference.clone(),
                deliverable.owner.clone(),
            ]),
            Self::Control(control) => parts.extend([control.method.clone(), control.owner.clone()]),
            Self::Evidence(evidence) => {
                parts.extend([evidence.note.clone(), evidence.reference.clone(), evidence.owner.clone()]);
            }
            Self::Requirement(requirement) => parts.push(requirement.description.clone()),
            _ => {}
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// One value of it, by column. A value under a secrecy marking that has been masked is the marking's provision.
    #[must_use]
    pub fn cell(&self, column: &str, key: &Key, scale: &Scale) -> Cell {
        let hidden_by = match column {
            "last_test" | "state" => None,
            "sha256" => Some("file"),
            "next_step" => Some("progress"),
            "note" if self.kind() == Kind::Measure => Some("progress"),
            other => Some(other),
        };
        if let (Some(marking), Some(field)) = (self.secrecy(), hidden_by)
            && marking.hides(field)
        {
            return Cell::Masked(marking.provision.clone());
        }
        match column {
            "key" => Cell::Key(key.clone()),
            "owner" => Cell::text(self.owner()),
            "state" => Cell::Code("state".to_owned(), self.state_code()),
            _ => match self {
                Self::Risk(risk) => risk_cell(risk, column, scale),
                Self::Measure(measure) => measure_cell(measure, column),
                Self::Deliverable(deliverable) => deliverable_cell(deliverable, column),
                Self::Control(control) => control_cell(control, column),
                Self::Evidence(evidence) => evidence_cell(evidence, column),
                Self::Requirement(requirement) => requirement_cell(requirement, column),
                _ => Cell::Empty,
            },
        }
    }

    fn state_code(&self) -> String {
        match self {
            Self::Measure(measure) => measure.state().code(),
            Self::Deliverable(deliverable) => deliverable.state().code(),
            other if other.closed().is_some() => "closed",
            _ => "open",
        }
        .to_owned()
    }
}

/// A score as a cell.
#[must_use]
pub fn score_cell(score: u8, scale: &Scale) -> Cell {
    Cell::Score { value: score, tone: scale.tone(score), band: scale.band_name(score).to_owned() }
}

fn risk_cell(risk: &Risk, column: &str, scale: &Scale) -> Cell {
    let scored = |assessment: Option<&crate::risk::Assessment>| {
        assessment.map_or(Cell::Empty, |assessment| score_cell(assessment.score(), scale))
    };
    match column {
        "title" => Cell::text(&risk.title),
        "category" => Cell::text(&risk.category),
        "area" => risk.area.map_or(Cell::Empty, |area| Cell::code("area", area.code())),
        "cause" => Cell::text(&risk.cause),
        "event" => Cell::text(&risk.event),
        "consequence" => Cell::text(&risk.consequence),
        "consequence_kind" => {
            risk.consequence_kind.map_or(Cell::Empty, |kind| Cell::code("consequence_kind", kind.code()))
        }
        "inherent" => scored(risk.inherent.as_ref()),
        "likelihood" => Cell::Number(risk.current.likelihood.into()),
        "impact" => Cell::Number(risk.current.consequence.into()),
        "score" => scored(Some(&risk.current)),
        "target" => scored(risk.target.as_ref()),
        "treatment" => Cell::code("treatment", risk.treatment.code()),
        "rationale" => Cell::text(&risk.current.rationale),
        "assessed" => Cell::date(risk.current.date),
        "next_review" => Cell::Date(risk.next_review),
        "requirements" => Cell::keys(&risk.requirements),
        "source" => Cell::text(&risk.source),
        _ => Cell::Empty,
    }
}

fn measure_cell(measure: &Measure, column: &str) -> Cell {
    let last = measure.progress.last();
    match column {
        "title" => Cell::text(&measure.title),
        "purpose" => Cell::text(&measure.purpose),
        "area" => Cell::code("area", measure.area.code()),
        "sub_area" => Cell::code("sub_area", measure.sub_area.code()),
        "technical_archive" => Cell::Flag(measure.technical_archive),
        "deliverable" => Cell::code("deliverable", measure.deliverable.code()),
        "change" => Cell::code("change", measure.change.code()),
        "start" => Cell::Date(measure.start),
        "percent" => Cell::Percent(measure.percent()),
        "end" => Cell::Date(measure.end),
        "reported" => Cell::date(last.map(|entry| entry.date)),
        "note" => last.map_or(Cell::Empty, |entry| Cell::text(&entry.note)),
        "next_step" => last.map_or(Cell::Empty, |entry| Cell::text(&entry.next_step)),
        "risks" => Cell::keys(&measure.risks),
        "depends_on" => Cell::keys(&measure.depends_on),
        "requirements" => Cell::keys(&measure.requirements),
        "source" => Cell::text(&measure.source),
        _ => Cell::Empty,
    }
}

fn deliverable_cell(deliverable: &Deliverable, column: &str) -> Cell {
    match column {
        "title" => Cell::text(&deliverable.title),
        "deliverable" => Cell::code("deliverable", deliverable.kind.code()),
        "version" => Cell::text(&deliverable.version),
        "responsibilities" => Cell::text(&deliverable.responsibilities),
        "mandate" => Cell::text(&deliverable.mandate),
        "holder" => Cell::text(&deliverable.holder),
        "assigned" => Cell::date(deliverable.assigned),
        "decided_by" => Cell::text(&deliverable.decided_by),
        "decided" => Cell::date(deliverable.decided),
        "reference" => Cell::text(&deliverable.reference),
        "valid_from" => Cell::date(deliverable.valid_from),
        "introduced" => Cell::date(deliverable.introduced),
        "next_review" => Cell::date(deliverable.next_review),
        "measures" => Cell::keys(&deliverable.measures),
        "source" => Cell::text(&deliverable.source),
        _ => Cell::Empty,
    }
}

fn control_cell(control: &Control, column: &str) -> Cell {
    let last = control.last_test();
    match column {
        "title" => Cell::text(&control.title),
        "method" => Cell::text(&control.method),
        "frequency" => Cell::code("frequency", control.frequency.code()),
        "last_test" => Cell::date(last.map(|test| test.date)),
        "result" => last.and_then(|t| t.result).map_or(Cell::Empty, |result| Cell::code("result", result.code())),
        "observation" => last.map_or(Cell::Empty, |test| Cell::text(&test.observation)),
        "next_due" => Cell::date(control.next_due()),
        "risks" => Cell::keys(&control.risks),
        "measures" => Cell::keys(&control.measures),
        "requirements" => Cell::keys(&control.requirements),
        "source" => Cell::text(&control.source),
        _ => Cell::Empty,
    }
}

fn evidence_cell(evidence: &Evidence, column: &str) -> Cell {
    match column {
        "title" => Cell::text(&evidence.title),
        "evidence_kind" => Cell::code("evidence_kind", evidence.kind.code()),
        "effective" => Cell::Date(evidence.effective),
        "valid_until" => Cell::date(evidence.valid_until),
        "reference" => Cell::text(&evidence.reference),
        "place" => Cell::text(&evidence.place),
        "note" => Cell::text(&evidence.note),
        "file" => evidence.file.as_ref().map_or(Cell::Empty, |file| Cell::text(&file.name)),
        "sha256" => evidence.file.as_ref().map_or(Cell::Empty, |file| Cell::text(&file.sha256)),
        "requirements" => Cell::keys(&evidence.requirements),
        "measures" => Cell::keys(&evidence.measures),
        "deliverables" => Cell::keys(&evidence.deliverables),
        "controls" => Cell::keys(&evidence.controls),
        "source" => Cell::text(&evidence.source),
        _ => Cell::Empty,
    }
}

fn requirement_cell(requirement: &Requirement, column: &str) -> Cell {
    match column {
        "number" => Cell::text(&requirement.number),
        "framework" => Cell::text(&requirement.framework),
        "heading" => Cell::text(&requirement.heading),
        "title" => Cell::text(&requirement.title),
        "description" => Cell::text(&requirement.description),
        "addressee" => Cell::text(&requirement.addressee),
        "deadline" => Cell::text(&requirement.deadline),
        "in_force" => Cell::date(requirement.in_force),
        "level" => Cell::code("level", requirement.level().code()),
        "judged" => Cell::date(requirement.judgement.as_ref().map(|judgement| judgement.date)),
        "reason" => requirement.judgement.as_ref().map_or(Cell::Empty, |judgement| Cell::text(&judgement.reason)),
        "related" => Cell::keys(&requirement.related),
        "source" => Cell::text(&requirement.source),
        _ => Cell::Empty,
    }
}
