//! The marked fields that are looked at one by one, with what stands in each.

use crate::body::Body;
use crate::cell::Cell;
use crate::incident::{Incident, Judgement, SentReport};
use crate::key::Key;
use crate::period_comment::PeriodComment;
use crate::picture::Change;
use crate::project::PeriodStatus;
use crate::risk::Risk;
use crate::secrecy::SecrecyMarking;
use crate::swedish;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A marked field to be looked at: for those with clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The record.
    pub record: Key,
    /// Its title.
    pub title: String,
    /// The field, by name.
    pub field: String,
    /// What stands in it. Of a picture: in the decided one, and in the one it revised where that says otherwise.
    pub said: Vec<Cell>,
    /// The provision of the marking.
    pub provision: String,
}

/// Every marked field of a picture, with what stands in it. `changes` are those from the picture it revised; `today` are the
/// markings the risks have now.
#[must_use]
pub fn of_picture(changes: &[Change], today: &BTreeMap<Key, SecrecyMarking>) -> Vec<Marked> {
    let mut found = Vec::new();
    for change in changes {
        let risks = risks(change);
        let markings: Vec<&SecrecyMarking> =
            risks.iter().filter_map(|risk| risk.secrecy.as_ref()).chain(today.get(&change.key)).collect();
        let title = risks.first().map(|risk| risk.title.clone()).unwrap_or_default();
        found.extend(each(&change.key, &title, &markings, |field| {
            let mut said: Vec<Cell> = risks.iter().flat_map(|risk| of_risk(risk, field)).collect();
            // An answer says of a value what the rationale beside it says.
            if field == "rationale" {
                let items = [&change.after, &change.before].into_iter().flatten();
                said.extend(items.filter_map(|item| item.answer.as_ref()).map(|answer| Cell::text(&answer.reason)));
            }
            said
        }));
    }
    found
}

/// Every marked field of a record, with what stands in it. `today` is the marking it has now.
#[must_use]
pub fn of_record(key: &Key, body: &Body, today: Option<&SecrecyMarking>) -> Vec<Marked> {
    let markings: Vec<&SecrecyMarking> = body.secrecy().into_iter().chain(today).collect();
    each(key, &body.title(), &markings, |field| said(body, field))
}

/// The fields that some marking covers, where something stands in them. The latest marking's provision is proposed.
fn each(key: &Key, title: &str, markings: &[&SecrecyMarking], said: impl Fn(&str) -> Vec<Cell>) -> Vec<Marked> {
    let mut fields: Vec<&String> = Vec::new();
    for field in markings.iter().flat_map(|marking| &marking.fields) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let with_content = fields.into_iter().filter_map(|field| {
        let mut different: Vec<Cell> = Vec::new();
        for cell in said(field).into_iter().filter(|cell| *cell != Cell::Empty) {
            if !different.contains(&cell) {
                different.push(cell);
            }
        }
        let covering = markings.iter().rev().find(|marking| marking.covers(field))?;
        (!different.is_empty()).then(|| Marked {
            record: key.clone(),
            title: title.to_owned(),
            field: field.clone(),
            said: different,
            provision: covering.provision_of(field).to_owned(),
        })
    });
    with_content.collect()
}

/// A risk as it is in a change: as proposed first.
pub(super) fn risks(change: &Change) -> Vec<&Risk> {
    let items = [&change.after, &change.before].into_iter().flatten().map(|item| &item.risk);
    items.chain(change.ended.iter().map(|ended| &ended.risk)).collect()
}

