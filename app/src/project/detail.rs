//! One project of a portfolio: how it stands, period by period, and how it ended.

use super::statuses::Statuses;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionLink, Comments, DetailHead, Fact, Facts, History, LinkedSections, Prose, ReasonFold, Record, SecrecyNote,
    StateTag, day_view, fact, fact_some, fact_text, use_record_page,
};
use domain::project::Project;
use domain::{Action, Body, Kind};
use leptos::prelude::*;

/// One project.
#[component]
pub fn ProjectPage() -> AnyView {
    let data = use_record_page(Kind::Project);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Project(project) = detail.body else { return ().into_any() };
    let facts = facts(&project);
    let report = view! { <ActionLink record=record.clone() action=Action::Report/> };
    view! {
        <DetailHead record=record.clone() title=project.title.clone() above=project.portfolio.clone()>{report}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <Statuses project=project.clone() record=record.clone()/>
                <CameTo text=project.came_to record=record.clone()/>
                <SecrecyNote record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Project key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// What it came to; nothing while that isn't said.
#[component]
fn CameTo(text: String, record: Record) -> AnyView {
    let lang = lang();
    let hidden = record.hidden_by("came_to");
    (!text.is_empty() || hidden.is_some())
        .then(|| {
            view! {
                <section class="sec" aria-labelledby="h-resultat">
                    <div class="sec__head"><h2 id="h-resultat">{t!(lang, "field_project.came_to")}</h2></div>
                    <div lang=lang.written()><Prose text=text hidden_by=hidden/></div>
                </section>
            }
        })
        .into_any()
}

fn facts(project: &Project) -> Vec<Fact> {
    let lang = lang();
    let outcome = project.outcome.map(|outcome| code_label(lang, "project_outcome", outcome.code()));
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=project.state().code() days_late=None/> })),
        Some(fact(t!(lang, "field_project.portfolio"), project.portfolio.clone())),
        fact_some(t!(lang, "field_project.outcome"), outcome),
        fact_some(t!(lang, "field_project.ended"), project.ended.map(day_view)),
        Some(fact(t!(lang, "field_project.owner"), project.owner.clone())),
        fact_text(t!(lang, "field_project.source"), &project.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
