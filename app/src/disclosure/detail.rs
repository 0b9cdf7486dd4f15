//! One disclosure: what was decided of each marked field, the decision's text, and the documents to give out.

use super::{finding, what};
use crate::address::page_of;
use crate::api::{DisclosureView, disclosure};
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, field_label};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_per};
use crate::ui::{Facts, Icon, column_heads, day_view, fact, record_path};
use crate::{plural, t};
use domain::disclosure::{Disclosure, Examined, Scope};
use domain::query::encode;
use domain::{Key, Page, Subject};
use leptos::prelude::*;

/// One disclosure.
#[component]
pub fn DisclosurePage() -> AnyView {
    let (key, per) = (use_key(), use_per());
    view! {
        <Loaded data=disclosure(key, per.clone()) draw=move |view: DisclosureView| {
            view! { <Shown key=view.key disclosure=view.disclosure per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(key: Key, disclosure: Disclosure, per: String) -> AnyView {
    let lang = lang();
    let name = key.to_string();
    let trail = vec![(t!(lang, "page.disclosures").to_owned(), format!("{}{per}", Page::Disclosures.path()))];
    let document = |extension: &str, words: &'static str, class: &'static str| {
        let to = format!("/export/{name}.{extension}");
        view! { <a class=class href=to download="">{words}<span class="vh">" " {name.clone()}</span></a> }
    };
    let pdf = document("pdf", t!(lang, "disclosure.as_pdf"), "btn btn--main");
    let xlsx = document("xlsx", t!(lang, "export.as_xlsx"), "btn");
    let journal = use_actor().filter(|actor| actor.may(Subject::Page(Page::Journal))).map(|_| {
        let to = format!("{}?post={}", Page::Journal.path(), encode(key.as_str()));
        view! { <a href=to>{t!(lang, "picture.position_link")}</a> }
    });
    let given = match &disclosure.scope {
        Scope::Picture { picture, .. } => page_of(Page::Picture, picture),
        Scope::List { register, day, .. } => {
            let address = disclosure.scope.query().map(|query| query.address()).unwrap_or_default();
            let joint = if address.is_empty() { '?' } else { '&' };
            format!("/{}{address}{joint}per={day}", register.code())
        }
    };
    let facts = vec![
        fact(t!(lang, "disclosure.fact_what"), view! { <a href=given>{what(lang, &disclosure.scope)}</a> }),
        fact(t!(lang, "field_disclosure.registration"), disclosure.registration.clone()),
        fact(t!(lang, "disclosure.column_decided"), day_view(disclosure.decided)),
        fact(t!(lang, "disclosure.column_by"), disclosure.by.clone()),
        fact(t!(lang, "picture.fact_position"), view! { {journal} }),
    ];
    let examined = disclosure.examined.clone();
    view! {
        <Crumbs trail=trail here=name.clone()/>
        <Head title=finding(lang, &disclosure) above=name.clone()>
            {pdf}
            {xlsx}
        </Head>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-beslut">
                    <div class="sec__head"><h2 id="h-beslut">{t!(lang, "disclosure.decision_heading")}</h2></div>
                    {decision(lang, &disclosure).into_iter().map(|part| view! { <p class="m mt-s">{part}</p> }).collect_view()}
                </section>
                <Fields examined=examined/>
            </div>
            <div class="stack"><Facts facts=facts/></div>
        </div>
    }
    .into_any()
}

/// The decision's text, ready to be put in a letter: what is given out, what isn't and why, and how it is appealed.
fn decision(lang: Lang, disclosure: &Disclosure) -> Vec<String> {
    let masked = disclosure.masked();
    if masked == 0 {
        return vec![t!(
            lang,
            "disclosure.decision_whole",
            what = what(lang, &disclosure.scope),
            registration = disclosure.registration
        )];
    }
    let provisions = disclosure.provisions().join(", ");
    let what = plural!(
        lang,
        "disclosure.decision_masked",
        masked,
        what = what(lang, &disclosure.scope),
        registration = disclosure.registration,
        provisions = provisions
    );
    let reasons = disclosure.reasons.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
    let mut parts = vec![what];
    parts.extend(reasons);
    parts.push(t!(lang, "disclosure.decision_appeal").to_owned());
    parts
}

/// Every field that was looked at.
#[component]
fn Fields(examined: Vec<Examined>) -> AnyView {
    let lang = lang();
    if examined.is_empty() {
        return view! { <p class="muted">{t!(lang, "disclosure.nothing_marked")}</p> }.into_any();
    }
    let rows = examined
        .into_iter()
        .map(|one| {
            let to = record_path(&one.record);
            let outcome = match one.provision {
                Some(provision) => view! {
                    <span class="tag"><Icon name="i-lock"/>{t!(lang, "secrecy.masked", provision = provision)}</span>
                }
                .into_any(),
                None => view! { <span class="tag tag--ok"><Icon name="i-check"/>{t!(lang, "disclosure.given_out")}</span> }
                    .into_any(),
            };
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a class="id" href=to>{one.record.to_string()}</a></th>
                    <td role="cell" data-label=t!(lang, "disclosure.column_field")>{field_label(lang, one.record.kind(), &one.field)}</td>
                    <td role="cell" data-label=t!(lang, "disclosure.column_outcome")>{outcome}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-falt">
            <div class="sec__head"><h2 id="h-falt">{t!(lang, "disclosure.fields_heading")}</h2></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "disclosure.fields_heading")}</caption>
                {column_heads([
                    ("", t!(lang, "column.key")),
                    ("", t!(lang, "disclosure.column_field")),
                    ("", t!(lang, "disclosure.column_outcome")),
                ])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
