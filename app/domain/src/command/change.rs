//! What a command makes of a record, action by action.

use super::{Command, REASON_MAX, Rules};
use crate::action::Action;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::disposal::DisposalState;
use crate::error::{ErrorCode, FieldError};
use crate::incident::Significance;
use crate::kind::Kind;
use crate::picture::{Remark, Review};
use crate::report::Report;
use chrono::NaiveDate;

impl Command {
    /// Carries out what changes one record alone.
    pub(super) fn change(&self, current: Option<&Body>, rules: &Rules<'_>) -> Result<Body, Vec<FieldError>> {
        let length = self.reason.chars().count();
        if length > REASON_MAX {
            let (max, length) = (1000, u32::try_from(length).unwrap_or(u32::MAX));
            return Err(vec![FieldError::new("reason", ErrorCode::TooLong { max, length })]);
        }
        let closed = current.is_some_and(|body| body.closed().is_some());
        if closed != (self.action == Action::Reopen) {
            return Err(FieldError::not_now());
        }
        match (self.action, current) {
            (Action::Create, None) | (Action::Update | Action::Load, _) => {
                self.acyclic(self.form(current, rules)?, rules)
            }
            (Action::Close, Some(Body::Picture(picture))) if !picture.open() => Err(FieldError::not_now()),
            (Action::Close, Some(Body::Disposal(disposal))) if disposal.state() != DisposalState::Decided => {
                Err(FieldError::not_now())
            }
            (Action::Reopen, Some(Body::Disposal(_))) => Err(FieldError::not_now()),
            (Action::Close, Some(Body::Report(report))) if !report.open() => Err(FieldError::not_now()),
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
            _ => Err(FieldError::not_now()),
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
            _ => Err(FieldError::not_now()),
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
            _ => Err(FieldError::not_now()),
        }
    }
}
