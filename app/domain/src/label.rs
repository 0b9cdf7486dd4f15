//! Labels: what stands out about a record, by rules. None is ever typed.
//!
//! A rule is told what the record says of itself ([`Own`]) and what stands around it ([`Standing`]), and the date. Lists,
//! details, the programme, the overview and the exports all ask here, for now and for an earlier date alike.

use crate::codes;
use crate::date;
use crate::facets::Facets;
use crate::kind::Kind;
use crate::surroundings::Standing;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days ahead from which a date is near.
pub const SOON: i64 = 30;
/// Days without a report after which an open measure is silent.
pub const SILENT: i64 = 30;

codes! {
    /// A label. The two that say more than the state come first, then what presses most.
    LabelCode {
        /// The date has passed and it isn't done.
        Overdue = "overdue",
        /// What it delivers is decided and in use: more than done.
        Established = "established",
        /// Something it depends on is past its date and not done.
        DependencyLate = "dependency_late",
        /// Done, but what it delivers isn't decided.
        DecisionMissing = "decision_missing",
        /// Done, but there is nothing it has delivered.
        DeliverableMissing = "deliverable_missing",
        /// Done, but nothing shows it.
        EvidenceMissing = "evidence_missing",
        /// What showed it no longer holds.
        EvidenceExpired = "evidence_expired",
        /// Carried out, but no evidence that holds shows it (ej styrkt).
        NotEvidenced = "not_evidenced",
        /// What it delivered, or the risk itself, should have been reviewed by now.
        ReviewDue = "review_due",
        /// Begun, and no report for a month.
        NotReported = "not_reported",
        /// The date is within a month.
        DueSoon = "due_soon",
        /// It lowers no risk.
        NoRisk = "no_risk",
        /// It answers no requirement.
        NoRequirement = "no_requirement",
    }
}

/// The labels a measure can have.
pub const OF_MEASURES: &[&str] = LabelCode::CODES;
/// The labels a deliverable can have.
pub const OF_DELIVERABLES: &[&str] = &["decision_missing", "review_due"];
/// The labels a risk can have.
pub const OF_RISKS: &[&str] = &["review_due", "no_requirement"];
/// The labels a control can have.
pub const OF_CONTROLS: &[&str] = &["overdue", "not_evidenced", "due_soon", "no_risk", "no_requirement"];
/// The labels a piece of evidence can have: those of its standing that press.
pub const OF_EVIDENCE: &[&str] = &["evidence_expired", "review_due", "due_soon"];

impl LabelCode {
    /// Whether it says more than this state does: then the state needn't be told beside it.
    #[must_use]
    pub fn tells_state(self, state: &str) -> bool {
        match self {
            Self::Overdue | Self::Established => true,
            // Of evidence itself it says the same as the state; of what the evidence is for it says something else.
            Self::EvidenceExpired => state == "expired",
            _ => false,
        }
    }

    /// Whether something is late: it is drawn as what is late is.
    #[must_use]
    pub const fn late(self) -> bool {
        matches!(
            self,
            Self::Overdue | Self::DependencyLate | Self::EvidenceExpired | Self::NotEvidenced | Self::ReviewDue
        )
    }
}

/// A label of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Which.
    pub code: LabelCode,
    /// Days since it should have been done, or until it should; 0 where no days are counted.
    #[serde(default)]
    pub days: i64,
}

/// What a record says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its state, as its register's status filter names it.
    pub state: &'a str,
    /// Whether it is closed.
    pub closed: bool,
    /// The date after which it is overdue, as it is stored.
    pub due: &'a str,
    /// The date it begins, as it is stored; of evidence the date it is to be reviewed.
    pub start: &'a str,
    /// The date of the last word about it, as it is stored: a report, a test, someone vouching for it.
    pub reported: &'a str,
}

impl<'a> Own<'a> {
    /// What a record's facets say.
    #[must_use]
    pub fn of(kind: Kind, facets: &'a Facets) -> Self {
        Self {
            kind,
            state: &facets.state,
            closed: facets.closed,
            due: &facets.due,
            start: &facets.start,
            reported: &facets.reported,
        }
    }

    /// Whether it is a measure that isn't done and hasn't ended.
    #[must_use]
    pub fn open_measure(&self) -> bool {
        self.kind == Kind::Measure && matches!(self.state, "planned" | "ongoing")
    }

    /// Whether a control was ever carried out: the last word about it is a test.
    fn carried_out(&self) -> bool {
        date::stored(self.reported).is_some()
    }

