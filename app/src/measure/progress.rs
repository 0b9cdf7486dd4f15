//! What has been reported of a measure.

use crate::context::lang;
use crate::i18n::percent;
use crate::t;
use crate::ui::{Prose, Record};
use domain::measure::{Measure, Progress};
use leptos::prelude::*;

/// The entries, newest first.
#[component]
pub fn ProgressSection(measure: Measure, record: Record) -> AnyView {
    let lang = lang();
    let finding = match measure.progress.last() {
        Some(entry) => t!(lang, "measure.progress_done", percent = percent(lang, entry.percent)),
        None => t!(lang, "measure.progress").to_owned(),
    };
    let reported = measure.progress.last().map(|entry| t!(lang, "measure.reported", date = entry.date));
    let table = if measure.progress.is_empty() {
        view! { <p class="muted">{t!(lang, "measure.progress_none")}</p> }.into_any()
    } else {
        let rows = measure
            .progress
            .into_iter()
            .rev()
            .map(|entry| view! { <EntryRow entry=entry record=record.clone()/> })
            .collect_view();
        view! {
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "measure.progress_caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "field_action.date")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "column.percent")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "measure.done")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "measure.next_step")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-framdrift">
            <div class="sec__head"><h2 id="h-framdrift">{finding}</h2><p>{reported}</p></div>
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn EntryRow(entry: Progress, record: Record) -> AnyView {
    let lang = lang();
    let said = percent(lang, entry.percent);
    let hidden = record.hidden_by("progress");
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <time datetime=entry.date.to_string() class="nowrap">{entry.date.to_string()}</time>
            </th>
            <td role="cell" class="nowrap" data-label=t!(lang, "column.percent")>
                <progress class="bar" max="100" value=entry.percent.to_string() aria-label=t!(lang, "column.percent")>
                    {said.clone()}
                </progress>
                {said}
            </td>
            <td role="cell" class="why" data-label=t!(lang, "measure.done")>
                <Prose text=entry.note hidden_by=hidden.clone()/>
            </td>
            <td role="cell" class="why" data-label=t!(lang, "measure.next_step")>
                <Prose text=entry.next_step hidden_by=hidden/>
            </td>
        </tr>
    }
    .into_any()
}
