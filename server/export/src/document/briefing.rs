//! The board pack (nämndunderlag, ledningens genomgång): how everything stands, and what lies before the board.

use crate::document::comparison::{Row, Rows};
use crate::document::labels::Labels;
use crate::document::list::{shown, width};
use crate::document::matrix::Matrix;
use crate::document::shown::{Fact, Shown};
use crate::document::text::{self, RUNNING};
use crate::document::{Comparison, Head};
use crate::sheet::Heading;
use crate::words::Words;
use chrono::NaiveDate;
use domain::Cell;
use domain::coverage::FrameworkSummary;
use domain::picture::change::by_weight;
use domain::picture::preparation::Count;
use domain::picture::{Change, Counts, Item};
use domain::programme::ProgrammeReport;
use serde::Serialize;
use std::cmp::Reverse;

/// Changes and largest risks that are shown before the rest are a number.
const SHOWN: usize = 20;

/// The board pack.
#[derive(Debug, Clone, Copy)]
pub struct BriefingDocument<'a> {
    /// What it says of itself.
    pub head: Head<'a>,
    /// Its title.
    pub title: &'a str,
    /// The board.
    pub board: &'a str,
    /// The day it is seen from.
    pub day: NaiveDate,
    /// The place of the journal it is seen from.
    pub position: u64,
    /// Whether it is only of what the reader answers for.
    pub own: bool,
    /// What lies before the board.
    pub proposed: &'a [Proposed<'a>],
    /// The risks at the moment against the picture in force; none for those who may see none.
    pub risks: Option<Comparison<'a>>,
    /// How far the programme has come; none where there is none.
    pub programme: Option<&'a ProgrammeReport>,
    /// Measures past their planned end.
    pub late: Option<&'a Listed>,
    /// How far each framework is shown and judged.
    pub frameworks: &'a [FrameworkSummary],
    /// Open deviations.
    pub deviations: Option<&'a Listed>,
    /// Controls that were to be carried out.
    pub controls: Option<&'a Listed>,
    /// Indicators.
    pub indicators: Option<&'a Listed>,
}

/// Something that lies before the board.
#[derive(Debug, Clone, Copy)]
pub struct Proposed<'a> {
    /// What it is: `Riskbild 2026:2`.
    pub name: &'a str,
    /// Its heading.
    pub heading: &'a str,
    /// Registration number.
    pub registration: &'a str,
    /// Function that handles it.
    pub handler: &'a str,
    /// The meeting it is meant for.
    pub meeting: Option<NaiveDate>,
    /// Its summary.
    pub summary: &'a str,
    /// What the board is asked to decide, a line for each point.
    pub proposal: &'a str,
}

/// The first rows of a register, masked for the reader.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its rows, each with a cell for each heading.
    pub rows: Vec<Vec<Cell>>,
    /// How many there are in all.
    pub total: u64,
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
    figures: Vec<Figure>,
    proposed: Vec<ProposedView<'a>>,
    risks: bool,
    compared: String,
    counts: Vec<Counted>,
    matrix: Option<Matrix>,
    changes_n: String,
    changes: Vec<Row>,
    above_n: String,
    above: Vec<Row>,
    programme: Option<ProgrammeView>,
    late: Option<Table>,
    frameworks: Vec<FrameworkRow>,
    deviations: Option<Table>,
    controls: Option<Table>,
    indicators: Option<Table>,
    as_of: String,
}

#[derive(Serialize)]
struct Figure {
    label: String,
    value: String,
    note: String,
}

#[derive(Serialize)]
struct ProposedView<'a> {
    name: &'a str,
    heading: &'a str,
    facts: Vec<Fact>,
    summary: &'a str,
    proposal: Vec<&'a str>,
}

#[derive(Serialize)]
struct Counted {
    n: u32,
    label: String,
    sign: &'static str,
}

