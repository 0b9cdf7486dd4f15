//! The revision with its decision, as its template sees it.

use crate::document::Revision;
use crate::document::comparison::{Row, Rows};
use crate::document::labels::Labels;
use crate::document::matrix::Matrix;
use crate::document::proof::Proof;
use crate::document::shown::{Fact, Spot};
use crate::document::text::{self, RUNNING};
use crate::words::Words;
use domain::picture::change::by_weight;
use domain::picture::preparation::Count;
use domain::picture::{Change, Counts, Decision, Item};
use serde::Serialize;
use std::cmp::Reverse;

#[derive(Serialize)]
pub struct View<'a> {
    labels: &'a Labels,
    lang: &'a str,
    title: &'a str,
    running: String,
    author: &'a str,
    organisation: &'a str,
    kind: &'a str,
    name: String,
    registration: &'a str,
    finding: &'a str,
    facts: Vec<Fact>,
    to_board: String,
    decided_on: String,
    compared: String,
    withdrawn: String,
    proposal: Vec<&'a str>,
    summary: &'a str,
    assessment: &'a str,
    counts: Vec<Counted>,
    changes_n: String,
    changes: Vec<Row>,
    matrix: Matrix,
    above_n: String,
    above: Vec<Row>,
    unchanged_n: String,
    unchanged: Vec<Row>,
    decision: Option<DecisionView<'a>>,
    proof: Proof,
}

#[derive(Serialize)]
struct Counted {
    n: u32,
    label: String,
    sign: &'static str,
}

#[derive(Serialize)]
struct DecisionView<'a> {
    facts: Vec<Fact>,
    text: &'a str,
    motivation: &'a str,
    deviations: Vec<DeviationView<'a>>,
    reservations: &'a str,
    statements: &'a str,
    recorded: String,
    corrections: Vec<Fact>,
}

#[derive(Serialize)]
struct DeviationView<'a> {
    key: String,
    title: String,
    proposed: Option<Spot>,
    decided: Spot,
    reason: &'a str,
}

pub fn view<'a, W: Words + ?Sized>(revision: &'a Revision<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let (comparison, preparation) = (&revision.comparison, revision.preparation);
    let content = comparison.content;
    let rows = Rows { comparison, words, labels };
    let mut weighed = comparison.changes.to_vec();
    by_weight(&mut weighed);
    let still = |change: &&Change| matches!(Count::of(change), Count::Confirmed | Count::Unreviewed);
    let (unchanged, changed): (Vec<&Change>, Vec<&Change>) = weighed.iter().partition(still);
    let score = |change: &Change| change.after.as_ref().map_or(0, Item::score);
    let mut above: Vec<&Change> = comparison
        .changes
        .iter()
        .filter(|one| one.after.is_some() && content.scale.above_tolerance(score(one)))
        .collect();
    above.sort_by_key(|change| Reverse(score(change)));
    let total = comparison.changes.iter().filter(|change| change.after.is_some()).count();
    let table = |changes: &[&Change]| changes.iter().map(|change| rows.row(change)).collect::<Vec<_>>();
    let compared = match comparison.base {
        Some(base) => labels.fill("compared", &[("name", &base.name), ("date", &base.date)]),
        None => labels.get("compared_none").to_owned(),
    };
    let rescaled = if comparison.rescaled { labels.get("rescaled") } else { "" };
    View {
        labels,
        lang: revision.head.language,
        title: &preparation.heading,
        running: text::cut(&preparation.heading, RUNNING),
        author: &content.board,
        organisation: revision.head.organisation,
        kind: labels.get("revision_kind"),
        name: labels.fill("name", &[("name", &content.name)]),
        registration: &preparation.registration,
        finding: revision.head.finding,
        facts: facts(revision, labels),
        to_board: labels.fill("to_board", &[("board", &content.board)]),
        decided_on: revision.decision.map(|decision| decided_on(decision, labels)).unwrap_or_default(),
        compared: format!("{compared} {rescaled}").trim().to_owned(),
        withdrawn: preparation
            .withdrawn
            .as_ref()
            .map(|one| format!("{} {}: {}", labels.get("withdrawn"), one.date, one.reason))
            .unwrap_or_default(),
        proposal: preparation.proposal.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        summary: &preparation.summary,
        assessment: &preparation.assessment,
        counts: counted(comparison.changes, labels),
        changes_n: labels.fill("changes_n", &[("n", &changed.len()), ("total", &weighed.len())]),
        changes: table(&changed),
        matrix: Matrix::of(comparison, labels),
        above_n: labels.fill("above_n", &[("n", &above.len()), ("total", &total), ("score", &content.scale.tolerance)]),
        above: table(&above),
        unchanged_n: labels.fill("unchanged_n", &[("n", &unchanged.len()), ("total", &weighed.len())]),
        unchanged: table(&unchanged),
        decision: revision.decision.map(|decision| decided(decision, revision, words, labels)),
        proof: Proof::of(content, preparation, revision.decision, revision.sealed, labels),
    }
}

