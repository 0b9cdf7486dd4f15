//! Plan and outcome at each half-year, and what is to be expected: the chart's twin.

use crate::chart::range;
use crate::context::lang;
use crate::i18n::{Lang, number};
use crate::t;
use domain::programme::forecast::{RUNS, Spread};
use domain::programme::{Forecast, NoForecast, ProgrammeReport, Step};
use leptos::prelude::*;

/// The table, and under it how the forecast is made.
#[component]
pub fn Steps(report: ProgrammeReport) -> AnyView {
    let lang = lang();
    let end = report.programme.as_ref().map(|programme| programme.end);
    let at_end = report.forecast.as_ref().ok().and_then(|forecast| forecast.at_end).zip(end);
    let rows = report
        .steps
        .into_iter()
        .map(|step| {
            let expected = at_end.filter(|(_, end)| *end == step.date && step.done.is_none()).map(|(spread, _)| spread);
            view! { <StepRow step=step expected=expected/> }
        })
        .collect_view();
    let dates = report.forecast.as_ref().ok().map(|forecast| view! { <Dates forecast=forecast.clone()/> });
    view! {
        <section class="sec" aria-labelledby="h-plan">
            <div class="sec__head">
                <h2 id="h-plan">{t!(lang, "programme.steps")}</h2>
                <p>{t!(lang, "programme.steps_unit", total = number(lang, report.total.total))}</p>
            </div>
            <table class="tbl tbl--dense">
                <caption class="vh">{t!(lang, "programme.steps_caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "programme.step_date")}</th>
                        <th scope="col" class="num">{t!(lang, "programme.step_plan")}</th>
                        <th scope="col" class="num">{t!(lang, "programme.step_done")}</th>
                        <th scope="col" class="num">{t!(lang, "programme.step_difference")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {dates}
            </table>
            <p class="note mt-s">{method(lang, &report.forecast)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn StepRow(step: Step, expected: Option<Spread>) -> AnyView {
    let lang = lang();
    let difference = |done: u32| number(lang, i64::from(done) - i64::from(step.planned));
    let (name, done, difference) = match (step.done, expected) {
        (Some(done), _) => (step.date.to_string(), view! { <b>{number(lang, done)}</b> }.into_any(), difference(done)),
        (None, Some(spread)) => {
            let between = if spread.p80 == spread.p50 {
                difference(spread.p80)
            } else {
                t!(lang, "programme.step_between", from = difference(spread.p80), to = difference(spread.p50))
            };
            let name = t!(lang, "programme.step_forecast", date = step.date);
            (name, view! { <b>{range(spread)}</b> }.into_any(), between)
        }
        (None, None) => {
            let coming = view! { <span class="muted">{t!(lang, "programme.step_to_come")}</span> };
            (step.date.to_string(), coming.into_any(), String::new())
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{number(lang, step.planned)}</td>
            <td class="num">{done}</td>
            <td class="num">{difference}</td>
        </tr>
    }
    .into_any()
}

/// When everything is done, in half of the simulations and in 80 of 100.
#[component]
fn Dates(forecast: Forecast) -> impl IntoView {
    let lang = lang();
    let dates =
        [(t!(lang, "programme.all_done_p50"), forecast.p50), (t!(lang, "programme.all_done_p80"), forecast.p80)];
    let rows = dates
        .into_iter()
        .map(|(name, day)| {
            let day = day.map_or_else(|| t!(lang, "programme.all_done_late").to_owned(), |day| day.to_string());
            view! { <tr><th scope="row" colspan="2">{name}</th><td class="num" colspan="2"><b>{day}</b></td></tr> }
        })
        .collect_view();
    view! { <tbody class="dates">{rows}</tbody> }
}

/// How the forecast is made, in two sentences; or why there is none.
fn method(lang: Lang, forecast: &Result<Forecast, NoForecast>) -> String {
    match forecast {
        Ok(forecast) => {
            let pace = forecast.pace;
            let runs = i64::try_from(RUNS).unwrap_or_default();
            t!(lang, "programme.method", runs = number(lang, runs), weeks = pace.weeks, delivered = pace.delivered)
        }
        Err(NoForecast::Empty) => t!(lang, "programme.no_forecast_empty").to_owned(),
        Err(NoForecast::Done) => t!(lang, "programme.no_forecast_done").to_owned(),
        Err(NoForecast::NotBegun) => t!(lang, "programme.no_forecast_not_begun").to_owned(),
        Err(NoForecast::Still) => t!(lang, "programme.no_forecast_still").to_owned(),
    }
}
