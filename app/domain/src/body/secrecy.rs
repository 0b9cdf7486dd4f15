//! What a record keeps from those without clearance.

use super::Body;
use crate::secrecy::SecrecyMarking;

impl Body {
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
}
