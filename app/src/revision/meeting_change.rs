//! One change in meeting mode: what it is, how far it moves, why, and what is being done.

use super::changes::Why;
use super::remarks::RemarkView;
use super::what::What;
use crate::chart::MiniMatrix;
use crate::context::lang;
use crate::i18n::{Lang, percent};
use crate::picture::SpotScore;
use crate::t;
use crate::ui::{Icon, Mask};
use domain::picture::content::LinkedMeasure;
use domain::picture::page::{ChangeRow, Spot};
use domain::picture::preparation::Count;
use domain::picture::{Direction, Remark};
use domain::risk::Assessment;
use domain::settings::Scale;
use leptos::prelude::*;

/// The parts of a change, for the left and the right of the screen.
#[component]
pub fn MeetingChange(
    /// The change.
    row: ChangeRow,
    /// Its place among the changes, from 1.
    place: usize,
    /// How many changes there are.
    total: usize,
    /// The heading's id.
    id: String,
    /// Questions about it.
    remarks: Vec<Remark>,
    /// The scale.
    scale: Scale,
) -> AnyView {
    let lang = lang();
    let above = t!(lang, "meeting.item_of", n = place, total = total, key = row.key);
    let questions: Vec<_> = remarks.into_iter().map(|remark| view! { <li><RemarkView remark=remark/></li> }).collect();
    let questions = (!questions.is_empty()).then(|| {
        view! { <h3 class="mt">{t!(lang, "remark.heading")}</h3> <ul class="remarks">{questions}</ul> }
    });
    let (sentence, big, why, drawn) = (row.clone(), row.clone(), row.clone(), row.clone());
    let other = (row.count == Count::Changed).then(|| {
        let row = row.clone();
        view! { <div class="mt-s"><What row=row/></div> }
    });
    view! {
        <div>
            <p class="m muted">{above}</p>
            <h2 class="finding" id=id tabindex="-1">{row.title}</h2>
            <Sentence row=sentence/>
            <Big row=big scale=scale.clone()/>
            {other}
            <h3>{t!(lang, "meeting.reason")}</h3>
            <p><Why row=why/></p>
            <h3 class="mt">{t!(lang, "meeting.measures")}</h3>
            <Measures measures=row.acting/>
            {questions}
        </div>
        <div><Drawing row=drawn scale=scale place=place/></div>
    }
    .into_any()
}

/// Cause, event and consequence as one sentence; a mask where something of it is kept from the reader.
#[component]
fn Sentence(row: ChangeRow) -> AnyView {
    let lang = lang();
    let [cause, event, consequence] = row.sentence;
    if cause.is_empty() || event.is_empty() || consequence.is_empty() {
        return row
            .provision
            .map_or_else(|| ().into_any(), |provision| view! { <p><Mask provision=provision/></p> }.into_any());
    }
    let said = t!(lang, "meeting.sentence", cause = cause, event = event, consequence = consequence);
    view! { <p class="muted">{said}</p> }.into_any()
}

/// The value, large, and in words what it means.
#[component]
fn Big(row: ChangeRow, scale: Scale) -> AnyView {
    let lang = lang();
    let (headline, steps) = (headline(lang, &row), steps(lang, &row, &scale));
    let old = row.before.clone().filter(|before| row.after.as_ref().is_none_or(|after| after.score != before.score));
    let arrow = (old.is_some() && row.after.is_some())
        .then(|| view! { <Icon name="i-to"/> <span class="vh">" " {t!(lang, "common.to")} " "</span> });
    let old = old.map(|spot| view! { <span class="score score--old">{spot.score}</span> });
    view! {
        <div class="big">
            {old}
            {arrow}
            {row.after.map(|spot| view! { <SpotScore spot=spot/> })}
            <p><b>{headline}</b> <br/> {steps}</p>
        </div>
    }
    .into_any()
}

/// How far it moves, and between which bands.
fn headline(lang: Lang, row: &ChangeRow) -> String {
    let (before, after) = match (&row.before, &row.after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(after)) => return t!(lang, "meeting.is_new", band = after.band),
        (Some(before), None) => return t!(lang, "meeting.is_closed", band = before.band),
        (None, None) => return String::new(),
    };
    let n = after.score.abs_diff(before.score);
    let same = before.band == after.band;
    match Direction::between(before.score, after.score) {
        Direction::Raised if same => t!(lang, "meeting.up_same", n = n, band = after.band),
        Direction::Raised => t!(lang, "meeting.up_band", n = n, from = before.band, to = after.band),
        Direction::Lowered if same => t!(lang, "meeting.down_same", n = n, band = after.band),
        Direction::Lowered => t!(lang, "meeting.down_band", n = n, from = before.band, to = after.band),
        Direction::Level => t!(lang, "meeting.level", band = after.band),
    }
}

