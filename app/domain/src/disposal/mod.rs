//! Disposal (gallring): by a recorded decision, the content of closed records and of their files is taken out of the
//! register for good. What stays is that they were there: their keys, and every journal entry with its hash.
//!
//! Official documents may be disposed of only by law, ordinance or the authority's own decision (10 § arkivlagen 1990:782 and
//! what a municipality's board decides in its document plan, dokumenthanteringsplan), so each disposal names both. Those who
//! record the decision don't carry it out: see the access table.

pub mod select;

use crate::codes;
use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::minutes::{MINUTES, Minutes};
use crate::risk::Closed;
use chrono::NaiveDate;
use select::{Candidate, Selection, select};
use serde::{Deserialize, Serialize};

/// What is typed to carry a disposal out: it can't be undone.
pub const WORD: &str = "GALLRA";

codes! {
    /// The kinds of record that can be disposed of.
    DisposableKind {
        /// Risks.
        Risk = "risk",
        /// Measures.
        Measure = "measure",
        /// Deliverables.
        Deliverable = "deliverable",
        /// Controls.
        Control = "control",
        /// Evidence, with its files.
        Evidence = "evidence",
        /// Indicators, with what the sources say.
        Indicator = "indicator",
        /// Assignments.
        Assignment = "assignment",
        /// Recommendations.
        Recommendation = "recommendation",
        /// Analyses.
        Analysis = "analysis",
        /// Goals and activities.
        Goal = "goal",
        /// Projects.
        Project = "project",
        /// Matters of the whole city.
        CityMatter = "city_matter",
        /// Services.
        Service = "service",
    }
}

impl DisposableKind {
    /// The kind of record.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Risk => Kind::Risk,
            Self::Measure => Kind::Measure,
            Self::Deliverable => Kind::Deliverable,
            Self::Control => Kind::Control,
            Self::Evidence => Kind::Evidence,
            Self::Indicator => Kind::Indicator,
            Self::Assignment => Kind::Assignment,
            Self::Recommendation => Kind::Recommendation,
            Self::Analysis => Kind::Analysis,
            Self::Goal => Kind::Goal,
            Self::Project => Kind::Project,
            Self::CityMatter => Kind::CityMatter,
            Self::Service => Kind::Service,
        }
    }
}

codes! {
    /// Where a disposal stands.
    DisposalState {
        /// Decided, and not carried out.
        Decided = "decided",
        /// Carried out.
        CarriedOut = "carried_out",
        /// Taken back before it was carried out.
        TakenBack = "taken_back",
    }
}

/// A disposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// What it is about, in a line.
    pub title: String,
    /// Where the decision stands in the minutes.
    pub minutes: Minutes,
    /// The provision, or the place in the document plan, that it rests on.
    pub provision: String,
    /// What is disposed of.
    pub scope: Scope,
    /// Function of the one who recorded the decision.
    pub by: String,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// Set when it was taken back.
    pub closed: Option<Closed>,
    /// What was done; none while it hasn't been.
    pub carried_out: Option<CarriedOut>,
}

/// What is disposed of: closed records of a kind, closed before a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The kind of record.
    pub kind: DisposableKind,
    /// Only what was closed before this day.
    pub before: NaiveDate,
}

impl Scope {
    /// Reads what a page asks to be shown, without the rest of the form.
    ///
    /// # Errors
    /// Every field error, at `kind` and `before`.
    pub fn read(draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let value = Self::take(&mut reader, today);
        reader.finish(value)
    }

    fn take(reader: &mut Reader<'_>, today: NaiveDate) -> Option<Self> {
        let kind = reader.required_choice("kind", DisposableKind::from_code);
        let before = reader.required_date("before");
        if before.is_some_and(|day| day > today) {
            reader.error("before", ErrorCode::InTheFuture);
        }
        Some(Self { kind: kind?, before: before? })
    }
}

/// What was done when a disposal was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOut {
    /// When.
    pub date: NaiveDate,
    /// Function of the one who did it.
    pub by: String,
    /// The records that were disposed of, by number.
    pub records: Vec<Disposed>,
    /// The comments on them, which went with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Key>,
}

/// A record that was disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposed {
    /// Its key.
    pub key: Key,
    /// Whether it ever had a secrecy marking. What its entries say is then kept from those who have no clearance, as before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
}