#[derive(Serialize)]
struct ProgrammeView {
    said: String,
    groups: Vec<Vec<String>>,
    steps: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct FrameworkRow {
    name: String,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct Table {
    said: String,
    widths: Vec<u32>,
    headings: Vec<String>,
    rows: Vec<Vec<Shown>>,
}

pub fn view<'a, W: Words + ?Sized>(document: &'a BriefingDocument<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let risks = document.risks.as_ref().map(|comparison| Risks::of(comparison, words, labels));
    let mut facts = vec![
        Fact::new(labels.get("board"), document.board),
        Fact::new(labels.get("register_day"), document.day),
        Fact::new(labels.get("journal_position"), text::number(document.position)),
    ];
    if document.own {
        facts.push(Fact::new(labels.get("briefing_scope"), labels.get("briefing_own")));
    }
    let table = |listed: Option<&Listed>| listed.map(|listed| table(listed, words, labels));
    let as_of: [(&str, &dyn std::fmt::Display); 2] =
        [("date", &document.day), ("position", &text::number(document.position))];
    let mut view = View {
        labels,
        lang: document.head.language,
        title: document.title,
        running: text::cut(document.title, RUNNING),
        author: document.board,
        organisation: document.head.organisation,
        name: document.title,
        registration: "",
        finding: document.head.finding,
        facts,
        figures: figures(document, labels),
        proposed: document.proposed.iter().map(|one| proposed(one, labels)).collect(),
        risks: false,
        compared: String::new(),
        counts: Vec::new(),
        matrix: None,
        changes_n: String::new(),
        changes: Vec::new(),
        above_n: String::new(),
        above: Vec::new(),
        programme: document.programme.map(|report| programme(report, words, labels)),
        late: table(document.late),
        frameworks: document.frameworks.iter().map(framework).collect(),
        deviations: table(document.deviations),
        controls: table(document.controls),
        indicators: table(document.indicators),
        as_of: labels.fill("as_of", &as_of),
    };
    if let Some(risks) = risks {
        view.risks = document.risks.is_some_and(|risks| !risks.changes.is_empty());
        view.compared = risks.compared;
        view.counts = risks.counts;
        view.matrix = Some(risks.matrix);
        view.changes_n = risks.changes_n;
        view.changes = risks.changes;
        view.above_n = risks.above_n;
        view.above = risks.above;
    }
    view
}

/// What is told of the risks.
struct Risks {
    compared: String,
    counts: Vec<Counted>,
    matrix: Matrix,
    changes_n: String,
    changes: Vec<Row>,
    above_n: String,
    above: Vec<Row>,
}

impl Risks {
    fn of<W: Words + ?Sized>(comparison: &Comparison<'_>, words: &W, labels: &Labels) -> Self {
        let rows = Rows { comparison, words, labels };
        let scale = &comparison.content.scale;
        let mut weighed = comparison.changes.to_vec();
        by_weight(&mut weighed);
        let changed: Vec<&Change> = weighed.iter().filter(|change| !still(change)).collect();
        let score = |change: &Change| change.after.as_ref().map_or(0, Item::score);
        let mut above: Vec<&Change> =
            weighed.iter().filter(|change| change.after.is_some() && scale.above_tolerance(score(change))).collect();
        above.sort_by_key(|change| (Reverse(score(change)), change.key.number()));
        let total = weighed.iter().filter(|change| change.after.is_some()).count();
        let compared = match comparison.base {
            Some(base) => labels.fill("compared", &[("name", &base.name), ("date", &base.date)]),
            None => labels.get("briefing_undecided").to_owned(),
        };
        let rescaled = if comparison.rescaled { labels.get("rescaled") } else { "" };
        let first = |some: &[&Change]| some.iter().take(SHOWN).map(|change| rows.row(change)).collect();
        let more = |n: usize| match n.saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" {}", labels.fill("briefing_more", &[("n", &more)])),
        };
        let changes_n = labels.fill("briefing_changes_n", &[("n", &changed.len()), ("total", &weighed.len())]);
        let above_n = labels.fill("above_n", &[("n", &above.len()), ("total", &total), ("score", &scale.tolerance)]);
        Self {
            compared: format!("{compared} {rescaled}").trim().to_owned(),
            counts: counted(comparison, labels),
            matrix: matrix(comparison, labels),
            changes_n: changes_n + &more(changed.len()),
            changes: first(&changed),
            above_n: above_n + &more(above.len()),
            above: first(&above),
        }
    }
}

/// The matrix. Its arrows lead to where the risks are, not to where they are proposed.
fn matrix(comparison: &Comparison<'_>, labels: &Labels) -> Matrix {
    let mut matrix = Matrix::of(comparison, labels);
    if !matrix.arrows.is_empty() {
        matrix.lead = format!("{} {}", labels.get("matrix_lead"), labels.get("briefing_arrows"));
    } else if matrix.moves.is_empty() && comparison.changes.iter().all(still) {
        labels.get("matrix_lead").clone_into(&mut matrix.lead);
    }
    matrix
}

/// Whether a risk stands as it was decided.
fn still(change: &Change) -> bool {
    matches!(Count::of(change), Count::Confirmed | Count::Unreviewed)
}

/// What has become of the risks since the decision; nothing before the first one.
fn counted(comparison: &Comparison<'_>, labels: &Labels) -> Vec<Counted> {
    if comparison.base.is_none() {
        return Vec::new();
    }
    let counts = Counts::of(comparison.changes);
    let unchanged = counts.get(Count::Confirmed) + counts.get(Count::Unreviewed);
    let one = |n: u32, name: &str, sign: &'static str| Counted { n, label: labels.get(name).to_owned(), sign };
    vec![
        one(counts.get(Count::New), "count_new", "+"),
        one(counts.get(Count::Raised), "count_raised", "▲"),
        one(counts.get(Count::Lowered), "count_lowered", "▼"),
        one(counts.get(Count::Changed), "count_changed", "≠"),
        one(counts.get(Count::Closed), "count_closed", "×"),
        one(unchanged, "briefing_unchanged", "="),
    ]
}

