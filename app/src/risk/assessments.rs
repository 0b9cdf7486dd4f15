//! The assessments of a risk: drawn, in a table, and why.

use crate::chart::MiniMatrix;
use crate::context::lang;
use crate::i18n::{Lang, field_label};
use crate::t;
use crate::ui::{Prose, Record, ScoreView};
use domain::Kind;
use domain::risk::{Assessment, Risk};
use domain::settings::Scale;
use leptos::prelude::*;

/// The path from inherent risk to target, with what it means against the tolerance.
#[component]
pub fn Path(risk: Risk, scale: Scale, record: Record) -> AnyView {
    let lang = lang();
    let finding = finding(lang, &risk);
    let assessments = [
        ("inherent", t!(lang, "risk.inherent"), risk.inherent.clone()),
        ("current", t!(lang, "risk.current"), Some(risk.current.clone())),
        ("target", t!(lang, "risk.target"), risk.target.clone()),
    ];
    let rows = assessments
        .iter()
        .map(|(_, name, assessment)| view! { <AssessmentRow name=name assessment=assessment.clone() scale=scale.clone()/> })
        .collect_view();
    let hidden = record.hidden_by("rationale");
    let reasons: Vec<_> = assessments
        .into_iter()
        .filter_map(|(code, _, assessment)| {
            let rationale = assessment?.rationale;
            (!rationale.is_empty() || hidden.is_some()).then(|| {
                let label = field_label(lang, Kind::Risk, &format!("{code}_rationale"));
                let hidden = hidden.clone();
                view! { <div><dt>{label}</dt><dd><Prose text=rationale hidden_by=hidden/></dd></div> }
            })
        })
        .collect();
    let reasons = (!reasons.is_empty()).then(|| view! { <dl class="facts mt">{reasons}</dl> });
    let against = against(lang, &risk, &scale);
    view! {
        <section class="sec" aria-labelledby="h-bedomning">
            <div class="sec__head"><h2 id="h-bedomning">{finding.clone()}</h2></div>
            <MiniMatrix scale=scale inherent=risk.inherent current=risk.current target=risk.target label=finding/>
            <table class="tbl tbl--dense">
                <caption class="vh">{t!(lang, "risk.assessments")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "risk.assessment")}</th>
                        <th scope="col" class="num">
                            <abbr title=t!(lang, "risk.likelihood")>{t!(lang, "risk.likelihood_short")}</abbr>
                        </th>
                        <th scope="col" class="num">
                            <abbr title=t!(lang, "risk.consequence")>{t!(lang, "risk.consequence_short")}</abbr>
                        </th>
                        <th scope="col" class="num">{t!(lang, "risk.value")}</th>
                        <th scope="col">{t!(lang, "risk.band")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="note mt-s">{against}</p>
            {reasons}
        </section>
    }
    .into_any()
}

#[component]
fn AssessmentRow(name: &'static str, assessment: Option<Assessment>, scale: Scale) -> AnyView {
    let lang = lang();
    let Some(assessment) = assessment else {
        return view! {
            <tr><th scope="row">{name}</th><td colspan="4" class="muted">{t!(lang, "risk.not_assessed")}</td></tr>
        }
        .into_any();
    };
    let score = assessment.score();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{assessment.likelihood}</td>
            <td class="num">{assessment.consequence}</td>
            <td class="num"><ScoreView value=score tone=scale.tone(score) band=""/></td>
            <td>{scale.band_name(score).to_owned()}</td>
        </tr>
    }
    .into_any()
}

/// The path in words: what the heading states.
fn finding(lang: Lang, risk: &Risk) -> String {
    let current = risk.current.score();
    let of = |assessment: &Option<Assessment>| assessment.as_ref().map(Assessment::score);
    match (of(&risk.inherent), of(&risk.target)) {
        (Some(inherent), Some(target)) => {
            t!(lang, "risk.path", inherent = inherent, current = current, target = target)
        }
        (Some(inherent), None) => t!(lang, "risk.path_no_target", inherent = inherent, current = current),
        (None, Some(target)) => t!(lang, "risk.path_no_inherent", current = current, target = target),
        (None, None) => t!(lang, "risk.path_current", current = current),
    }
}

/// Where the risk and its target stand against what the board tolerates.
fn against(lang: Lang, risk: &Risk, scale: &Scale) -> String {
    let tolerance = scale.tolerance;
    let above = scale.above_tolerance(risk.current.score());
    let now = if above {
        t!(lang, "risk.above", tolerance = tolerance)
    } else {
        t!(lang, "risk.below", tolerance = tolerance)
    };
    let target = match risk.target.as_ref().map(|target| scale.above_tolerance(target.score())) {
        None => t!(lang, "risk.target_missing"),
        Some(true) if above => t!(lang, "risk.target_above"),
        Some(true) => t!(lang, "risk.target_is_above"),
        Some(false) if above => t!(lang, "risk.target_below"),
        Some(false) => t!(lang, "risk.target_also_below"),
    };
    format!("{now} {target}")
}
