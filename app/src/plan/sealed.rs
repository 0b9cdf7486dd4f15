//! The decision that sealed a plan, and the other plans the board has decided on.

use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::number;
use crate::page::with_per;
use crate::t;
use crate::ui::{Icon, day_view, fact, fact_some, record_path};
use domain::programme::plan::{PlanLine, ShownPlan};
use domain::query::encode;
use domain::{Page, Subject};
use leptos::prelude::*;

/// The decision and the seal.
#[component]
pub fn Sealed(shown: ShownPlan, per: String) -> AnyView {
    let lang = lang();
    let plan = shown.plan;
    let minutes = plan.minutes;
    let heading =
        t!(lang, "plan.sealed_heading", organ = minutes.organ, date = minutes.date, paragraph = minutes.paragraph);
    let words = plan
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <li>{line.to_owned()}</li> })
        .collect::<Vec<_>>();
    let words = (!words.is_empty()).then(|| view! { <ol>{words}</ol> });
    let journal = use_actor().filter(|actor| actor.may(Subject::Page(Page::Journal))).map(|_| {
        let to = with_per(&format!("{}?post={}", Page::Journal.path(), encode(shown.key.as_str())), &per);
        view! { <a href=to>{t!(lang, "picture.position_link")}</a> }
    });
    let place = t!(lang, "picture.position", n = number(lang, i64::try_from(plan.position).unwrap_or(i64::MAX)));
    let rows = [
        Some(fact(t!(lang, "picture.fact_registration"), minutes.registration)),
        fact_some(t!(lang, "plan.fact_end"), plan.end.map(day_view)),
        Some(fact(
            t!(lang, "picture.fact_recorded"),
            t!(lang, "picture.recorded_by", date = plan.recorded, by = plan.by),
        )),
        Some(fact(t!(lang, "plan.fact_seal"), view! { <code class="hash">{shown.sha256}</code> })),
        Some(fact(t!(lang, "picture.fact_position"), view! { {place} " " {journal} })),
    ]
    .into_iter()
    .flatten()
    .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    .collect_view();
    view! {
        <section class="ask ask--sealed" aria-labelledby="h-beslut">
            <h2 id="h-beslut"><Icon name="i-lock"/> " " {heading}</h2>
            {words}
            <dl class="facts">{rows}</dl>
            <p class="note mt-s">{t!(lang, "plan.sealed_note")}</p>
        </section>
    }
    .into_any()
}

/// Every plan the board has decided on, the last meeting's first.
#[component]
pub fn Others(plans: Vec<PlanLine>, per: String) -> AnyView {
    let lang = lang();
    let items = plans
        .into_iter()
        .map(|plan| {
            let to = format!("{}{per}", record_path(&plan.key));
            let state = if plan.in_force { t!(lang, "plan.in_force") } else { t!(lang, "plan.earlier") };
            view! {
                <li>
                    <span class="id">{plan.key.to_string()}</span>
                    <span><a class="title" href=to>{plan.name}</a> " " <span class="muted">{state}</span></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-planer">
            <div class="sec__head"><h2 id="h-planer">{t!(lang, "plan.others")}</h2></div>
            <ul class="plain">{items}</ul>
        </section>
    }
    .into_any()
}
