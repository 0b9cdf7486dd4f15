//! The board's reports.

use super::state_words;
use crate::api::interim_reports;
use crate::context::lang;
use crate::frame::use_actor;
use crate::page::{Head, Loaded, per_suffix, use_per};
use crate::picture::decision_line;
use crate::ui::{AsOf, column_heads, day_view, record_path};
use crate::{plural, t};
use domain::report::ReportRow;
use domain::report::page::ReportList;
use domain::{Page, Subject};
use leptos::prelude::*;

/// The reports, the newest period first.
#[component]
pub fn InterimReportListPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=interim_reports(per.clone()) draw=move |list: ReportList| {
            view! { <Shown list=list per=per/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(list: ReportList, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::NewInterimReport)));
    let begin = (may && per.is_empty()).then(|| {
        view! { <a class="btn btn--main" href=Page::NewInterimReport.path()>{t!(lang, "interim_report.begin")}</a> }
    });
    let title = plural!(lang, "interim_report.finding", list.reports.len());
    let table = if list.reports.is_empty() {
        view! { <p class="muted">{t!(lang, "interim_report.none")}</p> }.into_any()
    } else {
        view! { <Table rows=list.reports per=suffix/> }.into_any()
    };
    view! {
        <Head title=title above=t!(lang, "page.interim_reports").to_owned() lede=t!(lang, "interim_report.lead").to_owned()>
            <AsOf path=Page::InterimReports.path() day=per/>
            {begin}
        </Head>
        <section class="sec" aria-labelledby="h-rapporter">
            <div class="sec__head"><h2 id="h-rapporter">{t!(lang, "interim_report.list_heading")}</h2></div>
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<ReportRow>, per: String) -> AnyView {
    let lang = lang();
    let body = rows
        .into_iter()
        .map(|ReportRow { key, report, .. }| {
            let to = format!("{}{per}", record_path(&key));
            let decision = report.decisions.last().map(|decision| decision_line(lang, decision));
            let decision = decision.unwrap_or_else(|| t!(lang, "common.nothing").to_owned());
            let meeting = report.meeting.map_or_else(|| t!(lang, "common.nothing").into_any(), day_view);
            let state = state_words(lang, &report);
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a href=to>{report.title()}</a> " " <span class="id">{key.to_string()}</span></th>
                    <td role="cell" data-label=t!(lang, "interim_report.column_state")><span class="tag">{state}</span></td>
                    <td role="cell" data-label=t!(lang, "interim_report.column_meeting")>{meeting}</td>
                    <td role="cell" data-label=t!(lang, "interim_report.column_decision")>{decision}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "interim_report.caption")}</caption>
            {column_heads([
                ("", t!(lang, "interim_report.column_report")),
                ("", t!(lang, "interim_report.column_state")),
                ("", t!(lang, "interim_report.column_meeting")),
                ("", t!(lang, "interim_report.column_decision")),
            ])}
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}
