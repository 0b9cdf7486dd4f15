//! One measure: what it is for, how far it has come, when it is due, and what it leads to.

use super::plan::PlanSection;
use super::progress::ProgressSection;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, code_label, count_text};
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionFold, ActionLink, Comments, DetailHead, Fact, Facts, History, Icon, LabelTags, LinkedSections, Prose,
    ReasonFold, Record, SecrecyNote, StateTag, WaitingSection, day_view, fact, fact_changed, fact_some, fact_text,
    use_record_page,
};
use chrono::NaiveDate;
use domain::measure::{Measure, MeasureState};
use domain::{Action, Body, Draft, Kind};
use leptos::prelude::*;

/// One measure.
#[component]
pub fn MeasurePage() -> AnyView {
    let data = use_record_page(Kind::Measure);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let changed = fact_changed(&detail);
    let (masked, journal, linked) = (record.masked(), record.journal, record.linked());
    let acted = record.clone();
    let Body::Measure(measure) = detail.body else { return ().into_any() };
    let lang = lang();
    let facts = facts(lang, &measure, detail.day, changed);
    let per = record.per.clone();
    let waiting = detail.behind.map(|rows| view! { <WaitingSection rows=rows per=per/> });
    let reported = Draft::default().with("percent", measure.percent().to_string());
    let open = matches!(measure.state(), MeasureState::Planned | MeasureState::Ongoing);
    let above = format!(
        "{}, {}",
        code_label(lang, "sub_area", measure.sub_area.code()),
        crate::i18n::text(lang, &format!("area.{}", measure.area.code())),
    );
    view! {
        <DetailHead record=record.clone() title=measure.title.clone() above=above>
            <ActionLink record=acted action=Action::Report/>
        </DetailHead>
        <LabelTags labels=detail.labels/>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-syfte">
                    <h2 class="vh" id="h-syfte">{t!(lang, "column.purpose")}</h2>
                    <p><Prose text=measure.purpose.clone() hidden_by=record.hidden_by("purpose")/></p>
                    <SecrecyNote record=record.clone()/>
                    <div class="mt no-print">
                        <ActionFold record=record.clone() action=Action::Report draft=reported open=open
                            lead=t!(lang, "measure.report_lead")/>
                        <ReasonFold record=record.clone()/>
                    </div>
                </section>
                <PlanSection measure=measure.clone() plan=detail.plan per=record.per.clone()/>
                <ProgressSection measure=measure record=record.clone()/>
                <LinkedSections linked=linked links=detail.links/>
                {waiting}
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Measure key=detail.key changes=detail.history journal=journal
                    masked=masked/>
            </div>
            <div class="stack"><Facts facts=facts/></div>
        </div>
    }
    .into_any()
}

fn facts(lang: Lang, measure: &Measure, day: NaiveDate, changed: Fact) -> Vec<Fact> {
    let state = measure.state().code();
    let days_late = measure.days_late(day);
    let deliverable = format!(
        "{}, {}",
        code_label(lang, "deliverable", measure.deliverable.code()),
        code_label(lang, "change", measure.change.code()).to_lowercase(),
    );
    let done = measure.done_on().map(|done| {
        let said = measure.done_late().map(|late| {
            let said = count_text(lang, "state.done_late", u64::try_from(late).unwrap_or(0), &[]);
            view! { <br/> <span class="tag"><Icon name="i-check"/>{said}</span> }
        });
        view! { {day_view(done)} {said} }
    });
    let archive = measure.technical_archive.then(|| t!(lang, "common.yes"));
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=state days_late=days_late/> })),
        Some(fact(t!(lang, "column.owner"), measure.owner.clone())),
        Some(fact(t!(lang, "column.deliverable"), deliverable)),
        Some(fact(t!(lang, "column.sub_area"), code_label(lang, "sub_area", measure.sub_area.code()))),
        fact_some(t!(lang, "column.technical_archive"), archive),
        Some(fact(t!(lang, "column.area"), code_label(lang, "area", measure.area.code()))),
        Some(fact(t!(lang, "field_measure.start"), day_view(measure.start))),
        Some(fact(t!(lang, "field_measure.end"), day_view(measure.end))),
        fact_some(t!(lang, "measure.done_on"), done),
        fact_text(t!(lang, "column.source"), &measure.source),
        Some(changed),
    ]
    .into_iter()
    .flatten()
    .collect()
}
