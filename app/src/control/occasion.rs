//! An occasion of a control in little: its day and how it stands, in a glyph and in words.

use crate::context::lang;
use crate::i18n::{code_label, plain_date};
use crate::t;
use crate::ui::{Icon, outcome_icon};
use chrono::Datelike;
use domain::control::TestResult;
use domain::control::year::{Occasion, OccasionState};
use leptos::prelude::*;

/// An occasion in a month's cell: the day of the month, with the rest in words for those who hear it or point at it.
#[component]
pub fn OccasionTag(occasion: Occasion) -> AnyView {
    let lang = lang();
    let (class, icon) = match (occasion.state, occasion.result) {
        (OccasionState::Done, Some(result)) => (class_of(result), outcome_icon(result.code())),
        (OccasionState::Done, None) => ("occ", "i-lock"),
        (OccasionState::Missed, _) => ("occ occ--late", "i-miss"),
        (OccasionState::Overdue, _) => ("occ occ--late", "i-clock"),
        (OccasionState::Coming, _) => ("occ", "i-ring"),
    };
    let how = match (occasion.state, occasion.result) {
        (OccasionState::Done, Some(result)) => code_label(lang, "result", result.code()),
        (OccasionState::Done, None) => t!(lang, "control.year_masked"),
        (state, _) => code_label(lang, "occasion", state.code()),
    };
    let said = format!("{}: {how}", plain_date(lang, occasion.date));
    view! {
        <span class=class title=said.clone()>
            <Icon name=icon/>
            <span aria-hidden="true">{occasion.date.day()}</span>
            <span class="vh">{said.clone()} ". "</span>
        </span>
    }
    .into_any()
}

/// How what an occasion showed is drawn.
const fn class_of(result: TestResult) -> &'static str {
    if result.deviates() { "occ occ--late" } else { "occ occ--ok" }
}

/// What a control's last occasions showed, the last one last: glyphs, and words for those who hear them.
#[component]
pub fn Trend(results: Vec<TestResult>) -> AnyView {
    let lang = lang();
    let items = results
        .into_iter()
        .map(|result| {
            let class = class_of(result);
            let said = code_label(lang, "result", result.code());
            view! { <li class=class title=said><Icon name=outcome_icon(result.code())/><span class="vh">{said}</span></li> }
        })
        .collect_view();
    view! { <ol class="trend" aria-label=t!(lang, "control.trend")>{items}</ol> }.into_any()
}
