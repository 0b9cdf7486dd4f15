//! Open measures, what is coming, and the last of the journal.

use crate::context::lang;
use crate::i18n::done_label;
use crate::page::with_per;
use crate::ui::{RowsTable, record_path};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::history::JournalRow;
use domain::overview::Overview;
use domain::{Page, Register};
use leptos::prelude::*;

/// Open measures, most overdue first.
#[component]
pub fn OpenMeasures(page: Overview, per: String) -> AnyView {
    let lang = lang();
    if page.measures.is_empty() {
        return ().into_any();
    }
    let heading = t!(lang, "overview.measures");
    let all = plural!(lang, "overview.measures_all", page.programme.total);
    view! {
        <section class="sec" aria-labelledby="h-oppna">
            <div class="sec__head">
                <h2 id="h-oppna">{heading}</h2>
                <p><a href=with_per("/atgarder?status=all", &per)>{all}</a></p>
            </div>
            <RowsTable register=Register::Measures columns=page.measure_columns rows=page.measures
                caption=heading.to_owned() per=per/>
        </section>
    }
    .into_any()
}

/// The next dates.
#[component]
pub fn Coming(page: Overview, per: String) -> AnyView {
    let lang = lang();
    if page.coming.is_empty() {
        return ().into_any();
    }
    let items = page
        .coming
        .into_iter()
        .map(|(day, key, title)| {
            let to = format!("{}{per}", record_path(&key));
            view! {
                <li>
                    <time datetime=day.to_string()>{day.to_string()}</time>
                    <a class="title" href=to><span class="id">{key.to_string()}</span> " " {title}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-kommande">
            <div class="sec__head"><h2 id="h-kommande">{t!(lang, "overview.coming")}</h2></div>
            <ul class="plain">{items}</ul>
        </section>
    }
    .into_any()
}

/// The last of the journal.
#[component]
pub fn LastEntries(entries: Vec<JournalRow>, day: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    if entries.is_empty() {
        return ().into_any();
    }
    let items = entries
        .into_iter()
        .map(|entry| {
            // Only records of a register have pages that everyone who reads the journal can open.
            let name = if Register::of(entry.kind).is_some() {
                view! { <a href=format!("{}{per}", record_path(&entry.key))>{entry.key.to_string()}</a> }.into_any()
            } else {
                entry.key.to_string().into_any()
            };
            // The hour matters of what was done today; the journal has the rest.
            let (date, hour) = entry.at.split_once(' ').unwrap_or((&entry.at, ""));
            let when = if per.is_empty() && date == day.to_string() {
                format!("{} {hour}", t!(lang, "common.today"))
            } else {
                date.to_owned()
            };
            view! {
                <li>
                    <time datetime=entry.at.replace(' ', "T")>{when}</time>
                    <span>
                        {name} " " {done_label(lang, entry.action, entry.kind)} " " <span class="muted">{entry.by}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-journal">
            <div class="sec__head">
                <h2 id="h-journal">{t!(lang, "overview.journal")}</h2>
                <p><a href=with_per(Page::Journal.path(), &per)>{t!(lang, "overview.journal_all")}</a></p>
            </div>
            <ul class="plain">{items}</ul>
        </section>
    }
    .into_any()
}
