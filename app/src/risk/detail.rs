//! One risk: its sentence, its path towards the target, what holds it, and what has happened to it.

use super::assessments::Path;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, code_label, count_text};
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionFold, ActionLink, Comments, DetailHead, Fact, Facts, History, Icon, LinkedSections, Prose, ReasonFold,
    Record, SecrecyNote, StateTag, day_view, fact, fact_changed, fact_some, fact_text, use_record_page,
};
use chrono::NaiveDate;
use domain::risk::Risk;
use domain::{Action, Body, Draft, Kind};
use leptos::prelude::*;

/// One risk.
#[component]
pub fn RiskPage() -> AnyView {
    let data = use_record_page(Kind::Risk);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let changed = fact_changed(&detail);
    let (masked, journal, linked) = (record.masked(), record.journal, record.linked());
    let acted = record.clone();
    let Body::Risk(risk) = detail.body else { return ().into_any() };
    let lang = lang();
    let facts = facts(lang, &risk, &record, detail.day, changed);
    let scale = detail.settings.scale;
    let proposed = Draft::default()
        .with("current_likelihood", risk.current.likelihood.to_string())
        .with("current_consequence", risk.current.consequence.to_string());
    view! {
        <DetailHead record=record.clone() title=risk.title.clone() above=risk.category.clone()>
            <ActionLink record=acted action=Action::Assess/>
        </DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-beskrivning">
                    <h2 class="vh" id="h-beskrivning">{t!(lang, "common.description")}</h2>
                    <Sentence risk=risk.clone() record=record.clone()/>
                    <SecrecyNote record=record.clone()/>
                    <div class="mt no-print">
                        <ActionFold record=record.clone() action=Action::Assess draft=proposed guarded=true
                            lead=t!(lang, "risk.assess_lead")/>
                        <ReasonFold record=record.clone()/>
                    </div>
                </section>
                <LinkedSections linked=linked links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Risk key=detail.key changes=detail.history journal=journal
                    masked=masked/>
            </div>
            <div class="stack">
                <Path risk=risk scale=scale record=record/>
                <Facts facts=facts/>
            </div>
        </div>
    }
    .into_any()
}

/// Cause, event and consequence as one sentence, with a mask in the place of what the reader may not see.
#[component]
fn Sentence(risk: Risk, record: Record) -> AnyView {
    let lang = lang();
    let parts = [
        ("cause", t!(lang, "risk.because"), risk.cause),
        ("event", t!(lang, "risk.may_happen"), risk.event),
        ("consequence", t!(lang, "risk.leading_to"), risk.consequence),
    ];
    let rows = parts
        .into_iter()
        .map(|(field, word, text)| {
            view! { <div><dt>{word}</dt><dd><Prose text=text hidden_by=record.hidden_by(field)/></dd></div> }
        })
        .collect_view();
    view! { <dl class="sentence">{rows}</dl> }.into_any()
}

fn facts(lang: Lang, risk: &Risk, record: &Record, day: NaiveDate, changed: Fact) -> Vec<Fact> {
    let state = if risk.closed.is_some() { "closed" } else { "open" };
    let noted = record.hidden_by("treatment_note");
    let note = (!risk.treatment_note.is_empty() || noted.is_some())
        .then(|| view! { <Prose text=risk.treatment_note.clone() hidden_by=noted/> });
    let late = risk.days_late(day).map(|days| {
        let said = count_text(lang, "risk.review_late", u64::try_from(days).unwrap_or(0), &[]);
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{said}</span> }
    });
    let next = view! { {day_view(risk.next_review)} {late} };
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=state days_late=None/> })),
        Some(fact(t!(lang, "column.owner_risker"), risk.owner.clone())),
        Some(fact(t!(lang, "column.treatment"), code_label(lang, "treatment", risk.treatment.code()))),
        fact_some(t!(lang, "field_risk.treatment_note"), note),
        fact_some(
            t!(lang, "column.consequence_kind"),
            risk.consequence_kind.map(|kind| code_label(lang, "consequence_kind", kind.code())),
        ),
        fact_some(t!(lang, "column.area"), risk.area.map(|area| code_label(lang, "area", area.code()))),
        fact_some(t!(lang, "column.assessed"), risk.current.date.map(day_view)),
        Some(fact(t!(lang, "column.next_review"), next)),
        Some(fact(
            t!(lang, "risk.interval"),
            count_text(lang, "risk.interval_months", u64::from(risk.review_months), &[]),
        )),
        fact_text(t!(lang, "column.source"), &risk.source),
        Some(changed),
    ]
    .into_iter()
    .flatten()
    .collect()
}