/// Which steps of the scale it moves between, in the scale's own words.
fn steps(lang: Lang, row: &ChangeRow, scale: &Scale) -> String {
    let step = |words: &[String], n: u8| {
        let word = words.get(usize::from(n).saturating_sub(1)).map(|word| crate::i18n::running(word));
        t!(lang, "meeting.step", n = n, word = word.unwrap_or_default())
    };
    let (likely, heavy) = (
        |spot: &Spot| step(&scale.likelihood, spot.likelihood),
        |spot: &Spot| step(&scale.consequence, spot.consequence),
    );
    let (before, after) = match (&row.before, &row.after) {
        (Some(before), Some(after)) => (before, after),
        (Some(one), None) | (None, Some(one)) => {
            return t!(lang, "meeting.both", likelihood = likely(one), consequence = heavy(one));
        }
        (None, None) => return String::new(),
    };
    let mut said = Vec::new();
    if before.likelihood != after.likelihood {
        said.push(t!(lang, "meeting.likelihood_moves", from = likely(before), to = likely(after)));
    }
    if before.consequence != after.consequence {
        said.push(t!(lang, "meeting.consequence_moves", from = heavy(before), to = heavy(after)));
    }
    said.join(" ")
}

#[component]
fn Measures(measures: Vec<LinkedMeasure>) -> AnyView {
    let lang = lang();
    if measures.is_empty() {
        return view! { <p class="muted">{t!(lang, "meeting.measures_none")}</p> }.into_any();
    }
    let rows = measures
        .into_iter()
        .map(|measure| {
            view! {
                <tr>
                    <th scope="row"><span class="id">{measure.key.to_string()}</span> " " {measure.title}</th>
                    <td class="num">{percent(lang, measure.percent)}</td>
                    <td class="num"><time datetime=measure.end.to_string()>{measure.end.to_string()}</time></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="tbl">
            <caption class="vh">{t!(lang, "meeting.measures_caption")}</caption>
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "meeting.column_measure")}</th>
                    <th scope="col" class="num">{t!(lang, "meeting.column_done")}</th>
                    <th scope="col" class="num">{t!(lang, "meeting.column_end")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The move on the scale, and what it means against the line.
#[component]
fn Drawing(row: ChangeRow, scale: Scale, place: usize) -> AnyView {
    let lang = lang();
    let Some(shown) = row.after.clone().or(row.before.clone()) else { return ().into_any() };
    let before = row.before.clone().filter(|_| row.after.is_some());
    let moved =
        before.filter(|before| (before.likelihood, before.consequence) != (shown.likelihood, shown.consequence));
    let path = match &moved {
        Some(before) => t!(
            lang,
            "meeting.path_move",
            key = row.key,
            likely = before.likelihood,
            heavy = before.consequence,
            before = before.score,
            likely_now = shown.likelihood,
            heavy_now = shown.consequence,
            after = shown.score
        ),
        None => t!(
            lang,
            "meeting.path_at",
            key = row.key,
            likely = shown.likelihood,
            heavy = shown.consequence,
            before = shown.score
        ),
    };
    let label = t!(lang, "meeting.drawing", path = path, tolerance = scale.tolerance);
    let over = |spot: &Spot| scale.above_tolerance(spot.score);
    let against = match (moved.as_ref().map(over), over(&shown)) {
        (Some(false), true) => t!(lang, "meeting.line_crossed"),
        (Some(true), false) => t!(lang, "meeting.line_left"),
        (_, true) => t!(lang, "meeting.line_above"),
        (_, false) => t!(lang, "meeting.line_below"),
    };
    let at = |spot: &Spot| Assessment {
        likelihood: spot.likelihood,
        consequence: spot.consequence,
        rationale: String::new(),
        date: None,
    };
    view! {
        <MiniMatrix scale=scale.clone() inherent=moved.as_ref().map(at) current=at(&shown) target=None label=label
            suffix=format!("-{place}")/>
        <p class="m muted">{against}</p>
    }
    .into_any()
}
