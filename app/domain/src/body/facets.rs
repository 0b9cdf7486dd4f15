//! What a record is found, filtered and sorted by.

use super::Body;
use crate::date;
use crate::facets::Facets;
use crate::goal::GoalArea;
use crate::incident::DRILL;
use crate::indicator::ValueKind;
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::MeasureState;
use crate::programme::status::Signal;
use crate::project::PeriodStatus;
use crate::service::Criticality;
use crate::settings::Scale;
use crate::swedish;

impl Body {
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
                // Whether a marked occasion was carried out is part of what it showed, and so is when the next one falls.
                let next = if marked { control.masked().next_due() } else { control.next_due() };
                facets.date = date::sortable(next);
                facets.due.clone_from(&facets.date);
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
}