    /// Days since evidence should have been reviewed, when nobody has vouched for it since.
    fn review_passed(&self, today: NaiveDate) -> Option<i64> {
        let review = date::stored(self.start)?;
        let vouched = date::stored(self.reported).is_some_and(|vouched| vouched >= review);
        Some((today - review).num_days()).filter(|days| *days > 0 && !vouched)
    }

    /// Days past its date; below zero before it.
    fn days_past(&self, today: NaiveDate) -> Option<i64> {
        date::stored(self.due).map(|due| (today - due).num_days())
    }

    /// Days since an open measure was heard of: since its last report, or since it should have begun.
    fn days_silent(&self, today: NaiveDate) -> Option<i64> {
        let begun = date::stored(self.start).filter(|start| *start <= today);
        date::stored(self.reported).max(begun).map(|last| (today - last).num_days())
    }
}

/// The labels of a record on a date, in the order of their codes.
#[must_use]
pub fn labels(own: Own<'_>, around: Standing, today: NaiveDate) -> Vec<Label> {
    if own.closed {
        return Vec::new();
    }
    match own.kind {
        Kind::Measure => of_measure(own, around, today),
        Kind::Deliverable => chosen([
            (LabelCode::DecisionMissing, (own.state == "draft" && around.serves_done()).then_some(0)),
            (LabelCode::ReviewDue, past(own, today)),
        ]),
        Kind::Risk => chosen([
            (LabelCode::ReviewDue, past(own, today)),
            (LabelCode::NoRequirement, (!around.has_requirement()).then_some(0)),
        ]),
        Kind::Control => chosen([
            (LabelCode::Overdue, past(own, today)),
            (LabelCode::NotEvidenced, (own.carried_out() && !around.held()).then_some(0)),
            (LabelCode::DueSoon, soon(own, today)),
            (LabelCode::NoRisk, (!around.has_risk()).then_some(0)),
            (LabelCode::NoRequirement, (!around.has_requirement()).then_some(0)),
        ]),
        Kind::Evidence => chosen([
            (LabelCode::EvidenceExpired, past(own, today)),
            (LabelCode::ReviewDue, own.review_passed(today).filter(|_| past(own, today).is_none())),
            (LabelCode::DueSoon, soon(own, today)),
        ]),
        _ => Vec::new(),
    }
}

fn of_measure(own: Own<'_>, around: Standing, today: NaiveDate) -> Vec<Label> {
    let (open, done) = (own.open_measure(), own.state == "done");
    let silent = own.days_silent(today).filter(|days| open && *days > SILENT);
    let when = |holds: bool| holds.then_some(0);
    chosen([
        (LabelCode::Overdue, past(own, today)),
        (LabelCode::Established, when(done && around.delivered() && !around.unintroduced())),
        (LabelCode::DependencyLate, when(open && around.waits())),
        (LabelCode::DecisionMissing, when(done && around.undecided())),
        (LabelCode::DeliverableMissing, when(done && !around.delivered())),
        (LabelCode::EvidenceMissing, when(done && !around.shown())),
        (LabelCode::EvidenceExpired, when(done && around.shown() && !around.held())),
        (LabelCode::ReviewDue, when(around.review_due())),
        (LabelCode::NotReported, silent),
        (LabelCode::DueSoon, soon(own, today)),
        (LabelCode::NoRisk, when(!around.has_risk())),
        (LabelCode::NoRequirement, when(!around.has_requirement())),
    ])
}

/// Days past its date, once it has passed.
fn past(own: Own<'_>, today: NaiveDate) -> Option<i64> {
    own.days_past(today).filter(|days| *days > 0)
}

/// Days until its date, when it is near.
fn soon(own: Own<'_>, today: NaiveDate) -> Option<i64> {
    own.days_past(today).map(|days| -days).filter(|days| (0..=SOON).contains(days))
}

