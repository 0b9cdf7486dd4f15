//! The statement of applicability as a document: each requirement of a framework, whether it applies, why, whether it is
//! implemented and what shows it.

use crate::document::Head;
use crate::document::labels::Labels;
use crate::document::shown::Fact;
use crate::document::text::{self, RUNNING};
use crate::text::of;
use crate::words::Words;
use domain::coverage::applicability::{Applies, Statement};
use domain::coverage::{Coverage, CoverageRow};
use serde::Serialize;

/// The statement of applicability as it stood on a day.
#[derive(Debug, Clone, Copy)]
pub struct StatementDocument<'a> {
    /// What it says of itself.
    pub head: Head<'a>,
    /// Its title: what it is, and of which framework.
    pub title: &'a str,
    /// The board.
    pub board: &'a str,
    /// The place of the journal it is seen from.
    pub position: u64,
    /// The framework with its requirements, masked for the reader, and the day it is seen from.
    pub coverage: &'a Coverage,
}

#[derive(Serialize)]
pub struct View<'a> {
    labels: &'a Labels,
    lang: &'a str,
    title: &'a str,
    running: String,
    author: &'a str,
    organisation: &'a str,
    name: &'a str,
    registration: &'a str,
    finding: &'a str,
    facts: Vec<Fact>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    number: String,
    title: String,
    applies: String,
    justified: bool,
    reason: String,
    risks: String,
    corresponds: String,
    implemented: String,
    evidence: String,
    controls: String,
    measures: String,
    nothing: bool,
}

pub fn view<'a, W: Words + ?Sized>(document: &'a StatementDocument<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let statements = document.coverage.statements();
    let facts = [
        Fact::new(labels.get("board"), document.board),
        Fact::new(labels.get("register_day"), document.coverage.day),
        Fact::new(labels.get("journal_position"), text::number(document.position)),
        Fact::new(labels.get("evidence_lines"), text::number(statements.len() as u64)),
    ];
    View {
        labels,
        lang: document.head.language,
        title: document.title,
        running: text::cut(document.title, RUNNING),
        author: document.board,
        organisation: document.head.organisation,
        name: document.title,
        registration: "",
        finding: document.head.finding,
        facts: facts.into(),
        rows: statements.into_iter().map(|(one, statement)| row(one, statement, words, labels)).collect(),
    }
}

fn row<W: Words + ?Sized>(one: &CoverageRow, statement: Statement, words: &W, labels: &Labels) -> Row {
    let cell = |name: &str| of(&one.statement_cell(statement, name), &words).into_owned();
    let applies = statement.applies != Applies::Excluded;
    let (done, total) = (one.tally.measures_done, one.tally.measures);
    let measures = if applies && total > 0 {
        let (done, total) = (text::number(done.into()), text::number(total.into()));
        labels.fill("statement_measures", &[("done", &done), ("total", &total)])
    } else {
        String::new()
    };
    let (evidence, controls) = (cell("evidences"), cell("controls"));
    Row {
        number: cell("number"),
        title: cell("requirement_title"),
        applies: cell("applies"),
        justified: statement.justified,
        reason: cell("reason"),
        risks: cell("risks"),
        corresponds: cell("corresponds"),
        implemented: cell("implemented"),
        nothing: applies && evidence.is_empty() && controls.is_empty() && measures.is_empty(),
        evidence,
        controls,
        measures,
    }
}
