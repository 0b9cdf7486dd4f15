//! The risks of a decided picture, and those that have changed in the register since.

use super::{Leafing, SpotScore};
use crate::address::Address;
use crate::context::lang;
use crate::ui::{Prose, record_path};
use crate::{plural, t};
use domain::Key;
use domain::picture::page::{Board, ChangeRow};
use leptos::prelude::*;

/// Every risk, as the board decided on it, a page at a time.
#[component]
pub fn AllRisks(board: Board, address: Address, per: String) -> AnyView {
    let lang = lang();
    let heading = plural!(lang, "picture.all", board.total);
    let rows = board.rows.clone().into_iter().map(|row| view! { <RiskRow row=row per=per.clone()/> }).collect_view();
    let column = |name: &'static str, class: &'static str| {
        view! { <th role="columnheader" scope="col" class=class>{name}</th> }
    };
    view! {
        <section class="sec" aria-labelledby="h-alla">
            <div class="sec__head"><h2 id="h-alla">{heading}</h2><p>{t!(lang, "picture.all_lead")}</p></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "picture.all_caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {column(t!(lang, "picture.column_risk"), "")}
                        {column(t!(lang, "picture.column_owner"), "")}
                        {column(t!(lang, "picture.column_value"), "num")}
                        {column(t!(lang, "picture.column_target"), "num")}
                        {column(t!(lang, "picture.column_reason"), "")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <Leafing board=board address=address/>
        </section>
    }
    .into_any()
}

#[component]
fn RiskRow(row: ChangeRow, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&row.key));
    let hidden = row.provision.filter(|_| row.reason.is_empty());
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{row.key.to_string()}</span> " " <a class="title" href=to>{row.title}</a>
            </th>
            <td role="cell" data-label=t!(lang, "picture.column_owner")>{row.owner}</td>
            <td role="cell" class="num" data-label=t!(lang, "picture.column_value")>
                {row.after.map(|spot| view! { <SpotScore spot=spot/> })}
            </td>
            <td role="cell" class="num" data-label=t!(lang, "picture.column_target")>
                {row.target.map(|spot| view! { <SpotScore spot=spot/> })}
            </td>
            <td role="cell" class="why" data-label=t!(lang, "picture.column_reason")>
                <Prose text=row.reason hidden_by=hidden/>
            </td>
        </tr>
    }
    .into_any()
}

/// Risks that have changed in the register since the board decided.
#[component]
pub fn Since(risks: Vec<(Key, String)>, per: String) -> AnyView {
    let lang = lang();
    let heading = plural!(lang, "picture.since", risks.len());
    let lead = (!risks.is_empty()).then(|| view! { <p class="note">{t!(lang, "picture.since_lead")}</p> });
    let items = risks
        .into_iter()
        .map(|(key, title)| {
            let to = format!("{}{per}", record_path(&key));
            view! { <li><span class="id">{key.to_string()}</span><a class="title" href=to>{title}</a></li> }
        })
        .collect::<Vec<_>>();
    let list = (!items.is_empty()).then(|| view! { <ul class="plain mt-s">{items}</ul> });
    view! {
        <section class="sec" aria-labelledby="h-sedan">
            <div class="sec__head"><h2 id="h-sedan">{heading}</h2></div>
            {lead}
            {list}
        </section>
    }
    .into_any()
}
