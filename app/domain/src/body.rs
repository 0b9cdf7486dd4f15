//! The content of a record of any kind, and what every kind can be asked.

use crate::account::Account;
use crate::action::Action;
use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::cell::Cell;
use crate::city_matter::CityMatter;
use crate::comment::Comment;
use crate::control::Control;
use crate::date;
use crate::deliverable::Deliverable;
use crate::deviation::Deviation;
use crate::disclosure::Disclosure;
use crate::disposal::Disposal;
use crate::draft::Draft;
use crate::evidence::Evidence;
use crate::evidence::life::Shown;
use crate::facets::Facets;
use crate::framework::Framework;
use crate::goal::{Goal, GoalArea};
use crate::incident::{DRILL, Incident};
use crate::indicator::{Indicator, ValueKind};
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::{Measure, MeasureState};
use crate::pack::Pack;
use crate::picture::{Content, Picture, Remark, Review};
use crate::programme::Programme;
use crate::programme::baseline::Baseline;
use crate::programme::status::Signal;
use crate::project::{PeriodStatus, Project};
use crate::recommendation::Recommendation;
use crate::report::{self, Report};
use crate::requirement::Requirement;
use crate::risk::{Closed, Risk};
use crate::saved_view::SavedView;
use crate::secrecy::SecrecyMarking;
use crate::service::{Criticality, Service};
use crate::settings::{Scale, Settings};
use crate::swedish;
use chrono::{DateTime, NaiveDate, Utc};
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

    /// Its secrecy marking.
    #[must_use]
    pub fn secrecy(&self) -> Option<&SecrecyMarking> {
        match self {
            Self::Risk(risk) => risk.secrecy.as_ref(),
            Self::Measure(measure) => measure.secrecy.as_ref(),
            Self::Deliverable(deliverable) => deliverable.secrecy.as_ref(),
            Self::Control(control) => control.secrecy.as_ref(),
            Self::Evidence(evidence) => evidence.secrecy.as_ref(),
            Self::Deviation(deviation) => deviation.secrecy.as_ref(),
            Self::Incident(incident) => incident.secrecy.as_ref(),
            Self::Indicator(indicator) => indicator.secrecy.as_ref(),
            Self::Assignment(assignment) => assignment.secrecy.as_ref(),
            Self::Recommendation(recommendation) => recommendation.secrecy.as_ref(),
            Self::Analysis(analysis) => analysis.secrecy.as_ref(),
            Self::Goal(goal) => goal.secrecy.as_ref(),
            Self::Project(project) => project.secrecy.as_ref(),
            Self::CityMatter(city_matter) => city_matter.secrecy.as_ref(),
            Self::Service(service) => service.secrecy.as_ref(),
            _ => None,
        }
    }

    /// The place of its secrecy marking; none of what can't have one.
    pub const fn secrecy_mut(&mut self) -> Option<&mut Option<SecrecyMarking>> {
        match self {
            Self::Risk(risk) => Some(&mut risk.secrecy),
            Self::Measure(measure) => Some(&mut measure.secrecy),
            Self::Deliverable(deliverable) => Some(&mut deliverable.secrecy),
            Self::Control(control) => Some(&mut control.secrecy),
            Self::Evidence(evidence) => Some(&mut evidence.secrecy),
            Self::Deviation(deviation) => Some(&mut deviation.secrecy),
            Self::Incident(incident) => Some(&mut incident.secrecy),
            Self::Indicator(indicator) => Some(&mut indicator.secrecy),
            Self::Assignment(assignment) => Some(&mut assignment.secrecy),
            Self::Recommendation(recommendation) => Some(&mut recommendation.secrecy),
            Self::Analysis(analysis) => Some(&mut analysis.secrecy),
            Self::Goal(goal) => Some(&mut goal.secrecy),
            Self::Project(project) => Some(&mut project.secrecy),
            Self::CityMatter(city_matter) => Some(&mut city_matter.secrecy),
            Self::Service(service) => Some(&mut service.secrecy),
            _ => None,
        }
    }

    /// Marks it with at least what a later marking covers, so that an older version shows no more than the record does now.
    pub fn mark_as(&mut self, later: &SecrecyMarking) {
        match self.secrecy_mut() {
            Some(Some(own)) => own.widen(later),
            Some(place) => *place = Some(later.clone()),
            None => {}
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
            Self::Deviation(deviation) => deviation.mask(),
            Self::Incident(incident) => incident.mask(),
            Self::Comment(comment) => comment.mask(),
            Self::Indicator(indicator) => indicator.mask(),
            Self::Assignment(assignment) => assignment.mask(),
            Self::Recommendation(recommendation) => recommendation.mask(),
            Self::Analysis(analysis) => analysis.mask(),
            Self::Goal(goal) => goal.mask(),
            Self::Project(project) => project.mask(),
            Self::CityMatter(city_matter) => city_matter.mask(),
            Self::Service(service) => service.mask(),
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
            Self::Evidence(evidence) => [
                &evidence.requirements[..],
                &evidence.measures,
                &evidence.deliverables,
                &evidence.controls,
                evidence.replaced_by.as_slice(),
            ]
            .concat(),
            Self::Requirement(requirement) => requirement.related.clone(),
            Self::Deviation(deviation) => {
                [&deviation.programmes[..], &deviation.risks, &deviation.measures, &deviation.affects].concat()
            }
            Self::Incident(incident) => {
                [&incident.risks[..], &incident.controls, &incident.measures, &incident.affects].concat()
            }
            Self::Indicator(indicator) => [&indicator.risks[..], &indicator.controls].concat(),
            Self::Assignment(assignment) => assignment.risks.clone(),
            Self::Recommendation(recommendation) => [&recommendation.measures[..], &recommendation.evidence].concat(),
            Self::Analysis(analysis) => [&analysis.assignments[..], &analysis.risks].concat(),
            Self::Goal(goal) => [&goal.goals[..], &goal.measures].concat(),
            Self::Project(project) => project.risks.clone(),
            Self::CityMatter(matter) => [&matter.risks[..], &matter.requirements].concat(),
            Self::Service(service) => service.risks.clone(),
            Self::Report(report) => report.attachments.clone(),
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
            (Self::Deviation(deviation), Kind::Programme) => Some(("programmes", &mut deviation.programmes)),
            (Self::Deviation(deviation), Kind::Risk) => Some(("risks", &mut deviation.risks)),
            (Self::Deviation(deviation), Kind::Measure) => Some(("measures", &mut deviation.measures)),
            (Self::Incident(incident), Kind::Risk) => Some(("risks", &mut incident.risks)),
            (Self::Incident(incident), Kind::Control) => Some(("controls", &mut incident.controls)),
            (Self::Incident(incident), Kind::Measure) => Some(("measures", &mut incident.measures)),
            (Self::Indicator(indicator), Kind::Risk) => Some(("risks", &mut indicator.risks)),
            (Self::Indicator(indicator), Kind::Control) => Some(("controls", &mut indicator.controls)),
            (Self::Assignment(assignment), Kind::Risk) => Some(("risks", &mut assignment.risks)),
            (Self::Recommendation(recommendation), Kind::Measure) => Some(("measures", &mut recommendation.measures)),
            (Self::Recommendation(recommendation), Kind::Evidence) => Some(("evidence", &mut recommendation.evidence)),
            (Self::Analysis(analysis), Kind::Assignment) => Some(("assignments", &mut analysis.assignments)),
            (Self::Analysis(analysis), Kind::Risk) => Some(("risks", &mut analysis.risks)),
            (Self::Goal(goal), Kind::Goal) => Some(("goals", &mut goal.goals)),
            (Self::Goal(goal), Kind::Measure) => Some(("measures", &mut goal.measures)),
            (Self::Project(project), Kind::Risk) => Some(("risks", &mut project.risks)),
            (Self::CityMatter(matter), Kind::Risk) => Some(("risks", &mut matter.risks)),
            (Self::CityMatter(matter), Kind::Requirement) => Some(("requirements", &mut matter.requirements)),
            (Self::Service(service), Kind::Risk) => Some(("risks", &mut service.risks)),
            (Self::Deviation(deviation), Kind::Service) => Some(("affects", &mut deviation.affects)),
            (Self::Incident(incident), Kind::Service) => Some(("affects", &mut incident.affects)),
            (Self::Report(report), Kind::Evidence) => Some(("attachments", &mut report.attachments)),
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
                // Whether a marked occasion was carried out is part of what it showed.
                let last = if marked { control.last_test() } else { control.carried_out() };
                facets.reported = date::sortable(last.map(|test| test.date));
            }
            Self::Evidence(evidence) => {
                facets.category = evidence.kind.code().to_owned();
                facets.date = evidence.effective.to_string();
                facets.start = date::sortable(evidence.review);
                facets.reported = date::sortable(evidence.vouched.as_ref().map(|vouched| vouched.date));
                if evidence.replaced_by.is_some() && !closed {
                    (facets.state, facets.closed) = ("replaced".to_owned(), true);
                }
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
            Self::Disposal(disposal) => {
                facets.state = disposal.state().code().to_owned();
                facets.date = disposal.sortable();
            }
            Self::Deviation(deviation) => {
                let last = deviation.last_status();
                if !closed {
                    deviation.state().code().clone_into(&mut facets.state);
                }
                facets.date = date::sortable(last.map(|status| status.period.first_day()));
                facets.reported = date::sortable(last.map(|status| status.reported));
            }
            // Its clocks are compared by the minute, so its times are written so.
            Self::Incident(incident) => {
                incident.state().code().clone_into(&mut facets.state);
                incident.significance().code().clone_into(&mut facets.category);
                facets.area = if incident.drill { DRILL } else { "" }.to_owned();
                facets.date = swedish::sortable(incident.aware);
                facets.due = swedish::sortable(incident.next_clock().and_then(|clock| clock.due));
            }
            Self::Indicator(indicator) => {
                facets.category = indicator.kind.code().to_owned();
                // Marked values can't be filtered or sorted by: that itself would tell of them.
                if !indicator.values_marked() {
                    facets.area = indicator.sources().code().to_owned();
                    let last = indicator.last(ValueKind::Outcome).first().map(|value| value.period.end());
                    facets.date = date::sortable(last);
                }
            }
            Self::Assignment(assignment) => {
                facets.state = assignment.state().code().to_owned();
                facets.area = assignment.area.map_or("", GoalArea::code).to_owned();
                facets.date = assignment.sortable();
                facets.reported = date::sortable(assignment.reported);
            }
            Self::Recommendation(recommendation) => {
                facets.state = recommendation.state().code().to_owned();
                facets.category = recommendation.kind.code().to_owned();
                facets.date = recommendation.date.to_string();
            }
            Self::Analysis(analysis) => {
                facets.state = analysis.state().code().to_owned();
                facets.category = analysis.kind.code().to_owned();
                facets.date = date::sortable(analysis.planned_to.or(analysis.planned_from));
            }
            Self::Goal(goal) => {
                let last = goal.comments.last();
                facets.category = goal.kind.code().to_owned();
                facets.area = goal.area.code().to_owned();
                facets.date = date::sortable(last.map(|comment| comment.period.first_day()));
                facets.reported = date::sortable(last.map(|comment| comment.reported));
            }
            Self::Project(project) => {
                let last = project.last_status();
                facets.state = project.state().code().to_owned();
                facets.category = last.and_then(PeriodStatus::worst).map_or("", Signal::code).to_owned();
                facets.date = date::sortable(last.map(|status| status.period.first_day()));
                facets.reported = date::sortable(last.map(|status| status.reported));
            }
            Self::CityMatter(matter) => {
                if !closed {
                    matter.state.code().clone_into(&mut facets.state);
                }
                facets.date = date::sortable(matter.since);
                facets.reported = date::sortable(matter.comments.last().map(|comment| comment.reported));
            }
            Self::Service(service) => {
                facets.category = service.criticality.map_or("", Criticality::code).to_owned();
            }
            Self::Report(report) => {
                facets.state = report.state().code().to_owned();
                facets.date = report.period.end().to_string();
            }
            Self::ReportContent(_) => {}
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
        let found_by_another =
            matches!(self.kind(), Kind::Content | Kind::ReportContent | Kind::Review | Kind::Remark | Kind::Baseline);
        let by_its_own_page = matches!(self.kind(), Kind::Pack | Kind::Disclosure | Kind::Disposal | Kind::Report);
        if found_by_another || by_its_own_page || matches!(self.kind(), Kind::Comment | Kind::SavedView) {
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
            Self::Deviation(deviation) => parts.extend([
                deviation.cause.clone(),
                deviation.consequence_users.clone(),
                deviation.consequence_organisation.clone(),
                deviation.consequence_economy.clone(),
                deviation.actions.clone(),
                deviation.owner.clone(),
            ]),
            Self::Incident(incident) => parts.extend([
                incident.happened.clone(),
                incident.services.clone(),
                incident.administrations.clone(),
                incident.handling.clone(),
                incident.owner.clone(),
            ]),
            Self::Indicator(indicator) => {
                parts.extend([indicator.definition.clone(), indicator.note.clone(), indicator.owner.clone()])
            }
            Self::Assignment(assignment) => parts.extend([
                assignment.text.clone(),
                assignment.comment.clone(),
                assignment.given_by.clone(),
                assignment.owner.clone(),
            ]),
            Self::Recommendation(recommendation) => parts.extend([
                recommendation.text.clone(),
                recommendation.reviewer.clone(),
                recommendation.reference.clone(),
                recommendation.owner.clone(),
            ]),
            Self::Analysis(analysis) => {
                parts.extend([analysis.object.clone(), analysis.conclusion.clone(), analysis.owner.clone()]);
            }
            Self::Goal(goal) => {
                parts.extend(goal.comments.last().map(|comment| comment.text.clone()));
                parts.push(goal.owner.clone());
            }
            Self::Project(project) => {
                parts.extend([project.portfolio.clone(), project.came_to.clone(), project.owner.clone()]);
                parts.extend(project.last_status().into_iter().flat_map(PeriodStatus::causes).map(str::to_owned));
            }
            Self::CityMatter(matter) => {
                parts.extend([matter.question.clone(), matter.counterpart.clone(), matter.came_to.clone()]);
                parts.extend(matter.comments.last().map(|comment| comment.text.clone()));
                parts.push(matter.owner.clone());
            }
            Self::Service(service) => {
                parts.extend([service.description.clone(), service.used_by.join(", "), service.owner.clone()]);
            }
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
            "effectiveness" => Some("result"),
            "shows" => Some("note"),
            "version" if self.kind() == Kind::Evidence => Some("file"),
            "next_step" => Some("progress"),
            "note" if self.kind() == Kind::Measure => Some("progress"),
            // Where any of what the clocks are reckoned from is masked, so are they.
            "next_report" | "report_due" | "standing" if self.kind() == Kind::Incident => {
                let masked = |field: &&str| self.secrecy().is_some_and(|marking| marking.hides(field));
                ["times", "significance", "reports"].into_iter().find(masked)
            }
            column if self.kind() == Kind::Incident => Some(incident_field(column)),
            "latest" | "latest_period" | "goal" | "sources" => Some("values"),
            other => Some(other),
        };
        if let (Some(marking), Some(field)) = (self.secrecy(), hidden_by)
            && let Some(provision) = marking.hidden_by(field)
        {
            return Cell::Masked(provision.to_owned());
        }
        match column {
            "key" => Cell::Key(key.clone()),
            "owner" => Cell::text(self.owner()),
            "state" => Cell::Code(self.state_group().to_owned(), self.state_code()),
            _ => match self {
                Self::Risk(risk) => risk_cell(risk, column, scale),
                Self::Measure(measure) => measure_cell(measure, column),
                Self::Deliverable(deliverable) => deliverable_cell(deliverable, column),
                Self::Control(control) => control_cell(control, column),
                Self::Evidence(evidence) => evidence_cell(evidence, column),
                Self::Requirement(requirement) => requirement_cell(requirement, column),
                Self::Deviation(deviation) => deviation_cell(deviation, column),
                Self::Incident(incident) => incident_cell(incident, column),
                Self::Indicator(indicator) => indicator.cell(column),
                Self::Assignment(assignment) => assignment.cell(column),
                Self::Recommendation(recommendation) => recommendation.cell(column),
                Self::Analysis(analysis) => analysis.cell(column),
                Self::Goal(goal) => goal.cell(column),
                Self::Project(project) => project.cell(column),
                Self::CityMatter(city_matter) => city_matter.cell(column),
                Self::Service(service) => service.cell(column),
                _ => Cell::Empty,
            },
        }
    }

    /// The same at a moment, for what depends on the time of day: how an incident's next clock stands.
    #[must_use]
    pub fn cell_at(&self, column: &str, key: &Key, scale: &Scale, now: DateTime<Utc>) -> Cell {
        match self {
            Self::Incident(incident) if column == "standing" && incident.aware.is_some() => {
                match self.cell(column, key, scale) {
                    masked @ Cell::Masked(_) => masked,
                    _ => incident.presses(now).map_or(Cell::Empty, |standing| Cell::code("clock", standing.code())),
                }
            }
            _ => self.cell(column, key, scale),
        }
    }

    /// The group its state's text is found in: how a deviation stands has words of its own.
    fn state_group(&self) -> &'static str {
        match self {
            Self::Deviation(deviation) if deviation.closed.is_none() => "deviation_state",
            Self::CityMatter(matter) if matter.closed.is_none() => "matter_state",
            _ => "state",
        }
    }

    fn state_code(&self) -> String {
        match self {
            Self::Measure(measure) => measure.state().code(),
            Self::Deliverable(deliverable) => deliverable.state().code(),
            Self::Assignment(assignment) => assignment.state().code(),
            Self::Recommendation(recommendation) => recommendation.state().code(),
            Self::Analysis(analysis) => analysis.state().code(),
            Self::Project(project) => project.state().code(),
            other if other.closed().is_some() => "closed",
            Self::Deviation(deviation) => deviation.state().code(),
            Self::CityMatter(matter) => matter.state.code(),
            // A copy whose times are masked doesn't tell whether it goes on.
            Self::Incident(incident) if incident.aware.is_some() => incident.state().code(),
            Self::Evidence(evidence) if evidence.replaced_by.is_some() => "replaced",
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
        "effectiveness" => Cell::code("effectiveness", control.effectiveness().code()),
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
        "version" => Cell::text(&evidence.version),
        "recorded" => Cell::date(evidence.recorded),
        "review" => Cell::date(evidence.review),
        "vouched_by" => evidence.vouched.as_ref().map_or(Cell::Empty, |vouched| Cell::text(&vouched.by)),
        "vouched" => Cell::date(evidence.vouched.as_ref().map(|vouched| vouched.date)),
        "shows" => Cell::text(&Shown::written(&evidence.shows)),
        "replaced_by" => Cell::keys(evidence.replaced_by.as_slice()),
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

fn deviation_cell(deviation: &Deviation, column: &str) -> Cell {
    let (last, audit) = (deviation.last_status(), deviation.audit.as_ref());
    match column {
        "title" => Cell::text(&deviation.title),
        "cause" => Cell::text(&deviation.cause),
        "consequence_users" => Cell::text(&deviation.consequence_users),
        "consequence_organisation" => Cell::text(&deviation.consequence_organisation),
        "consequence_economy" => Cell::text(&deviation.consequence_economy),
        "actions" => Cell::text(&deviation.actions),
        "audit_by" => audit.map_or(Cell::Empty, |audit| Cell::text(&audit.by)),
        "audit_date" => Cell::date(audit.and_then(|audit| audit.date)),
        "audit_says" => audit.map_or(Cell::Empty, |audit| Cell::text(&audit.says)),
        "period" => last.map_or(Cell::Empty, |status| Cell::Text(status.period.to_string())),
        "comment" => last.map_or(Cell::Empty, |status| Cell::text(&status.comment)),
        "programmes" => Cell::keys(&deviation.programmes),
        "risks" => Cell::keys(&deviation.risks),
        "measures" => Cell::keys(&deviation.measures),
        "affects" => Cell::keys(&deviation.affects),
        "source" => Cell::text(&deviation.source),
        _ => Cell::Empty,
    }
}

/// The field of an incident that a marking covers a column by.
fn incident_field(column: &str) -> &str {
    match column {
        "aware" | "began" | "ended" => "times",
        "source" => "happened",
        "risks" | "controls" | "measures" | "affects" => "links",
        other => other,
    }
}

fn incident_cell(incident: &Incident, column: &str) -> Cell {
    let time = |moment: Option<_>| moment.map_or(Cell::Empty, |moment| Cell::Time(swedish::shown(moment)));
    let number = |n: Option<u32>| n.map_or(Cell::Empty, |n| Cell::Number(n.into()));
    let next = incident.next_clock();
    match column {
        "title" => Cell::text(&incident.title),
        "happened" => Cell::text(&incident.happened),
        "drill" => Cell::Flag(incident.drill),
        "significance" => Cell::code("significance", incident.significance().code()),
        "began" => time(incident.began),
        "aware" => time(incident.aware),
        "ended" => time(incident.ended),
        "services" => Cell::text(&incident.services),
        "administrations" => Cell::text(&incident.administrations),
        "users" => number(incident.users),
        "persons" => number(incident.persons),
        "handling" => Cell::text(&incident.handling),
        "next_report" => next.map_or(Cell::Empty, |clock| Cell::code("incident_report", clock.kind.code())),
        "report_due" => time(next.and_then(|clock| clock.due)),
        "risks" => Cell::keys(&incident.risks),
        "controls" => Cell::keys(&incident.controls),
        "measures" => Cell::keys(&incident.measures),
        "affects" => Cell::keys(&incident.affects),
        "source" => Cell::text(&incident.source),
        _ => Cell::Empty,
    }
}
