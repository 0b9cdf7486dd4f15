//! What is said of a record period by period, the last one first, and the form of the next.

use super::{ActionFold, Prose, Record, day_view};
use crate::context::lang;
use crate::i18n::{capital, field_label, month_year};
use crate::{plural, t};
use domain::period_comment::PeriodComment;
use domain::{Action, Draft};
use leptos::prelude::*;

/// Every period's comment, and the form of the next one, filled in with `draft`.
#[component]
pub fn PeriodComments(comments: Vec<PeriodComment>, record: Record, draft: Draft) -> AnyView {
    let lang = lang();
    let count = comments.len();
    let table = if count == 0 {
        view! { <p class="muted">{t!(lang, "comment.periods_none")}</p> }.into_any()
    } else {
        view! { <Table comments=comments record=record.clone()/> }.into_any()
    };
    let lead = t!(lang, "comment.periods_lead").to_owned();
    view! {
        <section class="sec" aria-labelledby="h-perioder">
            <div class="sec__head">
                <h2 id="h-perioder">{t!(lang, "comment.periods")}</h2>
                <p>{plural!(lang, "comment.periods_count", count)}</p>
            </div>
            {table}
            <ActionFold record=record action=Action::Report draft=draft lead=lead/>
        </section>
    }
    .into_any()
}

#[component]
fn Table(comments: Vec<PeriodComment>, record: Record) -> AnyView {
    let lang = lang();
    let [period, comment] = ["period", "comment"].map(|field| field_label(lang, record.kind, field));
    let (by, hidden) = (t!(lang, "comment.periods_by"), record.hidden_by("comment"));
    let rows = comments
        .into_iter()
        .rev()
        .map(|said| {
            let name = capital(&month_year(lang, said.period.first_day()));
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row" class="nowrap">{name}</th>
                    <td role="cell" class="why" data-label=comment lang=lang.written()>
                        <Prose text=said.text hidden_by=hidden.clone()/>
                    </td>
                    <td role="cell" data-label=by>{day_view(said.reported)} ", " {said.by}</td>
                </tr>
            }
        })
        .collect_view();
    let head = |name: &'static str| view! { <th role="columnheader" scope="col">{name}</th> };
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "comment.periods")}</caption>
            <thead role="rowgroup"><tr role="row">{head(period)}{head(comment)}{head(by)}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
