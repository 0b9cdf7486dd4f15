//! One indicator: what it measures, what each source says of each period, and where they differ.

use super::values::Values;
use super::words::lede;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionFold, ActionLink, Comments, DetailHead, Fact, Facts, History, Icon, LinkedSections, Prose, ReasonFold,
    Record, SecrecyNote, day_view, fact, fact_some, fact_text, use_record_page,
};
use chrono::NaiveDate;
use domain::indicator::Indicator;
use domain::{Action, Body, Kind};
use leptos::prelude::*;

/// One indicator.
#[component]
pub fn IndicatorPage() -> AnyView {
    let data = use_record_page(Kind::Indicator);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Indicator(indicator) = detail.body else { return ().into_any() };
    let facts = facts(&indicator, &record, detail.day);
    let above = code_label(lang, "indicator_kind", indicator.kind.code());
    let lede = if record.hidden_by("values").is_none() { lede(lang, &indicator) } else { String::new() };
    let add = view! { <ActionLink record=record.clone() action=Action::Report/> };
    let lead = t!(lang, "indicator.report_lead");
    let title = indicator.title.clone();
    view! {
        <DetailHead record=record.clone() title=title above=above lede=lede>{add}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <Values indicator=indicator record=record.clone() day=detail.day/>
                <SecrecyNote record=record.clone()/>
                <ActionFold record=record.clone() action=Action::Report lead=lead/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Indicator key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(indicator: &Indicator, record: &Record, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let prose = |field: &str, text: &str| {
        let hidden_by = record.hidden_by(field);
        (hidden_by.is_some() || !text.is_empty()).then(|| view! { <Prose text=text.to_owned() hidden_by=hidden_by/> })
    };
    let next = indicator.due().map(|due| {
        let late = (due < day).then(|| {
            view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{t!(lang, "indicator.late")}</span> }
        });
        view! { {day_view(due)} {late} }
    });
    [
        fact_some(t!(lang, "field_indicator.definition"), prose("definition", &indicator.definition)),
        Some(fact(t!(lang, "field_indicator.unit"), indicator.unit.clone())),
        fact_some(
            t!(lang, "field_indicator.frequency"),
            indicator.frequency.map(|frequency| code_label(lang, "frequency", frequency.code())),
        ),
        fact_some(t!(lang, "indicator.next"), next),
        Some(fact(t!(lang, "field_indicator.owner"), indicator.owner.clone())),
        fact_some(t!(lang, "indicator.note"), prose("note", &indicator.note)),
        fact_text(t!(lang, "field_indicator.source"), &indicator.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
