//! One assignment: what was given to whom, how it stands, and how far its reporting back has come.

use super::steps::Steps;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::indicator::period_words;
use crate::page::Loaded;
use crate::ui::{
    ActionFold, ActionLink, Comments, DetailHead, Fact, Facts, History, Icon, LinkedSections, Prose, ReasonFold,
    Record, SecrecyNote, StateTag, fact, fact_some, fact_text, use_record_page,
};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::assignment::Assignment;
use domain::{Action, Body, Kind};
use leptos::prelude::*;

/// One assignment.
#[component]
pub fn AssignmentPage() -> AnyView {
    let data = use_record_page(Kind::Assignment);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Assignment(assignment) = detail.body else { return ().into_any() };
    let facts = facts(&assignment, detail.day);
    let above = format!("{}, {}", assignment.given_by, assignment.year);
    let next = assignment.next().map(|action| view! { <ActionLink record=record.clone() action=action/> });
    let (title, text) = (assignment.title.clone(), assignment.text.clone());
    view! {
        <DetailHead record=record.clone() title=title above=above>{next}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-uppdraget">
                    <div class="sec__head"><h2 id="h-uppdraget">{t!(lang, "assignment.text")}</h2></div>
                    <p><Prose text=text/></p>
                </section>
                <Standing assignment=assignment.clone() record=record.clone()/>
                <Steps assignment=assignment record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Assignment key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// How it stands in words, and the form that says it anew.
#[component]
fn Standing(assignment: Assignment, record: Record) -> AnyView {
    let lang = lang();
    let hidden = record.hidden_by("comment");
    let told = assignment.reported.map(|day| view! { <p>{t!(lang, "assignment.told", date = day)}</p> });
    let said = if hidden.is_none() && assignment.comment.is_empty() {
        view! { <p class="muted">{t!(lang, "assignment.standing_none")}</p> }.into_any()
    } else {
        view! { <p><Prose text=assignment.comment.clone() hidden_by=hidden/></p> }.into_any()
    };
    let form = assignment.informed.is_none().then(|| {
        let lead = t!(lang, "assignment.report_lead");
        view! { <ActionFold record=record.clone() action=Action::Report draft=assignment.report_draft() lead=lead guarded=true/> }
    });
    view! {
        <section class="sec" aria-labelledby="h-lage">
            <div class="sec__head"><h2 id="h-lage">{t!(lang, "assignment.standing")}</h2>{told}</div>
            {said}
            <SecrecyNote record=record/>
            {form}
        </section>
    }
    .into_any()
}

fn facts(assignment: &Assignment, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let late = assignment.due().filter(|due| *due < day).map(|due| {
        let days = u64::try_from((day - due).num_days()).unwrap_or(0);
        let words = plural!(lang, "assignment.late", days);
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    let period = assignment.period.map(|period| {
        let words = crate::i18n::capital(&period_words(lang, period));
        view! { {words} {late} }
    });
    let boards = assignment.boards.join("\n");
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=assignment.state().code() days_late=None/> })),
        Some(fact(t!(lang, "field_assignment.given_by"), assignment.given_by.clone())),
        Some(fact(t!(lang, "field_assignment.boards"), view! { <Prose text=boards/> })),
        Some(fact(t!(lang, "field_assignment.year"), assignment.year.to_string())),
        fact_some(
            t!(lang, "field_assignment.area"),
            assignment.area.map(|area| code_label(lang, "goal_area", area.code())),
        ),
        fact_some(t!(lang, "field_assignment.period"), period),
        Some(fact(t!(lang, "field_assignment.owner"), assignment.owner.clone())),
        fact_text(t!(lang, "field_assignment.source"), &assignment.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
