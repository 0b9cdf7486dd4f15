//! What a record points at.

use super::Body;
use crate::key::Key;
use crate::kind::Kind;

impl Body {
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
}
