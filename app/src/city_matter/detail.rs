//! One matter of the whole city: what is asked, with whom it is talked over, and what that comes to.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionLink, CellView, Comments, DetailHead, Fact, Facts, History, LinkedSections, PeriodComments, Prose,
    ReasonFold, Record, SecrecyNote, day_view, fact, fact_some, fact_text, use_record_page,
};
use domain::city_matter::CityMatter;
use domain::{Action, Body, Cell, Draft, Kind};
use leptos::prelude::*;

/// One matter of the whole city.
#[component]
pub fn CityMatterPage() -> AnyView {
    let data = use_record_page(Kind::CityMatter);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let state = detail.body.cell("state", &detail.key, &detail.settings.scale);
    let Body::CityMatter(matter) = detail.body else { return ().into_any() };
    let facts = facts(&matter, state);
    let report = view! { <ActionLink record=record.clone() action=Action::Report/> };
    let draft = Draft::default().with("state", matter.state.code());
    view! {
        <DetailHead record=record.clone() title=matter.title.clone() above=matter.counterpart.clone()>{report}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <Texts matter=matter.clone() record=record.clone()/>
                <PeriodComments comments=matter.comments record=record.clone() draft=draft/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::CityMatter key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// What is asked, and what it came to.
#[component]
fn Texts(matter: CityMatter, record: Record) -> AnyView {
    let lang = lang();
    let (asked, came_to) = (record.hidden_by("question"), record.hidden_by("came_to"));
    let outcome = if came_to.is_none() && matter.came_to.is_empty() {
        view! { <p class="muted">{t!(lang, "city_matter.came_to_none")}</p> }.into_any()
    } else {
        view! { <div lang=lang.written()><Prose text=matter.came_to hidden_by=came_to/></div> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-fraga">
            <div class="sec__head"><h2 id="h-fraga">{t!(lang, "field_city_matter.question")}</h2></div>
            <div lang=lang.written()><Prose text=matter.question hidden_by=asked/></div>
            <SecrecyNote record=record/>
        </section>
        <section class="sec" aria-labelledby="h-utfall">
            <div class="sec__head"><h2 id="h-utfall">{t!(lang, "field_city_matter.came_to")}</h2></div>
            {outcome}
        </section>
    }
    .into_any()
}

fn facts(matter: &CityMatter, state: Cell) -> Vec<Fact> {
    let lang = lang();
    [
        Some(fact(t!(lang, "column.state"), view! { <CellView cell=state/> })),
        Some(fact(t!(lang, "field_city_matter.counterpart"), matter.counterpart.clone())),
        fact_some(t!(lang, "field_city_matter.since"), matter.since.map(day_view)),
        Some(fact(t!(lang, "field_city_matter.owner"), matter.owner.clone())),
        fact_text(t!(lang, "field_city_matter.source"), &matter.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
