//! The controls over a year (årshjul): what was done, what was missed, and what is to come, month by month.

use super::occasion::OccasionTag;
use crate::api::control_year;
use crate::context::lang;
use crate::i18n::{Lang, capital, code_label, number, text};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_pairs, with_per};
use crate::ui::{CellView, record_path};
use crate::{plural, t};
use chrono::Datelike;
use domain::Page;
use domain::control::year::{ControlYear, Occasion, OccasionState, YEARS, YearRow};
use domain::query::encode;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ControlYearPage() -> AnyView {
    let pairs = use_pairs();
    let per = pairs.iter().find(|(name, _)| name == "per").map(|(_, per)| per.clone()).unwrap_or_default();
    view! {
        <Loaded data=control_year(pairs) draw=move |page: ControlYear| {
            view! { <Shown page=page per=per/> }.into_any()
        }/>
    }
    .into_any()
}

/// What presses: occasions that have passed, or how many are left.
fn finding(lang: Lang, page: &ControlYear) -> String {
    let year = page.year;
    match (page.total, page.count(OccasionState::Overdue), page.count(OccasionState::Coming)) {
        (0, ..) => t!(lang, "control.year_none", year = year),
        (_, 0, left) => plural!(lang, "control.year_left", left, year = year),
        (_, late, _) => plural!(lang, "control.year_late", late, year = year),
    }
}

#[component]
fn Shown(page: ControlYear, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let trail = vec![(t!(lang, "page.controls").to_owned(), format!("{}{suffix}", Page::Controls.path()))];
    let title = finding(lang, &page);
    let counts = OccasionState::ALL
        .iter()
        .filter(|state| page.count(**state) > 0)
        .map(|state| format!("{} {}", code_label(lang, "occasion", state.code()), number(lang, page.count(*state))))
        .collect::<Vec<_>>()
        .join(" · ");
    let more = page.total.saturating_sub(page.rows.len() as u64);
    let more =
        (more > 0).then(|| view! { <p class="note">{t!(lang, "control.year_more", n = number(lang, more))}</p> });
    let table = (!page.rows.is_empty()).then(|| view! { <Table page=page.clone() per=suffix.clone()/> });
    view! {
        <Crumbs trail=trail here=t!(lang, "page.control_year").to_owned()/>
        <Head title=title lede=t!(lang, "control.year_lead").to_owned()/>
        <Choices page=page per=per/>
        <section class="sec mt" aria-labelledby="h-aret">
            <div class="sec__head"><h2 id="h-aret">{t!(lang, "control.year_occasions")}</h2><p>{counts}</p></div>
            {table}
            {more}
        </section>
    }
    .into_any()
}

/// Which year, whose controls, and seen from when; and the years beside it.
#[component]
fn Choices(page: ControlYear, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let beside = |year: i32, rel: &'static str, word: &'static str| {
        let owner = if page.owner.is_empty() { String::new() } else { format!("&ansvarig={}", encode(&page.owner)) };
        let to = with_per(&format!("{}?ar={year}{owner}", Page::ControlYear.path()), &suffix);
        YEARS.contains(&year).then(|| view! { <li><a href=to rel=rel>{word} " (" {year} ")"</a></li> })
    };
    let (before, after) = (
        beside(page.year - 1, "prev", t!(lang, "control.year_before")),
        beside(page.year + 1, "next", t!(lang, "control.year_after")),
    );
    let owners = page
        .owners
        .iter()
        .map(|owner| {
            let chosen = *owner == page.owner;
            view! { <option value=owner.clone() selected=chosen>{owner.clone()}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" action=Page::ControlYear.path() method="get" autocomplete="off">
            <div class="field">
                <label for="arshjul-ar">{t!(lang, "filter.ar")}</label>
                <input class="input" id="arshjul-ar" name="ar" type="number" min=*YEARS.start() max=*YEARS.end()
                    value=page.year.to_string()/>
            </div>
            <div class="field">
                <label for="arshjul-ansvarig">{t!(lang, "filter.ansvarig")}</label>
                <select class="input" id="arshjul-ansvarig" name="ansvarig">
                    <option value="">{t!(lang, "filter.ansvarig_all")}</option>
                    {owners}
                </select>
            </div>
            <div class="field">
                <label for="arshjul-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="arshjul-per" name="per" type="date" value=per/>
            </div>
            <button class="btn" type="submit">{t!(lang, "asof.submit")}</button>
        </form>
        <nav class="m" aria-label=t!(lang, "control.year_nav")><ul class="files-row">{before}{after}</ul></nav>
    }
    .into_any()
}

/// The month that a date lies in, when it lies in the year.
fn month_of(page: &ControlYear) -> Option<u32> {
    (page.day.year() == page.year).then(|| page.day.month())
}

#[component]
fn Table(page: ControlYear, per: String) -> AnyView {
    let lang = lang();
    let now = month_of(&page);
    let heads = (1..=12)
        .map(|month| {
            let name = capital(text(lang, &format!("calendar.month_{month}")));
            let short: String = name.chars().take(3).collect();
            view! {
                <th role="columnheader" scope="col" class:now=now == Some(month) aria-current=(now == Some(month)).then_some("date")>
                    <span aria-hidden="true">{short}</span>
                    <span class="vh">{name}</span>
                </th>
            }
        })
        .collect_view();
    let rows = page.rows.into_iter().map(|row| view! { <ControlRow row=row now=now per=per.clone()/> }).collect_view();
    view! {
        <table role="table" class="tbl tbl--cards year">
            <caption class="vh">{t!(lang, "control.year_caption", year = page.year)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "control.year_control")}</th>
                    {heads}
                    <th role="columnheader" scope="col">{t!(lang, "control.effectiveness")}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn ControlRow(row: YearRow, now: Option<u32>, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&row.key));
    let below = format!("{} · {}", row.owner, code_label(lang, "frequency", row.frequency.code()));
    let months = (1..=12)
        .map(|month| {
            let here: Vec<Occasion> = row.occasions.iter().filter(|one| one.date.month() == month).cloned().collect();
            let name = capital(text(lang, &format!("calendar.month_{month}")));
            let tags = here.into_iter().map(|occasion| view! { <OccasionTag occasion=occasion/> }).collect_view();
            view! { <td role="cell" class:now=now == Some(month) data-label=name>{tags}</td> }
        })
        .collect_view();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{row.key.to_string()}</span>
                <br/>
                <a class="title" href=to>{row.title}</a>
                <br/>
                <span class="muted">{below}</span>
            </th>
            {months}
            <td role="cell" data-label=t!(lang, "control.effectiveness")><CellView cell=row.effectiveness/></td>
        </tr>
    }
    .into_any()
}
