//! Plan and outcome at each half-year: the chart's twin.

use crate::context::lang;
use crate::i18n::number;
use crate::t;
use domain::programme::Step;
use leptos::prelude::*;

/// The table.
#[component]
pub fn Steps(steps: Vec<Step>, total: u32) -> AnyView {
    let lang = lang();
    let rows = steps
        .into_iter()
        .map(|step| {
            let done = match step.done {
                Some(done) => view! { <b>{number(lang, done)}</b> }.into_any(),
                None => view! { <span class="muted">{t!(lang, "programme.step_to_come")}</span> }.into_any(),
            };
            let difference = step.done.map(|done| number(lang, i64::from(done) - i64::from(step.planned)));
            view! {
                <tr>
                    <th scope="row">{step.date.to_string()}</th>
                    <td class="num">{number(lang, step.planned)}</td>
                    <td class="num">{done}</td>
                    <td class="num">{difference}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-plan">
            <div class="sec__head">
                <h2 id="h-plan">{t!(lang, "programme.steps")}</h2>
                <p>{t!(lang, "programme.steps_unit", total = number(lang, total))}</p>
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
            </table>
        </section>
    }
    .into_any()
}
