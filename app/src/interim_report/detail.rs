//! One report: where it stands, what it says, and what is to be done with it.

use super::banner::StaleBanner;
use super::chapters::Chapters;
use super::files::ReportFiles;
use super::forms::MatterForms;
use super::{heading, state_words, writing};
use crate::address::page_of;
use crate::api::{InterimReportView, interim_report};
use crate::context::lang;
use crate::i18n::Lang;
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_per};
use crate::picture::{DecisionFacts, Forms, decision_line};
use crate::revision::Ask;
use crate::t;
use crate::ui::{AsOf, Fact, Facts, History, PrintButton, day_view, fact, fact_some, fact_text, record_path};
use domain::report::Chapter;
use domain::report::page::ReportPage;
use domain::{Action, Kind, Page};
use leptos::prelude::*;

/// One report.
#[component]
pub fn InterimReportPage() -> AnyView {
    let (key, per) = (use_key(), use_per());
    view! {
        <Loaded data=interim_report(key, per.clone()) draw=move |view: InterimReportView| {
            view! { <Shown view=view per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: InterimReportView, per: String) -> AnyView {
    let lang = lang();
    let forms = Forms::of_report(&view);
    let suffix = per_suffix(&per);
    let page = view.page;
    let report = page.row.report.clone();
    let key = page.row.key.clone();
    let here = page_of(Page::InterimReport, &key);
    let path = here.clone();
    let trail = vec![(t!(lang, "page.interim_reports").to_owned(), format!("{}{suffix}", Page::InterimReports.path()))];
    let writes = forms.may(Action::Write, Kind::Report) && report.open();
    let first = Chapter::ALL.first().copied().unwrap_or(Chapter::Deviations);
    let ways = writes.then(|| {
        let edit = page_of(Page::EditInterimReport, &key);
        view! {
            <a class="btn btn--main" href=writing(&key, first)>{t!(lang, "interim_report.write_report")}</a>
            <a class="btn" href=edit>{t!(lang, "interim_report.edit")}</a>
        }
    });
    let journal = forms.opens(Page::Journal);
    let ask = report.frozen().cloned().map(|preparation| view! { <Ask preparation=Some(preparation)/> });
    // What the board is asked comes first while it is asked, and is kept beside the text afterwards.
    let (asks, asked) = if report.before_board().is_some() { (ask, None) } else { (None, ask) };
    let decisions = report
        .decisions
        .iter()
        .rev()
        .map(|decision| {
            let line = decision_line(lang, decision);
            view! { <div><h3>{line}</h3><DecisionFacts decision=decision.clone()/></div> }
        })
        .collect_view();
    let decided = (!report.decisions.is_empty()).then(|| {
        view! {
            <section class="sec" aria-labelledby="h-beslutat">
                <div class="sec__head"><h2 id="h-beslutat">{t!(lang, "interim_report.decision_heading")}</h2></div>
                {decisions}
            </section>
        }
    });
    // Who may not see a draft has nothing to take out of one, but may have earlier versions.
    let says = page.content.is_some();
    let files = (says || !report.preparations.is_empty())
        .then(|| view! { <ReportFiles report=report.clone() key=key.clone() said=says suffix=suffix.clone()/> });
    let said = match page.content.clone() {
        Some(content) => view! { <Contents/> <Chapters content=content writes=writes/> }.into_any(),
        None => view! { <p class="note">{t!(lang, "interim_report.kept")}</p> }.into_any(),
    };
    view! {
        <Crumbs trail=trail here=report.title()/>
        <Head title=report.title() above=key.to_string() lede=lede(lang, &page)>
            <AsOf path=path day=per/>
            {ways}
            {files}
            <PrintButton>{t!(lang, "common.print")}</PrintButton>
        </Head>
        <StaleBanner page=page.clone() forms=forms.clone() here=here.clone()/>
        <div class="cols cols--8-4">
            <div class="stack">{asks} {said}</div>
            <div class="stack">
                <Facts facts=facts(lang, &page, &suffix)/>
                {asked}
                {decided}
            </div>
        </div>
        <MatterForms page=page.clone() forms=forms here=here/>
        <History kind=Kind::Report key=key changes=page.history journal=journal/>
    }
    .into_any()
}

/// The way to each chapter.
#[component]
fn Contents() -> AnyView {
    let lang = lang();
    let items = Chapter::ALL
        .iter()
        .map(|&chapter| view! { <li><a href=format!("#h-{}", chapter.code())>{heading(chapter)}</a></li> })
        .collect_view();
    view! {
        <nav class="sec no-print" aria-labelledby="h-innehall">
            <div class="sec__head"><h2 id="h-innehall">{t!(lang, "interim_report.contents")}</h2></div>
            <ul class="bare" lang=lang.written()>{items}</ul>
        </nav>
    }
    .into_any()
}

fn lede(lang: Lang, page: &ReportPage) -> String {
    let report = &page.row.report;
    let state = state_words(lang, report);
    let (from, day) = (page.from, page.reading_day);
    t!(lang, "interim_report.lede", state = state, from = from, day = day)
}

fn facts(lang: Lang, page: &ReportPage, per: &str) -> Vec<Fact> {
    let report = &page.row.report;
    let previous = page.previous.clone().map(|(key, title)| {
        let to = format!("{}{per}", record_path(&key));
        view! { <a href=to>{title}</a> }
    });
    let attached = page
        .attachments
        .iter()
        .map(|(key, title)| {
            let to = format!("{}{per}", record_path(key));
            let words = format!("{key} {title}");
            view! { <li><a href=to>{words}</a></li> }
        })
        .collect_view();
    let attached = (!page.attachments.is_empty()).then(|| view! { <ul class="bare">{attached}</ul> });
    let content = report.frozen().map(|frozen| view! { <code class="hash">{frozen.sha256.clone()}</code> });
    [
        Some(fact(t!(lang, "interim_report.column_state"), state_words(lang, report))),
        Some(fact(t!(lang, "interim_report.fact_period"), report.period.short())),
        Some(fact(t!(lang, "interim_report.fact_board"), report.board.clone())),
        Some(fact(t!(lang, "field_report.template"), report.template.clone())),
        fact_text(t!(lang, "field_report.registration"), &report.registration),
        fact_some(t!(lang, "field_report.meeting"), report.meeting.map(day_view)),
        Some(fact(t!(lang, "interim_report.fact_read"), day_view(page.reading_day))),
        Some(fact(t!(lang, "interim_report.fact_from"), day_view(page.from))),
        fact_some(t!(lang, "interim_report.fact_previous"), previous),
        fact_some(t!(lang, "field_report.attachments"), attached),
        fact_some(t!(lang, "interim_report.fact_seal"), content),
    ]
    .into_iter()
    .flatten()
    .collect()
}
