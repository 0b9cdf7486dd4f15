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
        "cause" | "event" | "consequence" | "rationale" | "purpose" | "note" | "next_step" | "method"
        | "observation" | "description" | "responsibilities" | "mandate" | "reason" | "journal_reason"
        | "treatment_note" | "inherent_rationale" | "target_rationale" => (Long, None),
        "category" | "owner" | "framework" | "role" | "holder" => (Text, None),
        "labels" => (Long, Some(30)),
        "version" => (Text, Some(12)),
        "source" | "heading" | "addressee" | "deadline" | "reference" | "place" | "file" | "decided_by" => {
            (Long, Some(30))
        }
        "area" | "sub_area" | "consequence_kind" | "treatment" | "state" | "deliverable" | "change" | "frequency"
        | "result" | "level" | "evidence_kind" | "evidence_status" | "action" | "kind" | "technical_archive"
        | "since" => (Code, None),
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
        | "target_consequence" => (Number, None),
        "percent" => (Percent, None),
        "assessed" | "next_review" | "start" | "end" | "decided_end" | "reported" | "last_test" | "next_due"
        | "in_force" | "judged" | "effective" | "valid_until" | "decided" | "introduced" | "assigned"
        | "valid_from" | "first_due" => (Date, None),
        "at" => (Time, None),
        "actor" => (Text, Some(20)),
        "requirements" | "risks" | "measures" | "depends_on" | "deliverables" | "controls" | "related" => (Keys, None),
        "sha256" | "body_hash" => (Hash, None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Register, evidence_list, import};

    #[test]
    fn every_column_of_every_register_is_known() {
        let names = Register::ALL
            .iter()
            .flat_map(|register| register.columns().iter().map(|column| column.name))
            .chain(evidence_list::COLUMNS)
            .chain(import::registers().flat_map(import::targets).map(|target| target.name));
        for name in names {
            assert!(kind_of(name).is_some(), "{name}");
        }
    }
}
