//! The content of a record of any kind, and what every kind can be asked.

mod cell;
mod facets;
mod links;
mod secrecy;

pub use cell::score_cell;

use crate::account::Account;
use crate::action::Action;
use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::city_matter::CityMatter;
use crate::comment::Comment;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::deviation::Deviation;
use crate::disclosure::Disclosure;
use crate::disposal::Disposal;
use crate::draft::Draft;
use crate::evidence::Evidence;
use crate::framework::Framework;
use crate::goal::Goal;
use crate::incident::Incident;
use crate::indicator::Indicator;
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::{Measure, MeasureState};
use crate::pack::Pack;
use crate::picture::{Content, Picture, Remark, Review};
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
    /// A disposal.
    Disposal(Box<Disposal>),
    /// A deviation.
    Deviation(Box<Deviation>),
    /// An incident.
    Incident(Box<Incident>),
    /// An indicator.
    Indicator(Indicator),
    /// An assignment.
    Assignment(Assignment),
    /// A recommendation.
    Recommendation(Recommendation),
    /// An analysis.
    Analysis(Analysis),
    /// A goal, or an activity.
    Goal(Goal),
    /// A project.
    Project(Project),
    /// A matter of the whole city.
    CityMatter(CityMatter),
    /// A service.
    Service(Service),
    /// A report.
    Report(Box<Report>),
    /// The frozen content of a report.
    ReportContent(Box<report::Content>),
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
            Self::Disposal(_) => Kind::Disposal,
            Self::Deviation(_) => Kind::Deviation,
            Self::Incident(_) => Kind::Incident,
            Self::Indicator(_) => Kind::Indicator,
            Self::Assignment(_) => Kind::Assignment,
            Self::Recommendation(_) => Kind::Recommendation,
            Self::Analysis(_) => Kind::Analysis,
            Self::Goal(_) => Kind::Goal,
            Self::Project(_) => Kind::Project,
            Self::CityMatter(_) => Kind::CityMatter,
            Self::Service(_) => Kind::Service,
            Self::Report(_) => Kind::Report,
            Self::ReportContent(_) => Kind::ReportContent,
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
            Self::Disposal(disposal) => disposal.draft(),
            Self::Deviation(deviation) => deviation.draft(),
            Self::Incident(incident) => incident.draft(),
            Self::Indicator(indicator) => indicator.draft(),
            Self::Assignment(assignment) => assignment.draft(),
            Self::Recommendation(recommendation) => recommendation.draft(),
            Self::Analysis(analysis) => analysis.draft(),
            Self::Goal(goal) => goal.draft(),
            Self::Project(project) => project.draft(),
            Self::CityMatter(city_matter) => city_matter.draft(),
            Self::Service(service) => service.draft(),
            Self::Report(report) => report.draft(),
            Self::ReportContent(_) => Draft::default(),
            Self::Account(account) => account.draft(),
        }
    }

    /// What is stored of what an action's form asks for, as it is typed: the other side where two have sent that form.
    #[must_use]
    pub fn stored(&self, action: Action) -> Draft {
        match (self, action) {
            (Self::Assignment(assignment), Action::Report) => assignment.report_draft(),
            (Self::Assignment(assignment), Action::Correct) => assignment.approval_draft(),
            (Self::Analysis(analysis), Action::Report) => analysis.report_draft(),
            _ => self.draft(),
        }
    }

    /// The same beside a form that was sent, for one whose fields follow from what it is about.
    #[must_use]
    pub fn stored_beside(&self, action: Action, sent: &Draft) -> Draft {
        match (self, action) {
            (Self::Report(report), Action::Write) => report.write_draft(sent),
            _ => self.stored(action),
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
            Self::Disposal(disposal) => disposal.title.clone(),
            Self::Deviation(deviation) => deviation.title.clone(),
            Self::Incident(incident) => incident.title.clone(),
            Self::Indicator(indicator) => indicator.title.clone(),
            Self::Assignment(assignment) => assignment.title.clone(),
            Self::Recommendation(recommendation) => recommendation.title.clone(),
            Self::Analysis(analysis) => analysis.title.clone(),
            Self::Goal(goal) => goal.title.clone(),
            Self::Project(project) => project.title.clone(),
            Self::CityMatter(city_matter) => city_matter.title.clone(),
            Self::Service(service) => service.title.clone(),
            Self::Report(report) => report.title(),
            Self::ReportContent(content) => content.title.clone(),
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
            Self::Deviation(deviation) => &deviation.owner,
            Self::Incident(incident) => &incident.owner,
            Self::Review(review) => &review.owner,
            Self::Comment(comment) => &comment.owner,
            Self::Indicator(indicator) => &indicator.owner,
            Self::Assignment(assignment) => &assignment.owner,
            Self::Recommendation(recommendation) => &recommendation.owner,
            Self::Analysis(analysis) => &analysis.owner,
            Self::Goal(goal) => &goal.owner,
            Self::Project(project) => &project.owner,
            Self::CityMatter(city_matter) => &city_matter.owner,
            Self::Service(service) => &service.owner,
            _ => "",
        }
    }

    /// Whether it is a drill. Drills are told of nowhere among what is real.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        matches!(self, Self::Incident(incident) if incident.drill)
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
            Self::Disposal(disposal) => disposal.closed.as_ref(),
            Self::Report(report) => report.closed.as_ref(),
            Self::Deviation(deviation) => deviation.closed.as_ref(),
            Self::Incident(incident) => incident.closed.as_ref(),
            Self::Indicator(indicator) => indicator.closed.as_ref(),
            Self::Assignment(assignment) => assignment.closed.as_ref(),
            Self::Recommendation(recommendation) => recommendation.closed.as_ref(),
            Self::Analysis(analysis) => analysis.closed.as_ref(),
            Self::Goal(goal) => goal.closed.as_ref(),
            Self::Project(project) => project.closed.as_ref(),
            Self::CityMatter(city_matter) => city_matter.closed.as_ref(),
            Self::Service(service) => service.closed.as_ref(),
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
            Self::Disposal(disposal) => Some(&mut disposal.closed),
            Self::Report(report) => Some(&mut report.closed),
            Self::Deviation(deviation) => Some(&mut deviation.closed),
            Self::Incident(incident) => Some(&mut incident.closed),
            Self::Indicator(indicator) => Some(&mut indicator.closed),
            Self::Assignment(assignment) => Some(&mut assignment.closed),
            Self::Recommendation(recommendation) => Some(&mut recommendation.closed),
            Self::Analysis(analysis) => Some(&mut analysis.closed),
            Self::Goal(goal) => Some(&mut goal.closed),
            Self::Project(project) => Some(&mut project.closed),
            Self::CityMatter(city_matter) => Some(&mut city_matter.closed),
            Self::Service(service) => Some(&mut service.closed),
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
            Self::Evidence(evidence) if evidence.closed.is_none() && evidence.replaced_by.is_none() => {
                evidence.valid_until
            }
            Self::Indicator(indicator) => indicator.due(),
            Self::Assignment(assignment) => assignment.due(),
            Self::Analysis(analysis) => analysis.due(),
            _ => None,
        }
    }
}
