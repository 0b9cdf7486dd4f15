//! The report's annex, as its template sees it.

use crate::document::Annex;
use crate::document::comparison::{Rows, WHOLE, bulk};
use crate::document::labels::Labels;
use crate::document::proof;
use crate::document::shown::{Fact, Shown, Spot};
use crate::document::text::{self, RUNNING};
use crate::document::workbook::{lines, shown, valued};
use crate::words::Words;
use domain::measure::MeasureState;
use domain::picture::content::{LinkedControl, LinkedMeasure};
use domain::picture::preparation::Count;
use domain::picture::{Change, Item};
use domain::{Cell, Key};
use serde::Serialize;

#[derive(Serialize)]
pub struct View<'a> {
    labels: &'a Labels,
    lang: &'a str,
    title: String,
    running: String,
    author: &'a str,
    organisation: &'a str,
    kind: &'a str,
    name: String,
    registration: &'a str,
    finding: &'a str,
    facts: Vec<Fact>,
    compared: String,
    risks_n: String,
    risks: Vec<RiskRow>,
    controls_n: String,
    controls: Vec<ControlRow>,
    as_of: String,
    attached: String,
    sha256: &'a str,
}

#[derive(Serialize)]
struct RiskRow {
    key: String,
    title: String,
    owner: String,
    cause: Shown,
    consequence: Shown,
    category: String,
    spot: Option<Spot>,
    closed: bool,
    sign: &'static str,
    change: String,
    treatment: String,
    note: Shown,
    measures: Vec<MeasureRow>,
    comment: Shown,
    whole: bool,
}

#[derive(Serialize)]
struct MeasureRow {
    key: String,
    title: String,
    owner: String,
    end: String,
    state: String,
}

#[derive(Serialize)]
struct ControlRow {
    key: String,
    title: String,
    risks: Vec<String>,
    owner: String,
    method: Shown,
    frequency: String,
    last: String,
    result: Shown,
    observation: String,
    remedies: Vec<String>,
}

impl View<'_> {
    /// The risks as rows of a workbook.
    pub fn risks(&self) -> impl Iterator<Item = Vec<Cell>> {
        self.risks.iter().map(|row| {
            let measures = row.measures.iter().map(|one| format!("{} {}", one.key, one.title));
            let mut cells = vec![
                Cell::text(&row.key),
                Cell::text(&row.title),
                Cell::text(&row.owner),
                Cell::text(&row.category),
                shown(&row.cause),
                shown(&row.consequence),
            ];
            cells.extend(valued(row.spot.as_ref()));
            cells.extend([
                Cell::Text(format!("{} {}", row.sign, row.change)),
                Cell::text(&row.treatment),
                shown(&row.note),
                Cell::text(&lines(measures)),
                shown(&row.comment),
            ]);
            cells
        })
    }

    /// The controls as rows of a workbook.
    pub fn controls(&self) -> impl Iterator<Item = Vec<Cell>> {
        self.controls.iter().map(|row| {
            vec![
                Cell::text(&row.key),
                Cell::text(&row.title),
                shown(&row.method),
                Cell::text(&row.frequency),
                Cell::text(&row.risks.join(", ")),
                Cell::text(&row.owner),
                Cell::text(&row.last),
                shown(&row.result),
                Cell::text(&row.observation),
                Cell::text(&row.remedies.join(", ")),
            ]
        })
    }
}

pub fn view<'a, W: Words + ?Sized>(annex: &'a Annex<'a>, words: &W, labels: &'a Labels) -> View<'a> {
    let comparison = &annex.comparison;
    let content = comparison.content;
    let rows = Rows { comparison, words, labels };
    let position = text::number(content.position);
    let compared = match comparison.base {
        Some(base) => labels.fill("compared", &[("name", &base.name), ("date", &base.date)]),
        None => labels.get("compared_none").to_owned(),
    };
    let rescaled = if comparison.rescaled { labels.get("rescaled") } else { "" };
    let facts = [
        Fact::new(labels.get("board"), &content.board),
        Fact::new(labels.get("registration"), annex.registration),
        Fact::new(labels.get("register_day"), content.day),
        Fact::new(labels.get("journal_position"), &position),
    ];
    View {
        labels,
        lang: annex.head.language,
        title: labels.get("annex_kind").to_owned(),
        running: text::cut(labels.get("annex_kind"), RUNNING),
        author: &content.board,
        organisation: annex.head.organisation,
        kind: labels.get("annex_kind"),
        name: labels.fill("name", &[("name", &content.name)]),
        registration: annex.registration,
        finding: annex.head.finding,
        facts: facts.into_iter().filter(|fact| !fact.value.is_empty()).collect(),
        compared: format!("{compared} {rescaled}").trim().to_owned(),
        risks_n: labels.fill("risks_n", &[("n", &comparison.changes.len())]),
        risks: comparison.changes.iter().map(|change| risk(change, &rows)).collect(),
        controls_n: labels.fill("controls_n", &[("n", &content.controls.len())]),
        controls: content.controls.iter().map(|one| control(one, &rows)).collect(),
        as_of: labels.fill("as_of", &[("date", &content.day), ("position", &position)]),
        attached: proof::attached(annex.sealed, labels),
        sha256: annex.sealed.map_or("", |file| file.sha256),
    }
}

