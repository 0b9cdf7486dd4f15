//! One value, drawn.

use super::{Icon, LabelTags};
use crate::context::lang;
use crate::i18n::{Lang, code_label};
use crate::incident::ClockTag;
use crate::t;
use domain::{Cell, Key};
use leptos::prelude::*;

/// A value of a list or a detail page.
#[component]
pub fn CellView(cell: Cell, #[prop(default = None)] days_late: Option<i64>) -> AnyView {
    let lang = lang();
    match cell {
        Cell::Empty => view! { <span class="muted" aria-label=t!(lang, "common.nothing")>"–"</span> }.into_any(),
        Cell::Text(text) | Cell::Time(text) => text.into_any(),
        Cell::Key(key) => view! { <span class="id">{key.to_string()}</span> }.into_any(),
        Cell::Keys(keys) => view! { <KeyLinks keys=keys/> }.into_any(),
        Cell::Labels(labels) => view! { <LabelTags labels=labels/> }.into_any(),
        Cell::Number(n) => crate::i18n::number(lang, n).into_any(),
        Cell::Percent(n) => crate::i18n::percent(lang, n).into_any(),
        Cell::Date(day) => view! { <time datetime=day.to_string() class="nowrap">{day.to_string()}</time> }.into_any(),
        Cell::Score { value, tone, band } => view! { <ScoreView value=value tone=tone band=band/> }.into_any(),
        Cell::Code(group, code) if group == "clock" => view! { <ClockTag code=code/> }.into_any(),
        Cell::Code(group, code) if group == "state" => view! { <StateTag code=code days_late=days_late/> }.into_any(),
        Cell::Code(group, code)
            if matches!(group.as_ref(), "result" | "level" | "effectiveness" | "sources" | "handled") =>
        {
            view! { <span class="tag"><Icon name=outcome_icon(&code)/>{code_label(lang, &group, &code)}</span> }
                .into_any()
        }
        Cell::Code(group, code) => code_label(lang, &group, &code).into_any(),
        Cell::Flag(yes) => if yes { t!(lang, "common.yes") } else { t!(lang, "common.no") }.into_any(),
        Cell::Masked(provision) => view! { <Mask provision=provision/> }.into_any(),
    }
}

/// The glyph of a control's result, or of how far a requirement is met.
#[must_use]
pub fn outcome_icon(code: &str) -> &'static str {
    match code {
        "clean" | "fully" | "works" | "agree" | "handled" => "i-check",
        "minor" | "partly" => "i-half",
        "major" | "not_met" | "fails" | "differ" => "i-warn",
        "not_done" | "not_handled" => "i-miss",
        _ => "i-ring",
    }
}

/// A risk score with its tone and its band in words.
#[component]
pub fn ScoreView(value: u8, tone: u8, #[prop(into)] band: String) -> impl IntoView {
    view! { <b class=format!("score t{tone}")>{value}<span class="vh">" " {band}</span></b> }
}

/// A record's state in words, late ones with how many days.
#[component]
pub fn StateTag(#[prop(into)] code: String, days_late: Option<i64>) -> AnyView {
    let lang = lang();
    if let Some(days) = days_late.filter(|_| code != "closed" && code != "done") {
        let said = if code == "expired" { t!(lang, "state.expired_short").to_owned() } else { late_text(lang, days) };
        return view! { <span class="tag tag--late"><Icon name="i-clock"/>{said}</span> }.into_any();
    }
    let icon = match code.as_str() {
        "done" | "introduced" | "handled" | "approved" | "informed" | "confirmed" => "i-check",
        "ongoing" | "decided" => "i-half",
        "planned" | "draft" | "unhandled" => "i-ring",
        "closed" => "i-x",
        _ => "i-half",
    };
    let plain = code == "open";
    view! {
        <span class="tag">
            {(!plain).then(|| view! { <Icon name=icon/> })}
            {code_label(lang, "state", &code)}
        </span>
    }
    .into_any()
}

fn late_text(lang: Lang, days: i64) -> String {
    crate::i18n::count_text(lang, "state.days_late", u64::try_from(days).unwrap_or(0), &[])
}

/// What stands in the place of something secret: the provision, and the same width whatever is behind it. In a narrow
/// cell the glyph stands for the word.
#[component]
pub fn Mask(#[prop(into)] provision: String, #[prop(default = false)] short: bool) -> AnyView {
    let lang = lang();
    if short {
        return view! {
            <span class="mask nowrap">
                <Icon name="i-lock"/>
                <span><span class="vh">{t!(lang, "secrecy.masked_short")} ", "</span>{provision}</span>
            </span>
        }
        .into_any();
    }
    view! {
        <span class="mask"><Icon name="i-lock"/>{t!(lang, "secrecy.masked", provision = provision)}</span>
    }
    .into_any()
}

/// Links to records by their keys, at the date the page is seen from.
#[component]
pub fn KeyLinks(
    keys: Vec<Key>,
    /// `?per=…` where there is no page around to tell it.
    #[prop(optional, into)]
    per: Option<String>,
) -> impl IntoView {
    let count = keys.len();
    let per = per.unwrap_or_else(crate::page::per_now);
    keys.into_iter()
        .enumerate()
        .map(|(n, key)| {
            let comma = if n + 1 < count { ", " } else { "" };
            view! { <a class="id" href=format!("{}{per}", super::record_path(&key))>{key.to_string()}</a>{comma} }
        })
        .collect_view()
}
