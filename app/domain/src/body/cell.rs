//! One value of a record as a list shows it, by column.

use super::Body;
use crate::cell::Cell;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::deviation::Deviation;
use crate::evidence::Evidence;
use crate::evidence::life::Shown;
use crate::incident::Incident;
use crate::key::Key;
use crate::kind::Kind;
use crate::measure::Measure;
use crate::requirement::Requirement;
use crate::risk::Risk;
use crate::settings::Scale;
use crate::swedish;
use chrono::{DateTime, Utc};

impl Body {
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
