//! A decision, as the minutes have it.

use crate::context::lang;
use crate::i18n::{Lang, code_label, number};
use crate::t;
use crate::ui::{Fact, Prose, day_view, fact, fact_some};
use domain::picture::Decision;
use domain::picture::decision::{Correction, Deviation};
use domain::proceedings::Proceedings;
use leptos::prelude::*;

/// A decision in a line: `Nämnden för Intraservice fastställde 2026-01-29, § 7`.
#[must_use]
pub fn decision_line(lang: Lang, decision: &Decision) -> String {
    let done = code_label(lang, "outcome", &format!("{}_done", decision.outcome.code())).to_owned();
    t!(
        lang,
        "picture.sealed_heading",
        organ = decision.organ,
        done = done,
        date = decision.date,
        paragraph = decision.paragraph
    )
}

/// Everything that is recorded of a decision, and the seal of what it put in force.
#[component]
pub fn DecisionFacts(
    /// The decision.
    decision: Decision,
    /// Where the journal shows the record, to those who may open it.
    #[prop(default = None)]
    journal: Option<String>,
) -> AnyView {
    let lang = lang();
    let words = decision
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <li>{line.to_owned()}</li> })
        .collect_view();
    let rows = facts(lang, &decision, journal)
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <ol class="points">{words}</ol>
        <dl class="facts">{rows}</dl>
    }
    .into_any()
}

fn facts(lang: Lang, decision: &Decision, journal: Option<String>) -> Vec<Fact> {
    let written = |text: &str| (!text.is_empty()).then(|| view! { <Prose text=text.to_owned()/> });
    let verified = decision.corrections.iter().rev().find_map(|one| one.verified).or(decision.verified);
    let verified = verified.map_or_else(|| t!(lang, "picture.not_verified").into_any(), day_view);
    let seal = (!decision.sha256.is_empty()).then(|| view! { <code class="hash">{decision.sha256.clone()}</code> });
    let place = t!(lang, "picture.position", n = number(lang, i64::try_from(decision.position).unwrap_or(i64::MAX)));
    let way = journal.map(|to| view! { <a href=to>{t!(lang, "picture.position_link")}</a> });
    let [motions, vote, disqualified, immediate, posted, minutes] = proceedings(lang, &decision.proceedings);
    [
        Some(fact(t!(lang, "field_picture.outcome"), code_label(lang, "outcome", decision.outcome.code()))),
        Some(fact(t!(lang, "picture.fact_organ"), decision.organ.clone())),
        Some(fact(t!(lang, "picture.fact_date"), day_view(decision.date))),
        Some(fact(t!(lang, "picture.fact_paragraph"), t!(lang, "picture.paragraph", n = decision.paragraph))),
        Some(fact(t!(lang, "picture.fact_registration"), decision.registration.clone())),
        fact_some(t!(lang, "picture.fact_motivation"), written(&decision.motivation)),
        fact_some(t!(lang, "picture.fact_deviations"), deviations(lang, &decision.deviations)),
        motions,
        vote,
        fact_some(t!(lang, "picture.fact_reservations"), written(&decision.reservations)),
        fact_some(t!(lang, "picture.fact_statements"), written(&decision.statements)),
        disqualified,
        Some(fact(t!(lang, "picture.fact_verified"), verified)),
        immediate,
        posted,
        minutes,
        Some(fact(
            t!(lang, "picture.fact_recorded"),
            t!(lang, "picture.recorded_by", date = decision.recorded, by = decision.by),
        )),
        fact_some(t!(lang, "picture.fact_corrections"), corrections(lang, &decision.corrections)),
        fact_some(t!(lang, "picture.fact_seal"), seal),
        Some(fact(t!(lang, "picture.fact_position"), view! { {place} " " {way} })),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the minutes tell of how the matter was handled: motions, vote, disqualified, immediate, posted, minutes.
fn proceedings(lang: Lang, told: &Proceedings) -> [Option<Fact>; 6] {
    let written = |text: &str| (!text.is_empty()).then(|| view! { <Prose text=text.to_owned()/> });
    let minutes = (!told.minutes.is_empty())
        .then(|| view! { <a href=told.minutes.clone() rel="external noreferrer">{told.minutes.clone()}</a> });
    [
        fact_some(t!(lang, "field_picture.motions"), written(&told.motions)),
        fact_some(t!(lang, "field_picture.vote"), written(&told.vote)),
        fact_some(t!(lang, "field_picture.disqualified"), written(&told.disqualified)),
        fact_some(t!(lang, "field_picture.immediate"), told.immediate.then(|| t!(lang, "common.yes"))),
        fact_some(t!(lang, "field_picture.posted"), told.posted.map(day_view)),
        fact_some(t!(lang, "field_picture.minutes"), minutes),
    ]
}

fn deviations(lang: Lang, deviations: &[Deviation]) -> Option<AnyView> {
    let items = deviations
        .iter()
        .map(|one| {
            let said = t!(
                lang,
                "picture.deviation",
                risk = one.risk,
                likelihood = one.likelihood,
                consequence = one.consequence,
                score = one.likelihood.saturating_mul(one.consequence),
                reason = one.reason
            );
            view! { <li>{said}</li> }
        })
        .collect_view();
    (!deviations.is_empty()).then(|| view! { <ul class="bare">{items}</ul> }.into_any())
}

fn corrections(lang: Lang, corrections: &[Correction]) -> Option<AnyView> {
    let items = corrections
        .iter()
        .map(|one| {
            let said = t!(lang, "picture.correction", date = one.date, by = one.by, text = one.text);
            let verified = one.verified.map(|date| t!(lang, "picture.correction_verified", date = date));
            view! { <li>{said} " " {verified}</li> }
        })
        .collect_view();
    (!corrections.is_empty()).then(|| view! { <ul class="bare">{items}</ul> }.into_any())
}
