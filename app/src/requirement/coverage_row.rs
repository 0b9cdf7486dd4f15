//! A requirement's row: what there is behind it, and what is missing.

use super::frameworks::InForce;
use crate::context::lang;
use crate::i18n::code_label;
use crate::page::per_now;
use crate::ui::{CellView, Icon, KeyLinks, Mask, record_path};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::coverage::gap::Gap;
use domain::coverage::{Basis, CoverageRow};
use domain::requirement::Level;
use domain::{Cell, Key};
use leptos::prelude::*;

/// The row.
#[component]
pub fn RequirementRow(
    /// The requirement with what stands behind it.
    row: CoverageRow,
    /// The day it is seen from.
    day: NaiveDate,
) -> AnyView {
    let lang = lang();
    let per = per_now();
    let path = format!("{}{per}", record_path(&row.key));
    let coming = row.coming.map(|from| view! { <br/> <InForce from=from coming=true/> });
    let related = related(&row.related, &per);
    let related = (!row.related.is_empty()).then(|| {
        view! { <br/> <span class="s muted">{t!(lang, "coverage.corresponds")} " " {related}</span> }
    });
    let asks = row.basis != Basis::Information;
    let cells = asks.then(|| {
        view! {
            <td role="cell" data-label=t!(lang, "coverage.measures")>{measures(&row, &path)}</td>
            <td role="cell" data-label=t!(lang, "register.kontroller")>{controls(&row, &per, &path)}</td>
            <td role="cell" data-label=t!(lang, "coverage.evidence")>{evidence(&row, &per, &path)}</td>
            <td role="cell" data-label=t!(lang, "coverage.judgement")>{judgement(&row, day)}</td>
        }
    });
    let nothing = (!asks).then(|| {
        view! {
            <td role="cell" colspan="4" data-label=t!(lang, "coverage.judgement") class="muted">
                {code_label(lang, "basis", "information_note")}
            </td>
        }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="req">
                <span class="id">{row.cited}</span>
                <br/>
                <a class="title" href=path.clone()>{row.title}</a>
                {coming}
                {related}
            </th>
            {cells}
            {nothing}
        </tr>
    }
    .into_any()
}

fn related(others: &[(Key, String)], per: &str) -> AnyView {
    let last = others.len().saturating_sub(1);
    others
        .iter()
        .enumerate()
        .map(|(n, (key, cited))| {
            let to = format!("{}{per}", record_path(key));
            let comma = if n < last { ", " } else { "" };
            view! { <a href=to>{cited.clone()}</a>{comma} }
        })
        .collect_view()
        .into_any()
}

/// That something is missing, in words with a glyph.
fn missing(words: &'static str) -> AnyView {
    view! { <span class="missing"><Icon name="i-miss"/> " " {words}</span> }.into_any()
}

/// The rest of a list that is too long for its cell.
fn more(total: u32, shown: usize, path: &str) -> Option<AnyView> {
    let rest = u64::from(total).saturating_sub(shown as u64);
    let (lang, to) = (lang(), path.to_owned());
    (rest > 0).then(|| view! { <a class="nowrap" href=to>{plural!(lang, "common.more", rest)}</a> }.into_any())
}

fn measures(row: &CoverageRow, path: &str) -> AnyView {
    let lang = lang();
    let tally = row.tally;
    if tally.measures == 0 {
        return missing(t!(lang, "coverage.measures_none"));
    }
    let done = t!(lang, "coverage.measures_done", done = tally.measures_done, total = tally.measures);
    let open = row.measures_open.clone();
    let left = (!open.is_empty()).then(|| {
        let rest = more(tally.measures_open(), open.len(), path);
        let rest = rest.map(|rest| view! { ", " {rest} });
        view! { <br/> <span class="muted">{t!(lang, "coverage.left")} " " <KeyLinks keys=open/> {rest}</span> }
    });
    view! { {done} {left} }.into_any()
}

fn controls(row: &CoverageRow, per: &str, path: &str) -> AnyView {
    let lang = lang();
    if row.tally.controls == 0 {
        return view! { <span class="muted">{t!(lang, "coverage.controls_none")}</span> }.into_any();
    }
    let items = row.control_results.iter().map(|one| {
        let result = match &one.result {
            Cell::Empty => view! { <span class="muted">{t!(lang, "coverage.not_tested")}</span> }.into_any(),
            Cell::Masked(provision) => view! { <Mask provision=provision.clone() short=true/> }.into_any(),
            cell => view! { <CellView cell=cell.clone()/> }.into_any(),
        };
        let bare = one.not_evidenced.then(|| {
            let words = code_label(lang, "label", "not_evidenced");
            view! { <br/> <span class="tag tag--late"><Icon name="i-warn"/>{words}</span> }
        });
        reference(&one.key, per, view! { {result} {bare} }.into_any())
    });
    let drawn = list(items.collect(), more(row.tally.controls, row.control_results.len(), path));
    // Where each can be seen to be so, there is nothing more to say.
    let bare = row.tally.controls_not_evidenced;
    let seen = row.control_results.iter().filter(|one| one.not_evidenced).count() as u64;
    let told = (u64::from(bare) > seen).then(|| {
        view! { <span class="s muted">{plural!(lang, "coverage.controls_not_evidenced", bare)}</span> }
    });
    view! { {drawn} {told} }.into_any()
}

fn evidence(row: &CoverageRow, per: &str, path: &str) -> AnyView {
    let lang = lang();
    let tally = row.tally;
    let expired = (tally.evidence_expired > 0).then(|| {
        let words = plural!(lang, "coverage.evidence_expired", tally.evidence_expired);
        view! { <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    let expiring = (tally.evidence_expiring > 0).then(|| {
        let words = plural!(lang, "coverage.evidence_expiring", tally.evidence_expiring);
        view! { <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> " " }
    });
    if tally.evidence == 0 {
        let example = (!row.example.is_empty() && tally.evidence_expired == 0).then(|| {
            let example = t!(lang, "coverage.example", example = crate::i18n::running(&row.example));
            view! { <br/> <span class="muted">{example}</span> }
        });
        let expired = expired.map(|expired| view! { <br/> {expired} });
        return view! { {missing(t!(lang, "coverage.evidence_none"))} {expired} {example} }.into_any();
    }
    let items = row.evidence_newest.iter().map(|(key, day)| {
        let day = view! { <time class="nowrap" datetime=day.to_string()>{day.to_string()}</time> }.into_any();
        reference(key, per, day)
    });
    let drawn = list(items.collect(), more(tally.evidence, row.evidence_newest.len(), path));
    view! { {drawn} {expiring} {expired} }.into_any()
}

fn reference(key: &Key, per: &str, value: AnyView) -> AnyView {
    let to = format!("{}{per}", record_path(key));
    view! { <li><a class="id" href=to>{key.to_string()}</a><span>{value}</span></li> }.into_any()
}

fn list(items: Vec<AnyView>, more: Option<AnyView>) -> AnyView {
    let more = more.map(|more| view! { <li><span></span>{more}</li> });
    view! { <ul class="refs">{items} {more}</ul> }.into_any()
}

/// What can be shown, and below it what the organisation has judged or what stands in the way.
fn judgement(row: &CoverageRow, day: NaiveDate) -> AnyView {
    let lang = lang();
    let level = code_label(lang, "level", row.level.code());
    let words = code_label(lang, "basis", row.basis.code());
    let (class, icon, state) = match row.basis {
        Basis::Missing => ("tag tag--missing", "i-miss", t!(lang, "coverage.cannot_show")),
        Basis::Partly if row.level == Level::NotMet => ("tag tag--missing", "i-warn", level),
        Basis::Partly => ("tag", "i-half", words),
        Basis::Met => ("tag tag--ok", "i-check", words),
        Basis::NotApplicable => ("tag", "i-x", words),
        Basis::Information => ("tag", "i-ring", words),
    };
    // The judgement itself is told where it differs from what can be shown.
    let told = match (row.basis, row.level) {
        (Basis::Missing, Level::NotJudged) | (Basis::Partly, Level::Partly | Level::NotMet | Level::NotJudged) => None,
        (Basis::Missing, Level::Fully) => Some(t!(lang, "coverage.unfounded").to_owned()),
        (Basis::Missing, _) => Some(level.to_owned()),
        (Basis::Partly, _) => Some(t!(lang, "coverage.deviation_or_open").to_owned()),
        (Basis::NotApplicable, _) => Some(row.reason.clone()),
        _ => None,
    };
    let told = told.map(|told| view! { {told} <br/> });
    let judged = match row.judged {
        Some(day) => t!(lang, "coverage.judged", date = day),
        None => t!(lang, "coverage.not_judged").to_owned(),
    };
    let old = row.has(Gap::OldJudgement, day).then(|| {
        let words = t!(lang, "coverage.judged_old");
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    view! {
        <span class=class><Icon name=icon/>{state}</span>
        <br/>
        <span class="s muted">{told} <span class="nowrap">{judged}</span></span>
        {old}
    }
    .into_any()
}
