//! The steps of a year as a list: the wheel's own words.

use super::{state_class, state_icon};
use crate::context::lang;
use crate::i18n::{Lang, code_label, number};
use crate::page::with_per;
use crate::ui::{Icon, day_view};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::query::encode;
use domain::year_cycle::{ControlTally, CycleStep, Shown, ShownBy, YearCycle};
use domain::{Kind, Page};
use leptos::prelude::*;

/// The list, numbered as the wheel is.
#[component]
pub(super) fn StepList(cycle: YearCycle, per: String) -> AnyView {
    let lang = lang();
    let (year, day) = (cycle.year, cycle.day);
    let rows = cycle
        .steps
        .into_iter()
        .zip(1..)
        .map(|(step, number)| view! { <StepRow step=step number=number day=day per=per.clone()/> })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-stegen">
            <div class="sec__head"><h2 id="h-stegen">{t!(lang, "year.list")}</h2></div>
            <table role="table" class="tbl tbl--cards cycle">
                <caption class="vh">{t!(lang, "year.caption", year = year)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "year.column_step")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "year.column_day")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "year.column_state")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "year.column_shown")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn StepRow(step: CycleStep, number: u32, day: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    let late = step.days_late(day).map(|days| {
        view! { <br/><span class="muted s">{plural!(lang, "year.days_late", days)}</span> }
    });
    let requirement = match &step.step.shown {
        ShownBy::Evidence(key) => {
            let to = with_per(&format!("{}/{}", Kind::Requirement.path(), encode(key.as_str())), &per);
            Some(view! { " " <a href=to>{t!(lang, "year.requirement", key = key)}</a> })
        }
        _ => None,
    };
    let shown = shown_view(lang, &step, &per);
    view! {
        <tr role="row" id=step.step.id.clone()>
            <th role="rowheader" scope="row">
                <span class="id">{number}</span> " " <span lang=lang.written()>{step.step.text.clone()}</span>
                <br/>
                <span class="muted s">
                    <span lang=lang.written()>{t!(lang, "year.source", source = step.step.source)}</span> {requirement}
                </span>
            </th>
            <td role="cell" data-label=t!(lang, "year.column_day")>{day_view(step.due)}</td>
            <td role="cell" data-label=t!(lang, "year.column_state")>
                <div>
                    <span class=state_class(step.state)>
                        <Icon name=state_icon(step.state)/>
                        {code_label(lang, "year_state", step.state.code())}
                    </span>
                    {late}
                </div>
            </td>
            <td role="cell" data-label=t!(lang, "year.column_shown")>{shown}</td>
        </tr>
    }
    .into_any()
}

/// What shows it; or, until something does, what would.
fn shown_view(lang: Lang, step: &CycleStep, per: &str) -> AnyView {
    let controls = step.controls.map(|tally| controls_view(lang, tally, per));
    match &step.shown {
        Some(shown) => view! { <div>{shown_by(lang, shown, per)} {controls}</div> }.into_any(),
        None => {
            let known = code_label(lang, "year_known", step.step.shown.code());
            view! { <div>{controls} <span class="muted">{known}</span></div> }.into_any()
        }
    }
}

fn shown_by(lang: Lang, shown: &Shown, per: &str) -> AnyView {
    let links = shown
        .by
        .iter()
        .map(|key| {
            let to = with_per(&format!("{}/{}", shown.kind.path(), encode(key.as_str())), per);
            view! { " " <a class="id" href=to>{key.to_string()}</a> }
        })
        .collect_view();
    let note = (!shown.note.is_empty()).then(|| {
        view! { <br/><span class="muted" lang=lang.written()>{shown.note.clone()}</span> }
    });
    view! { {day_view(shown.on)} {links} {note} }.into_any()
}

/// How many of the year's occasions are carried out, with the way to them.
fn controls_view(lang: Lang, tally: ControlTally, per: &str) -> AnyView {
    if tally.planned == 0 {
        return view! { <span>{t!(lang, "year.controls_none")} ". "</span> }.into_any();
    }
    let to = with_per(&format!("{}?ar={}", Page::ControlYear.path(), tally.year), per);
    let (done, planned) = (number(lang, tally.done), number(lang, tally.planned));
    let words = t!(lang, "year.controls", done = done, planned = planned);
    let late = (tally.overdue > 0).then(|| format!(", {}", plural!(lang, "year.controls_late", tally.overdue)));
    let missed = (tally.missed > 0).then(|| format!(", {}", plural!(lang, "year.controls_missed", tally.missed)));
    view! { <span>" " <a href=to>{words}</a> {late} {missed} ". "</span> }.into_any()
}
