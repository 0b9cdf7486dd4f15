//! What presses, in front of everything else on a framework's page: counted, said in words, and a link to those it presses on.

use super::frameworks::framework_path;
use crate::context::lang;
use crate::i18n::{code_label, count_text, number, text};
use crate::page::per_now;
use crate::ui::{Icon, record_path};
use crate::{plural, t};
use domain::coverage::gap::Gap;
use domain::coverage::{Coverage, SHOWN};
use leptos::prelude::*;

/// The band.
#[component]
pub fn Attention(
    /// The whole framework, whatever is shown of it below.
    coverage: Coverage,
    /// What the requirements below are narrowed to.
    chosen: Option<Gap>,
) -> AnyView {
    let lang = lang();
    if coverage.assessable() == 0 {
        return ().into_any();
    }
    let gaps = coverage.gaps();
    let body = if gaps.is_empty() {
        view! { <p class="m"><Icon name="i-check"/> " " {t!(lang, "gap.none")}</p> }.into_any()
    } else {
        let items = gaps
            .into_iter()
            .map(|(gap, count)| view! { <Pressing coverage=coverage.clone() gap=gap count=count chosen=chosen/> })
            .collect_view();
        view! { <ul class="todo">{items}</ul> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-brister">
            <div class="sec__head"><h2 id="h-brister">{t!(lang, "gap.heading")}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Pressing(coverage: Coverage, gap: Gap, count: u64, chosen: Option<Gap>) -> AnyView {
    let lang = lang();
    let per = per_now();
    let what = count_text(lang, &format!("gap.{}", gap.code()), count, &[]);
    let why = text(lang, &format!("gap.{}_why", gap.code()));
    let named = (gap == Gap::Unfounded).then(|| unfounded(&coverage, &per));
    let to = framework_path(&coverage.framework_key, &per);
    let link = if chosen == Some(gap) {
        view! { <a href=to>{t!(lang, "gap.show_all")}</a> }.into_any()
    } else {
        let to = format!("{to}&brist={}#h-krav", gap.code());
        view! { <a href=to>{t!(lang, "gap.show")}<span class="vh">" " {what.clone()}</span></a> }.into_any()
    };
    let class = if gap.pressing() { "missing" } else { "" };
    view! {
        <li>
            <span class="v">{number(lang, count)}</span>
            <div><b class=class>{what}</b><p>{why}</p>{named}</div>
            {link}
        </li>
    }
    .into_any()
}

/// The contradictions one by one: what was judged, when, and that nothing shows it.
fn unfounded(coverage: &Coverage, per: &str) -> AnyView {
    let lang = lang();
    let rows: Vec<_> = coverage.rows.iter().filter(|row| row.has(Gap::Unfounded, coverage.day)).collect();
    let rest = rows.len().saturating_sub(SHOWN);
    let items = rows
        .iter()
        .take(SHOWN)
        .map(|row| {
            let to = format!("{}{per}#h-bedomning", record_path(&row.key));
            let day = row.judged.map(|day| day.to_string()).unwrap_or_default();
            let said = t!(lang, "gap.unfounded_one", date = day);
            view! { <li><a href=to>{row.cited.clone()}</a> " " {said}</li> }
        })
        .collect_view();
    let more = (rest > 0).then(|| view! { <li>{plural!(lang, "common.more", rest)}</li> });
    view! { <ul class="m">{items} {more}</ul> }.into_any()
}

/// What the requirements below are narrowed to, and the way back to all of them.
#[component]
pub fn Narrowed(framework: String, gap: Gap) -> AnyView {
    let lang = lang();
    let to = framework_path(&framework, &per_now());
    let name = code_label(lang, "gap", &format!("{}_name", gap.code()));
    view! {
        <div class="active">
            <ul>
                <li>
                    <a class="pill" href=to.clone()>
                        <span class="vh">{t!(lang, "gap.remove")} " "</span>
                        {name}
                        " "
                        <Icon name="i-x"/>
                    </a>
                </li>
            </ul>
            <a href=to>{t!(lang, "gap.show_all")}</a>
        </div>
    }
    .into_any()
}