/// What the rules are told when a disposal is carried out.
#[derive(Debug, Clone, Default)]
pub struct DisposalMatter {
    /// The closed records of the kind in scope.
    pub candidates: Vec<Candidate>,
}

impl Disposal {
    /// The form of a new one.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("kind", Input::Choice("disposable", DisposableKind::CODES)),
        Field::required("before", Input::Date),
        Field::required("provision", Input::Line(200)),
        MINUTES[0],
        MINUTES[1],
        MINUTES[2],
        MINUTES[3],
    ];

    /// The form of carrying it out, beside what the page sends of what it showed.
    pub const DISPOSE: &'static [Field] = &[Field::required("confirm", Input::Line(20))];

    /// Reads the form. A decision covers only what had been closed when it was made.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let scope = Scope::take(&mut reader, today);
        let provision = reader.required("provision", 200);
        let minutes = Minutes::read(&mut reader, None, today);
        let before = scope.map(|scope| scope.before);
        reader.in_order(("before", before), ("date", minutes.as_ref().map(|minutes| minutes.date)));
        let value = scope.zip(minutes).map(|(scope, minutes)| Self {
            title,
            minutes,
            provision,
            scope,
            by: by.to_owned(),
            recorded: today,
            closed: None,
            carried_out: None,
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.scope.kind.code())
            .with("provision", self.provision.as_str())
            .with("organ", self.minutes.organ.as_str())
            .with("paragraph", self.minutes.paragraph.to_string())
            .with("registration", self.minutes.registration.as_str());
        draft.set_date("before", Some(self.scope.before));
        draft.set_date("date", Some(self.minutes.date));
        draft
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> DisposalState {
        match (&self.carried_out, &self.closed) {
            (Some(_), _) => DisposalState::CarriedOut,
            (None, Some(_)) => DisposalState::TakenBack,
            (None, None) => DisposalState::Decided,
        }
    }

    /// What would go and what wouldn't, of the closed records of its kind.
    #[must_use]
    pub fn selection(&self, matter: &DisposalMatter) -> Selection {
        select(self.scope, &matter.candidates)
    }

    /// Carries it out.
    ///
    /// # Errors
    /// `NotNow` at `action` when it has been carried out or taken back, at `scope` when nothing would go, and at `seen` when
    /// what would go is no longer what was shown; `Required` or `UnknownChoice` at `confirm` without the word.
    pub fn dispose(
        &self,
        draft: &Draft,
        matter: &DisposalMatter,
        by: &str,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if self.state() != DisposalState::Decided {
            reader.error("action", ErrorCode::NotNow);
        }
        let word = reader.required("confirm", 20);
        if !word.is_empty() && word != WORD {
            reader.error("confirm", ErrorCode::UnknownChoice { given: word });
        }
        let selection = self.selection(matter);
        if selection.goes.is_empty() {
            reader.error("scope", ErrorCode::NotNow);
        } else if draft.get("seen") != selection.fingerprint() {
            reader.error("seen", ErrorCode::NotNow);
        }
        let comments = selection.goes.iter().flat_map(|one| one.comments.iter().cloned()).collect();
        let records = selection.goes.into_iter().map(|one| Disposed { key: one.key, marked: one.marked }).collect();
        let carried_out = Some(CarriedOut { date: today, by: by.to_owned(), records, comments });
        reader.finish(Some(Self { carried_out, ..self.clone() }))
    }

    /// The date lists sort it by.
    #[must_use]
    pub fn sortable(&self) -> String {
        date::sortable(Some(self.minutes.date))
    }
}

/// A disposal in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalRow {
    /// Its key.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
    /// The disposal.
    pub disposal: Disposal,
}

/// The disposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalList {
    /// The newest first.
    pub disposals: Vec<DisposalRow>,
}

/// A disposal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalPage {
    /// The disposal.
    pub row: DisposalRow,
    /// What would go, while it hasn't been carried out, for those who decide on it and those who carry it out.
    pub selection: Option<Selection>,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
}

/// What a new disposal of a scope would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The scope that was asked for; none while none has been.
    pub scope: Option<(Scope, Selection)>,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
}

#[cfg(test)]
mod tests;