/// What stands in a field that can be marked.
fn said(body: &Body, field: &str) -> Vec<Cell> {
    match (body, field) {
        (Body::Risk(risk), _) => of_risk(risk, field),
        (Body::Measure(measure), "purpose") => vec![Cell::text(&measure.purpose)],
        (Body::Measure(measure), "progress") => {
            measure.progress.iter().flat_map(|one| [Cell::text(&one.note), Cell::text(&one.next_step)]).collect()
        }
        (Body::Deliverable(deliverable), "responsibilities") => vec![Cell::text(&deliverable.responsibilities)],
        (Body::Deliverable(deliverable), "mandate") => vec![Cell::text(&deliverable.mandate)],
        (Body::Deliverable(deliverable), "reference") => vec![Cell::text(&deliverable.reference)],
        (Body::Control(control), "method") => vec![Cell::text(&control.method)],
        (Body::Control(control), "result") => {
            let results = control.tests.iter().filter_map(|test| test.result);
            results.map(|result| Cell::code("result", result.code())).collect()
        }
        (Body::Control(control), "observation") => {
            control.tests.iter().map(|test| Cell::text(&test.observation)).collect()
        }
        (Body::Evidence(evidence), "title") => vec![Cell::text(&evidence.title)],
        (Body::Evidence(evidence), "reference") => vec![Cell::text(&evidence.reference)],
        (Body::Evidence(evidence), "place") => vec![Cell::text(&evidence.place)],
        (Body::Evidence(evidence), "note") => {
            let shows = evidence.shows.iter().map(|one| Cell::text(&one.text));
            std::iter::once(Cell::text(&evidence.note)).chain(shows).collect()
        }
        (Body::Evidence(evidence), "file") => {
            let files = evidence.file.iter().chain(evidence.earlier.iter().map(|earlier| &earlier.file));
            files.map(|file| Cell::text(&file.name)).collect()
        }
        (Body::Deviation(deviation), "cause") => vec![Cell::text(&deviation.cause)],
        (Body::Deviation(deviation), "consequence_users") => vec![Cell::text(&deviation.consequence_users)],
        (Body::Deviation(deviation), "consequence_organisation") => {
            vec![Cell::text(&deviation.consequence_organisation)]
        }
        (Body::Deviation(deviation), "consequence_economy") => vec![Cell::text(&deviation.consequence_economy)],
        (Body::Deviation(deviation), "actions") => vec![Cell::text(&deviation.actions)],
        (Body::Deviation(deviation), "audit_says") => {
            deviation.audit.iter().map(|audit| Cell::text(&audit.says)).collect()
        }
        (Body::Deviation(deviation), "comment") => {
            deviation.statuses.iter().map(|status| Cell::text(&status.comment)).collect()
        }
        (Body::Incident(incident), _) => of_incident(incident, field),
        (Body::Indicator(indicator), "definition") => vec![Cell::text(&indicator.definition)],
        (Body::Indicator(indicator), "values") => vec![Cell::text(&indicator.lines())],
        (Body::Indicator(indicator), "note") => vec![Cell::text(&indicator.note)],
        (Body::Assignment(assignment), "comment") => vec![Cell::text(&assignment.comment)],
        (Body::Recommendation(recommendation), "text") => vec![Cell::text(&recommendation.text)],
        (Body::Recommendation(recommendation), "note") => {
            recommendation.judgements.iter().map(|judged| Cell::text(&judged.note)).collect()
        }
        (Body::Analysis(analysis), "conclusion") => vec![Cell::text(&analysis.conclusion)],
        (Body::Goal(goal), "comment") => of_comments(&goal.comments),
        (Body::Project(project), "came_to") => vec![Cell::text(&project.came_to)],
        (Body::Project(project), "causes") => {
            project.statuses.iter().flat_map(PeriodStatus::causes).map(Cell::text).collect()
        }
        (Body::CityMatter(matter), "question") => vec![Cell::text(&matter.question)],
        (Body::CityMatter(matter), "came_to") => vec![Cell::text(&matter.came_to)],
        (Body::CityMatter(matter), "comment") => of_comments(&matter.comments),
        (Body::Service(service), "description") => vec![Cell::text(&service.description)],
        (Body::Service(service), "used_by") => vec![Cell::text(&service.used_by.join(", "))],
        _ => Vec::new(),
    }
}

fn of_comments(comments: &[PeriodComment]) -> Vec<Cell> {
    comments.iter().map(|comment| Cell::text(&comment.text)).collect()
}

