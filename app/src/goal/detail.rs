//! One goal or activity: whose it is, which years it holds, and what is said of it period by period.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::t;
use crate::ui::{
    ActionLink, CellView, Comments, DetailHead, Fact, Facts, History, LinkedSections, PeriodComments, ReasonFold,
    Record, SecrecyNote, fact, fact_text, use_record_page,
};
use domain::goal::Goal;
use domain::{Action, Body, Cell, Draft, Kind};
use leptos::prelude::*;

/// One goal or activity.
#[component]
pub fn GoalPage() -> AnyView {
    let data = use_record_page(Kind::Goal);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let state = detail.body.cell("state", &detail.key, &detail.settings.scale);
    let Body::Goal(goal) = detail.body else { return ().into_any() };
    let facts = facts(&goal, state);
    let kind = code_label(lang, "goal_kind", goal.kind.code());
    let above = format!("{kind}, {}", code_label(lang, "goal_area", goal.area.code()));
    let report = view! { <ActionLink record=record.clone() action=Action::Report/> };
    view! {
        <DetailHead record=record.clone() title=goal.title.clone() above=above>{report}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <PeriodComments comments=goal.comments record=record.clone() draft=Draft::default()/>
                <SecrecyNote record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Goal key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(goal: &Goal, state: Cell) -> Vec<Fact> {
    let lang = lang();
    [
        Some(fact(t!(lang, "column.state"), view! { <CellView cell=state/> })),
        Some(fact(t!(lang, "field_goal.kind"), code_label(lang, "goal_kind", goal.kind.code()))),
        Some(fact(t!(lang, "field_goal.area"), code_label(lang, "goal_area", goal.area.code()))),
        Some(fact(t!(lang, "column.years"), goal.years())),
        Some(fact(t!(lang, "field_goal.owner"), goal.owner.clone())),
        fact_text(t!(lang, "field_goal.source"), &goal.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
