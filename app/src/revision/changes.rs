//! The risks that change, the largest change first.

use super::what::What;
use crate::context::lang;
use crate::picture::{CountTag, SpotMove, SpotScore};
use crate::ui::{Icon, KeyLinks, Prose, column_heads, record_path};
use crate::{plural, t};
use domain::Key;
use domain::picture::Remark;
use domain::picture::page::{ChangeRow, Spot};
use domain::picture::preparation::Count;
use leptos::prelude::*;

/// What the table needs besides its rows.
#[derive(Clone)]
pub struct Around {
    /// Remarks on the proposal.
    pub remarks: Vec<(Key, Remark)>,
    /// Where a question about a risk is asked; none to those who may not ask.
    pub asking: Option<String>,
    /// `?per=…` to stay at the same date.
    pub per: String,
}

/// Whether a row is one that changes.
#[must_use]
pub const fn changes(row: &ChangeRow) -> bool {
    !matches!(row.count, Count::Confirmed | Count::Unreviewed)
}

/// The table.
#[component]
pub fn Changes(rows: Vec<ChangeRow>, around: Around) -> AnyView {
    let lang = lang();
    let body = rows.into_iter().map(|row| view! { <ChangeLine row=row around=around.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-andras">
            <div class="sec__head">
                <h2 id="h-andras">{t!(lang, "revision.changes")}</h2>
                <p>{t!(lang, "revision.changes_lead")}</p>
            </div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "revision.changes_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "picture.column_risk")),
                    ("", t!(lang, "revision.column_move")),
                    ("", t!(lang, "revision.column_what")),
                    ("", t!(lang, "revision.column_why")),
                    ("", t!(lang, "revision.column_measures")),
                ])}
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn ChangeLine(row: ChangeRow, around: Around) -> AnyView {
    let lang = lang();
    let to = format!("{}{}", record_path(&row.key), around.per);
    let measures: Vec<Key> = row.measures.iter().map(|(key, _)| key.clone()).collect();
    let measures = if measures.is_empty() {
        view! { <span class="muted">{t!(lang, "revision.no_measures")}</span> }.into_any()
    } else {
        view! { <span><KeyLinks keys=measures/></span> }.into_any()
    };
    let why = row.clone();
    let trail = row.clone();
    let asked = row.key.clone();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{row.key.to_string()}</span> <br/> <a class="title" href=to>{row.title.clone()}</a>
            </th>
            <td role="cell" data-label=t!(lang, "revision.short_move")>
                <span class="nowrap">
                    <SpotMove before=row.before.clone() after=row.after.clone()/> " " <CountTag count=row.count/>
                </span>
            </td>
            <td role="cell" data-label=t!(lang, "revision.short_what")><What row=row/></td>
            <td role="cell" class="why" data-label=t!(lang, "revision.column_why")>
                <Why row=why/>
                <Trail row=trail/>
                <Asked key=asked around=around/>
            </td>
            <td role="cell" data-label=t!(lang, "revision.column_measures")>{measures}</td>
        </tr>
    }
    .into_any()
}

/// The reason: given, kept from the reader, or missing.
#[component]
pub fn Why(row: ChangeRow) -> AnyView {
    let lang = lang();
    if !row.reason.is_empty() {
        return view! { <Prose text=row.reason/> }.into_any();
    }
    match row.provision {
        Some(provision) if row.answered => view! { <Prose text=String::new() hidden_by=Some(provision)/> }.into_any(),
        _ => view! {
            <span class="tag tag--missing"><Icon name="i-miss"/>{t!(lang, "revision.no_reason")}</span>
        }
        .into_any(),
    }
}

/// What earlier decisions gave the risk, where it began and where it should be.
#[component]
pub fn Trail(row: ChangeRow) -> AnyView {
    let lang = lang();
    let point = |label: String, spot: Spot| {
        let band = spot.band.clone();
        view! { <div><dt>{label}</dt><dd><SpotScore spot=spot/> " " {band}</dd></div> }
    };
    let inherent = row.inherent.map(|spot| point(t!(lang, "revision.trail_inherent").to_owned(), spot));
    let target = row.target.map(|spot| point(t!(lang, "revision.trail_target").to_owned(), spot));
    let points: Vec<_> = row
        .trail
        .into_iter()
        .map(|one| point(t!(lang, "revision.trail_point", name = one.name, date = one.date), one.spot))
        .collect();
    if points.is_empty() && inherent.is_none() && target.is_none() {
        return ().into_any();
    }
    view! {
        <details class="trail-fold">
            <summary>{t!(lang, "revision.trail")}</summary>
            <dl class="facts">{inherent}{points}{target}</dl>
        </details>
    }
    .into_any()
}

/// The questions asked about a risk, and the way to ask one.
#[component]
fn Asked(key: Key, around: Around) -> AnyView {
    let lang = lang();
    let about: Vec<&Key> =
        around.remarks.iter().filter(|(_, remark)| remark.risk.as_ref() == Some(&key)).map(|(key, _)| key).collect();
    let count = about.len();
    let first = about.first().map(|first| {
        let to = format!("#{first}");
        view! { <a href=to>{plural!(lang, "remark.count", count)}</a> " " }
    });
    let ask = around.asking.map(|page| {
        let joint = if page.contains('?') { '&' } else { '?' };
        let to = format!("{page}{joint}fraga={key}#fraga");
        view! { <a class="no-print" href=to>{t!(lang, "remark.ask_about", key = key)}</a> }
    });
    if first.is_none() && ask.is_none() {
        return ().into_any();
    }
    view! { <p class="m mt-s">{first}{ask}</p> }.into_any()
}
