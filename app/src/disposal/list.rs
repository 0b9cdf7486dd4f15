//! The disposals there have been.

use super::{decision_words, scope_words, state_icon, state_words};
use crate::api::disposals;
use crate::context::lang;
use crate::frame::use_actor;
use crate::page::{Head, Loaded, per_suffix, use_per};
use crate::ui::{AsOf, Icon, column_heads, record_path};
use crate::{plural, t};
use domain::disposal::{DisposalList, DisposalRow};
use domain::{Action, Kind, Page, Subject};
use leptos::prelude::*;

/// The disposals, the newest first.
#[component]
pub fn DisposalListPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=disposals(per.clone()) draw=move |list: DisposalList| {
            view! { <Shown list=list per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(list: DisposalList, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let title = plural!(lang, "disposal.finding", list.disposals.len());
    let begin =
        use_actor().filter(|actor| per.is_empty() && actor.may(Subject::Page(Page::NewDisposal))).map(|actor| {
            let decides = actor.may(Subject::Command(Action::Create, Kind::Disposal));
            let words = if decides { t!(lang, "disposal.begin") } else { t!(lang, "disposal.preview") };
            view! { <a class="btn btn--main" href=Page::NewDisposal.path()>{words}</a> }
        });
    let table = if list.disposals.is_empty() {
        view! { <p class="muted">{t!(lang, "disposal.none")}</p> }.into_any()
    } else {
        view! { <Table rows=list.disposals per=suffix/> }.into_any()
    };
    view! {
        <Head title=title above=t!(lang, "page.disposals").to_owned() lede=t!(lang, "disposal.lead").to_owned()>
            <AsOf path=Page::Disposals.path() day=per/>
            {begin}
        </Head>
        <section class="sec" aria-labelledby="h-gallringsbeslut">
            <div class="sec__head"><h2 id="h-gallringsbeslut">{t!(lang, "disposal.list_heading")}</h2></div>
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<DisposalRow>, per: String) -> AnyView {
    let lang = lang();
    let body = rows
        .into_iter()
        .map(|DisposalRow { key, disposal, .. }| {
            let to = format!("{}{per}", record_path(&key));
            let (scope, decision) = (scope_words(lang, &disposal.scope), decision_words(lang, &disposal));
            let (icon, state) = (state_icon(disposal.state()), state_words(lang, &disposal));
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a class="id" href=to>{key.to_string()}</a></th>
                    <td role="cell" data-label=t!(lang, "disposal.column_what") lang=lang.written()>{disposal.title}</td>
                    <td role="cell" data-label=t!(lang, "disposal.column_scope")>{scope}</td>
                    <td role="cell" data-label=t!(lang, "disposal.column_decided")>{decision}</td>
                    <td role="cell" data-label=t!(lang, "disposal.column_state")>
                        <span class="tag"><Icon name=icon/>{state}</span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "disposal.caption")}</caption>
            {column_heads([
                ("", t!(lang, "column.key")),
                ("", t!(lang, "disposal.column_what")),
                ("", t!(lang, "disposal.column_scope")),
                ("", t!(lang, "disposal.column_decided")),
                ("", t!(lang, "disposal.column_state")),
            ])}
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}
