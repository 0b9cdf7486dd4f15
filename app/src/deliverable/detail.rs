//! One deliverable: what it is, who decided it and when, since when it is in use, and which measures deliver it.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::ui::{
    ActionFold, ActionLink, CellView, DetailHead, Fact, Facts, History, Icon, LabelTags, LinkedSections, Mask, Prose,
    ReasonFold, Record, SecrecyNote, StateTag, day_view, fact, fact_some, fact_text, use_record_page,
};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::deliverable::{Deliverable, DeliverableKind, DeliverableState};
use domain::{Action, Body, Cell, Kind};
use leptos::prelude::*;

/// One deliverable.
#[component]
pub fn DeliverablePage() -> AnyView {
    let data = use_record_page(Kind::Deliverable);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Deliverable(deliverable) = detail.body else { return ().into_any() };
    let facts = facts(&deliverable, &record, detail.day);
    let above = code_label(lang, "deliverable", deliverable.kind.code());
    let next = next_step(&deliverable);
    let link = next.map(|action| view! { <ActionLink record=record.clone() action=action/> });
    let role = deliverable.kind == DeliverableKind::Role;
    let title = deliverable.title.clone();
    view! {
        <DetailHead record=record.clone() title=title above=above>{link}</DetailHead>
        <LabelTags labels=detail.labels/>
        <div class="cols cols--8-4">
            <div class="stack">
                {role.then(|| view! { <RoleSection deliverable=deliverable.clone() record=record.clone()/> })}
                <SecrecyNote record=record.clone()/>
                <NextFold deliverable=deliverable record=record.clone() next=next/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <History kind=Kind::Deliverable key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// What is to be done with it next.
const fn next_step(deliverable: &Deliverable) -> Option<Action> {
    match deliverable.state() {
        DeliverableState::Draft => Some(Action::Adopt),
        DeliverableState::Decided => Some(Action::Introduce),
        DeliverableState::Introduced | DeliverableState::Closed => None,
    }
}

/// The form of the next step, filled in with what is known.
#[component]
fn NextFold(deliverable: Deliverable, record: Record, next: Option<Action>) -> AnyView {
    let lang = lang();
    let Some(action) = next else { return ().into_any() };
    let lead = if action == Action::Adopt {
        t!(lang, "deliverable.adopt_lead")
    } else {
        t!(lang, "deliverable.introduce_lead")
    };
    // A document is held by nobody.
    let without: &[&str] = if deliverable.kind == DeliverableKind::Role { &[] } else { &["holder", "assigned"] };
    view! { <ActionFold record=record action=action draft=deliverable.draft() lead=lead open=true without=without/> }
        .into_any()
}

/// What a role answers for, and what it may decide.
#[component]
fn RoleSection(deliverable: Deliverable, record: Record) -> AnyView {
    let lang = lang();
    let (answers, mandate) = (record.hidden_by("responsibilities"), record.hidden_by("mandate"));
    view! {
        <section class="sec" aria-labelledby="h-ansvar">
            <div class="sec__head"><h2 id="h-ansvar">{t!(lang, "column.responsibilities")}</h2></div>
            <p><Prose text=deliverable.responsibilities hidden_by=answers/></p>
        </section>
        <section class="sec" aria-labelledby="h-mandat">
            <div class="sec__head"><h2 id="h-mandat">{t!(lang, "column.mandate")}</h2></div>
            <p><Prose text=deliverable.mandate hidden_by=mandate/></p>
        </section>
    }
    .into_any()
}

fn facts(deliverable: &Deliverable, record: &Record, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let reference = match record.hidden_by("reference") {
        Some(provision) => view! { <Mask provision=provision/> }.into_any(),
        None => view! { <CellView cell=Cell::text(&deliverable.reference)/> }.into_any(),
    };
    let late = deliverable.review().filter(|review| *review < day).map(|review| {
        let days = u64::try_from((day - review).num_days()).unwrap_or(0);
        let words = plural!(lang, "deliverable.late", days);
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    let review = deliverable.next_review.map(|review| view! { {day_view(review)} {late} });
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=deliverable.state().code() days_late=None/> })),
        Some(fact(t!(lang, "field_deliverable.kind"), code_label(lang, "deliverable", deliverable.kind.code()))),
        fact_text(t!(lang, "field_deliverable.version"), &deliverable.version),
        Some(fact(t!(lang, "field_deliverable.owner"), deliverable.owner.clone())),
        fact_text(t!(lang, "field_deliverable.holder"), &deliverable.holder),
        fact_some(t!(lang, "field_deliverable.assigned"), deliverable.assigned.map(day_view)),
        fact_text(t!(lang, "field_deliverable.decided_by"), &deliverable.decided_by),
        fact_some(t!(lang, "field_deliverable.decided"), deliverable.decided.map(day_view)),
        Some(fact(t!(lang, "field_deliverable.reference"), reference)),
        fact_some(t!(lang, "field_deliverable.valid_from"), deliverable.valid_from.map(day_view)),
        fact_some(t!(lang, "field_deliverable.introduced"), deliverable.introduced.map(day_view)),
        fact_some(t!(lang, "field_deliverable.next_review"), review),
        fact_text(t!(lang, "field_deliverable.source"), &deliverable.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
