//! Which area's measures a plan shows, as links.

use crate::context::lang;
use crate::i18n::{code_label, number};
use crate::page::with_per;
use crate::t;
use domain::programme::plan::ShownPlan;
use leptos::prelude::*;

/// The areas, each with how many measures the plan has in it. `area` is the one chosen, as a code; empty for all.
#[component]
pub fn Areas(shown: ShownPlan, own: String, area: String, per: String) -> AnyView {
    let lang = lang();
    let all: u32 = shown.areas.iter().map(|(_, count)| count).sum();
    let whole = (String::new(), t!(lang, "plan.area_all", n = number(lang, all)));
    let each = shown.areas.iter().map(|(one, count)| {
        let name = code_label(lang, "area", one.code());
        (one.code().to_owned(), t!(lang, "plan.area_count", name = name, n = number(lang, *count)))
    });
    let links = std::iter::once(whole)
        .chain(each)
        .map(|(code, words)| {
            let to = if code.is_empty() { own.clone() } else { format!("{own}?omrade={code}") };
            let current = (code == area).then_some("true");
            view! { <a href=with_per(&to, &per) aria-current=current>{words}</a> }
        })
        .collect_view();
    view! { <nav class="views" aria-label=t!(lang, "plan.areas")>{links}</nav> }.into_any()
}
