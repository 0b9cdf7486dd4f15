//! What can be done to a record. Nothing is deleted.

use crate::analysis::Analysis;
use crate::assignment::Assignment;
use crate::city_matter::CityMatter;
use crate::codes;
use crate::comment::Comment;
use crate::control::Control;
use crate::deliverable::Deliverable;
use crate::deviation::Deviation;
use crate::disposal::Disposal;
use crate::evidence::Evidence;
use crate::field::{Field, Input};
use crate::goal::Goal;
use crate::incident::Incident;
use crate::indicator::Indicator;
use crate::kind::Kind;
use crate::measure::Measure;
use crate::picture::decision::{CORRECT, DECIDE};
use crate::picture::preparation::PREPARE;
use crate::picture::{Picture, Remark, Review};
use crate::programme::baseline::Baseline;
use crate::programme::status::STATUS;
use crate::project::Project;
use crate::recommendation::Recommendation;
use crate::report::{Report, decide, prepare, write};
use crate::requirement::Requirement;
use crate::risk::Risk;
use crate::service::Service;

codes! {
    /// An action: what a command does, and what the journal says was done.
    Action {
        /// Make a new record.
        Create = "create",
        /// Change a record through its form.
        Update = "update",
        /// Assess a risk anew.
        Assess = "assess",
        /// Report progress of a measure, the status of a programme, project or deviation, what was told of an incident, or
        /// what is said of a goal or a city matter for a period.
        Report = "report",
        /// Record that a deliverable was decided.
        Adopt = "adopt",
        /// Record that a deliverable was taken into use.
        Introduce = "introduce",
        /// Set single values of a measure, each decided on the value it had.
        Set = "set",
        /// Record a test of a control.
        Test = "test",
        /// Judge a requirement, or whether an incident is significant.
        Judge = "judge",
        /// Attach a file to evidence.
        Attach = "attach",
        /// Vouch for the version of evidence there is.
        Vouch = "vouch",
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
        /// Write in a chapter of a report.
        Write = "write",
        /// Take into a report what the register says now, where nobody has put it in other words.
        Refresh = "refresh",
        /// Lay a risk picture or a report before the board (bereda).
        Prepare = "prepare",
        /// Freeze the content of a risk picture or a report: done by the register itself when one is prepared or decided.
        Seal = "seal",
        /// Take a prepared risk picture or report back.
        Withdraw = "withdraw",
        /// Write a question or a remark.
        Ask = "ask",
        /// Answer a remark.
        Answer = "answer",
        /// Record what the board decided.
        Decide = "decide",
        /// Add a correction to a decision.
        Correct = "correct",
        /// Carry out a decided disposal: the content of closed records is taken out for good.
        Dispose = "dispose",
        /// Load a framework or requirement from a catalogue.
        Load = "load",
        /// Record that an assignment was reported back to the board.
        ReportBack = "report_back",
        /// Record that the board approved what was reported back.
        Approve = "approve",
        /// Record that the city executive office was informed.
        Inform = "inform",
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
        let register = matches!(
            kind,
            K::Risk
                | K::Measure
                | K::Deliverable
                | K::Control
                | K::Evidence
                | K::Deviation
                | K::Incident
                | K::Indicator
                | K::Assignment
                | K::Recommendation
                | K::Analysis
                | K::Goal
                | K::Project
                | K::CityMatter
                | K::Service
        );
        let made = register || matches!(kind, K::Programme | K::Account | K::Picture | K::SavedView | K::Report);
        match self {
            Self::Create => (made || matches!(kind, K::Baseline | K::Comment | K::Pack | K::Disclosure | K::Disposal))
                .then(|| form(kind)),
            Self::Update => (made || kind == K::Settings).then(|| form(kind)),
            Self::Assess => (kind == K::Risk).then_some(Risk::ASSESS),
            Self::Report => match kind {
                K::Measure => Some(Measure::REPORT),
                K::Programme => Some(STATUS),
                K::Deviation => Some(Deviation::REPORT),
                K::Incident => Some(Incident::REPORT),
                K::Indicator => Some(Indicator::REPORT),
                K::Assignment => Some(Assignment::REPORT),
                K::Analysis => Some(Analysis::REPORT),
                K::Goal => Some(Goal::REPORT),
                K::Project => Some(Project::REPORT),
                K::CityMatter => Some(CityMatter::REPORT),
                K::Settings => Some(crate::settings::Settings::REPORT),
                _ => None,
            },
            Self::Adopt => (kind == K::Deliverable).then_some(Deliverable::ADOPT),
            Self::Introduce => (kind == K::Deliverable).then_some(Deliverable::INTRODUCE),
            Self::Set => (kind == K::Measure).then_some(Measure::SET),
            Self::Test => (kind == K::Control).then_some(Control::TEST),
            Self::Judge => match kind {
                K::Requirement => Some(Requirement::JUDGE),
                K::Incident => Some(Incident::JUDGE),
                K::Recommendation => Some(Recommendation::JUDGE),
                _ => None,
            },
            Self::Attach => (kind == K::Evidence).then_some(Evidence::ATTACH),
            Self::Vouch => (kind == K::Evidence).then_some(Evidence::VOUCH),
            Self::Link | Self::Unlink => register.then_some(LINK),
            Self::Close => {
                (register || matches!(kind, K::Picture | K::SavedView | K::Disposal | K::Report)).then_some(REASON)
            }
            Self::Reopen => register.then_some(REASON),
            Self::Review => (kind == K::Review).then_some(Review::FIELDS),
            Self::Write => (kind == K::Report).then_some(write::WRITE),
            Self::Refresh => (kind == K::Report).then_some(write::REFRESH),
            Self::Prepare => match kind {
                K::Picture => Some(PREPARE),
                K::Report => Some(prepare::PREPARE),
                _ => None,
            },
            Self::Seal => matches!(kind, K::Content | K::ReportContent).then_some(&[]),
            Self::Withdraw => matches!(kind, K::Picture | K::Report).then_some(REASON),
            Self::Ask => (kind == K::Remark).then_some(Remark::FIELDS),
            Self::Answer => (kind == K::Remark).then_some(Remark::ANSWER),
            Self::Decide => match kind {
                K::Picture => Some(DECIDE),
                K::Report => Some(decide::DECIDE),
                _ => None,
            },
            Self::Correct => match kind {
                K::Picture | K::Report => Some(CORRECT),
                K::Assignment => Some(Assignment::APPROVE),
                _ => None,
            },
            Self::Dispose => (kind == K::Disposal).then_some(Disposal::DISPOSE),
            Self::Load => matches!(kind, K::Framework | K::Requirement).then(|| form(kind)),
            Self::ReportBack | Self::Inform => (kind == K::Assignment).then_some(Assignment::STEP),
            Self::Approve => (kind == K::Assignment).then_some(Assignment::APPROVE),
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

/// The fields of a kind's other forms than its own: what is reported beside it.
pub fn beside(kind: Kind) -> impl Iterator<Item = &'static Field> {
    Action::ALL.iter().filter_map(move |action| action.fields(kind)).flatten()
}

/// How a field of any of a kind's forms is entered.
#[must_use]
pub fn input(kind: Kind, name: &str) -> Option<Input> {
    form(kind).iter().chain(beside(kind)).find(|field| field.name == name).map(|field| field.input)
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
        Kind::Content | Kind::ReportContent => &[],
        Kind::Review => Review::FIELDS,
        Kind::Remark => Remark::FIELDS,
        Kind::Baseline => Baseline::FIELDS,
        Kind::Comment => Comment::FIELDS,
        Kind::SavedView => crate::saved_view::SavedView::FIELDS,
        Kind::Pack => crate::pack::Pack::FIELDS,
        Kind::Disclosure => crate::disclosure::Disclosure::FIELDS,
        Kind::Disposal => Disposal::FIELDS,
        Kind::Deviation => Deviation::FIELDS,
        Kind::Incident => Incident::FIELDS,
        Kind::Indicator => Indicator::FIELDS,
        Kind::Assignment => Assignment::FIELDS,
        Kind::Recommendation => Recommendation::FIELDS,
        Kind::Analysis => Analysis::FIELDS,
        Kind::Goal => Goal::FIELDS,
        Kind::Project => Project::FIELDS,
        Kind::CityMatter => CityMatter::FIELDS,
        Kind::Service => Service::FIELDS,
        Kind::Report => Report::FIELDS,
        Kind::Account => crate::account::Account::FIELDS,
    }
}
