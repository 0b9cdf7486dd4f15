//! All frameworks beside each other: how large a part of each is met, partly met and missing.

use super::choices::page_of;
use super::frameworks::framework_path;
use crate::chart::CoverageBar;
use crate::context::lang;
use crate::i18n::percent;
use crate::page::per_now;
use crate::t;
use crate::ui::column_heads;
use domain::Page;
use domain::coverage::FrameworkSummary;
use domain::coverage::gap::Gap;
use leptos::prelude::*;

/// The overview.
#[component]
pub fn MapOverview(
    /// The frameworks.
    frameworks: Vec<FrameworkSummary>,
    /// The one whose map is shown.
    chosen: String,
) -> AnyView {
    let lang = lang();
    let rows = frameworks.into_iter().map(|one| view! { <Row current=one.key == chosen one=one/> }).collect_view();
    view! {
        <section class="sec mt no-print" aria-labelledby="h-alla">
            <div class="sec__head"><h2 id="h-alla">{t!(lang, "map.all")}</h2></div>
            <table role="table" class="tbl tbl--cards shares">
                <caption class="vh">{t!(lang, "map.all_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "coverage.column_framework")),
                    ("c-bar", t!(lang, "map.share")),
                    ("num", t!(lang, "map.share_missing")),
                    ("num", t!(lang, "map.share_partly")),
                    ("num", t!(lang, "map.share_met")),
                    ("num", t!(lang, "map.share_not_applicable")),
                ])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Row(one: FrameworkSummary, current: bool) -> AnyView {
    let lang = lang();
    let per = per_now();
    let (shares, total) = (one.shares, one.assessable);
    let said = |count: u32| {
        let share = (u64::from(count) * 100 + u64::from(total) / 2).checked_div(u64::from(total)).unwrap_or(0);
        t!(lang, "map.share_of", n = count, percent = percent(lang, share))
    };
    let missing = if shares.missing > 0 {
        let to = format!("{}&brist={}", framework_path(&one.key, &per), Gap::Missing.code());
        view! { <a href=to>{said(shares.missing)}</a> }.into_any()
    } else {
        said(0).into_any()
    };
    let bar = (total > 0).then(|| {
        let [missing, partly, met, rest] =
            [shares.missing, shares.partly, shares.met, shares.not_applicable].map(u64::from);
        view! { <CoverageBar missing=missing partly=partly met=met rest=rest/> }
    });
    let to = page_of(Page::CoverageMap, &one.key, &per);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="title" href=to aria-current=current.then_some("true")><b>{one.framework.short}</b></a>
            </th>
            <td role="cell" data-label=t!(lang, "map.share") class="c-bar">{bar}</td>
            <td role="cell" data-label=t!(lang, "map.share_missing") class="num">{missing}</td>
            <td role="cell" data-label=t!(lang, "map.share_partly") class="num">{said(shares.partly)}</td>
            <td role="cell" data-label=t!(lang, "map.share_met") class="num">{said(shares.met)}</td>
            <td role="cell" data-label=t!(lang, "map.share_not_applicable") class="num">{said(shares.not_applicable)}</td>
        </tr>
    }
    .into_any()
}