fn chosen<const N: usize>(told: [(LabelCode, Option<i64>); N]) -> Vec<Label> {
    told.into_iter().filter_map(|(code, days)| Some(Label { code, days: days? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::NEVER;
    use crate::surroundings::tests::around;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn measure(state: &'static str, due: &'static str, reported: &'static str) -> Own<'static> {
        Own { kind: Kind::Measure, state, closed: state == "closed", due, start: "2026-01-01", reported }
    }

    fn told(own: Own<'_>, around: Standing) -> Vec<(&'static str, i64)> {
        labels(own, around, day("2026-11-23")).into_iter().map(|label| (label.code.code(), label.days)).collect()
    }

    /// With a risk and a requirement, so that only what is asked about shows.
    fn linked(more: &[&str]) -> Standing {
        around(&[&["risk", "requirement"][..], more].concat())
    }

    #[test]
    fn an_open_measure_is_late_near_or_silent_by_its_dates() {
        let open = |due, reported| told(measure("ongoing", due, reported), linked(&[]));
        assert_eq!(open("2026-11-22", "2026-11-20"), [("overdue", 1)]);
        assert_eq!(open("2026-11-23", "2026-11-20"), [("due_soon", 0)], "the last day is not late");
        assert_eq!(open("2026-12-23", "2026-11-20"), [("due_soon", 30)]);
        assert_eq!(open("2026-12-24", "2026-11-20"), []);
        assert_eq!(open("2027-06-30", "2026-10-24"), [], "thirty days are not more than thirty");
        assert_eq!(open("2027-06-30", "2026-10-23"), [("not_reported", 31)]);
        assert_eq!(open("2027-06-30", NEVER), [("not_reported", 326)], "counted from when it should have begun");
    }

    #[test]
    fn what_has_not_begun_is_not_silent() {
        let coming = Own { start: "2026-12-01", ..measure("planned", "2027-06-30", NEVER) };
        assert_eq!(told(coming, linked(&[])), []);
    }

    #[test]
    fn a_done_measure_needs_a_decided_deliverable_and_evidence_that_holds() {
        let done = |more: &[&str]| told(measure("done", NEVER, "2026-06-30"), linked(more));
        assert_eq!(done(&[]), [("deliverable_missing", 0), ("evidence_missing", 0)]);
        assert_eq!(done(&["draft", "holds"]), [("decision_missing", 0)]);
        assert_eq!(done(&["decided", "expired"]), [("evidence_expired", 0)]);
        assert_eq!(done(&["decided", "expired", "holds"]), []);
        assert_eq!(done(&["introduced", "holds"]), [("established", 0)]);
        assert_eq!(done(&["introduced", "decided", "holds"]), [], "every deliverable must be in use");
        assert_eq!(done(&["introduced", "reviewed late", "holds"]), [("established", 0), ("review_due", 0)]);
    }

    #[test]
    fn an_open_measure_needs_neither_yet_but_waits_for_what_it_depends_on() {
        let open = measure("ongoing", "2027-06-30", "2026-11-20");
        assert_eq!(told(open, linked(&["draft", "late dependency"])), [("dependency_late", 0)]);
        assert_eq!(
            told(measure("done", NEVER, "2026-06-30"), linked(&["late dependency", "introduced", "holds"])),
            [("established", 0)]
        );
    }

    #[test]
    fn what_stands_alone_is_told_and_what_is_closed_is_left_alone() {
        let open = measure("ongoing", "2027-06-30", "2026-11-20");
        assert_eq!(told(open, Standing::default()), [("no_risk", 0), ("no_requirement", 0)]);
        assert_eq!(told(measure("closed", NEVER, NEVER), Standing::default()), []);
    }

    #[test]
    fn each_kind_has_the_labels_its_filter_offers() {
        let own = |kind, state| Own { kind, state, closed: false, due: "2026-11-01", start: NEVER, reported: NEVER };
        assert_eq!(told(own(Kind::Deliverable, "decided"), Standing::default()), [("review_due", 22)]);
        assert_eq!(told(own(Kind::Risk, "open"), Standing::default()), [("review_due", 22), ("no_requirement", 0)]);
        let control = told(own(Kind::Control, "open"), linked(&[]));
        assert_eq!(control, [("overdue", 22)]);
        let tested = Own { reported: "2026-06-30", ..own(Kind::Control, "open") };
        assert_eq!(told(tested, linked(&["expired"])), [("overdue", 22), ("not_evidenced", 0)]);
        assert_eq!(told(tested, linked(&["holds"])), [("overdue", 22)]);
        let evidence = |due, start, reported| {
            told(Own { due, start, reported, ..own(Kind::Evidence, "open") }, Standing::default())
        };
        assert_eq!(evidence("2026-11-22", "2026-01-01", NEVER), [("evidence_expired", 1)]);
        assert_eq!(evidence("2026-11-23", "2026-11-22", "2026-11-21"), [("review_due", 1), ("due_soon", 0)]);
        assert_eq!(evidence(NEVER, "2026-11-22", "2026-11-22"), []);
        for (kind, codes) in [
            (Kind::Deliverable, OF_DELIVERABLES),
            (Kind::Risk, OF_RISKS),
            (Kind::Control, OF_CONTROLS),
            (Kind::Evidence, OF_EVIDENCE),
            (Kind::Measure, OF_MEASURES),
        ] {
            let told = told(own(kind, "draft"), Standing::default());
            assert!(told.iter().all(|(code, _)| codes.contains(code)), "{kind:?}");
        }
    }
}
