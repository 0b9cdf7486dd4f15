//! Risk pictures (riskbilder): the risks a board has decided for a year, and how they are revised.
//!
//! A picture begins as a draft: a revision of the picture in force, reckoned from the register as it is. Prepared, its
//! content is frozen and laid before the board. Decided, it is in force until the next one is. What was frozen is a record
//! of its own ([`content::Content`]) that nothing can change.

pub mod change;
pub mod content;
pub mod decision;
pub mod page;
pub mod preparation;
pub mod remark;
pub mod review;
#[cfg(test)]
mod tests;

pub use change::{Change, Direction, Group};
pub use content::{Content, Item};
pub use decision::{Decision, Deviation, Outcome};
pub use preparation::{Counts, Preparation};
pub use remark::Remark;
pub use review::{Answer, Review};

use crate::codes;
use crate::comment::About;
use crate::disclosure::DisclosureMatter;
use crate::disposal::DisposalMatter;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::pack::PackMatter;
use crate::programme::baseline::PlanMatter;
use crate::report::ReportMatter;
use crate::risk::Closed;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

codes! {
    /// Where a picture stands, by itself. Which of the decided ones is in force is a matter of all of them.
    PictureState {
        /// Utkast: under revision.
        Draft = "draft",
        /// Beredd: before the board.
        Prepared = "prepared",
        /// Beslutad: adopted by the board.
        Decided = "decided",
        /// Avslutad: the board ended the matter without adopting it.
        Ended = "ended",
        /// Avbruten: closed before the board had decided.
        Closed = "closed",
    }
}

/// A risk picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The year it is for.
    pub year: u16,
    /// Its number within the year, from 1.
    pub number: u16,
    /// The picture it revises: the one in force when it was begun or last prepared.
    pub base: Option<Key>,
    /// Categories in scope; none means all.
    pub categories: Vec<String>,
    /// Date of the meeting it is meant for.
    pub meeting: Option<NaiveDate>,
    /// What the revision is about, in the coordinator's words.
    pub note: String,
    /// Every proposal that has been laid before the board.
    pub preparations: Vec<Preparation>,
    /// Every decision the board has taken on it.
    pub decisions: Vec<Decision>,
    /// Set when it was given up.
    pub closed: Option<Closed>,
}

/// What the rules are told of the matter a command belongs to.
#[derive(Debug, Clone, Default)]
pub struct Matter {
    /// The picture at issue.
    pub picture: Option<(Key, Picture)>,
    /// Every picture there is.
    pub pictures: Vec<(Key, Picture)>,
    /// The journal's length.
    pub position: u64,
    /// The risk at issue: its key, revision and owner.
    pub risk: Option<(Key, u32, String)>,
    /// What would be frozen if the picture were prepared now.
    pub register: Option<Content>,
    /// What is in force.
    pub base: Option<Arc<Content>>,
    /// What lies before the board.
    pub proposed: Option<Arc<Content>>,
    /// What a plan would be decided from, for a command that records its decision.
    pub plan: PlanMatter,
    /// What a comment is about.
    pub about: Option<About>,
    /// What a pack can be of.
    pub pack: PackMatter,
    /// What is to be looked at before a picture is disclosed.
    pub disclosure: DisclosureMatter,
    /// What a disposal would take.
    pub disposal: DisposalMatter,
    /// What a report is written from.
    pub report: ReportMatter,
}

impl Matter {
    /// The picture in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&(Key, Picture)> {
        in_force(&self.pictures)
    }

    /// Every decision of the board in the matters that are known: on pictures and on reports.
    pub(crate) fn every_decision(&self) -> impl Iterator<Item = &Decision> {
        let pictures = self.pictures.iter().flat_map(|(_, picture)| &picture.decisions);
        pictures.chain(self.report.reports.iter().flat_map(|(_, report)| &report.decisions))
    }
}

/// The picture in force among all: the one that was adopted last.
#[must_use]
pub fn in_force(pictures: &[(Key, Picture)]) -> Option<&(Key, Picture)> {
    pictures
        .iter()
        .filter_map(|one| Some((one.1.adoption()?.position, one)))
        .max_by_key(|(position, _)| *position)
        .map(|(_, one)| one)
}

