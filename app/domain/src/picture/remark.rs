//! Questions and remarks of the board's members on a prepared picture, and their answers.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::picture::Matter;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A question or a remark. Seen by the members and the administration, and kept with the revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The picture.
    pub picture: Key,
    /// Version of the proposal it was written on, from 1.
    pub version: u16,
    /// The risk it is about; none when it is about the whole.
    pub risk: Option<Key>,
    /// What is asked or remarked.
    pub text: String,
    /// When.
    pub date: NaiveDate,
    /// Function of the one who wrote it.
    pub by: String,
    /// The answer.
    pub answer: Option<RemarkAnswer>,
}

/// An answer to a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkAnswer {
    /// What is answered.
    pub text: String,
    /// When.
    pub date: NaiveDate,
    /// Function of the one who answered.
    pub by: String,
}

impl Remark {
    /// The form of a new one.
    pub const FIELDS: &'static [Field] = &[
        Field::required("picture", Input::Line(64)),
        Field::optional("risk", Input::Line(64)),
        Field::required("text", Input::Text(2000)),
    ];

    /// The form of an answer.
    pub const ANSWER: &'static [Field] = &[Field::required("text", Input::Text(2000))];

    /// Reads the form of a new one, by someone who acts as `by`.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when no proposal lies before the board.
    pub fn read(draft: &Draft, matter: &Matter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let text = reader.required("text", 2000);
        let about = draft.get("risk");
        let risk = matter.risk.as_ref().map(|(key, ..)| key.clone());
        if risk.is_none() && !about.is_empty() {
            reader.error("risk", ErrorCode::UnknownKey { given: about.chars().take(80).collect() });
        }
        let proposal = matter.picture.as_ref().and_then(|(key, picture)| Some((key, picture.before_board()?)));
        if proposal.is_none() {
            reader.error("action", ErrorCode::NotNow);
        }
        let value = proposal.map(|(picture, preparation)| Self {
            picture: picture.clone(),
            version: preparation.version,
            risk,
            text,
            date: today,
            by: by.to_owned(),
            answer: None,
        });
        reader.finish(value)
    }

    /// Answers it, or answers it anew.
    ///
    /// # Errors
    /// Every field error.
    pub fn reply(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let text = reader.required("text", 2000);
        let answer = Some(RemarkAnswer { text, date: today, by: by.to_owned() });
        reader.finish(Some(Self { answer, ..self.clone() }))
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("picture", self.picture.as_str())
            .with("risk", self.risk.as_ref().map_or("", Key::as_str))
            .with("text", self.text.as_str());
        if let Some(answer) = &self.answer {
            draft.set("answer", answer.text.as_str());
        }
        draft
    }
}
