//! One control: how and how often it is carried out, and what it has shown.

use super::occasion::Trend;
use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::ui::{
    ActionFold, ActionLink, CellView, Comments, DetailHead, Fact, Facts, History, Icon, LinkedSections, Mask, Prose,
    ReasonFold, Record, SecrecyNote, fact, fact_text, use_record_page,
};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::control::{Control, ControlTest, TestResult};
use domain::query::encode;
use domain::{Action, Body, Cell, Kind, Page};
use leptos::prelude::*;

/// One control.
#[component]
pub fn ControlPage() -> AnyView {
    let data = use_record_page(Kind::Control);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Control(control) = detail.body else { return ().into_any() };
    let facts = facts(&control, &record, detail.day);
    let lede = code_label(lang, "frequency", control.frequency.code());
    let test = view! { <ActionLink record=record.clone() action=Action::Test/> };
    let method = view! { <Prose text=control.method.clone() hidden_by=record.hidden_by("method")/> };
    view! {
        <DetailHead record=record.clone() title=control.title.clone() above=lede>{test}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <section class="sec" aria-labelledby="h-metod">
                    <div class="sec__head"><h2 id="h-metod">{t!(lang, "control.method")}</h2></div>
                    <div>{method}</div>
                    <SecrecyNote record=record.clone()/>
                </section>
                <Occasions control=control record=record.clone()/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Control key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

fn facts(control: &Control, record: &Record, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let late = control.days_late(day).map(|days| {
        let words = plural!(lang, "control.late", u64::try_from(days).unwrap_or(0));
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    let next = match control.next_due() {
        Some(due) => view! { <CellView cell=Cell::Date(due)/> {late} }.into_any(),
        None if control.closed.is_none() => t!(lang, "control.per_occasion").into_any(),
        None => view! { <CellView cell=Cell::Empty/> }.into_any(),
    };
    let result = match (control.last_test(), record.hidden_by("result")) {
        (None, _) => view! { <span class="muted">{t!(lang, "control.occasions_none")}</span> }.into_any(),
        (Some(test), provision) => {
            let date = test.date;
            view! { <ResultView test=test.clone() hidden_by=provision/> " " <span class="muted nowrap">{date.to_string()}</span> }.into_any()
        }
    };
    let works = view! { <CellView cell=control.effectiveness_cell()/> <p class="note">{t!(lang, "control.effectiveness_rule")}</p> };
    [
        fact(t!(lang, "control.last"), result),
        fact(t!(lang, "control.next"), next),
        fact(t!(lang, "control.effectiveness"), works),
        fact(t!(lang, "field_control.frequency"), code_label(lang, "frequency", control.frequency.code())),
        fact(t!(lang, "field_control.owner"), control.owner.clone()),
    ]
    .into_iter()
    .chain(fact_text(t!(lang, "field_control.source"), &control.source))
    .collect()
}

/// What an occasion showed, or the provision that keeps it.
#[component]
fn ResultView(test: ControlTest, hidden_by: Option<String>) -> AnyView {
    match (test.result, hidden_by) {
        (_, Some(provision)) => view! { <Mask provision=provision short=true/> }.into_any(),
        (Some(result), None) => view! { <CellView cell=Cell::code("result", result.code())/> }.into_any(),
        (None, None) => view! { <CellView cell=Cell::Empty/> }.into_any(),
    }
}

/// Every occasion, newest first, and the form of a new one.
#[component]
fn Occasions(control: Control, record: Record) -> AnyView {
    let lang = lang();
    let count = control.tests.len();
    let deviates = control.last_test().and_then(|test| test.result).is_some_and(TestResult::deviates);
    let results = control.looked_at();
    let trend = (results.len() > 1).then(|| view! { <Trend results=results/> });
    let table = if count == 0 {
        view! { <p class="muted">{t!(lang, "control.occasions_none")}</p> }.into_any()
    } else {
        view! { <OccasionTable tests=control.tests record=record.clone()/> }.into_any()
    };
    let lead = t!(lang, "control.test_lead").to_owned();
    let follow = view! { <FollowUp deviates=deviates record=record.clone()/> };
    view! {
        <section class="sec" aria-labelledby="h-tillfallen">
            <div class="sec__head">
                <h2 id="h-tillfallen">{t!(lang, "control.occasions")}</h2>
                <p>{plural!(lang, "control.occasions_count", count)}</p>
                {trend}
            </div>
            {table}
            {follow}
            <ActionFold record=record action=Action::Test lead=lead/>
        </section>
    }
    .into_any()
}

/// The way to a measure that mends what the last occasion showed.
#[component]
fn FollowUp(deviates: bool, record: Record) -> AnyView {
    let lang = lang();
    let open = record.closed.is_none();
    let may = |actor: &domain::Actor| actor.may(domain::Subject::Command(Action::Create, Kind::Measure));
    if !deviates || !open || !record.editor.as_ref().is_some_and(may) {
        return ().into_any();
    }
    let to = format!("{}?kontroll={}", Page::NewMeasure.path(), encode(record.key.as_str()));
    view! { <p class="mt-s no-print"><a class="btn" href=to>{t!(lang, "control.follow_up")}</a></p> }.into_any()
}

#[component]
fn OccasionTable(tests: Vec<ControlTest>, record: Record) -> AnyView {
    let lang = lang();
    let (result, seen) = (t!(lang, "field_control.result"), t!(lang, "field_control.observation"));
    let (hides_result, hides_seen) = (record.hidden_by("result"), record.hidden_by("observation"));
    let rows = tests
        .into_iter()
        .rev()
        .map(|test| {
            let (date, text) = (test.date.to_string(), test.observation.clone());
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><time class="nowrap" datetime=date.clone()>{date.clone()}</time></th>
                    <td role="cell" data-label=result><ResultView test=test hidden_by=hides_result.clone()/></td>
                    <td role="cell" class="why" data-label=seen><Prose text=text hidden_by=hides_seen.clone()/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "control.occasions_caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "field_control.date")}</th>
                    <th role="columnheader" scope="col">{result}</th>
                    <th role="columnheader" scope="col">{seen}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