fn facts(revision: &Revision<'_>, labels: &Labels) -> Vec<Fact> {
    let preparation = revision.preparation;
    let meeting = preparation.meeting.map(|day| Fact::new(labels.get("meeting"), day));
    let prepared = [
        Fact::new(labels.get("proposal_prepared"), preparation.date),
        Fact::new(labels.get("registration"), &preparation.registration),
        Fact::new(labels.get("handler"), &preparation.handler),
    ];
    prepared.into_iter().chain(meeting).collect()
}

/// The strip of figures. What nobody has answered for is told only when there is some.
fn counted(changes: &[Change], labels: &Labels) -> Vec<Counted> {
    let counts = Counts::of(changes);
    let one = |count: Count| {
        let (name, sign) = match count {
            Count::New => ("count_new", "+"),
            Count::Raised => ("count_raised", "▲"),
            Count::Lowered => ("count_lowered", "▼"),
            Count::Changed => ("count_changed", "≠"),
            Count::Closed => ("count_closed", "×"),
            Count::Confirmed => ("count_confirmed", "="),
            Count::Unreviewed => ("count_unreviewed", "?"),
        };
        Counted { n: counts.get(count), label: labels.get(name).to_owned(), sign }
    };
    Count::ALL.iter().map(|count| one(*count)).filter(|one| one.n > 0 || one.sign != "?").collect()
}

fn decided_on(decision: &Decision, labels: &Labels) -> String {
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("organ", &decision.organ), ("date", &decision.date), ("paragraph", &decision.paragraph)];
    labels.fill("decided_on", &values)
}

fn decided<'a, W: Words + ?Sized>(
    decision: &'a Decision,
    revision: &Revision<'_>,
    words: &W,
    labels: &Labels,
) -> DecisionView<'a> {
    // When the minutes were verified may have become known later.
    let later = decision.corrections.iter().rev().find_map(|one| one.verified);
    let verified = later.or(decision.verified);
    let mut facts = vec![
        Fact::new(labels.get("organ"), &decision.organ),
        Fact::new(labels.get("date"), decision.date),
        Fact::new(labels.get("paragraph"), format!("§\u{a0}{}", decision.paragraph)),
        Fact::new(labels.get("registration"), &decision.registration),
        Fact::new(labels.get("outcome"), words.code("outcome", decision.outcome.code())),
        Fact::new(
            labels.get("verified"),
            verified.map_or_else(|| labels.get("not_verified").to_owned(), |day| day.to_string()),
        ),
    ];
    let told = &decision.proceedings;
    let posted = told.posted.map(|day| day.to_string()).unwrap_or_default();
    let immediate = if told.immediate { labels.get("yes") } else { "" };
    let handled = [
        ("motions", told.motions.as_str()),
        ("vote", &told.vote),
        ("disqualified", &told.disqualified),
        ("immediate", immediate),
        ("posted", &posted),
        ("minutes", &told.minutes),
    ];
    facts.extend(
        handled.iter().filter(|(_, said)| !said.is_empty()).map(|(name, said)| Fact::new(labels.get(name), said)),
    );
    let signed = |name: &str, date: &dyn std::fmt::Display, by: &dyn std::fmt::Display| {
        labels.fill(name, &[("date", date), ("by", by)])
    };
    DecisionView {
        facts,
        text: &decision.text,
        motivation: &decision.motivation,
        deviations: decision.deviations.iter().map(|one| deviation(one, revision)).collect(),
        reservations: &decision.reservations,
        statements: &decision.statements,
        recorded: signed("recorded_by", &decision.recorded, &decision.by),
        corrections: decision
            .corrections
            .iter()
            .map(|one| Fact { label: signed("corrected_by", &one.date, &one.by), value: one.text.clone() })
            .collect(),
    }
}

fn deviation<'a>(deviation: &'a domain::picture::Deviation, revision: &Revision<'_>) -> DeviationView<'a> {
    let scale = &revision.comparison.content.scale;
    let item =
        revision.comparison.changes.iter().find(|change| change.key == deviation.risk).and_then(|one| one.item());
    DeviationView {
        key: deviation.risk.to_string(),
        title: item.map(|item| item.risk.title.clone()).unwrap_or_default(),
        proposed: item.map(|item| Spot::at(item.risk.current.likelihood, item.risk.current.consequence, scale)),
        decided: Spot::at(deviation.likelihood, deviation.consequence, scale),
        reason: &deviation.reason,
    }
}
