//! The disclosures there have been, and the beginning of a new one.

use super::examining::Examining;
use super::{asked, finding};
use crate::api::{DisclosureListView, disclosures};
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::text;
use crate::page::{Head, Loaded, per_suffix, use_pairs, use_per};
use crate::ui::{AsOf, column_heads, day_view, record_path};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::disclosure::{DisclosureRow, Scope};
use domain::{Action, Kind, Page, Subject};
use leptos::prelude::*;

/// The disclosures, the newest first.
#[component]
pub fn DisclosureListPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=disclosures(per.clone(), asked::asked(&use_pairs())) draw=move |view: DisclosureListView| {
            view! { <Shown view=view per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: DisclosureListView, per: String) -> AnyView {
    let lang = lang();
    let list = view.list.clone();
    let suffix = per_suffix(&per);
    let title = plural!(lang, "disclosure.finding", list.disclosures.len());
    let may = per.is_empty()
        && use_actor().is_some_and(|actor| actor.may(Subject::Command(Action::Create, Kind::Disclosure)));
    let begin =
        (may && list.examining.is_none()).then(|| view! { <Begin pictures=list.pictures.clone() today=view.today/> });
    let examining = list.examining.is_some().then(|| view! { <Examining view=view/> });
    let table = if list.disclosures.is_empty() {
        view! { <p class="muted">{t!(lang, "disclosure.none")}</p> }.into_any()
    } else {
        view! { <Table rows=list.disclosures per=suffix/> }.into_any()
    };
    view! {
        <Head title=title above=t!(lang, "page.disclosures").to_owned() lede=t!(lang, "disclosure.lead").to_owned()>
            <AsOf path=Page::Disclosures.path() day=per/>
        </Head>
        {examining}
        {begin}
        <section class="sec" aria-labelledby="h-utlamnanden">
            <div class="sec__head"><h2 id="h-utlamnanden">{t!(lang, "disclosure.made_heading")}</h2></div>
            {table}
        </section>
    }
    .into_any()
}

/// The choice of a picture or a list: plain forms whose answer is an address.
#[component]
fn Begin(pictures: Vec<(domain::Key, String)>, today: NaiveDate) -> AnyView {
    let lang = lang();
    let registers = Scope::REGISTERS
        .into_iter()
        .map(|register| {
            let name = text(lang, &format!("register.{}", register.code()));
            view! { <option value=register.code()>{name}</option> }
        })
        .collect_view();
    let picture = (!pictures.is_empty()).then(|| {
        let options = pictures
            .into_iter()
            .map(|(key, name)| view! { <option value=key.to_string()>{t!(lang, "page.picture")} " " {name}</option> })
            .collect_view();
        view! {
            <form class="form mt" method="get" action=Page::Disclosures.path()>
                <div class="field">
                    <label for="utl-riskbild">{t!(lang, "field_disclosure.picture")}</label>
                    <select class="input" id="utl-riskbild" name=asked::PICTURE>{options}</select>
                </div>
                <div class="actions"><button class="btn" type="submit">{t!(lang, "disclosure.begin")}</button></div>
            </form>
        }
    });
    view! {
        <section class="sec" aria-labelledby="h-nytt-utlamnande">
            <div class="sec__head"><h2 id="h-nytt-utlamnande">{t!(lang, "action.create_disclosure")}</h2></div>
            <p class="m muted">{t!(lang, "disclosure.begin_lead")}</p>
            {picture}
            <form class="form mt" method="get" action=Page::Disclosures.path()>
                <div class="field">
                    <label for="utl-lista">{t!(lang, "field_disclosure.register")}</label>
                    <select class="input" id="utl-lista" name=asked::LIST>{registers}</select>
                </div>
                <div class="field">
                    <label for="utl-dag">{t!(lang, "field_disclosure.day")}</label>
                    <input class="input input--date" id="utl-dag" name=asked::DAY type="date" required=true value=today.to_string() max=today.to_string()/>
                </div>
                <div class="actions"><button class="btn" type="submit">{t!(lang, "disclosure.begin")}</button></div>
            </form>
            <p class="note mt">{t!(lang, "disclosure.begin_filtered")}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<DisclosureRow>, per: String) -> AnyView {
    let lang = lang();
    let body = rows
        .into_iter()
        .map(|DisclosureRow { key, disclosure }| {
            let to = format!("{}{per}", record_path(&key));
            let what = finding(lang, &disclosure);
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a class="id" href=to>{key.to_string()}</a></th>
                    <td role="cell" data-label=t!(lang, "disclosure.column_what")>{what}</td>
                    <td role="cell" data-label=t!(lang, "field_disclosure.registration")>{disclosure.registration}</td>
                    <td role="cell" data-label=t!(lang, "disclosure.column_decided")>{day_view(disclosure.decided)}</td>
                    <td role="cell" data-label=t!(lang, "disclosure.column_by")>{disclosure.by}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "disclosure.caption")}</caption>
            {column_heads([
                ("", t!(lang, "column.key")),
                ("", t!(lang, "disclosure.column_what")),
                ("", t!(lang, "field_disclosure.registration")),
                ("", t!(lang, "disclosure.column_decided")),
                ("", t!(lang, "disclosure.column_by")),
            ])}
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}
