//! The documents' own words.

use crate::document::text;
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Names of every text the documents need, to be found under the group `document`. Those with values hold them in braces:
/// `page` has `{page}` and `{pages}`, as in `Sida {page} av {pages}`.
///
/// | name | values |
/// |---|---|
/// | `page` | `page`, `pages` |
/// | `name` | `name` (`2024:1`) |
/// | `to_board` | `board` |
/// | `compared` | `name`, `date` |
/// | `decided_on` | `organ`, `date`, `paragraph` |
/// | `tolerance` | `score` |
/// | `matrix_many`, `matrix_more` | `n` |
/// | `changes_n`, `unchanged_n` | `n`, `total` |
/// | `above_n` | `n`, `total`, `score` |
/// | `recorded_by`, `corrected_by` | `date`, `by` |
/// | `proof_attached` | `file` |
/// | `as_of` | `date`, `position` |
/// | `risks_n`, `controls_n` | `n` |
/// | `measure_percent` | `state`, `percent` |
pub const LABELS: &[&str] = &[
    "about",
    "above_heading",
    "above_n",
    "above_none",
    "after",
    "annex_kind",
    "annex_note",
    "as_of",
    "assessment",
    "attached_file",
    "before",
    "board",
    "changes_heading",
    "changes_n",
    "changes_none",
    "changes_reasons",
    "column_category",
    "column_cause",
    "column_change",
    "column_comment",
    "column_consequence",
    "column_consequence_short",
    "column_control",
    "column_control_risks",
    "column_done",
    "column_effective",
    "column_evidence",
    "column_file",
    "column_frequency",
    "column_last",
    "column_level",
    "column_likelihood_short",
    "column_measure",
    "column_measures",
    "column_method",
    "column_move",
    "column_number",
    "column_observation",
    "column_owner",
    "column_percent",
    "column_reason",
    "column_reference",
    "column_remedies",
    "column_requirement",
    "column_result",
    "column_reviewed",
    "column_risk",
    "column_score",
    "column_status",
    "column_treatment",
    "column_what",
    "compared",
    "compared_none",
    "consequence",
    "content_key",
    "controls_heading",
    "controls_n",
    "controls_none",
    "corrected_by",
    "corrections",
    "count_changed",
    "count_closed",
    "count_confirmed",
    "count_lowered",
    "count_new",
    "count_raised",
    "count_unreviewed",
    "date",
    "decided_on",
    "decision",
    "decision_text",
    "deviations",
    "deviations_column",
    "evidence_heading",
    "evidence_lines",
    "evidence_none",
    "field_area",
    "field_category",
    "field_cause",
    "field_consequence",
    "field_consequence_kind",
    "field_controls",
    "field_current_consequence",
    "field_current_likelihood",
    "field_event",
    "field_inherent_consequence",
    "field_inherent_likelihood",
    "field_inherent_rationale",
    "field_measures",
    "field_owner",
    "field_target_consequence",
    "field_target_likelihood",
    "field_target_rationale",
    "field_title",
    "field_treatment",
    "field_treatment_note",
    "finding",
    "handler",
    "journal_position",
    "legend_closed",
    "legend_moved",
    "legend_new",
    "legend_still",
    "legend_was",
    "levels",
    "likelihood",
    "mark_changed",
    "mark_closed",
    "mark_confirmed",
    "mark_lowered",
    "mark_new",
    "mark_raised",
    "mark_unreviewed",
    "masked_result",
    "matrix_arrows",
    "matrix_heading",
    "matrix_lead",
    "matrix_many",
    "matrix_more",
    "matrix_moves",
    "measure_percent",
    "meeting",
    "motivation",
    "name",
    "never_done",
    "none",
    "not_verified",
    "organ",
    "organisation",
    "outcome",
    "owned_by",
    "page",
    "paragraph",
    "proof_attached",
    "proof_decided",
    "proof_heading",
    "proof_lead",
    "proof_not_attached",
    "proof_proposed",
    "proof_verify",
    "proposal",
    "proposal_prepared",
    "proposal_version",
    "recorded_by",
    "register_day",
    "registration",
    "rescaled",
    "reservations",
    "revision_kind",
    "risks_heading",
    "risks_n",
    "risks_none",
    "sha256",
    "state_closed",
    "statements",
    "summary",
    "to_board",
    "tolerance",
    "unchanged_heading",
    "unchanged_n",
    "unchanged_none",
    "verified",
    "withdrawn",
];

/// The texts, found once for a document.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Labels(BTreeMap<&'static str, String>);

impl Labels {
    pub fn of<W: Words + ?Sized>(words: &W) -> Self {
        Self(LABELS.iter().map(|name| (*name, words.code("document", name).into_owned())).collect())
    }

    /// The text under a name; the name itself when there is none, to be seen.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The text with its values.
    pub fn fill(&self, name: &str, values: &[(&str, &dyn Display)]) -> String {
        text::fill(self.get(name), values)
    }
}
