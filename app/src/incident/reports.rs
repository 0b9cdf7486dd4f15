//! What was told of an incident: a row for each report that was sent, and the form of the next.

use crate::context::lang;
use crate::i18n::{code_label, field_label};
use crate::ui::{ActionFold, Mask, Prose, Record};
use crate::{plural, t};
use domain::incident::{Incident, SentReport};
use domain::swedish;
use domain::{Action, Draft, Kind};
use leptos::prelude::*;

/// To whom reports are sent: cybersäkerhetsförordningen (2025:1507) 6 §.
const RECEIVER: &str = "CSIRT-enheten";

/// Every report, the last one first, and the form of the next, which asks for the one whose clock runs out first.
#[component]
pub fn Reports(incident: Incident, record: Record) -> AnyView {
    let lang = lang();
    let count = incident.reports.len();
    let to = incident.reports.last().map_or(RECEIVER, |report| report.to.as_str());
    let next = incident.next_clock().map_or("", |clock| clock.kind.code());
    let draft = Draft::default().with("report", next).with("to", to);
    let table = match (record.hidden_by("reports"), count) {
        (Some(provision), _) => view! { <Mask provision=provision/> }.into_any(),
        (None, 0) => view! { <p class="muted">{t!(lang, "incident.reports_none")}</p> }.into_any(),
        (None, _) => view! { <Table reports=incident.reports/> }.into_any(),
    };
    let said = record.hidden_by("reports").is_none().then(|| plural!(lang, "incident.reports_count", count));
    let lead = t!(lang, "incident.report_lead").to_owned();
    view! {
        <section class="sec" aria-labelledby="h-skickat">
            <div class="sec__head"><h2 id="h-skickat">{t!(lang, "incident.reports")}</h2><p>{said}</p></div>
            {table}
            <ActionFold record=record action=Action::Report draft=draft lead=lead/>
        </section>
    }
    .into_any()
}

#[component]
fn Table(reports: Vec<SentReport>) -> AnyView {
    let lang = lang();
    let names = ["sent", "report", "to", "reference", "note"].map(|field| field_label(lang, Kind::Incident, field));
    let [_, kind, to, reference, note] = names;
    let rows = reports
        .into_iter()
        .rev()
        .map(|report| {
            let at = swedish::shown(report.sent);
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><time class="nowrap" datetime=at.replace(' ', "T")>{at.clone()}</time></th>
                    <td role="cell" data-label=kind>{code_label(lang, "incident_report", report.kind.code())}</td>
                    <td role="cell" data-label=to>{report.to}</td>
                    <td role="cell" data-label=reference>{report.reference}</td>
                    <td role="cell" class="why" data-label=note lang=lang.written()><Prose text=report.note/></td>
                </tr>
            }
        })
        .collect_view();
    let head = names.into_iter().map(|name| view! { <th role="columnheader" scope="col">{name}</th> }).collect_view();
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{t!(lang, "incident.reports")}</caption>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