fn of_incident(incident: &Incident, field: &str) -> Vec<Cell> {
    let number = |n: Option<u32>| n.map_or(Cell::Empty, |n| Cell::Number(n.into()));
    match field {
        "title" => vec![Cell::text(&incident.title)],
        "happened" => {
            let closed = incident.closed.iter().map(|closed| Cell::text(&closed.reason));
            [Cell::text(&incident.happened), Cell::text(&incident.source)].into_iter().chain(closed).collect()
        }
        "handling" => vec![Cell::text(&incident.handling)],
        "services" => vec![Cell::text(&incident.services)],
        "administrations" => vec![Cell::text(&incident.administrations)],
        "users" => vec![number(incident.users)],
        "persons" => vec![number(incident.persons)],
        "times" => {
            let times = [incident.began, incident.aware, incident.ended, incident.interim_asked, incident.interim_due];
            times.into_iter().flatten().map(|moment| Cell::Time(swedish::shown(moment))).collect()
        }
        "significance" => {
            let judged =
                |one: &Judgement| [Cell::code("significance", one.significance.code()), Cell::text(&one.reasons)];
            incident.judgement.iter().flat_map(judged).collect()
        }
        "reports" => {
            let sent = |one: &SentReport| {
                let when = Cell::Time(swedish::shown(one.sent));
                let texts = [&one.to, &one.reference, &one.note].map(|text| Cell::text(text));
                [Cell::code("incident_report", one.kind.code()), when].into_iter().chain(texts)
            };
            incident.reports.iter().flat_map(sent).collect()
        }
        "links" => {
            let links = [&incident.risks, &incident.controls, &incident.measures, &incident.affects];
            links.map(|keys| Cell::keys(keys)).into()
        }
        _ => Vec::new(),
    }
}

fn of_risk(risk: &Risk, field: &str) -> Vec<Cell> {
    match field {
        "cause" => vec![Cell::text(&risk.cause)],
        "event" => vec![Cell::text(&risk.event)],
        "consequence" => vec![Cell::text(&risk.consequence)],
        "treatment_note" => vec![Cell::text(&risk.treatment_note)],
        "rationale" => {
            let others = [&risk.inherent, &risk.target].into_iter().flatten();
            std::iter::once(&risk.current).chain(others).map(|one| Cell::text(&one.rationale)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::Control;
    use crate::date;
    use crate::draft::Draft;
    use crate::settings::Settings;

    #[test]
    fn what_stands_in_a_marked_field_is_told_once_with_the_latest_provision() {
        let settings = Settings::default();
        let day = date::parse("2026-01-31").unwrap();
        let draft = Draft::default()
            .with("title", "Återläsning")
            .with("method", "Prov")
            .with("frequency", "quarterly")
            .with("owner", settings.functions.first().cloned().unwrap_or_default())
            .with("first_due", "2026-01-31")
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2026-01-10")
            .with("secrecy_authority", "Nämnden")
            .with("secrecy_fields", "observation, result")
            .with("secrecy_own", "result: OSL 18 kap. 13 §");
        let mut control = Control::read(&draft, None, &settings).unwrap();
        for (date, observation) in [("2026-01-20", "Tog lång tid"), ("2026-01-25", "Tog lång tid igen")] {
            let test = Draft::default().with("date", date).with("result", "minor").with("observation", observation);
            control = control.test(&test, day).unwrap();
        }
        let key = Key::numbered("KTR", 1);
        let marking = control.secrecy.clone().unwrap();
        let today = SecrecyMarking {
            provision: "OSL 18 kap. 9 §".into(),
            fields: vec!["method".into(), "observation".into()],
            ..marking
        };
        let found = of_record(&key, &Body::Control(control), Some(&today));
        let told: Vec<(&str, usize, &str)> =
            found.iter().map(|one| (one.field.as_str(), one.said.len(), one.provision.as_str())).collect();
        assert_eq!(
            told,
            [
                ("observation", 2, "OSL 18 kap. 9 §"),
                ("result", 1, "OSL 18 kap. 13 §"),
                ("method", 1, "OSL 18 kap. 9 §"),
            ]
        );
    }
}
