//! The evidence list as a document: each requirement with its evidence on a day, and what is missing.

use crate::document::Head;
use crate::document::labels::Labels;
use crate::document::shown::{Fact, Shown};
use crate::document::text::{self, RUNNING};
use crate::words::Words;
use chrono::NaiveDate;
use domain::Cell;
use domain::evidence_list::{EvidenceLine, EvidenceStatus};
use serde::Serialize;

/// The evidence list as it stood on a day.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceDocument<'a> {
    /// What it says of itself.
    pub head: Head<'a>,
    /// Its title: what it is of, and from which day it is seen.
    pub title: &'a str,
    /// The board.
    pub board: &'a str,
    /// The day it is seen from.
    pub day: NaiveDate,
    /// The place of the journal it is seen from.
    pub position: u64,
    /// The lines, masked for the reader.
    pub lines: &'a [EvidenceLine],
}

impl EvidenceDocument<'_> {
    /// Most lines it is set with: some two hundred pages. Longer lists are for workbooks.
    pub const MAX: usize = 2000;
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
    requirement: Shown,
    sign: &'static str,
    status: Shown,
    lacks: bool,
    evidence: String,
    title: Shown,
    kind: Shown,
    effective: Shown,
    until: Shown,
    reference: Shown,
    place: Shown,
    file: Shown,
    sha256: Shown,
    level: Shown,
    judged: Shown,
}

pub fn view<'a, W: Words + ?Sized>(document: &'a EvidenceDocument<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let position = text::number(document.position);
    let facts = [
        Fact::new(labels.get("board"), document.board),
        Fact::new(labels.get("register_day"), document.day),
        Fact::new(labels.get("journal_position"), &position),
        Fact::new(labels.get("evidence_lines"), text::number(document.lines.len() as u64)),
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
        rows: document.lines.iter().map(|line| row(line, words)).collect(),
    }
}

fn row<W: Words + ?Sized>(line: &EvidenceLine, words: &W) -> Row {
    let cell = |name: &str| shown(&line.cell(name), words);
    let (sign, lacks) = match line.status() {
        EvidenceStatus::Has => ("", false),
        EvidenceStatus::Expired => ("! ", true),
        EvidenceStatus::Missing => ("× ", true),
    };
    Row {
        number: format!("{} {}", line.framework, line.number),
        requirement: Shown::plain(&line.title),
        sign,
        status: cell("evidence_status"),
        lacks,
        evidence: line.evidence.as_ref().map(|listed| listed.key.to_string()).unwrap_or_default(),
        title: cell("evidence_title"),
        kind: cell("evidence_kind"),
        effective: cell("effective"),
        until: cell("valid_until"),
        reference: cell("reference"),
        place: cell("place"),
        file: cell("file"),
        sha256: cell("sha256"),
        level: cell("level"),
        judged: cell("judged"),
    }
}

fn shown<W: Words + ?Sized>(cell: &Cell, words: &W) -> Shown {
    match cell {
        Cell::Text(text) | Cell::Time(text) => Shown::plain(text),
        Cell::Date(day) => Shown::plain(day.to_string()),
        Cell::Code(group, code) => Shown::plain(words.code(group, code)),
        Cell::Masked(provision) => Shown { text: words.masked(provision).into_owned(), masked: true },
        _ => Shown::plain(""),
    }
}
