//! How a deviation has stood, a row for each reporting period, and the form of the next.

use crate::context::lang;
use crate::i18n::{capital, code_label, month_year};
use crate::ui::{ActionFold, Prose, Record, day_view};
use crate::{plural, t};
use domain::deviation::Deviation;
use domain::{Action, Draft};
use leptos::prelude::*;

/// Every period, the last one first, and the form of the next.
#[component]
pub fn Statuses(deviation: Deviation, record: Record) -> AnyView {
    let lang = lang();
    let count = deviation.statuses.len();
    let draft = Draft::default().with("state", deviation.state().code());
    let lead = t!(lang, "deviation.report_lead").to_owned();
    let table = if count == 0 {
        view! { <p class="muted">{t!(lang, "deviation.statuses_none")}</p> }.into_any()
    } else {
        view! { <Table deviation=deviation record=record.clone()/> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-perioder">
            <div class="sec__head">
                <h2 id="h-perioder">{t!(lang, "deviation.statuses")}</h2>
                <p>{plural!(lang, "deviation.statuses_count", count)}</p>
            </div>
            {table}
            <ActionFold record=record action=Action::Report draft=draft lead=lead/>
        </section>
    }
    .into_any()
}

#[component]
fn Table(deviation: Deviation, record: Record) -> AnyView {
    let lang = lang();
    let names =
        ["period", "state", "comment"].map(|field| crate::i18n::field_label(lang, domain::Kind::Deviation, field));
    let [period, state, comment] = names;
    let (by, hidden) = (t!(lang, "deviation.reported"), record.hidden_by("comment"));
    let rows = deviation
        .statuses
        .into_iter()
        .rev()
        .map(|status| {
            let name = capital(&month_year(lang, status.period.first_day()));
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row" class="nowrap">{name}</th>
                    <td role="cell" data-label=state>{code_label(lang, "deviation_state", status.state.code())}</td>
                    <td role="cell" class="why" data-label=comment lang=lang.written()>
                        <Prose text=status.comment hidden_by=hidden.clone()/>
                    </td>
                    <td role="cell" data-label=by>{day_view(status.reported)} ", " {status.by}</td>
                </tr>
            }
        })
        .collect_view();
    let head = |name: &'static str| view! { <th role="columnheader" scope="col">{name}</th> };
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "deviation.statuses")}</caption>
            <thead role="rowgroup"><tr role="row">{head(period)}{head(state)}{head(comment)}{head(by)}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
