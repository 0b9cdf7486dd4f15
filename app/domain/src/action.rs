//! What can be done to a record. Nothing is deleted.

use crate::codes;
use crate::comment::Comment;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::evidence::Evidence;
use crate::field::{Field, Input};
use crate::kind::Kind;
use crate::measure::Measure;
use crate::picture::decision::{CORRECT, DECIDE};
use crate::picture::preparation::PREPARE;
use crate::picture::{Picture, Remark, Review};
use crate::programme::baseline::Baseline;
use crate::programme::status::STATUS;
use crate::requirement::Requirement;
use crate::risk::Risk;

codes! {
    /// An action: what a command does, and what the journal says was done.
    Action {
        /// Make a new record.
        Create = "create",
        /// Change a record through its form.
        Update = "update",
        /// Assess a risk anew.
        Assess = "assess",
        /// Report progress of a measure, or the status of a programme.
        Report = "report",
        /// Record that a deliverable was decided.
        Adopt = "adopt",
        /// Record that a deliverable was taken into use.
        Introduce = "introduce",
        /// Set single values of a measure, each decided on the value it had.
        Set = "set",
        /// Record a test of a control.
        Test = "test",
        /// Judge a requirement.
        Judge = "judge",
        /// Attach a file to evidence.
        Attach = "attach",
        /// Add a link to another record.
        Link = "link",
        /// Remove a link to another record.
        Unlink = "unlink",
        /// Close a record, with a reason.
        Close = "close",
        /// Open a closed record again, with a reason.
        Reopen = "reopen",
        /// Answer for a risk in a revision: why it changes, or why it stands.
        Review = "review",
        /// Lay a risk picture before the board (bereda).
        Prepare = "prepare",
        /// Freeze the content of a risk picture: done by the register itself when one is prepared or decided.
        Seal = "seal",
        /// Take a prepared risk picture back.
        Withdraw = "withdraw",
        /// Write a question or a remark.
        Ask = "ask",
        /// Answer a remark.
        Answer = "answer",
        /// Record what the board decided.
        Decide = "decide",
        /// Add a correction to a decision.
        Correct = "correct",
        /// Load a framework or requirement from a catalogue.
        Load = "load",
    }
}

/// The form of closing and of opening again.
pub const REASON: &[Field] = &[Field::required("reason", Input::Text(1000))];
/// The form of a link.
pub const LINK: &[Field] = &[Field::required("to", Input::Line(64))];

impl Action {
    /// The fields of the action's form for a kind; none when the kind can't be acted on so.
    #[must_use]
    pub fn fields(self, kind: Kind) -> Option<&'static [Field]> {
        use Kind as K;
        let register = matches!(kind, K::Risk | K::Measure | K::Deliverable | K::Control | K::Evidence);
        let made = register || matches!(kind, K::Programme | K::Account | K::Picture | K::SavedView);
        match self {
            Self::Create => {
                (made || matches!(kind, K::Baseline | K::Comment | K::Pack | K::Disclosure)).then(|| form(kind))
            }
            Self::Update => (made || kind == K::Settings).then(|| form(kind)),
            Self::Assess => (kind == K::Risk).then_some(Risk::ASSESS),
            Self::Report => match kind {
                K::Measure => Some(Measure::REPORT),
                K::Programme => Some(STATUS),
                _ => None,
            },
            Self::Adopt => (kind == K::Deliverable).then_some(Deliverable::ADOPT),
            Self::Introduce => (kind == K::Deliverable).then_some(Deliverable::INTRODUCE),
            Self::Set => (kind == K::Measure).then_some(Measure::SET),
            Self::Test => (kind == K::Control).then_some(Control::TEST),
            Self::Judge => (kind == K::Requirement).then_some(Requirement::JUDGE),
            Self::Attach => (kind == K::Evidence).then_some(Evidence::ATTACH),
            Self::Link | Self::Unlink => register.then_some(LINK),
            Self::Close => (register || matches!(kind, K::Picture | K::SavedView)).then_some(REASON),
            Self::Reopen => register.then_some(REASON),
            Self::Review => (kind == K::Review).then_some(Review::FIELDS),
            Self::Prepare => (kind == K::Picture).then_some(PREPARE),
            Self::Seal => (kind == K::Content).then_some(&[]),
            Self::Withdraw => (kind == K::Picture).then_some(REASON),
            Self::Ask => (kind == K::Remark).then_some(Remark::FIELDS),
            Self::Answer => (kind == K::Remark).then_some(Remark::ANSWER),
            Self::Decide => (kind == K::Picture).then_some(DECIDE),
            Self::Correct => (kind == K::Picture).then_some(CORRECT),
            Self::Load => matches!(kind, K::Framework | K::Requirement).then(|| form(kind)),
        }
    }

    /// Every pair of action and kind that exists.
    pub fn pairs() -> impl Iterator<Item = (Self, Kind)> {
        Self::ALL.iter().flat_map(|&action| {
            Kind::ALL.iter().filter(move |&&kind| action.fields(kind).is_some()).map(move |&kind| (action, kind))
        })
    }

    /// Whether the action makes a record rather than changing one.
    #[must_use]
    pub const fn creates(self) -> bool {
        matches!(self, Self::Create | Self::Ask)
    }
}

/// The fields of a kind's own form.
#[must_use]
pub fn form(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Risk => Risk::FIELDS,
        Kind::Measure => Measure::FIELDS,
        Kind::Deliverable => Deliverable::FIELDS,
        Kind::Control => Control::FIELDS,
        Kind::Evidence => Evidence::FIELDS,
        Kind::Requirement => Requirement::FIELDS,
        Kind::Framework => crate::framework::Framework::FIELDS,
        Kind::Programme => crate::programme::Programme::FIELDS,
        Kind::Settings => crate::settings::Settings::FIELDS,
        Kind::Picture => Picture::FIELDS,
        Kind::Content => &[],
        Kind::Review => Review::FIELDS,
        Kind::Remark => Remark::FIELDS,
        Kind::Baseline => Baseline::FIELDS,
        Kind::Comment => Comment::FIELDS,
        Kind::SavedView => crate::saved_view::SavedView::FIELDS,
        Kind::Pack => crate::pack::Pack::FIELDS,
        Kind::Disclosure => crate::disclosure::Disclosure::FIELDS,
        Kind::Account => crate::account::Account::FIELDS,
    }
}
