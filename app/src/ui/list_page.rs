//! The page of a register: head, filters, rows and pages.

use super::columns::Columns;
use super::{Filters, Pager, RowsTable, TimeLine};
use crate::api::{ListPage, list};
use crate::context::lang;
use crate::disclosure::asked;
use crate::frame::use_actor;
use crate::i18n::{Lang, count_text, text};
use crate::page::{Head, Loaded, use_pairs};
use crate::t;
use chrono::NaiveDate;
use domain::disclosure::Scope;
use domain::import;
use domain::listing::Listing;
use domain::{Action, Kind, Moment, Page, Register, Subject};
use leptos::prelude::*;

/// The page of a register. `finding` says what its heading states, from what the list shows.
#[component]
pub fn RegisterPage(
    /// The register.
    register: Register,
    /// What its heading states.
    finding: fn(Lang, &ListPage) -> String,
    /// What stands above its filters.
    #[prop(default = |_| ().into_any())]
    above: fn(&ListPage) -> AnyView,
    /// What draws its rows.
    #[prop(default = rows_table)]
    rows: fn(&ListPage) -> AnyView,
) -> AnyView {
    view! {
        <Loaded data=list(register, use_pairs()) draw=move |page: ListPage| {
            let title = finding(lang(), &page);
            view! { <ListPageView above=above(&page) rows=rows page=page title=title/> }.into_any()
        }/>
    }
    .into_any()
}

/// A register's page with its data.
#[component]
fn ListPageView(page: ListPage, title: String, above: AnyView, rows: fn(&ListPage) -> AnyView) -> AnyView {
    let lang = lang();
    let actor = use_actor();
    let listing = page.listing.clone();
    let register = listing.query.register;
    let may = |subject: Subject| actor.as_ref().is_some_and(|actor| actor.may(subject));
    let base = format!("/{}", register.code());
    let now = listing.query.moment == Moment::Now;
    let new = register.kind().and_then(|kind| {
        (may(Subject::Command(Action::Create, kind)) && now && kind.prefix().is_some()).then(|| {
            view! { <a class="btn btn--main" href=format!("{}/ny", kind.path())>{text(lang, &format!("form.create_{}", kind.code()))}</a> }
        })
    });
    let import = import::page(register).filter(|page| now && may(Subject::Page(*page)));
    let import = import.map(|page| view! { <a class="btn" href=page.path()>{t!(lang, "import.link")}</a> });
    let upload = register == Register::Evidence && now && may(Subject::Page(Page::UploadEvidence));
    let upload = upload.then(|| {
        view! { <a class="btn" href=Page::UploadEvidence.path()>{t!(lang, "evidence.upload_link")}</a> }
    });
    // Drills are counted as what they are.
    let counted = if listing.query.drills() {
        "register.ovningar_count".to_owned()
    } else {
        format!("register.{}_count", register.code())
    };
    // A heading that states nothing but the number isn't said twice.
    let lede = Some(count_text(lang, &counted, listing.total, &[])).filter(|lede| *lede != title).unwrap_or_default();
    let query = listing.query.clone();
    let shown = if listing.rows.is_empty() {
        view! { <Empty listing=listing.clone()/> }.into_any()
    } else {
        view! {
            {rows(&page)}
            <Columns query=query.clone()/>
            <Pager listing=listing.clone()/>
        }
        .into_any()
    };
    view! {
        <Head title=title lede=lede>
            <Exports listing=listing day=page.day/>
            {import}
            {upload}
            {new}
        </Head>
        {above}
        <Filters query=query.clone() settings=page.settings frameworks=page.frameworks action=base/>
        <TimeLine query=query decisions=page.decisions/>
        {shown}
    }
    .into_any()
}

/// The rows of a list as a table to read.
#[must_use]
pub fn rows_table(page: &ListPage) -> AnyView {
    let lang = lang();
    let Listing { query, columns, rows, .. } = page.listing.clone();
    let register = query.register;
    let per = match query.moment {
        Moment::On(day) => format!("?per={day}"),
        Moment::Now => String::new(),
    };
    let name = text(lang, &format!("register.{}", register.code())).to_owned();
    view! { <RowsTable register=register columns=columns rows=rows caption=name query=query per=per/> }.into_any()
}

/// The files a list can be taken out as: exactly what it shows.
#[component]
pub fn Exports(listing: Listing, day: NaiveDate) -> impl IntoView {
    let query = listing.query;
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Command(Action::Create, Kind::Disclosure)));
    let disclose = (may && Scope::REGISTERS.contains(&query.register)).then(|| asked::of_query(&query, day));
    view! { <ExportMenu register=query.register address=query.address() disclose=disclose/> }
}

/// The files a register can be taken out as.
#[component]
pub fn ExportMenu(
    /// The register.
    register: Register,
    /// The list's own address, from the question mark on.
    address: String,
    /// Where its public version is decided on, for those who may.
    #[prop(optional_no_strip)]
    disclose: Option<String>,
) -> impl IntoView {
    view! { <ExportsOf file=register.code() formats=&["xlsx", "csv", "json", "pdf"] address=address disclose=disclose/> }
}

/// The files that something can be taken out as: under this name, in these formats.
#[component]
pub fn ExportsOf(
    /// The files' name in the address.
    file: &'static str,
    /// The formats.
    formats: &'static [&'static str],
    /// What is asked of them, from the question mark on.
    address: String,
    /// Where the public version is decided on, for those who may.
    #[prop(optional_no_strip)]
    disclose: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let links = formats
        .iter()
        .map(|format| {
            let to = format!("/export/{file}.{format}{address}");
            view! { <li><a href=to download="">{format.to_uppercase()}</a></li> }
        })
        .collect_view();
    let disclose = disclose.map(|to| view! { <li><a href=to>{t!(lang, "disclosure.of_list")}</a></li> });
    view! {
        <details class="more more--menu">
            <summary class="btn">{t!(lang, "common.export")}</summary>
            <ul>{links} {disclose}</ul>
        </details>
    }
}

/// What an empty list teaches.
#[component]
fn Empty(listing: Listing) -> impl IntoView {
    let lang = lang();
    let register = listing.query.register.code();
    let then = listing.query.moment != Moment::Now && listing.whole == 0;
    let key = if then {
        "then".to_owned()
    } else if listing.whole > 0 {
        "filtered".to_owned()
    } else {
        register.to_owned()
    };
    view! {
        <div class="empty">
            <h2>{text(lang, &format!("empty.{key}_title"))}</h2>
            <p class="muted">{text(lang, &format!("empty.{key}_text"))}</p>
        </div>
    }
}
