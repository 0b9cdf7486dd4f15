//! What the registers' columns hold, by name, so that the same column looks the same in every file.

use crate::sheet::{ColumnKind, Heading};

impl Heading {
    /// The heading of a register's column or of the evidence list's. A name it doesn't know is short text.
    #[must_use]
    pub fn of_column(name: &str, text: impl Into<String>) -> Self {
        let (kind, width) = kind_of(name).unwrap_or((ColumnKind::Text, None));
        Self { width, ..Self::new(name, text, kind) }
    }
}

/// What a column holds, and its width where its kind's doesn't suit it.
fn kind_of(name: &str) -> Option<(ColumnKind, Option<u16>)> {
    use ColumnKind::{Code, Date, Hash, Key, Keys, Long, Number, Percent, Score, Text, Time};
    Some(match name {
        "key" | "item" | "evidence" => (Key, None),
        "number" => (Text, Some(18)),
        "title" | "requirement_title" | "evidence_title" => (Long, Some(44)),
        "cause"
        | "event"
        | "consequence"
        | "rationale"
        | "purpose"
        | "note"
        | "next_step"
        | "method"
        | "observation"
        | "description"
        | "responsibilities"
        | "mandate"
        | "reason"
        | "journal_reason"
        | "treatment_note"
        | "inherent_rationale"
        | "target_rationale"
        | "shows"
        | "shown"
        | "consequence_users"
        | "consequence_organisation"
        | "consequence_economy"
        | "actions"
        | "audit_says"
        | "comment"
        | "happened"
        | "services"
        | "administrations"
        | "handling" => (Long, None),
        "category" | "owner" | "framework" | "role" | "holder" | "vouched_by" | "audit_by" | "period" => (Text, None),
        "labels" => (Long, Some(30)),
        "text" | "definition" | "conclusion" => (Long, None),
        "about" | "boards" | "minutes" | "object" => (Long, Some(30)),
        "latest" | "goal" => (Text, Some(18)),
        "unit" | "latest_period" | "year" => (Text, Some(12)),
        "given_by" | "reviewer" | "judged_by" => (Text, None),
        "indicator_kind" | "sources" | "recommendation_kind" | "analysis_kind" | "security" | "work_environment" => {
            (Code, None)
        }
        "reported_back" | "approved" | "informed" | "reviewed" | "planned_from" | "planned_to" | "started" | "done" => {
            (Date, None)
        }
        "assignments" | "shown_by" | "affects" | "goals" => (Keys, None),
        "goal_kind" | "criticality" | "cost" | "time" | "outcome" => (Code, None),
        "question" | "came_to" | "causes" => (Long, None),
        "counterpart" | "portfolio" | "used_by" => (Long, Some(30)),
        "years" => (Text, Some(12)),
        "raised" => (Date, None),
        "version" => (Text, Some(12)),
        "source" | "heading" | "corresponds" | "addressee" | "deadline" | "reference" | "place" | "file"
        | "decided_by" => (Long, Some(30)),
        "area" | "sub_area" | "consequence_kind" | "treatment" | "state" | "deliverable" | "change" | "frequency"
        | "result" | "level" | "evidence_kind" | "evidence_status" | "action" | "kind" | "technical_archive"
        | "since" | "effectiveness" | "applies" | "justified" | "implemented" | "significance" | "next_report"
        | "standing" | "drill" => (Code, None),
        "inherent" | "score" | "target" => (Score, None),
        "likelihood"
        | "impact"
        | "rev"
        | "seq"
        | "size"
        | "slip"
        | "review_months"
        | "inherent_likelihood"
        | "inherent_consequence"
        | "target_likelihood"
        | "target_consequence"
        | "measures_done"
        | "measures_total"
        | "users"
        | "persons" => (Number, None),
        "percent" => (Percent, None),
        "assessed" | "next_review" | "start" | "end" | "decided_end" | "reported" | "last_test" | "next_due"
        | "in_force" | "judged" | "effective" | "valid_until" | "decided" | "introduced" | "assigned"
        | "valid_from" | "first_due" | "recorded" | "review" | "vouched" | "audit_date" => (Date, None),
        "at" | "began" | "aware" | "ended" | "report_due" => (Time, None),
        "actor" => (Text, Some(20)),
        "requirements" | "risks" | "measures" | "depends_on" | "deliverables" | "controls" | "related"
        | "replaced_by" | "evidences" | "programmes" => (Keys, None),
        "sha256" | "body_hash" => (Hash, None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::coverage::applicability;
    use domain::{Register, evidence_list, import};

    #[test]
    fn every_column_of_every_register_is_known() {
        let names = Register::ALL
            .iter()
            .flat_map(|register| register.columns().iter().map(|column| column.name))
            .chain(evidence_list::COLUMNS)
            .chain(applicability::COLUMNS)
            .chain(import::registers().flat_map(import::targets).map(|target| target.name));
        for name in names {
            assert!(kind_of(name).is_some(), "{name}");
        }
    }
}
