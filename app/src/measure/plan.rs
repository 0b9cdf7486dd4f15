//! A measure against the decided plan, and every time its dates were moved.

use crate::context::lang;
use crate::i18n::{Lang, capital, field_label};
use crate::plan::slip;
use crate::t;
use crate::ui::{Prose, day_view, record_path};
use domain::Kind;
use domain::measure::Measure;
use domain::programme::plan::{DecidedDates, MeasurePlan, Move};
use leptos::prelude::*;

/// Decided dates, how far the end has been moved, and the moves. Nothing where nothing has been decided or moved.
#[component]
pub fn PlanSection(measure: Measure, plan: MeasurePlan, per: String) -> AnyView {
    let lang = lang();
    let MeasurePlan { decided, moves } = plan;
    if decided.is_none() && moves.is_empty() {
        return ().into_any();
    }
    let heading = heading(lang, decided.as_ref(), &measure);
    let facts = decided.map(|decided| view! { <Decided decided=decided per=per/> });
    let table = if moves.is_empty() {
        view! { <p class="muted">{t!(lang, "plan.measure_moves_none")}</p> }.into_any()
    } else {
        view! { <Moves moves=moves/> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-plan">
            <div class="sec__head"><h2 id="h-plan">{heading}</h2>{facts}</div>
            {table}
        </section>
    }
    .into_any()
}

fn heading(lang: Lang, decided: Option<&DecidedDates>, measure: &Measure) -> String {
    match decided.map(|decided| (measure.end - decided.end).num_days()) {
        Some(0) => t!(lang, "plan.measure_stands").to_owned(),
        Some(days) => t!(lang, "plan.measure_moved", days = slip(lang, days)),
        None => t!(lang, "plan.measure_moves").to_owned(),
    }
}

/// What was decided, with the way to the plan.
#[component]
fn Decided(decided: DecidedDates, per: String) -> impl IntoView {
    let lang = lang();
    let dates = t!(lang, "common.from_to", from = decided.start, to = decided.end);
    let to = format!("{}{per}", record_path(&decided.plan));
    view! { <p>{dates} ". " <a href=to>{t!(lang, "plan.decided_by", date = decided.date)}</a></p> }
}

#[component]
fn Moves(moves: Vec<Move>) -> AnyView {
    let lang = lang();
    let column = |name: &'static str, class: &'static str| {
        view! { <th role="columnheader" scope="col" class=class>{name}</th> }
    };
    let rows = moves.into_iter().map(|one| view! { <MoveRow one=one/> }).collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "plan.measure_moves_caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {column(t!(lang, "plan.move_when"), "")}
                    {column(t!(lang, "plan.move_what"), "")}
                    {column(t!(lang, "plan.move_from"), "num")}
                    {column(t!(lang, "plan.move_to"), "num")}
                    {column(t!(lang, "plan.move_days"), "num")}
                    {column(t!(lang, "plan.move_by"), "")}
                    {column(t!(lang, "plan.move_why"), "")}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn MoveRow(one: Move) -> AnyView {
    let lang = lang();
    let days = slip(lang, (one.to - one.from).num_days());
    let date = one.at.split(' ').next().unwrap_or_default().to_owned();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><time datetime=one.at.replace(' ', "T") class="nowrap">{date}</time></th>
            <td role="cell" data-label=t!(lang, "plan.move_what")>
                {capital(field_label(lang, Kind::Measure, &one.field))}
            </td>
            <td role="cell" class="num" data-label=t!(lang, "plan.move_from")>{day_view(one.from)}</td>
            <td role="cell" class="num" data-label=t!(lang, "plan.move_to")>{day_view(one.to)}</td>
            <td role="cell" class="num" data-label=t!(lang, "plan.move_days")>{days}</td>
            <td role="cell" data-label=t!(lang, "plan.move_by")>{one.by}</td>
            <td role="cell" class="why" data-label=t!(lang, "plan.move_why")><Prose text=one.reason/></td>
        </tr>
    }
    .into_any()
}
