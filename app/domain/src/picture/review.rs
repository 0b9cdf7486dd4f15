//! What is answered for a risk in a revision: why it changes, or why it stands.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::picture::Matter;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An answer for one risk in one revision. Given anew, it takes the place of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The picture under revision.
    pub picture: Key,
    /// The risk.
    pub risk: Key,
    /// The risk's revision it was given for: when the risk is changed later it has to be answered for again.
    pub rev: u32,
    /// Function that owns the risk.
    pub owner: String,
    /// The answer.
    pub answer: Answer,
}

/// An answer, as a picture keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Why the risk changes, or why it stands.
    pub reason: String,
    /// Measures that explain a lowered value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// When it was given.
    pub date: NaiveDate,
}

impl Review {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("picture", Input::Line(64)),
        Field::required("risk", Input::Line(64)),
        Field::required("reason", Input::Text(1000)),
        Field::optional("measures", Input::Links(Kind::Measure)),
    ];

    /// The key of the answer for a risk in a revision.
    #[must_use]
    pub fn key(picture: &Key, risk: &Key) -> Option<Key> {
        Key::parse(&format!("{picture}.{risk}")).ok()
    }

    /// Reads the form, of a risk that is in the register.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when the revision is not open.
    pub fn read(draft: &Draft, matter: &Matter, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let reason = reader.required("reason", 1000);
        let measures = reader.keys("measures", Kind::Measure);
        let item = matter.risk.as_ref();
        if draft.get("risk").is_empty() {
            reader.error("risk", ErrorCode::Required);
        } else if item.is_none() {
            reader.error("risk", ErrorCode::UnknownKey { given: draft.get("risk").chars().take(80).collect() });
        }
        if !matter.picture.as_ref().is_some_and(|(_, picture)| picture.open()) {
            reader.error("action", ErrorCode::NotNow);
        }
        let value = matter.picture.as_ref().zip(item).map(|((picture, _), (risk, rev, owner))| Self {
            picture: picture.clone(),
            risk: risk.clone(),
            rev: *rev,
            owner: owner.clone(),
            answer: Answer { reason, measures, date: today },
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("picture", self.picture.as_str())
            .with("risk", self.risk.as_str())
            .with("reason", self.answer.reason.as_str());
        draft.set_keys("measures", &self.answer.measures);
        draft
    }
}
