//! What the sources say of an indicator, as a chart and as the table that says the same.

use super::words::{differences, period_words};
use crate::chart::{Mark, Series};
use crate::context::lang;
use crate::i18n::code_label;
use crate::t;
use crate::ui::{CellView, Icon, Mask, Prose, Record};
use chrono::NaiveDate;
use domain::Cell;
use domain::indicator::periods::PeriodRow;
use domain::indicator::{Indicator, IndicatorKind, Value, ValueKind};
use leptos::prelude::*;

/// The chart, where sources differ, and the table.
#[component]
pub fn Values(indicator: Indicator, record: Record, day: NaiveDate) -> AnyView {
    let lang = lang();
    let hidden = record.hidden_by("values");
    let shown = match hidden {
        Some(provision) => view! { <p><Mask provision=provision/></p> }.into_any(),
        None if indicator.values.is_empty() => {
            view! { <p class="muted">{t!(lang, "indicator.values_none")}</p> }.into_any()
        }
        None => view! { <Shown indicator=indicator day=day/> }.into_any(),
    };
    view! {
        <section class="sec" aria-labelledby="h-varden">
            <div class="sec__head"><h2 id="h-varden">{t!(lang, "indicator.values")}</h2></div>
            {shown}
        </section>
    }
    .into_any()
}

#[component]
fn Shown(indicator: Indicator, day: NaiveDate) -> AnyView {
    let lang = lang();
    let rows = indicator.rows(day);
    let differ = differences(lang, &rows);
    let differ = (!differ.is_empty()).then(|| {
        let items = differ.into_iter().map(|said| view! { <li>{said}</li> }).collect_view();
        view! {
            <div class="differ">
                <p><Icon name="i-warn"/> " " <b>{t!(lang, "indicator.differs_heading")}</b></p>
                <ul role="list">{items}</ul>
            </div>
        }
    });
    let marks = marks(&indicator);
    let title = t!(lang, "indicator.chart", title = indicator.title, unit = indicator.unit);
    let levels = indicator.kind == IndicatorKind::SelfAssessment;
    view! {
        {differ}
        {(!marks.is_empty()).then(|| view! {
            <Series marks=marks levels=levels title=title said=t!(lang, "indicator.chart_said").to_owned()/>
            <p class="note">{t!(lang, "indicator.chart_key")}</p>
        })}
        <Table rows=rows_owned(&rows)/>
    }
    .into_any()
}

/// The figures as the chart draws them.
fn marks(indicator: &Indicator) -> Vec<Mark> {
    let mark = |value: &Value| {
        let (from, to) = value.period.span();
        let at = value.number.as_ref()?.millionths();
        Some(Mark { from, to, at, kind: value.kind, doubt: !value.doubt.is_empty(), words: value.said() })
    };
    indicator.values.iter().filter_map(mark).collect()
}

/// A period's row of the table.
struct Line {
    period: domain::period::Period,
    values: Vec<Value>,
    differs: Vec<ValueKind>,
    missing: bool,
}

fn rows_owned(rows: &[PeriodRow<'_>]) -> Vec<Line> {
    let line = |row: &PeriodRow<'_>| Line {
        period: row.period,
        values: row.values.iter().map(|value| (*value).clone()).collect(),
        differs: row.differs.clone(),
        missing: row.missing,
    };
    rows.iter().map(line).collect()
}

#[component]
fn Table(rows: Vec<Line>) -> AnyView {
    let lang = lang();
    let heads = ValueKind::ALL
        .iter()
        .map(|kind| view! { <th role="columnheader" scope="col">{code_label(lang, "value_kind", kind.code())}</th> })
        .collect_view();
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = ValueKind::ALL.iter().map(|kind| said(&row, *kind)).collect_view();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{crate::i18n::capital(&period_words(lang, row.period))}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards mt">
            <caption class="vh">{t!(lang, "indicator.values_caption")}</caption>
            <thead role="rowgroup">
                <tr role="row"><th role="columnheader" scope="col">{t!(lang, "indicator.period")}</th>{heads}</tr>
            </thead>
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}

/// What the sources say of a period, of one kind: each with its source, and whether they differ.
fn said(row: &Line, kind: ValueKind) -> AnyView {
    let lang = lang();
    let label = code_label(lang, "value_kind", kind.code());
    let values: Vec<Value> = row.values.iter().filter(|value| value.kind == kind).cloned().collect();
    let missing = row.missing && kind == ValueKind::Outcome;
    if values.is_empty() {
        let shown = if missing {
            view! { <span class="tag"><Icon name="i-miss"/>{t!(lang, "indicator.missing")}</span> }.into_any()
        } else {
            view! { <CellView cell=Cell::Empty/> }.into_any()
        };
        return view! { <td role="cell" data-label=label>{shown}</td> }.into_any();
    }
    let differs = row
        .differs
        .contains(&kind)
        .then(|| view! { <p><span class="tag tag--late"><Icon name="i-warn"/>{code_label(lang, "sources", "differ")}</span></p> });
    let items = values
        .into_iter()
        .map(|value| {
            let figure = if value.number.is_some() { value.said() } else { t!(lang, "indicator.no_number").to_owned() };
            let doubt = (!value.doubt.is_empty()).then(|| {
                view! { <p class="note"><b>{t!(lang, "indicator.doubt")} ": "</b><Prose text=value.doubt/></p> }
            });
            view! { <li><b>{figure}</b> " " <span class="muted">{value.source}</span> {doubt}</li> }
        })
        .collect_view();
    view! { <td role="cell" data-label=label>{differs}<ul class="said" role="list">{items}</ul></td> }.into_any()
}
