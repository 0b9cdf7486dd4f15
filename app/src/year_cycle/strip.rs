//! The year in little, for the overview: the steps that are late, and those that come next.

use super::{state_class, state_icon};
use crate::context::lang;
use crate::i18n::code_label;
use crate::page::with_per;
use crate::t;
use crate::ui::Icon;
use chrono::{Datelike, NaiveDate};
use domain::Page;
use domain::year_cycle::CycleStep;
use leptos::prelude::*;

/// The strip; nothing when no step is left.
#[component]
pub fn YearStrip(steps: Vec<CycleStep>, done: (usize, usize), day: NaiveDate, per: String) -> AnyView {
    let lang = lang();
    if steps.is_empty() {
        return ().into_any();
    }
    let all = t!(lang, "year.strip_done", done = done.0, total = done.1, year = day.year());
    let items = steps
        .into_iter()
        .map(|step| {
            let to = with_per(&format!("{}?ar={}", Page::YearCycle.path(), step.year), &per);
            let to = format!("{to}#{}", step.step.id);
            view! {
                <li>
                    <time datetime=step.due.to_string()>{step.due.to_string()}</time>
                    <div>
                        <a class="title" href=to><span lang=lang.written()>{step.step.text.clone()}</span></a>
                        " "
                        <span class=state_class(step.state)>
                            <Icon name=state_icon(step.state)/>
                            {code_label(lang, "year_state", step.state.code())}
                        </span>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-arshjul">
            <div class="sec__head">
                <h2 id="h-arshjul">{t!(lang, "year.strip")}</h2>
                <p><a href=with_per(Page::YearCycle.path(), &per)>{all}</a></p>
            </div>
            <ul class="plain">{items}</ul>
        </section>
    }
    .into_any()
}
