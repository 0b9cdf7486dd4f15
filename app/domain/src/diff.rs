//! What changed between two versions of a record, field by field.

use crate::body::Body;
use crate::deviation::DeviationStatus;
use crate::draft::Draft;
use crate::incident::SentReport;
use crate::period_comment::PeriodComment;
use crate::report::Chapter;
use crate::swedish;
use crate::year_cycle::StepRecord;
use serde::{Deserialize, Serialize};

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name, as in the kind's form; `progress` and `tests` for what is reported beside it.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// Every field that differs between two drafts, in the order of their names.
#[must_use]
pub fn drafts(before: &Draft, after: &Draft) -> Vec<FieldChange> {
    let mut names: Vec<&String> = before.0.keys().chain(after.0.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(name) != after.get(name))
        .map(|name| FieldChange {
            field: name.clone(),
            before: before.get(name).to_owned(),
            after: after.get(name).to_owned(),
        })
        .collect()
}

/// Every difference between two versions of a record, what is reported beside its form included.
#[must_use]
pub fn bodies(before: Option<&Body>, after: &Body) -> Vec<FieldChange> {
    let (mut old, mut new) = (before.map(whole).unwrap_or_default(), whole(after));
    // What was recorded late stands among the earlier ones: that is told, and not the last.
    match (before, after) {
        (Some(Body::Deviation(before)), Body::Deviation(after)) => {
            if let Some(told) = after.statuses.iter().rfind(|one| !before.statuses.contains(one)) {
                if let Some(replaced) = before.statuses.iter().find(|one| one.period == told.period) {
                    set_status(&mut old, replaced);
                }
                set_status(&mut new, told);
            }
        }
        (Some(Body::Incident(before)), Body::Incident(after)) => {
            if let Some(told) = after.reports.iter().rfind(|one| !before.reports.contains(one)) {
                set_report(&mut new, told);
            }
        }
        _ => {}
    }
    let mut changes = drafts(&old, &new);
    for change in changes.iter_mut().filter(|change| is_listed(&change.field)) {
        let (old, new) = (std::mem::take(&mut change.before), std::mem::take(&mut change.after));
        (change.before, change.after) = (lines_beside(&old, &new), lines_beside(&new, &old));
    }
    changes
}

/// Whether a field holds a line for each of many values, or the whole text of a chapter: of them only the lines that differ are
/// told.
fn is_listed(field: &str) -> bool {
    matches!(field, "values" | "year_records") || field.starts_with("chapter_")
}

/// The lines of a text that another doesn't have.
fn lines_beside(text: &str, other: &str) -> String {
    text.lines().filter(|line| !other.lines().any(|known| known == *line)).collect::<Vec<_>>().join("\n")
}