fn risk<W: Words + ?Sized>(change: &Change, rows: &Rows<'_, W>) -> RiskRow {
    let row = rows.row(change);
    let risk = change.item().map(|item| &item.risk);
    let secrecy = risk.and_then(|risk| risk.secrecy.as_ref());
    let field = |text: Option<&String>, field: &str| {
        Shown::field(text.map(String::as_str).unwrap_or_default(), field, secrecy, rows.words)
    };
    // The value alone is the change when there is no other value to set beside it, or it stands.
    let moved = match (&row.before, &row.after) {
        (Some(before), Some(after)) if before.score != after.score => format!(" {} → {}", before.score, after.score),
        _ => String::new(),
    };
    let measures = change.item().map(|item| measures(item, rows)).unwrap_or_default();
    let (cause, consequence) = (risk.map(|risk| &risk.cause), risk.map(|risk| &risk.consequence));
    let note = risk.map(|risk| &risk.treatment_note);
    let short = |text: Option<&String>| text.is_none_or(|text| bulk(text) <= WHOLE);
    let acting = measures.iter().map(|one| bulk(&one.title)).sum::<usize>();
    RiskRow {
        whole: row.whole && short(cause) && short(consequence) && short(note) && acting <= WHOLE,
        cause: field(cause, "cause"),
        consequence: field(consequence, "consequence"),
        note: field(note, "treatment_note"),
        category: risk.map(|risk| risk.category.clone()).unwrap_or_default(),
        spot: row.after.or(row.before),
        closed: Count::of(change) == Count::Closed,
        change: format!("{}{moved}", row.mark),
        comment: row.reason,
        key: row.key,
        title: row.title,
        owner: row.owner,
        sign: row.sign,
        treatment: row.treatment,
        measures,
    }
}

fn measures<W: Words + ?Sized>(item: &Item, rows: &Rows<'_, W>) -> Vec<MeasureRow> {
    let linked = item.measures.iter().filter_map(|key| rows.comparison.content.measure(key));
    linked
        .map(|measure| MeasureRow {
            key: measure.key.to_string(),
            title: measure.title.clone(),
            owner: measure.owner.clone(),
            end: measure.end.to_string(),
            state: state(measure, rows),
        })
        .collect()
}

fn state<W: Words + ?Sized>(measure: &LinkedMeasure, rows: &Rows<'_, W>) -> String {
    let state = rows.words.code("state", measure.state.code());
    match measure.state {
        MeasureState::Ongoing => {
            rows.labels.fill("measure_percent", &[("state", &state), ("percent", &measure.percent)])
        }
        _ => state.into_owned(),
    }
}

fn control<W: Words + ?Sized>(control: &LinkedControl, rows: &Rows<'_, W>) -> ControlRow {
    let held = rows
        .comparison
        .changes
        .iter()
        .filter(|change| change.item().is_some_and(|item| item.controls.contains(&control.key)));
    let result = match (control.last, control.result) {
        (None, _) => Shown::plain("–"),
        (_, Some(result)) => Shown::plain(rows.words.code("result", result.code())),
        (Some(_), None) => masked(rows),
    };
    let method = if control.method.is_empty() { masked(rows) } else { Shown::plain(&control.method) };
    let frequency = control.frequency.map(|one| rows.words.code("frequency", one.code()).into_owned());
    ControlRow {
        key: control.key.to_string(),
        title: control.title.clone(),
        risks: held.map(|change| change.key.to_string()).collect(),
        owner: control.owner.clone(),
        method,
        frequency: frequency.unwrap_or_default(),
        last: control.last.map_or_else(|| rows.labels.get("never_done").to_owned(), |day| day.to_string()),
        result,
        observation: control.observation.clone(),
        remedies: control.remedies.iter().map(Key::to_string).collect(),
    }
}

/// What stands where a marking covers something: a content holds none of it, and not which provision marks it either.
fn masked<W: Words + ?Sized>(rows: &Rows<'_, W>) -> Shown {
    Shown { text: rows.labels.get("masked_result").to_owned(), masked: true }
}
