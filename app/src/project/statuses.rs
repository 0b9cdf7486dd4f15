//! How a project has stood, a row for each reporting period, and the form of the next.

use crate::context::lang;
use crate::i18n::{capital, code_label, field_label, month_year};
use crate::programme::SignalTag;
use crate::ui::{ActionFold, Prose, Record, day_view};
use crate::{plural, t};
use domain::programme::status::Standing;
use domain::project::{PeriodStatus, Project};
use domain::{Action, Kind};
use leptos::prelude::*;

/// Every period, the last one first, and the form of the next, filled in with what stands until it is said otherwise.
#[component]
pub fn Statuses(project: Project, record: Record) -> AnyView {
    let lang = lang();
    let count = project.statuses.len();
    let draft = project.last_status().map(PeriodStatus::draft).unwrap_or_default();
    let lead = t!(lang, "project.report_lead").to_owned();
    let table = if count == 0 {
        view! { <p class="muted">{t!(lang, "project.statuses_none")}</p> }.into_any()
    } else {
        view! { <Table statuses=project.statuses record=record.clone()/> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-perioder">
            <div class="sec__head">
                <h2 id="h-perioder">{t!(lang, "project.statuses")}</h2>
                <p>{plural!(lang, "project.statuses_count", count)}</p>
            </div>
            {table}
            <ActionFold record=record action=Action::Report draft=draft lead=lead/>
        </section>
    }
    .into_any()
}

#[component]
fn Table(statuses: Vec<PeriodStatus>, record: Record) -> AnyView {
    let lang = lang();
    let (by, hidden) = (t!(lang, "project.reported"), record.hidden_by("causes"));
    let dimension = |code| code_label(lang, "dimension", code);
    let rows = statuses
        .into_iter()
        .rev()
        .map(|status| {
            let name = capital(&month_year(lang, status.period.first_day()));
            let cells = PeriodStatus::ORDER
                .iter()
                .map(|one| {
                    let standing = status.of(*one).cloned();
                    let hidden = hidden.clone();
                    view! {
                        <td role="cell" class="why" data-label=dimension(one.code())>
                            {standing.map(|standing| view! { <Told standing=standing hidden=hidden/> })}
                        </td>
                    }
                })
                .collect_view();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row" class="nowrap">{name}</th>
                    {cells}
                    <td role="cell" data-label=by>{day_view(status.reported)} ", " {status.by}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = PeriodStatus::ORDER
        .iter()
        .map(|one| view! { <th role="columnheader" scope="col">{dimension(one.code())}</th> })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "project.statuses")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{field_label(lang, Kind::Project, "period")}</th>
                    {heads}
                    <th role="columnheader" scope="col">{by}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// How one dimension stood, with its cause and what is done about it.
#[component]
fn Told(standing: Standing, hidden: Option<String>) -> AnyView {
    let lang = lang();
    let told = match hidden {
        Some(provision) => view! { <p><Prose text=String::new() hidden_by=Some(provision)/></p> }.into_any(),
        None => [(t!(lang, "project.cause"), standing.cause), (t!(lang, "project.action"), standing.action)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| view! { <p lang=lang.written()><b>{name} ":"</b> " " {text}</p> })
            .collect_view()
            .into_any(),
    };
    view! { <SignalTag signal=standing.signal/> {told} }.into_any()
}
