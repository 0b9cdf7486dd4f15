//! What changed between two versions of a record, field by field.

use crate::body::Body;
use crate::draft::Draft;
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
    let flat = |body: &Body| whole(body);
    drafts(&before.map(flat).unwrap_or_default(), &flat(after))
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
        }
        Body::Programme(programme) => {
            if let Some(status) = programme.statuses.last() {
                draft.set_date("reported", Some(status.date));
                draft.set("comment", status.comment.as_str());
                draft.0.extend(status.draft().0);
            }
        }
        Body::Requirement(requirement) => {
            if let Some(judgement) = &requirement.judgement {
                draft.set("level", judgement.level.code());
                draft.set("reason", judgement.reason.as_str());
            }
        }
        _ => {}
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs() {
        let before = Draft::default().with("a", "1").with("b", "2");
        let after = Draft::default().with("a", "1").with("b", "3").with("c", "4");
        let fields: Vec<_> = drafts(&before, &after).into_iter().map(|change| change.field).collect();
        assert_eq!(fields, ["b", "c"]);
        assert!(drafts(&after, &after).is_empty());
    }
}
