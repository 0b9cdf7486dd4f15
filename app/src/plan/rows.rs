//! Measures of a decided plan, as decided and as planned now.

use super::slip;
use crate::context::lang;
use crate::i18n::{Lang, code_label};
use crate::ui::{StateTag, day_view, record_path};
use crate::{plural, t};
use domain::programme::plan::PlanRow;
use leptos::prelude::*;

/// A part of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Measures whose end has been moved.
    Moved,
    /// Measures with the end that was decided.
    Standing,
    /// Measures that have come since.
    Added,
    /// Measures that have ended without their deliverable.
    Ended,
}

impl Part {
    fn heading(self, lang: Lang, count: usize) -> String {
        match self {
            Self::Moved => plural!(lang, "plan.moved", count),
            Self::Standing => plural!(lang, "plan.standing", count),
            Self::Added => plural!(lang, "plan.added", count),
            Self::Ended => plural!(lang, "plan.ended", count),
        }
    }
}

/// One part as a table under its heading.
#[component]
pub fn Rows(part: Part, rows: Vec<PlanRow>, id: &'static str, lead: &'static str, per: String) -> AnyView {
    let lang = lang();
    let heading = part.heading(lang, rows.len());
    let column = |name: &'static str, class: &'static str| {
        view! { <th role="columnheader" scope="col" class=class>{name}</th> }
    };
    let lead = (!lead.is_empty()).then(|| view! { <p>{lead}</p> });
    let body = rows.into_iter().map(|row| view! { <Row part=part row=row per=per.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading.clone()}</h2>{lead}</div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{heading}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {column(t!(lang, "page.measure"), "")}
                        {column(t!(lang, "column.owner"), "")}
                        {(part != Part::Added).then(|| column(t!(lang, "plan.column_decided"), "num"))}
                        {(part != Part::Standing).then(|| column(t!(lang, "plan.column_now"), "num"))}
                        {(part == Part::Moved).then(|| column(t!(lang, "plan.column_slip"), "num"))}
                        {column(t!(lang, "column.state"), "")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Row(part: Part, row: PlanRow, per: String) -> AnyView {
    let lang = lang();
    let days = row.slip();
    let to = format!("{}{per}", record_path(&row.key));
    let dated = |label: &'static str, day: chrono::NaiveDate| {
        view! { <td role="cell" class="num" data-label=label>{day_view(day)}</td> }
    };
    let decided =
        row.decided.filter(|_| part != Part::Added).map(|(_, end)| dated(t!(lang, "plan.column_decided"), end));
    let now = (part != Part::Standing).then(|| dated(t!(lang, "plan.column_now"), row.now.1));
    let moved = (part == Part::Moved).then(|| {
        view! { <td role="cell" class="num" data-label=t!(lang, "plan.column_slip")><b>{slip(lang, days)}</b></td> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{row.key.to_string()}</span> " " <a class="title" href=to>{row.title}</a>
                <br/>
                <span class="muted s">{code_label(lang, "sub_area", row.sub_area.code())}</span>
            </th>
            <td role="cell" data-label=t!(lang, "column.owner")>{row.owner}</td>
            {decided}
            {now}
            {moved}
            <td role="cell" data-label=t!(lang, "column.state")>
                <StateTag code=row.state.code() days_late=row.days_late/>
            </td>
        </tr>
    }
    .into_any()
}
