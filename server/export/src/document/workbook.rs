//! The documents' tables as workbooks, for those who want to sort and count in them.

use super::comparison::{Row, Rows};
use super::labels::Labels;
use super::shown::{Shown, Spot};
use super::{Annex, Comparison, Head, Revision, annex};
use crate::error::Result;
use crate::sheet::{ColumnKind, Emphasis, Front, Heading, Sheet};
use crate::words::Words;
use crate::xlsx_file::XlsxFile;
use domain::Cell;
use domain::picture::Content;
use domain::picture::content::LinkedMeasure;
use domain::picture::preparation::Count;

/// A column: its name, the names of the labels that its heading is made of, what it holds and its width.
type Column = (&'static str, &'static [&'static str], ColumnKind, Option<u16>);

const REVISION: &[Column] = &[
    ("key", &["column_number"], ColumnKind::Key, None),
    ("title", &["column_risk"], ColumnKind::Long, Some(40)),
    ("owner", &["column_owner"], ColumnKind::Text, None),
    ("change", &["column_change"], ColumnKind::Text, None),
    ("before_likelihood", &["before", "column_likelihood_short"], ColumnKind::Number, None),
    ("before_consequence", &["before", "column_consequence_short"], ColumnKind::Number, None),
    ("before_score", &["before", "column_score"], ColumnKind::Score, None),
    ("after_likelihood", &["after", "column_likelihood_short"], ColumnKind::Number, None),
    ("after_consequence", &["after", "column_consequence_short"], ColumnKind::Number, None),
    ("after_score", &["after", "column_score"], ColumnKind::Score, None),
    ("fields", &["column_what"], ColumnKind::Long, Some(44)),
    ("reason", &["column_reason"], ColumnKind::Long, Some(44)),
    ("reviewed", &["column_reviewed"], ColumnKind::Text, None),
    ("treatment", &["column_treatment"], ColumnKind::Text, None),
    ("measures", &["column_measures"], ColumnKind::Long, Some(36)),
];

const RISKS: &[Column] = &[
    ("key", &["column_number"], ColumnKind::Key, None),
    ("title", &["column_risk"], ColumnKind::Long, Some(40)),
    ("owner", &["column_owner"], ColumnKind::Text, None),
    ("category", &["column_category"], ColumnKind::Text, None),
    ("cause", &["column_cause"], ColumnKind::Long, Some(36)),
    ("consequence", &["column_consequence"], ColumnKind::Long, Some(36)),
    ("likelihood", &["column_likelihood_short"], ColumnKind::Number, None),
    ("impact", &["column_consequence_short"], ColumnKind::Number, None),
    ("score", &["column_score"], ColumnKind::Score, None),
    ("change", &["column_change"], ColumnKind::Text, None),
    ("treatment", &["column_treatment"], ColumnKind::Text, None),
    ("note", &["field_treatment_note"], ColumnKind::Long, Some(36)),
    ("measures", &["column_measures"], ColumnKind::Long, Some(36)),
    ("comment", &["column_comment"], ColumnKind::Long, Some(36)),
];

const MEASURES: &[Column] = &[
    ("key", &["column_number"], ColumnKind::Key, None),
    ("title", &["column_measure"], ColumnKind::Long, Some(48)),
    ("owner", &["column_owner"], ColumnKind::Text, None),
    ("end", &["column_done"], ColumnKind::Date, None),
    ("state", &["column_status"], ColumnKind::Code, None),
    ("percent", &["column_percent"], ColumnKind::Percent, None),
];

const CONTROLS: &[Column] = &[
    ("key", &["column_number"], ColumnKind::Key, None),
    ("title", &["column_control"], ColumnKind::Long, Some(40)),
    ("method", &["column_method"], ColumnKind::Long, Some(44)),
    ("frequency", &["column_frequency"], ColumnKind::Text, None),
    ("risks", &["column_control_risks"], ColumnKind::Text, None),
    ("owner", &["column_owner"], ColumnKind::Text, None),
    ("last", &["column_last"], ColumnKind::Text, None),
    ("result", &["column_result"], ColumnKind::Text, None),
    ("observation", &["column_observation"], ColumnKind::Long, Some(44)),
    ("remedies", &["column_remedies"], ColumnKind::Text, None),
];

/// The revision as a workbook: what becomes of each risk.
///
/// # Errors
/// [`Error::Workbook`](crate::Error) or [`Error::Spool`](crate::Error) when it can't be made.
pub fn revision_workbook<W: Words + ?Sized>(revision: &Revision<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let comparison = &revision.comparison;
    let title = format!("{} {}", labels.get("revision_kind"), comparison.content.name);
    let mut front = front(&title, &revision.head, comparison, &labels)
        .fact("registration", labels.get("registration"), Cell::text(&revision.preparation.registration))
        .fact("prepared", labels.get("proposal_prepared"), Cell::Date(revision.preparation.date));
    if let Some(decision) = revision.decision {
        front = front
            .fact("outcome", labels.get("outcome"), Cell::code("outcome", decision.outcome.code()))
            .fact("decided", labels.get("date"), Cell::Date(decision.date))
            .fact("paragraph", labels.get("paragraph"), Cell::Number(decision.paragraph.into()));
    }
    let front = sealed(front, revision.sealed.map(|file| file.sha256), &labels);
    let sheet = Sheet::new(labels.get("changes_heading"), headings(REVISION, &labels), front);
    let mut file = XlsxFile::start(&sheet, words, Vec::new())?;
    let rows = Rows { comparison, words, labels: &labels };
    for change in comparison.changes {
        let emphasis = if Count::of(change) == Count::Unreviewed { Emphasis::Warn } else { Emphasis::None };
        file.row(&revised(&rows.row(change), change, &rows), emphasis)?;
    }
    file.finish()
}

/// The annex as a workbook: the risks, the measures that act on them, and the controls.
///
/// # Errors
/// As for [`revision_workbook`].
pub fn annex_workbook<W: Words + ?Sized>(asked: &Annex<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let comparison = &asked.comparison;
    let view = annex::view(asked, words, &labels);
    let title = format!("{} {}", labels.get("annex_kind"), comparison.content.name);
    let front = front(&title, &asked.head, comparison, &labels).fact(
        "registration",
        labels.get("registration"),
        Cell::text(asked.registration),
    );
    let front = sealed(front, asked.sealed.map(|file| file.sha256), &labels);
    let sheet = Sheet::new(labels.get("risks_heading"), headings(RISKS, &labels), front);
    let mut file = XlsxFile::start(&sheet, words, Vec::new())?;
    for row in view.risks() {
        file.row(&row, Emphasis::None)?;
    }
    file.next(labels.get("column_measures"), &headings(MEASURES, &labels))?;
    for measure in &comparison.content.measures {
        file.row(&acting(measure), Emphasis::None)?;
    }
    file.next(labels.get("controls_heading"), &headings(CONTROLS, &labels))?;
    for row in view.controls() {
        file.row(&row, Emphasis::None)?;
    }
    file.finish()
}

fn headings(columns: &[Column], labels: &Labels) -> Vec<Heading> {
    let heading = |(name, made_of, kind, width): &Column| {
        let words: Vec<String> = (0..).zip(*made_of).map(|(place, part)| within(labels.get(part), place)).collect();
        Heading { width: *width, ..Heading::new(*name, words.join(" "), *kind) }
    };
    columns.iter().map(heading).collect()
}

/// A word of a heading: in small letters after the first, unless it is one letter of the scale.
fn within(word: &str, place: usize) -> String {
    if place == 0 || word.chars().count() == 1 { word.to_owned() } else { word.to_lowercase() }
}

/// What is said of the document as a whole.
fn front(title: &str, head: &Head<'_>, comparison: &Comparison<'_>, labels: &Labels) -> Front {
    let Content { board, day, position, .. } = comparison.content;
    let front = Front::new(labels.get("about"), title, head.created)
        .fact("organisation", labels.get("organisation"), Cell::text(head.organisation))
        .fact("board", labels.get("board"), Cell::text(board))
        .fact("finding", labels.get("finding"), Cell::text(head.finding))
        .fact("register_day", labels.get("register_day"), Cell::Date(*day))
        .fact("position", labels.get("journal_position"), Cell::Number(i64::try_from(*position).unwrap_or(i64::MAX)));
    match comparison.base {
        Some(base) => {
            let told = labels.fill("compared", &[("name", &base.name), ("date", &base.date)]);
            front.fact("compared", labels.get("before"), Cell::Text(told))
        }
        None => front,
    }
}

/// With the seal, for those who may have the sealed content.
fn sealed(front: Front, sha256: Option<&str>, labels: &Labels) -> Front {
    match sha256 {
        Some(sha256) => front.fact("sha256", labels.get("sha256"), Cell::text(sha256)),
        None => front,
    }
}

fn revised<W: Words + ?Sized>(row: &Row, change: &domain::picture::Change, rows: &Rows<'_, W>) -> Vec<Cell> {
    let what = row.what.iter().map(|one| format!("{}: {} → {}", one.label, one.before.text, one.after.text));
    let measures = row.measures.iter().map(|one| format!("{} {}", one.key, one.title));
    let [before, after] = [&change.before, &change.after].map(|item| item.as_ref().map(|item| rows.spot(item)));
    let mut cells = vec![
        Cell::Key(change.key.clone()),
        Cell::text(&row.title),
        Cell::text(&row.owner),
        Cell::Text(format!("{} {}", row.sign, row.mark)),
    ];
    cells.extend(valued(before.as_ref()));
    cells.extend(valued(after.as_ref()));
    cells.extend([
        Cell::text(&lines(what)),
        shown(&row.reason),
        Cell::text(&row.reviewed),
        Cell::text(&row.treatment),
        Cell::text(&lines(measures)),
    ]);
    cells
}

fn acting(measure: &LinkedMeasure) -> Vec<Cell> {
    vec![
        Cell::Key(measure.key.clone()),
        Cell::text(&measure.title),
        Cell::text(&measure.owner),
        Cell::Date(measure.end),
        Cell::code("state", measure.state.code()),
        Cell::Percent(measure.percent),
    ]
}

/// Likelihood, consequence and value.
pub fn valued(spot: Option<&Spot>) -> [Cell; 3] {
    match spot {
        Some(spot) => [
            Cell::Number(spot.likelihood.into()),
            Cell::Number(spot.consequence.into()),
            Cell::Score { value: spot.score, tone: spot.tone, band: spot.band.clone() },
        ],
        None => [Cell::Empty, Cell::Empty, Cell::Empty],
    }
}

/// A text, or what stands in its place.
pub fn shown(text: &Shown) -> Cell {
    Cell::text(&text.text)
}

/// Texts under each other.
pub fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}
