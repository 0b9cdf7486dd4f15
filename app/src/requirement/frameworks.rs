//! The frameworks to choose among, each with how far it is shown and judged.

use crate::api::Seen;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::plain_date;
use crate::page::{Head, per_now, with_per};
use crate::ui::{ExportMenu, Icon, PageTimeLine, column_heads};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::coverage::FrameworkSummary;
use domain::query::encode;
use domain::{Grant, Page, Register, Subject};
use leptos::prelude::*;

/// The list of frameworks.
#[component]
pub fn Frameworks(seen: Seen<Vec<FrameworkSummary>>) -> AnyView {
    let lang = lang();
    let per = per_now();
    let Seen { what: frameworks, decisions } = seen;
    let time = view! { <PageTimeLine page=Page::Coverage decisions=decisions/> };
    if frameworks.is_empty() {
        let heading = t!(lang, "coverage.heading").to_owned();
        let key = if per.is_empty() { "krav" } else { "then" };
        let say = |part: &str| crate::i18n::text(lang, &format!("empty.{key}_{part}"));
        return view! {
            <Head title=heading/>
            {time}
            <div class="empty"><h2>{say("title")}</h2><p class="muted">{say("text")}</p></div>
        }
        .into_any();
    }
    let total: u32 = frameworks.iter().map(|one| one.assessable).sum();
    let evidenced: u32 = frameworks.iter().map(|one| one.evidenced).sum();
    let title = plural!(lang, "coverage.frameworks_finding", total - evidenced, total = total);
    let rows = frameworks.into_iter().map(|one| view! { <FrameworkRow one=one/> }).collect_view();
    view! {
        <Head title=title lede=t!(lang, "coverage.frameworks_lead")>
            <ExportMenu register=Register::Requirements address=per/>
        </Head>
        <OwnOnly/>
        {time}
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "coverage.frameworks_caption")}</caption>
            {column_heads([
                ("", t!(lang, "coverage.column_framework")),
                ("", t!(lang, "coverage.column_in_force")),
                ("", t!(lang, "coverage.column_evidenced")),
                ("", t!(lang, "coverage.column_judged")),
            ])}
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn FrameworkRow(one: FrameworkSummary) -> AnyView {
    let lang = lang();
    let to = framework_path(&one.key, &per_now());
    let framework = one.framework;
    let date = match framework.in_force {
        Some(from) => view! { <InForce from=from coming=one.coming/> }.into_any(),
        None => view! { <span class="muted">{t!(lang, "coverage.no_date")}</span> }.into_any(),
    };
    let share = |part: u32| t!(lang, "coverage.share", part = part, total = one.assessable);
    let bar = (one.assessable > 0).then(|| {
        view! {
            <progress class="bar" max=one.assessable.to_string() value=one.evidenced.to_string()
                aria-label=t!(lang, "coverage.column_evidenced")>{share(one.evidenced)}</progress>
            " "
        }
    });
    let (evidenced, judged) = (share(one.evidenced), share(one.judged));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="title" href=to><b>{framework.short}</b></a>
                <br/>
                <span class="s muted">{framework.title}</span>
            </th>
            <td role="cell" data-label=t!(lang, "coverage.column_in_force")>{date}</td>
            <td role="cell" data-label=t!(lang, "coverage.column_evidenced")>{bar}<span class="nowrap">{evidenced}</span></td>
            <td role="cell" data-label=t!(lang, "coverage.column_judged")><span class="nowrap">{judged}</span></td>
        </tr>
    }
    .into_any()
}

/// From when something is in force; said in words while that day lies ahead.
#[component]
pub fn InForce(from: NaiveDate, coming: bool) -> AnyView {
    let lang = lang();
    if coming {
        let said = t!(lang, "coverage.framework_coming", date = from);
        return view! { <span class="tag"><Icon name="i-clock"/>{said}</span> }.into_any();
    }
    view! { <time class="nowrap" datetime=from.to_string()>{from.to_string()}</time> }.into_any()
}

/// The address of a framework's coverage; `per` is `?per=…` or empty.
#[must_use]
pub fn framework_path(key: &str, per: &str) -> String {
    with_per(&format!("/krav?ramverk={}", encode(key)), per)
}

/// That what there is to show is counted on the reader's own records only, for those who see no others.
#[component]
pub fn OwnOnly() -> AnyView {
    let lang = lang();
    let actor = use_actor();
    let own = actor.is_some_and(|actor| actor.grant(Subject::Page(Page::Evidence)) == Grant::Own);
    own.then(|| view! { <div class="banner"><p>{t!(lang, "coverage.own_only")}</p></div> }).into_any()
}

/// That a framework isn't in force yet on the day it is seen from, and from when it is.
#[component]
pub fn ComingBanner(name: String, from: NaiveDate) -> AnyView {
    let lang = lang();
    let date = plain_date(lang, from);
    view! {
        <div class="banner">
            <p>
                <Icon name="i-clock"/> " " <b>{t!(lang, "coverage.coming_banner", framework = name)}</b> " "
                {t!(lang, "coverage.coming_banner_from", date = date)}
            </p>
        </div>
    }
    .into_any()
}
