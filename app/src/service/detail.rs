//! One service: what it gives, who in the city uses it, and the incidents, deviations and risks that are about it.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::ui::{
    CellView, Comments, DetailHead, Fact, Facts, History, LinkedSections, Mask, Prose, ReasonFold, Record, SecrecyNote,
    fact, fact_some, fact_text, use_record_page,
};
use crate::{plural, t};
use domain::service::Service;
use domain::{Body, Cell, Kind};
use leptos::prelude::*;

/// One service.
#[component]
pub fn ServicePage() -> AnyView {
    let data = use_record_page(Kind::Service);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let state = detail.body.cell("state", &detail.key, &detail.settings.scale);
    let Body::Service(service) = detail.body else { return ().into_any() };
    let facts = facts(&service, state);
    view! {
        <DetailHead record=record.clone() title=service.title.clone()/>
        <div class="cols cols--8-4">
            <div class="stack">
                <Description text=service.description.clone() record=record.clone()/>
                <City service=service record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Service key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// What it gives; nothing where that isn't said.
#[component]
fn Description(text: String, record: Record) -> AnyView {
    let lang = lang();
    let hidden = record.hidden_by("description");
    if text.is_empty() && hidden.is_none() {
        return view! { <SecrecyNote record=record/> }.into_any();
    }
    view! {
        <section class="sec" aria-labelledby="h-beskrivning">
            <div class="sec__head"><h2 id="h-beskrivning">{t!(lang, "field_service.description")}</h2></div>
            <div lang=lang.written()><Prose text=text hidden_by=hidden/></div>
            <SecrecyNote record=record/>
        </section>
    }
    .into_any()
}

/// Konsekvens för staden: who is touched when it is disturbed. What has disturbed it follows below.
#[component]
fn City(service: Service, record: Record) -> AnyView {
    let lang = lang();
    let (hidden, count) = (record.hidden_by("used_by"), service.used_by.len());
    let said = match hidden {
        Some(provision) => view! { <p><Mask provision=provision/></p> }.into_any(),
        None if count == 0 => view! { <p class="muted">{t!(lang, "service.used_by_none")}</p> }.into_any(),
        None => {
            let names = service.used_by.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
            view! {
                <p>{plural!(lang, "service.used_by", count)}</p>
                <ul lang=lang.written()>{names}</ul>
            }
            .into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby="h-staden">
            <div class="sec__head"><h2 id="h-staden">{t!(lang, "service.city")}</h2></div>
            {said}
        </section>
    }
    .into_any()
}

fn facts(service: &Service, state: Cell) -> Vec<Fact> {
    let lang = lang();
    let criticality = service.criticality.map(|one| code_label(lang, "criticality", one.code()));
    [
        Some(fact(t!(lang, "column.state"), view! { <CellView cell=state/> })),
        fact_some(t!(lang, "field_service.criticality"), criticality),
        Some(fact(t!(lang, "field_service.owner"), service.owner.clone())),
        fact_text(t!(lang, "field_service.source"), &service.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
