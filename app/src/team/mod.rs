//! Measures function by function: who has how much that is open, and what of it is late; and first one's own.

use crate::api::team;
use crate::context::lang;
use crate::i18n::{Lang, number};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_per, with_per};
use crate::ui::{AsOf, RowsTable};
use crate::{plural, t};
use domain::label::LabelCode;
use domain::query::encode;
use domain::team::{Load, Team};
use domain::{Page, Register};
use leptos::prelude::*;

/// The functions' page.
#[component]
pub fn FunctionsPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=team(per.clone()) draw=move |page: Team| {
            view! { <Shown page=page per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

/// How many functions have something late.
fn finding(lang: Lang, page: &Team) -> String {
    let late = page.loads.iter().filter(|load| load.late > 0).count();
    plural!(lang, "team.finding", late, total = page.loads.len())
}

#[component]
fn Shown(page: Team, per: String) -> AnyView {
    let lang = lang();
    let trail = vec![(t!(lang, "page.measures").to_owned(), format!("{}{per}", Page::Measures.path()))];
    let day = per.trim_start_matches("?per=").to_owned();
    let title = if page.loads.is_empty() { t!(lang, "team.none").to_owned() } else { finding(lang, &page) };
    view! {
        <Crumbs trail=trail here=t!(lang, "page.functions").to_owned()/>
        <Head title=title lede=t!(lang, "team.lead").to_owned()><AsOf path=Page::Functions.path() day=day/></Head>
        <div class="stack">
            <Mine page=page.clone() per=per.clone()/>
            <Loads loads=page.loads per=per/>
        </div>
    }
    .into_any()
}

/// The open measures of the functions one acts for, what presses most first.
#[component]
fn Mine(page: Team, per: String) -> AnyView {
    let lang = lang();
    if page.functions.is_empty() {
        return ().into_any();
    }
    let heading = t!(lang, "team.mine");
    let table = if page.mine.is_empty() {
        view! { <p class="muted">{t!(lang, "team.mine_none")}</p> }.into_any()
    } else {
        view! {
            <RowsTable register=Register::Measures columns=page.columns rows=page.mine caption=heading.to_owned() per=per/>
        }
        .into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-mina">
            <div class="sec__head"><h2 id="h-mina">{heading}</h2><p>{page.functions.join(", ")}</p></div>
            {table}
        </section>
    }
    .into_any()
}

/// The headings, and what each column leads to.
const COLUMNS: [(&str, Option<LabelCode>); 5] = [
    ("team.open", None),
    ("team.late", Some(LabelCode::Overdue)),
    ("team.waiting", Some(LabelCode::DependencyLate)),
    ("team.silent", Some(LabelCode::NotReported)),
    ("team.soon", Some(LabelCode::DueSoon)),
];

#[component]
fn Loads(loads: Vec<Load>, per: String) -> AnyView {
    let lang = lang();
    if loads.is_empty() {
        return ().into_any();
    }
    let heads = COLUMNS
        .iter()
        .map(|(key, _)| view! { <th role="columnheader" scope="col" class="num">{crate::i18n::text(lang, key)}</th> })
        .collect_view();
    let rows = loads.into_iter().map(|load| view! { <LoadRow load=load per=per.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-funktioner">
            <div class="sec__head"><h2 id="h-funktioner">{t!(lang, "team.all")}</h2></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "team.caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row"><th role="columnheader" scope="col">{t!(lang, "team.function")}</th>{heads}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn LoadRow(load: Load, per: String) -> AnyView {
    let lang = lang();
    let counts = [load.open, load.late, load.waiting, load.silent, load.soon];
    let list = format!("{}?ansvarig={}", Page::Measures.path(), encode(&load.function));
    let cells = COLUMNS
        .iter()
        .zip(counts)
        .map(|((key, code), count)| {
            let label = crate::i18n::text(lang, key);
            let to = code.map_or_else(|| list.clone(), |code| format!("{list}&flagga={}", code.code()));
            let said = format!("{}, {}: {}", load.function, label, number(lang, count));
            let shown = if count == 0 {
                view! { <span class="muted">{number(lang, 0)}</span> }.into_any()
            } else {
                view! { <a href=with_per(&to, &per) aria-label=said>{number(lang, count)}</a> }.into_any()
            };
            view! { <td role="cell" class="num" data-label=label>{shown}</td> }
        })
        .collect_view();
    view! { <tr role="row"><th role="rowheader" scope="row">{load.function.clone()}</th>{cells}</tr> }.into_any()
}
