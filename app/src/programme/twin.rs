//! The roadmap as a table.

use crate::chart::BarState;
use crate::context::lang;
use crate::i18n::{code_label, percent};
use crate::t;
use crate::ui::{KeyLinks, record_path};
use domain::programme::{Bar, Milestone, ProgrammeReport};
use leptos::prelude::*;

/// Every measure of the roadmap, with all that the drawing shows of it; and the milestones.
#[component]
pub fn Twin(report: ProgrammeReport, per: String) -> AnyView {
    let lang = lang();
    let decided = report.decided;
    let rows =
        report.bars.into_iter().map(|bar| view! { <TwinRow bar=bar decided=decided per=per.clone()/> }).collect_view();
    let decided_head = decided
        .then(|| view! { <th role="columnheader" scope="col" class="num">{t!(lang, "roadmap.decided_end")}</th> });
    let milestones = report.programme.map(|programme| programme.milestones).unwrap_or_default();
    view! {
        <table role="table" class="tbl tbl--cards tbl--sticky">
            <caption class="vh">{t!(lang, "roadmap.caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "page.measure")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.area")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.owner")}</th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "column.start")}</th>
                    {decided_head}
                    <th role="columnheader" scope="col" class="num">{t!(lang, "programme.planned_end")}</th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "column.percent")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.state")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "roadmap.depends")}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <Milestones milestones=milestones/>
    }
    .into_any()
}

#[component]
fn TwinRow(bar: Bar, decided: bool, per: String) -> AnyView {
    let lang = lang();
    let to = format!("{}{per}", record_path(&bar.key));
    let place =
        format!("{}, {}", code_label(lang, "area", bar.area.code()), code_label(lang, "sub_area", bar.sub_area.code()));
    let decided = decided.then(|| {
        let end = bar.decided.map(|(_, end)| end.to_string());
        view! { <td role="cell" class="num" data-label=t!(lang, "roadmap.decided_end")>{end}</td> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="id">{bar.key.to_string()}</span> <br/> <a class="title" href=to>{bar.title.clone()}</a>
            </th>
            <td role="cell" data-label=t!(lang, "column.area")>{place}</td>
            <td role="cell" data-label=t!(lang, "column.owner")>{bar.owner.clone()}</td>
            <td role="cell" class="num" data-label=t!(lang, "column.start")>{bar.start.to_string()}</td>
            {decided}
            <td role="cell" class="num" data-label=t!(lang, "programme.planned_end")>{bar.end.to_string()}</td>
            <td role="cell" class="num" data-label=t!(lang, "column.percent")>{percent(lang, bar.percent)}</td>
            <td role="cell" data-label=t!(lang, "column.state")><BarState bar=bar.clone()/></td>
            <td role="cell" data-label=t!(lang, "roadmap.depends")><KeyLinks keys=bar.depends_on/></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Milestones(milestones: Vec<Milestone>) -> AnyView {
    let lang = lang();
    if milestones.is_empty() {
        return ().into_any();
    }
    let rows = milestones
        .into_iter()
        .map(|one| view! { <li><time datetime=one.date.to_string()>{one.date.to_string()}</time> <span>{one.name}</span></li> })
        .collect_view();
    view! { <h3 class="mt">{t!(lang, "roadmap.milestones")}</h3> <ul class="plain">{rows}</ul> }.into_any()
}
