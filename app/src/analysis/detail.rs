//! One risk analysis: of what, from which perspectives, how far it has come and what it came to.

use crate::api::DetailPage;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::code_label;
use crate::page::Loaded;
use crate::ui::{
    ActionFold, ActionLink, Comments, DetailHead, Fact, Facts, History, Icon, LinkedSections, Prose, ReasonFold,
    Record, SecrecyNote, StateTag, day_view, fact, fact_some, fact_text, use_record_page,
};
use crate::{plural, t};
use chrono::NaiveDate;
use domain::analysis::{Analysis, AnalysisState};
use domain::{Action, Body, Kind};
use leptos::prelude::*;

/// One risk analysis.
#[component]
pub fn AnalysisPage() -> AnyView {
    let data = use_record_page(Kind::Analysis);
    view! { <Loaded data=data draw=|page: DetailPage| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(page: DetailPage) -> AnyView {
    let lang = lang();
    let record = Record::of(&page, use_actor());
    let detail = page.detail;
    let Body::Analysis(analysis) = detail.body else { return ().into_any() };
    let facts = facts(&analysis, detail.day);
    let kind = code_label(lang, "analysis_kind", analysis.kind.code());
    let above = format!("{kind}, {}", analysis.object);
    let open = matches!(analysis.state(), AnalysisState::Planned | AnalysisState::Ongoing);
    let report = open.then(|| view! { <ActionLink record=record.clone() action=Action::Report/> });
    let title = analysis.title.clone();
    view! {
        <DetailHead record=record.clone() title=title above=above>{report}</DetailHead>
        <div class="cols cols--8-4">
            <div class="stack">
                <Conclusion analysis=analysis record=record.clone() open=open/>
                <LinkedSections linked=record.linked() links=detail.links/>
                <Comments record=record.clone() comments=detail.comments/>
                <History kind=Kind::Analysis key=detail.key changes=detail.history journal=record.journal masked=record.masked()/>
            </div>
            <div class="stack">
                <Facts facts=facts/>
                <ReasonFold record=record/>
            </div>
        </div>
    }
    .into_any()
}

/// What it came to, and the form that says how far it has come.
#[component]
fn Conclusion(analysis: Analysis, record: Record, open: bool) -> AnyView {
    let lang = lang();
    let hidden = record.hidden_by("conclusion");
    let said = if hidden.is_none() && analysis.conclusion.is_empty() {
        view! { <p class="muted">{t!(lang, "analysis.conclusion_none")}</p> }.into_any()
    } else {
        view! { <p><Prose text=analysis.conclusion.clone() hidden_by=hidden/></p> }.into_any()
    };
    let form = open.then(|| {
        let lead = t!(lang, "analysis.report_lead");
        view! { <ActionFold record=record.clone() action=Action::Report draft=analysis.report_draft() lead=lead guarded=true/> }
    });
    view! {
        <section class="sec" aria-labelledby="h-slutsats">
            <div class="sec__head"><h2 id="h-slutsats">{t!(lang, "analysis.conclusion")}</h2></div>
            {said}
            <SecrecyNote record=record/>
            {form}
        </section>
    }
    .into_any()
}

fn facts(analysis: &Analysis, day: NaiveDate) -> Vec<Fact> {
    let lang = lang();
    let late = analysis.due().filter(|due| *due < day).map(|due| {
        let days = u64::try_from((day - due).num_days()).unwrap_or(0);
        let words = plural!(lang, "analysis.late", days);
        view! { <br/> <span class="tag tag--late"><Icon name="i-clock"/>{words}</span> }
    });
    let planned = match (analysis.planned_from, analysis.planned_to) {
        (Some(from), Some(to)) => Some(t!(lang, "analysis.between", from = from, to = to)),
        (from, to) => from.or(to).map(|day| day.to_string()),
    };
    let planned = planned.map(|words| view! { {words} {late} });
    let perspectives: Vec<&str> = [
        (analysis.security, t!(lang, "column.security")),
        (analysis.work_environment, t!(lang, "column.work_environment")),
    ]
    .into_iter()
    .filter_map(|(seen, name)| seen.then_some(name))
    .collect();
    [
        Some(fact(t!(lang, "column.state"), view! { <StateTag code=analysis.state().code() days_late=None/> })),
        Some(fact(t!(lang, "field_analysis.object"), analysis.object.clone())),
        Some(fact(t!(lang, "analysis.perspectives"), perspectives.join(", "))),
        fact_some(t!(lang, "analysis.planned"), planned),
        fact_some(t!(lang, "field_analysis.started"), analysis.started.map(day_view)),
        fact_some(t!(lang, "field_analysis.done"), analysis.done.map(day_view)),
        Some(fact(t!(lang, "field_analysis.owner"), analysis.owner.clone())),
        fact_text(t!(lang, "field_analysis.source"), &analysis.source),
    ]
    .into_iter()
    .flatten()
    .collect()
}
