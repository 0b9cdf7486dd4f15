//! Commands that are a form of a record's kind: it is read by the kind's own rules.

use super::{Command, Rules};
use crate::account::Account;
use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::city_matter::CityMatter;
use crate::comment::Comment;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::deviation::Deviation;
use crate::disclosure::Disclosure;
use crate::disposal::Disposal;
use crate::error::FieldError;
use crate::evidence::Evidence;
use crate::framework::Framework;
use crate::goal::Goal;
use crate::incident::Incident;
use crate::indicator::Indicator;
use crate::kind::Kind;
use crate::measure::Measure;
use crate::pack::Pack;
use crate::picture::Picture;
use crate::programme::Programme;
use crate::programme::baseline::Baseline;
use crate::project::Project;
use crate::recommendation::Recommendation;
use crate::report::Report;
use crate::requirement::Requirement;
use crate::risk::Risk;
use crate::saved_view::SavedView;
use crate::service::Service;
use crate::settings::Settings;

impl Command {
    pub(super) fn form(&self, current: Option<&Body>, rules: &Rules<'_>) -> Result<Body, Vec<FieldError>> {
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
            _ => Err(FieldError::not_now()),
        }
    }
}
