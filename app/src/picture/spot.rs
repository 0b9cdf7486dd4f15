//! A value on the scale, and how it moves.

use crate::context::lang;
use crate::i18n::text;
use crate::t;
use crate::ui::{Icon, ScoreView};
use domain::picture::page::Spot;
use domain::picture::preparation::Count;
use leptos::prelude::*;

/// A value with its tone.
#[component]
pub fn SpotScore(spot: Spot) -> impl IntoView {
    view! { <ScoreView value=spot.score tone=spot.tone band=spot.band/> }
}

/// A value, before and after where both are there and differ.
#[component]
pub fn SpotMove(before: Option<Spot>, after: Option<Spot>) -> AnyView {
    let lang = lang();
    match (before, after) {
        (Some(before), Some(after)) if before.score != after.score => view! {
            <span class="delta">
                <span class="score score--old">{before.score}</span>
                <Icon name="i-to"/>
                <span class="vh">" " {t!(lang, "common.to")} " "</span>
                <SpotScore spot=after/>
            </span>
        }
        .into_any(),
        (Some(before), None) => view! { <span class="score score--old"><del>{before.score}</del></span> }.into_any(),
        (_, Some(after)) => view! { <SpotScore spot=after/> }.into_any(),
        (None, None) => ().into_any(),
    }
}

/// What a risk is counted as, in words with a glyph.
#[component]
pub fn CountTag(count: Count) -> impl IntoView {
    let lang = lang();
    view! {
        <span class="tag"><Icon name=count_icon(count)/>{text(lang, &format!("count.{}_one", count.code()))}</span>
    }
}

/// The glyph of a count.
#[must_use]
pub const fn count_icon(count: Count) -> &'static str {
    match count {
        Count::New => "i-plus",
        Count::Raised => "i-up",
        Count::Lowered => "i-down",
        Count::Changed => "i-half",
        Count::Closed => "i-x",
        Count::Confirmed => "i-same",
        Count::Unreviewed => "i-miss",
    }
}
