//! Preparing (bereda) a picture: its content is frozen and laid before the board, with what an official report
//! (tjänsteutlåtande) holds.

use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::picture::change::{Change, Direction, Group, compare};
use crate::picture::content::Content;
use crate::picture::{Matter, Picture};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A proposal as it was laid before the board. Each is kept, also one that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// Version of the picture's proposal, from 1.
    pub version: u16,
    /// The frozen content.
    pub content: Key,
    /// SHA-256 of the content's bytes, in hexadecimal.
    pub sha256: String,
    /// When it was prepared.
    pub date: NaiveDate,
    /// Function of the one who prepared it.
    pub by: String,
    /// Heading (rubrik).
    pub heading: String,
    /// Registration number (diarienummer).
    pub registration: String,
    /// Function that handles the matter (handläggare).
    pub handler: String,
    /// What the board is asked to decide, a line for each point (förslag till beslut).
    pub proposal: String,
    /// Summary (sammanfattning).
    pub summary: String,
    /// The administration's assessment (bedömning).
    pub assessment: String,
    /// Date of the meeting it is meant for.
    pub meeting: Option<NaiveDate>,
    /// How many risks become what, against the picture it was compared with.
    pub counts: Counts,
    /// Set when it was taken back.
    pub withdrawn: Option<Withdrawn>,
}

/// That a proposal was taken back before the board had decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

codes! {
    /// What a board is told the number of.
    Count {
        /// New risks.
        New = "new",
        /// Risks whose value is raised.
        Raised = "raised",
        /// Risks whose value is lowered.
        Lowered = "lowered",
        /// Risks changed in other ways than their value.
        Changed = "changed",
        /// Closed risks.
        Closed = "closed",
        /// Unchanged risks that have been confirmed.
        Confirmed = "confirmed",
        /// Unchanged risks that nobody has answered for.
        Unreviewed = "unreviewed",
    }
}

impl Count {
    /// What a risk is counted as. Each is counted once.
    #[must_use]
    pub fn of(change: &Change) -> Self {
        match (change.group, change.direction()) {
            (Group::New, _) => Self::New,
            (Group::Closed, _) => Self::Closed,
            (Group::Changed, Some(Direction::Raised)) => Self::Raised,
            (Group::Changed, Some(Direction::Lowered)) => Self::Lowered,
            (Group::Changed, _) => Self::Changed,
            (Group::Unchanged, _) if change.answered() => Self::Confirmed,
            (Group::Unchanged, _) => Self::Unreviewed,
        }
    }
}

/// How many risks become what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// New.
    pub new: u32,
    /// Raised.
    pub raised: u32,
    /// Lowered.
    pub lowered: u32,
    /// Changed in other ways than their value.
    pub changed: u32,
    /// Closed.
    pub closed: u32,
    /// Unchanged and confirmed.
    pub confirmed: u32,
    /// Unchanged and not reviewed.
    pub unreviewed: u32,
}

impl Counts {
    /// Counts changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let mut counts = Self::default();
        for change in changes {
            *counts.place(Count::of(change)) += 1;
        }
        counts
    }

    /// One of the numbers.
    #[must_use]
    pub fn get(mut self, count: Count) -> u32 {
        *self.place(count)
    }

    const fn place(&mut self, count: Count) -> &mut u32 {
        match count {
            Count::New => &mut self.new,
            Count::Raised => &mut self.raised,
            Count::Lowered => &mut self.lowered,
            Count::Changed => &mut self.changed,
            Count::Closed => &mut self.closed,
            Count::Confirmed => &mut self.confirmed,
            Count::Unreviewed => &mut self.unreviewed,
        }
    }
}

/// The form of preparing.
pub const PREPARE: &[Field] = &[
    Field::required("heading", Input::Line(200)),
    Field::required("registration", Input::Line(60)),
    Field::required("handler", Input::Function),
    Field::optional("meeting", Input::Date),
    Field::required("proposal", Input::Text(4000)),
    Field::required("summary", Input::Text(4000)),
    Field::optional("assessment", Input::Text(8000)),
];

impl Picture {
    /// Freezes the register as the proposal before the board. Answers with the picture and the content to be sealed.
    ///
    /// # Errors
    /// Every field error; `Unanswered` at `reasons` with the risks that lack a reason; `NotNow` at `action` when the
    /// picture is not open.
    pub fn prepare(
        &self,
        draft: &Draft,
        matter: &Matter,
        by: &str,
        today: NaiveDate,
    ) -> Result<(Self, Content), Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if !self.open() {
            reader.error("action", ErrorCode::NotNow);
        }
        let heading = reader.required("heading", 200);
        let registration = reader.required("registration", 60);
        let handler = reader.required("handler", 120);
        let meeting = reader.date("meeting");
        if meeting.is_some_and(|day| day < today) {
            reader.error("meeting", ErrorCode::Before { other: "today".to_owned() });
        }
        let proposal = reader.required("proposal", 4000);
        let summary = reader.required("summary", 4000);
        let assessment = reader.text("assessment", 8000);
        let changes = matter.register.as_ref().map(|content| compare(matter.base.as_deref(), content));
        let changes = changes.unwrap_or_default();
        let silent: Vec<&str> = changes
            .iter()
            .filter(|change| change.needs_reason() && !change.answered())
            .map(|change| change.key.as_str())
            .collect();
        if !silent.is_empty() {
            let number = u32::try_from(silent.len()).unwrap_or(u32::MAX);
            let given = silent.iter().take(20).copied().collect::<Vec<_>>().join(", ");
            reader.error("reasons", ErrorCode::Unanswered { number, given });
        }
        let version = u16::try_from(self.preparations.len() + 1).unwrap_or(u16::MAX);
        let value = matter.register.clone().zip(self.content_key(version, "")).map(|(content, key)| {
            let preparation = Preparation {
                version,
                content: key,
                sha256: String::new(),
                date: today,
                by: by.to_owned(),
                heading,
                registration,
                handler,
                proposal,
                summary,
                assessment,
                meeting,
                counts: Counts::of(&changes),
                withdrawn: None,
            };
            let mut picture = Self { base: matter.in_force().map(|(key, _)| key.clone()), ..self.clone() };
            picture.meeting = meeting.or(picture.meeting);
            picture.preparations.push(preparation);
            (picture, content)
        });
        reader.finish(value)
    }

    /// Takes the proposal back, with a reason. The version stays.
    ///
    /// # Errors
    /// `Required` at `reason`; `NotNow` at `action` when nothing lies before the board.
    pub fn withdraw(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let reason = reader.required("reason", 1000);
        if self.before_board().is_none() {
            reader.error("action", ErrorCode::NotNow);
        }
        let mut picture = self.clone();
        let value = picture.preparations.last_mut().map(|last| {
            last.withdrawn = Some(Withdrawn { date: today, reason });
        });
        reader.finish(value.map(|()| picture))
    }
}
