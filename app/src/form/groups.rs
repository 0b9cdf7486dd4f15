//! How the fields of a kind's form are grouped under headings.

use domain::Kind;
use domain::action::form;
use domain::field::Field;

/// A heading's code under `form.group_…`, and the names of the fields below it.
pub type Group = (&'static str, &'static [&'static str]);

const SECRECY: Group = (
    "secrecy",
    &["secrecy_provision", "secrecy_date", "secrecy_authority", "secrecy_fields", "secrecy_own", "secrecy_note"],
);

/// The groups of a kind's form, in order. A kind without groups has all its fields in one.
#[must_use]
pub const fn groups(kind: Kind) -> &'static [Group] {
    match kind {
        Kind::Risk => &[
            ("what", &["title", "category", "area", "owner"]),
            ("sentence", &["cause", "event", "consequence", "consequence_kind"]),
            ("current", &["current_likelihood", "current_consequence", "current_date", "current_rationale"]),
            ("inherent", &["inherent_likelihood", "inherent_consequence", "inherent_rationale"]),
            ("target", &["target_likelihood", "target_consequence", "target_rationale"]),
            ("treatment", &["treatment", "treatment_note", "review_months", "next_review"]),
            ("links", &["requirements", "source"]),
            SECRECY,
        ],
        Kind::Measure => &[
            ("what", &["title", "purpose", "deliverable", "change", "owner"]),
            ("place", &["area", "sub_area", "technical_archive"]),
            ("plan", &["start", "end"]),
            ("links", &["risks", "depends_on", "requirements", "source"]),
            SECRECY,
        ],
        Kind::Deliverable => &[
            ("what", &["title", "kind", "owner", "version"]),
            ("role", &["responsibilities", "mandate", "holder", "assigned"]),
            ("decision", &["decided_by", "decided", "reference"]),
            ("force", &["valid_from", "introduced", "next_review"]),
            ("links", &["measures", "source"]),
            SECRECY,
        ],
        Kind::Control => &[
            ("what", &["title", "method", "owner"]),
            ("plan", &["frequency", "first_due"]),
            ("links", &["risks", "measures", "requirements", "source"]),
            SECRECY,
        ],
        Kind::Evidence => &[
            ("what", &["title", "kind", "note", "owner"]),
            ("plan", &["effective", "valid_until", "review", "replaced_by"]),
            ("where", &["reference", "version", "place"]),
            ("links", &["requirements", "measures", "deliverables", "controls", "shows", "source"]),
            SECRECY,
        ],
        Kind::Deviation => &[
            ("what", &["title", "owner", "cause"]),
            ("consequences", &["consequence_users", "consequence_organisation", "consequence_economy"]),
            ("actions", &["actions"]),
            ("audit", &["audit_by", "audit_date", "audit_says"]),
            ("links", &["programmes", "risks", "measures", "affects", "source"]),
            SECRECY,
        ],
        Kind::Incident => &[
            ("what", &["title", "happened", "owner", "drill"]),
            ("times", &["aware", "began", "ended"]),
            ("reach", &["services", "administrations", "users", "persons"]),
            ("handling", &["handling"]),
            ("interim", &["interim_asked", "interim_due"]),
            ("links", &["risks", "controls", "measures", "affects", "source"]),
            SECRECY,
        ],
        Kind::Indicator => &[
            ("what", &["title", "kind", "unit", "definition", "owner"]),
            ("plan", &["frequency"]),
            ("links", &["risks", "controls", "note", "source"]),
            SECRECY,
        ],
        Kind::Assignment => &[
            ("what", &["title", "text", "given_by", "boards", "owner"]),
            ("plan", &["year", "area", "period"]),
            ("links", &["risks", "source"]),
            SECRECY,
        ],
        Kind::Recommendation => &[
            ("what", &["title", "text", "kind", "reviewer", "reference", "owner"]),
            ("plan", &["date"]),
            ("links", &["measures", "evidence", "source"]),
            SECRECY,
        ],
        Kind::Analysis => &[
            ("what", &["title", "kind", "object", "security", "work_environment", "owner"]),
            ("plan", &["planned_from", "planned_to", "started", "done"]),
            ("conclusion", &["conclusion"]),
            ("links", &["assignments", "risks", "source"]),
            SECRECY,
        ],
        Kind::Goal => &[
            ("what", &["title", "kind", "area", "owner", "first_year", "last_year"]),
            ("links", &["goals", "measures", "source"]),
            SECRECY,
        ],
        Kind::Project => &[
            ("what", &["title", "portfolio", "owner", "phase"]),
            ("outcome", &["outcome", "ended", "came_to"]),
            ("links", &["risks", "source"]),
            SECRECY,
        ],
        Kind::CityMatter => &[
            ("what", &["title", "question", "counterpart", "owner"]),
            ("standing", &["state", "since", "came_to"]),
            ("links", &["risks", "requirements", "source"]),
            SECRECY,
        ],
        Kind::Service => &[
            ("what", &["title", "description", "owner", "criticality"]),
            ("city", &["used_by"]),
            ("links", &["risks", "source"]),
            SECRECY,
        ],
        _ => &[],
    }
}

/// The fields of one group.
#[must_use]
pub fn fields(kind: Kind, group: &Group) -> Vec<Field> {
    group.1.iter().filter_map(|name| form(kind).iter().find(|field| field.name == *name).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_grouped_form_is_in_exactly_one_group() {
        for &kind in Kind::ALL.iter().filter(|kind| !groups(**kind).is_empty()) {
            for field in form(kind) {
                let places = groups(kind).iter().filter(|(_, names)| names.contains(&field.name)).count();
                assert_eq!(places, 1, "{kind:?} {}", field.name);
            }
        }
    }
}
