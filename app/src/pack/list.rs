//! The evidence packs that were taken out, and the form of a new one.

use super::making::Making;
use super::{of, period};
use crate::api::{PackListView, packs};
use crate::context::lang;
use crate::page::{Head, Loaded, per_suffix, use_per};
use crate::ui::{AsOf, column_heads, day_view, record_path};
use crate::{plural, t};
use domain::Page;
use domain::pack::PackRow;
use leptos::prelude::*;

/// The packs, the newest first.
#[component]
pub fn PackListPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=packs(per.clone()) draw=move |view: PackListView| {
            view! { <Shown view=view per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: PackListView, per: String) -> AnyView {
    let lang = lang();
    let list = view.list.clone();
    let suffix = per_suffix(&per);
    let title = plural!(lang, "pack.finding", list.packs.len());
    let table = if list.packs.is_empty() {
        view! { <p class="muted">{t!(lang, "pack.none")}</p> }.into_any()
    } else {
        view! { <Table rows=list.packs frameworks=list.frameworks per=suffix/> }.into_any()
    };
    view! {
        <Head title=title above=t!(lang, "page.packs").to_owned() lede=t!(lang, "pack.lead").to_owned()>
            <AsOf path=Page::Packs.path() day=per/>
        </Head>
        <div class="cols cols--7-5">
            <div class="stack">
                <section class="sec" aria-labelledby="h-paket">
                    <div class="sec__head"><h2 id="h-paket">{t!(lang, "pack.made_heading")}</h2></div>
                    {table}
                </section>
            </div>
            <div class="stack"><Making view=view/></div>
        </div>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<PackRow>, frameworks: Vec<(String, String)>, per: String) -> AnyView {
    let lang = lang();
    let body = rows
        .into_iter()
        .map(|PackRow { key, pack }| {
            let to = format!("{}{per}", record_path(&key));
            let what = of(lang, &pack.selection, &frameworks);
            let days = period(lang, &pack.selection).map(|days| view! { <br/> <span class="muted">{days}</span> });
            let made = t!(lang, "pack.made_by", date = pack.made, by = pack.by);
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a class="id" href=to>{key.to_string()}</a></th>
                    <td role="cell" data-label=t!(lang, "pack.column_of")>{what} {days}</td>
                    <td role="cell" data-label=t!(lang, "pack.column_day")>{day_view(pack.day)}</td>
                    <td role="cell" class="why" data-label=t!(lang, "field_pack.purpose")>{pack.purpose}</td>
                    <td role="cell" data-label=t!(lang, "pack.column_made")>{made}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "pack.caption")}</caption>
            {column_heads([
                ("", t!(lang, "column.key")),
                ("", t!(lang, "pack.column_of")),
                ("", t!(lang, "pack.column_day")),
                ("", t!(lang, "field_pack.purpose")),
                ("", t!(lang, "pack.column_made")),
            ])}
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}