/// A body's draft together with what its form doesn't hold.
fn whole(body: &Body) -> Draft {
    let mut draft = body.draft();
    if let Some(closed) = body.closed() {
        draft.set("closed", format!("{} {}", closed.date, closed.reason));
    }
    match body {
        Body::Risk(risk) => draft.set("score", risk.current.score().to_string()),
        Body::Measure(measure) => {
            draft.set("percent", measure.percent().to_string());
            if let Some(entry) = measure.progress.last() {
                draft.set_date("reported", Some(entry.date));
                draft.set("note", entry.note.as_str());
                draft.set("next_step", entry.next_step.as_str());
            }
        }
        Body::Deliverable(deliverable) => draft.set("state", deliverable.state().code()),
        Body::Control(control) => {
            if let Some(test) = control.last_test() {
                draft.set_date("last_test", Some(test.date));
                draft.set("result", test.result.map_or("", |result| result.code()));
                draft.set("observation", test.observation.as_str());
            }
        }
        Body::Evidence(evidence) => {
            if let Some(file) = &evidence.file {
                draft.set("file", file.name.as_str());
                draft.set("sha256", file.sha256.as_str());
            }
            if let Some(vouched) = &evidence.vouched {
                draft.set("vouched_by", vouched.by.as_str());
                draft.set_date("vouched", Some(vouched.date));
            }
        }
        Body::Programme(programme) => {
            if let Some(status) = programme.statuses.last() {
                draft.set_date("reported", Some(status.date));
                draft.set("comment", status.comment.as_str());
                draft.0.extend(status.draft().0);
            }
        }
        Body::Disposal(disposal) => {
            if let Some(done) = &disposal.carried_out {
                let keys: Vec<_> = done.records.iter().map(|one| one.key.clone()).collect();
                draft.set_keys("disposed", &keys);
            }
        }
        Body::Report(report) => {
            draft.set("state", report.state().code());
            for chapter in Chapter::ALL {
                draft.set(&format!("chapter_{}", chapter.code()), report.text_of(*chapter));
            }
        }
        Body::Deviation(deviation) => {
            if let Some(status) = deviation.last_status() {
                set_status(&mut draft, status);
            }
        }
        Body::Incident(incident) => {
            if let Some(judgement) = &incident.judgement {
                draft.0.extend(incident.judgement_draft().0);
                draft.set("judged", swedish::shown(judgement.at));
            }
            if let Some(report) = incident.reports.last() {
                set_report(&mut draft, report);
            }
        }
        Body::Indicator(indicator) => draft.set("values", indicator.lines()),
        Body::Settings(settings) => {
            let lines: Vec<String> = settings.year_records.iter().map(StepRecord::line).collect();
            draft.set("year_records", lines.join("\n"));
        }
        Body::Assignment(assignment) => assignment.beside(&mut draft),
        Body::Recommendation(recommendation) => recommendation.beside(&mut draft),
        Body::Analysis(analysis) => draft.set("state", analysis.state().code()),
        Body::Goal(goal) => set_comment(&mut draft, goal.comments.last()),
        Body::CityMatter(matter) => set_comment(&mut draft, matter.comments.last()),
        Body::Project(project) => {
            if let Some(status) = project.last_status() {
                draft.0.extend(status.draft().0);
                draft.set("period", status.period.to_string());
            }
        }
        Body::Requirement(requirement) => {
            if let Some(judgement) = &requirement.judgement {
                draft.set("level", judgement.level.code());
                draft.set("reason", judgement.reason.as_str());
                draft.set_date("judged", Some(judgement.date));
            }
        }
        _ => {}
    }
    draft
}

fn set_status(draft: &mut Draft, status: &DeviationStatus) {
    draft.set("period", status.period.to_string());
    draft.set("state", status.state.code());
    draft.set("comment", status.comment.as_str());
}

fn set_comment(draft: &mut Draft, last: Option<&PeriodComment>) {
    if let Some(comment) = last {
        draft.set("period", comment.period.to_string());
        draft.set("comment", comment.text.as_str());
    }
}

fn set_report(draft: &mut Draft, report: &SentReport) {
    draft.set("report", report.kind.code());
    draft.set("sent", swedish::shown(report.sent));
    draft.set("to", report.to.as_str());
    draft.set("reference", report.reference.as_str());
    draft.set("note", report.note.as_str());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::reading::Reading;
    use crate::report::{Report, ReportMatter, TEMPLATE};
    use crate::settings::Settings;

    #[test]
    fn only_what_differs() {
        let before = Draft::default().with("a", "1").with("b", "2");
        let after = Draft::default().with("a", "1").with("b", "3").with("c", "4");
        let fields: Vec<_> = drafts(&before, &after).into_iter().map(|change| change.field).collect();
        assert_eq!(fields, ["b", "c"]);
        assert!(drafts(&after, &after).is_empty());
    }

    #[test]
    fn of_a_chapter_only_what_was_put_in_other_words() {
        let report = |texts: &[&str]| {
            let draft = Draft::default().with("through", "march").with("year", "2024").with("template", TEMPLATE);
            let (matter, day) = (ReportMatter::default(), crate::date::parse("2024-04-10").unwrap());
            let mut report = Report::read(&draft, None, &matter, &Settings::default(), day).unwrap();
            for text in texts {
                let own = Draft::default().with("chapter", "risks").with("own", *text);
                let reading = Some(Reading { day, position: 0, statements: Vec::new(), whole: false });
                let matter = ReportMatter { reading, ..ReportMatter::default() };
                report = report.write(&own, &matter).unwrap();
            }
            Body::Report(Box::new(report))
        };
        let changes = bodies(Some(&report(&["Ett.", "Två."])), &report(&["Ett.", "Tre."]));
        let told: Vec<_> =
            changes.iter().map(|one| (one.field.as_str(), one.before.as_str(), one.after.as_str())).collect();
        assert_eq!(told, [("chapter_risks", "Två.", "Tre.")]);
    }

    #[test]
    fn of_many_values_only_the_lines_that_differ() {
        assert_eq!((lines_beside("a\nb", "b\nc"), lines_beside("b\nc", "a\nb")), ("a".to_owned(), "c".to_owned()));
    }
}
