//! One incident: its clocks first, then what happened, whether it is significant, and what was told.

use super::DrillBanner;
use super::clocks::Clocks;
use super::judgement::JudgementSection;
use super::reports::Reports;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::field_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionLink, CellView, DetailHead, Fact, Facts, History, LinkedSections, Mask, Prose, ReasonFold, Record,
    SecrecyNote, fact, fact_text, use_record_page,
};
use domain::incident::Incident;
use domain::{Action, Body, Kind};
use leptos::prelude::*;

/// One incident.
#[component]
pub fn IncidentPage() -> AnyView {
    let data = use_record_page(Kind::Incident);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let facts = facts(&detail.body, &detail, &record);
    let Body::Incident(incident) = detail.body else { return ().into_any() };
    // A heading can't hold the mask's glyph and frame, so a marked title is told in words.
    let title = match record.hidden_by("title") {
        Some(provision) => t!(lang, "secrecy.masked", provision = provision),
        None => incident.title.clone(),
    };
    let above = if incident.drill { t!(lang, "incident.drill") } else { "" };
    let drill = incident.drill.then(|| view! { <DrillBanner/> });
    let clocks = (!detail.clocks.is_empty()).then(|| view! { <Clocks clocks=detail.clocks/> });
    let parts = parts(&incident).into_iter().map(|(field, id, text)| {
        view! { <Part field=field id=id text=text record=record.clone()/> }
    });
    let parts = parts.collect_view();
    let report = view! { <ActionLink record=record.clone() action=Action::Report/> };
    view! {
        <DetailHead record=record.clone() title=title above=above>
            {report}
        </DetailHead>
        {drill}
        <div class="cols cols--8-4">
            <div class="stack">
                {clocks}
                {parts}
                <SecrecyNote record=record.clone()/>
                <JudgementSection incident=(*incident).clone() record=record.clone()/>
                <Reports incident=*incident record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <History kind=Kind::Incident key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// The texts that are told of it. What nobody has written anything of is left out, but for what happened.
fn parts(incident: &Incident) -> Vec<(&'static str, &'static str, String)> {
    let masked = incident.secrecy.as_ref().is_some_and(|marking| marking.masked);
    [
        ("happened", "h-hande", &incident.happened),
        ("services", "h-berorda-tjanster", &incident.services),
        ("administrations", "h-forvaltningar", &incident.administrations),
        ("handling", "h-hantering", &incident.handling),
    ]
    .into_iter()
    .filter(|(field, _, text)| *field == "happened" || (!masked && !text.is_empty()))
    .map(|(field, id, text)| (field, id, text.clone()))
    .collect()
}

#[component]
fn Part(field: &'static str, id: &'static str, text: String, record: Record) -> AnyView {
    let heading = field_label(lang(), Kind::Incident, field);
    let hidden_by = record.hidden_by(field);
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2></div>
            <div lang=lang().written()><Prose text=text hidden_by=hidden_by/></div>
        </section>
    }
    .into_any()
}

fn facts(body: &Body, detail: &domain::overview::Detail, record: &Record) -> Vec<Fact> {
    let lang = lang();
    let Body::Incident(incident) = body else { return Vec::new() };
    let cell = |column: &str| body.cell(column, &detail.key, &detail.settings.scale);
    let shown =
        |column: &'static str| fact(field_label(lang, Kind::Incident, column), view! { <CellView cell=cell(column)/> });
    // One mask stands for all times: which of them are known is kept too.
    let times: Vec<Fact> = match record.hidden_by("times") {
        Some(provision) => vec![fact(t!(lang, "field_incident.times"), view! { <Mask provision=provision/> })],
        None => ["began", "aware", "ended"].into_iter().map(shown).collect(),
    };
    let state = fact(t!(lang, "column.state"), view! { <CellView cell=cell("state")/> });
    [state, fact(t!(lang, "field_incident.owner"), incident.owner.clone())]
        .into_iter()
        .chain(times)
        .chain([shown("users"), shown("persons")])
        .chain(fact_text(t!(lang, "field_incident.source"), &incident.source))
        .collect()
}
