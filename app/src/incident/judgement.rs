//! Whether an incident is significant: what was judged, by which thresholds, and why.

use crate::context::lang;
use crate::i18n::code_label;
use crate::t;
use crate::ui::{ActionFold, Mask, Prose, Record};
use domain::Action;
use domain::incident::{Incident, Judgement};
use domain::swedish;
use leptos::prelude::*;

/// What was judged, and the form of a new judgement.
#[component]
pub fn JudgementSection(incident: Incident, record: Record) -> AnyView {
    let lang = lang();
    let draft = incident.judgement_draft();
    let open = incident.judgement.is_none() && record.form.is_none();
    let shown = match (record.hidden_by("significance"), incident.judgement) {
        (Some(provision), _) => view! { <Mask provision=provision/> }.into_any(),
        (None, Some(judgement)) => view! { <Judged judgement=judgement/> }.into_any(),
        (None, None) => view! { <p class="muted">{t!(lang, "incident.unjudged")}</p> }.into_any(),
    };
    let lead = t!(lang, "incident.judge_lead").to_owned();
    view! {
        <section class="sec" aria-labelledby="h-betydande">
            <div class="sec__head"><h2 id="h-betydande">{t!(lang, "incident.significant")}</h2></div>
            {shown}
            <ActionFold record=record action=Action::Judge draft=draft lead=lead open=open guarded=true/>
        </section>
    }
    .into_any()
}

#[component]
fn Judged(judgement: Judgement) -> impl IntoView {
    let lang = lang();
    let met = judgement
        .thresholds
        .into_iter()
        .map(
            |one| view! { <li lang=lang.written()><span class="muted">{one.id}</span> " " {one.text} " " <span class="muted">"(" {one.source} ")"</span></li> },
        )
        .collect::<Vec<_>>();
    let met = (!met.is_empty()).then(|| {
        view! {
            <p class="mt-s">{t!(lang, "incident.thresholds_met")}</p>
            <ul class="bare">{met}</ul>
        }
    });
    let when = t!(lang, "incident.judged", at = swedish::shown(judgement.at), by = judgement.by);
    view! {
        <p><b>{code_label(lang, "significance", judgement.significance.code())}</b></p>
        <div class="mt-s" lang=lang.written()><Prose text=judgement.reasons/></div>
        {met}
        <p class="note mt-s">{when}</p>
    }
}
