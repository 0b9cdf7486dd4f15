//! The clocks of an incident: what is to be sent by when, how it stands, and how long is left.

use crate::context::lang;
use crate::i18n::{Lang, code_label, number};
use crate::t;
use crate::ui::Icon;
use domain::incident::{ClockStanding, Left, ReportKind, ShownClock};
use leptos::prelude::*;

/// A row for each clock. The time left is that of when the page was drawn, which the page says.
#[component]
pub fn Clocks(clocks: Vec<ShownClock>) -> AnyView {
    let lang = lang();
    let head = [
        t!(lang, "incident.clock_report"),
        t!(lang, "incident.clock_due"),
        t!(lang, "incident.clock_standing"),
        t!(lang, "incident.clock_sent"),
    ];
    let [_, due, standing, sent] = head;
    let rows = clocks
        .into_iter()
        .map(|clock| {
            let left = clock.left.map(|left| view! { <br/> <span class="nowrap">{left_words(lang, left)}</span> });
            let waits = waits_for(lang, clock.kind);
            let when = match clock.due {
                Some(due) => {
                    view! { <time class="nowrap" datetime=due.replace(' ', "T")>{due.clone()}</time> }.into_any()
                }
                None => view! { <span class="muted">{waits}</span> }.into_any(),
            };
            let told = match clock.sent {
                Some(sent) => {
                    view! { <time class="nowrap" datetime=sent.replace(' ', "T")>{sent.clone()}</time> }.into_any()
                }
                None => view! { <span class="muted">{t!(lang, "incident.not_sent")}</span> }.into_any(),
            };
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{code_label(lang, "incident_report", clock.kind.code())}</th>
                    <td role="cell" data-label=due>{when}</td>
                    <td role="cell" data-label=standing><ClockTag code=clock.standing.code()/> {left}</td>
                    <td role="cell" data-label=sent>{told}</td>
                </tr>
            }
        })
        .collect_view();
    let head = head.into_iter().map(|name| view! { <th role="columnheader" scope="col">{name}</th> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-klockor">
            <div class="sec__head"><h2 id="h-klockor">{t!(lang, "incident.clocks")}</h2><p>{t!(lang, "incident.clocks_law")}</p></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "incident.clocks")}</caption>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="note mt-s">{t!(lang, "incident.clocks_note")}</p>
        </section>
    }
    .into_any()
}

/// How a clock stands: a glyph and a word, never a colour alone.
#[component]
pub fn ClockTag(#[prop(into)] code: String) -> impl IntoView {
    let (class, icon) = match ClockStanding::from_code(&code) {
        Some(ClockStanding::Late) => ("tag tag--missing", "i-warn"),
        Some(ClockStanding::Soon) => ("tag tag--late", "i-clock"),
        Some(ClockStanding::SentInTime) => ("tag tag--ok", "i-check"),
        Some(ClockStanding::SentLate) => ("tag tag--late", "i-check"),
        Some(ClockStanding::Running) => ("tag", "i-half"),
        _ => ("tag", "i-ring"),
    };
    view! { <span class=class><Icon name=icon/>{code_label(lang(), "clock", &code)}</span> }
}

/// How long is left, or how late it is: `3 tim 20 min kvar`.
fn left_words(lang: Lang, left: Left) -> String {
    let (days, hours, minutes) = (number(lang, left.days), number(lang, left.hours), number(lang, left.minutes));
    match (left.late, left.days) {
        (false, 0) => t!(lang, "incident.left_hours", hours = hours, minutes = minutes),
        (false, _) => t!(lang, "incident.left_days", days = days, hours = hours),
        (true, 0) => t!(lang, "incident.over_hours", hours = hours, minutes = minutes),
        (true, _) => t!(lang, "incident.over_days", days = days, hours = hours),
    }
}

/// What a clock that hasn't begun waits for.
fn waits_for(lang: Lang, kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Final => t!(lang, "incident.final_waits"),
        _ => t!(lang, "common.nothing"),
    }
}
