//! The files of a report: the PDF that is kept, and the DOCX and Markdown that are carried on.

use crate::address::page_of;
use crate::context::lang;
use crate::i18n::text;
use crate::t;
use domain::report::Report;
use domain::{Key, Page};
use leptos::prelude::*;

/// Forms a report can have, by the ending of the file.
const FORMS: [&str; 3] = ["pdf", "docx", "md"];

/// A menu with the report in each form, where it says anything to who looks, and each version that was laid before the board
/// before the one that is shown.
#[component]
pub fn ReportFiles(report: Report, key: Key, said: bool, suffix: String) -> AnyView {
    let lang = lang();
    let here = page_of(Page::InterimReport, &key);
    let shown = report.frozen().map(|one| one.version);
    let ways = FORMS
        .into_iter()
        .filter(|_| said)
        .map(|form| {
            let to = format!("{here}.{form}{suffix}");
            view! { <li><a href=to download="">{text(lang, &format!("interim_report.file_{form}"))}</a></li> }
        })
        .collect_view();
    let earlier = report
        .preparations
        .iter()
        .filter(|one| Some(one.version) != shown)
        .map(|one| {
            let to = format!("{here}.pdf?version={}", one.version);
            let words = t!(lang, "interim_report.file_version", version = one.version, date = one.date);
            view! { <li><a href=to download="">{words}</a></li> }
        })
        .collect_view();
    view! {
        <details class="more more--menu">
            <summary class="btn">{t!(lang, "interim_report.files")}</summary>
            <ul>{ways} {earlier}</ul>
        </details>
    }
    .into_any()
}