/// The strip of figures at the top.
fn figures(document: &BriefingDocument<'_>, labels: &Labels) -> Vec<Figure> {
    let figure = |name: &str, value: String, note: String| Figure { label: labels.get(name).to_owned(), value, note };
    let mut figures = Vec::new();
    if let Some(comparison) = &document.risks {
        let scale = &comparison.content.scale;
        let now = || comparison.changes.iter().filter_map(|change| change.after.as_ref());
        let above = now().filter(|item| scale.above_tolerance(item.score())).count();
        figures.push(figure("briefing_risks", text::number(now().count() as u64), String::new()));
        let note = labels.fill("tolerance", &[("score", &scale.tolerance)]);
        figures.push(figure("briefing_above", text::number(above as u64), note));
    }
    if let Some(report) = document.programme {
        let share = report.total;
        let plan = labels.fill("briefing_planned", &[("percent", &share.planned_percent())]);
        figures.push(figure("briefing_done", format!("{} %", share.percent()), plan));
    }
    for (name, listed) in [
        ("briefing_late", document.late),
        ("briefing_deviations", document.deviations),
        ("briefing_controls", document.controls),
    ] {
        figures.extend(listed.map(|listed| figure(name, text::number(listed.total), String::new())));
    }
    figures
}

fn proposed<'a>(one: &Proposed<'a>, labels: &Labels) -> ProposedView<'a> {
    let facts = [
        ("registration", one.registration.to_owned()),
        ("handler", one.handler.to_owned()),
        ("meeting", one.meeting.map(|day| day.to_string()).unwrap_or_default()),
    ];
    ProposedView {
        name: one.name,
        heading: one.heading,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Fact::new(labels.get(name), value))
            .collect(),
        summary: one.summary,
        proposal: one.proposal.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
    }
}

fn programme<W: Words + ?Sized>(report: &ProgrammeReport, words: &W, labels: &Labels) -> ProgrammeView {
    let share = report.total;
    let told: [(&str, &dyn std::fmt::Display); 5] = [
        ("done", &text::number(share.done.into())),
        ("total", &text::number(share.total.into())),
        ("percent", &share.percent()),
        ("planned", &share.planned_percent()),
        ("late", &text::number(share.late.into())),
    ];
    let said = labels.fill(if report.decided { "briefing_progress" } else { "briefing_progress_plan" }, &told);
    let groups = report.groups.iter().map(|group| {
        let name = match group.sub_area {
            Some(part) => format!("– {}", words.code("sub_area", part.code())),
            None => words.code("area", group.area.code()).into_owned(),
        };
        let share = group.share;
        let counted = [share.total, share.done, share.planned, share.late].map(|n| text::number(n.into()));
        std::iter::once(name).chain(counted).collect()
    });
    let steps = report.steps.iter().map(|step| {
        let done = step.done.map(|done| text::number(done.into()));
        let difference = step.done.map(|done| {
            let apart = i64::from(done) - i64::from(step.planned);
            if apart < 0 { format!("\u{2212}{}", apart.unsigned_abs()) } else { apart.to_string() }
        });
        let to_come = || labels.get("briefing_to_come").to_owned();
        vec![
            step.date.to_string(),
            text::number(step.planned.into()),
            done.unwrap_or_else(to_come),
            difference.unwrap_or_default(),
        ]
    });
    ProgrammeView { said, groups: groups.collect(), steps: steps.collect() }
}

fn framework(summary: &FrameworkSummary) -> FrameworkRow {
    let shares = summary.shares;
    let counted = [
        summary.assessable,
        summary.evidenced,
        summary.judged,
        shares.met,
        shares.partly,
        shares.missing,
        shares.not_applicable,
    ];
    FrameworkRow { name: summary.framework.short.clone(), cells: counted.map(|n| text::number(n.into())).to_vec() }
}

fn table<W: Words + ?Sized>(listed: &Listed, words: &W, labels: &Labels) -> Table {
    let (held, total) = (listed.rows.len() as u64, listed.total);
    let said = if held < total {
        labels.fill("briefing_first", &[("n", &text::number(held)), ("total", &text::number(total))])
    } else {
        String::new()
    };
    Table {
        said,
        widths: listed.headings.iter().map(width).collect(),
        headings: listed.headings.iter().map(|heading| heading.text.clone()).collect(),
        rows: listed.rows.iter().map(|row| row.iter().map(|cell| shown(cell, &words)).collect()).collect(),
    }
}
