//! What is said of a record period by period, the last one first, and the form of the next.

use super::{ActionFold, Prose, Record, day_view};
use crate::context::lang;
use crate::i18n::{capital, field_label, month_year};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::deviation::Period;
use domain::period_comment::PeriodComment;
use domain::{Action, Draft};
use leptos::prelude::*;

/// What was said of a period.
pub struct PeriodRow {
    /// The period.
    pub period: Period,
    /// How it stood, in words, where that is told.
    pub state: Option<&'static str>,
    /// What was said.
    pub comment: String,
    /// When.
    pub reported: NaiveDate,
    /// By which function.
    pub by: String,
}

/// The words that stand around the periods.
pub struct PeriodWords {
    /// The heading.
    pub heading: &'static str,
    /// Beside it: how many there are.
    pub count: String,
    /// In place of the table while there are none.
    pub none: &'static str,
    /// Above the form.
    pub lead: &'static str,
    /// The heading of who said it and when.
    pub by: &'static str,
}

/// Every period's comment, and the form of the next one, filled in with `draft`.
#[component]
pub fn PeriodComments(comments: Vec<PeriodComment>, record: Record, draft: Draft) -> AnyView {
    let lang = lang();
    let words = PeriodWords {
        heading: t!(lang, "comment.periods"),
        count: plural!(lang, "comment.periods_count", comments.len()),
        none: t!(lang, "comment.periods_none"),
        lead: t!(lang, "comment.periods_lead"),
        by: t!(lang, "comment.periods_by"),
    };
    let rows = comments
        .into_iter()
        .map(|PeriodComment { period, text, reported, by }| PeriodRow {
            period,
            state: None,
            comment: text,
            reported,
            by,
        })
        .collect();
    view! { <Periods rows=rows words=words record=record draft=draft/> }.into_any()
}

/// Every period, the last one first, and the form of the next, filled in with `draft`.
#[component]
pub fn Periods(rows: Vec<PeriodRow>, words: PeriodWords, record: Record, draft: Draft) -> AnyView {
    let PeriodWords { heading, count, none, lead, by } = words;
    let table = if rows.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        table(rows, heading, by, &record)
    };
    view! {
        <section class="sec" aria-labelledby="h-perioder">
            <div class="sec__head"><h2 id="h-perioder">{heading}</h2><p>{count}</p></div>
            {table}
            <ActionFold record=record action=Action::Report draft=draft lead=lead.to_owned()/>
        </section>
    }
    .into_any()
}

fn table(rows: Vec<PeriodRow>, caption: &'static str, by: &'static str, record: &Record) -> AnyView {
    let lang = lang();
    let [period, state, comment] = ["period", "state", "comment"].map(|field| field_label(lang, record.kind, field));
    let hidden = record.hidden_by("comment");
    let head = |name: &'static str| view! { <th role="columnheader" scope="col">{name}</th> };
    let stands = rows.iter().any(|row| row.state.is_some()).then(|| head(state));
    let rows = rows
        .into_iter()
        .rev()
        .map(|row| {
            let name = capital(&month_year(lang, row.period.first_day()));
            let stood = row.state.map(|words| view! { <td role="cell" data-label=state>{words}</td> });
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row" class="nowrap">{name}</th>
                    {stood}
                    <td role="cell" class="why" data-label=comment lang=lang.written()>
                        <Prose text=row.comment hidden_by=hidden.clone()/>
                    </td>
                    <td role="cell" data-label=by>{day_view(row.reported)} ", " {row.by}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{head(period)}{stands}{head(comment)}{head(by)}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