impl Picture {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("year", Input::Number(2000, 2100)),
        Field::optional("meeting", Input::Date),
        Field::optional("categories", Input::Text(2000)),
        Field::optional("note", Input::Text(2000)),
    ];

    /// Reads the form; `base` is the picture as it was. A new one revises the picture in force.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it no longer is a draft, or another one already is.
    pub fn read(
        draft: &Draft,
        base: Option<&Self>,
        matter: &Matter,
        settings: &Settings,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let year = reader.required_number("year", 2000, 2100).and_then(|n| u16::try_from(n).ok());
        let meeting = reader.date("meeting");
        let categories = reader.lines("categories", 120);
        if base.is_some_and(|base| Some(base.year) != year) {
            // The year is part of its id.
            reader.error("year", ErrorCode::NotNow);
        }
        let known = |category: &String| settings.categories.contains(category);
        if let Some(given) = categories.iter().find(|category| !known(category)) {
            reader.error("categories", ErrorCode::UnknownChoice { given: given.chars().take(80).collect() });
        }
        let note = reader.text("note", 2000);
        let busy = || matter.pictures.iter().any(|(_, one)| one.open() || one.before_board().is_some());
        if base.map_or_else(busy, |base| !base.open()) {
            reader.error("action", ErrorCode::NotNow);
        }
        let same_year = matter.pictures.iter().filter(|(_, one)| Some(one.year) == year).count();
        let value = year.map(|year| Self {
            year,
            number: base.map_or_else(|| u16::try_from(same_year + 1).unwrap_or(u16::MAX), |base| base.number),
            base: base.map_or_else(|| matter.in_force().map(|(key, _)| key.clone()), |base| base.base.clone()),
            categories,
            meeting,
            note,
            preparations: base.map(|base| base.preparations.clone()).unwrap_or_default(),
            decisions: base.map(|base| base.decisions.clone()).unwrap_or_default(),
            closed: base.and_then(|base| base.closed.clone()),
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("year", self.year.to_string())
            .with("categories", self.categories.join("\n"))
            .with("note", self.note.as_str());
        draft.set_date("meeting", self.meeting);
        draft
    }

    /// Year and number, as people say it: `2026:1`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.year, self.number)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> PictureState {
        if self.closed.is_some() {
            return PictureState::Closed;
        }
        let Some(last) = self.preparations.last() else { return PictureState::Draft };
        let outcome = self.decisions.iter().rfind(|one| one.version == last.version).map(|one| one.outcome);
        match outcome {
            _ if last.withdrawn.is_some() => PictureState::Draft,
            None | Some(Outcome::Table) => PictureState::Prepared,
            Some(Outcome::Return) => PictureState::Draft,
            Some(Outcome::Adopt) => PictureState::Decided,
            Some(Outcome::Approve | Outcome::Note | Outcome::File | Outcome::Reject) => PictureState::Ended,
        }
    }

    /// Whether it is under revision.
    #[must_use]
    pub fn open(&self) -> bool {
        self.state() == PictureState::Draft
    }

    /// The proposal that lies before the board.
    #[must_use]
    pub fn before_board(&self) -> Option<&Preparation> {
        if self.state() == PictureState::Prepared { self.preparations.last() } else { None }
    }

    /// The decision that adopted it.
    #[must_use]
    pub fn adoption(&self) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.outcome == Outcome::Adopt)
    }

    /// Why the board sent it back, while it is being revised again.
    #[must_use]
    pub fn returned(&self) -> Option<&Decision> {
        let last = self.decisions.last().filter(|last| last.outcome == Outcome::Return)?;
        (self.open() && self.preparations.last().is_some_and(|one| one.version == last.version)).then_some(last)
    }

    /// Sets the SHA-256 of the content that was just sealed, where the picture names it.
    pub fn seal(&mut self, content: &Key, sha256: &str) {
        for preparation in self.preparations.iter_mut().filter(|one| one.content == *content) {
            sha256.clone_into(&mut preparation.sha256);
        }
        for decision in self.decisions.iter_mut().filter(|one| one.content.as_ref() == Some(content)) {
            sha256.clone_into(&mut decision.sha256);
        }
    }

    /// Its key: `RB-2026-1`.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        Key::parse(&format!("RB-{}-{}", self.year, self.number)).ok()
    }

    /// The key of a content: the picture's own with the proposal's version, `RB-2026-1.2`.
    fn content_key(&self, version: u16, suffix: &str) -> Option<Key> {
        Key::parse(&format!("{}.{version}{suffix}", self.key()?)).ok()
    }
}
