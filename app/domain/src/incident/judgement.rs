//! Whether an incident is significant (betydande): what was judged, by which thresholds, and why.

use super::Incident;
use super::threshold::Threshold;
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::settings::Settings;
use crate::swedish;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

codes! {
    /// Whether an incident is significant (betydande), in the sense of cybersäkerhetslagen 2 kap. 5 §.
    Significance {
        /// Nobody has judged it yet. Its clocks run all the same: they count from when someone became aware.
        Unjudged = "unjudged",
        /// Betydande.
        Significant = "significant",
        /// Inte betydande.
        NotSignificant = "not_significant",
    }
}

/// What an incident was judged to be, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// What.
    pub significance: Significance,
    /// The thresholds it reaches, as they were when it was judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<Threshold>,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Function of the one who judged.
    pub by: String,
}

/// What an incident can be judged to be.
const JUDGED: &[&str] = &["significant", "not_significant"];

impl Incident {
    /// The form of a judgement.
    pub const JUDGE: &'static [Field] = &[
        Field::required("significance", Input::Choice("significance", JUDGED)),
        Field::optional("thresholds", Input::Thresholds),
        Field::required("reasons", Input::Text(4000)),
    ];

    /// Judges whether it is significant.
    ///
    /// # Errors
    /// Every field error; `UnknownChoice` at `thresholds` for one that neither the catalogue nor the last judgement holds.
    pub fn judge(
        &self,
        draft: &Draft,
        settings: &Settings,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let significance = reader.required_choice("significance", Significance::from_code);
        if significance == Some(Significance::Unjudged) {
            reader.error("significance", ErrorCode::Required);
        }
        let reasons = reader.required("reasons", 4000);
        let mut thresholds = Vec::new();
        for id in draft.get("thresholds").split([',', ' ']).filter(|id| !id.is_empty()) {
            // One that the catalogue no longer holds stays with the incident that was judged by it.
            let before = self.judgement.as_ref().and_then(|known| known.thresholds.iter().find(|one| one.id == id));
            match settings.thresholds.iter().find(|one| one.id == id).or(before) {
                Some(known) => thresholds.push(known.clone()),
                None => {
                    let given = id.chars().take(40).collect();
                    reader.error("thresholds", ErrorCode::UnknownChoice { given });
                }
            }
        }
        let judgement = significance.map(|significance| Judgement {
            significance,
            thresholds,
            reasons,
            at: swedish::to_the_minute(now),
            by: by.to_owned(),
        });
        reader.finish(judgement.map(|judgement| Self { judgement: Some(judgement), ..self.clone() }))
    }

    /// What it was judged to be.
    #[must_use]
    pub fn significance(&self) -> Significance {
        self.judgement.as_ref().map_or(Significance::Unjudged, |judgement| judgement.significance)
    }

    /// The form of its next judgement, filled in with the last.
    #[must_use]
    pub fn judgement_draft(&self) -> Draft {
        let Some(judgement) = &self.judgement else { return Draft::default() };
        let ids: Vec<&str> = judgement.thresholds.iter().map(|one| one.id.as_str()).collect();
        Draft::default()
            .with("significance", judgement.significance.code())
            .with("thresholds", ids.join(", "))
            .with("reasons", judgement.reasons.as_str())
    }
}
