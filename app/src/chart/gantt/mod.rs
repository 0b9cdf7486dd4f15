//! The roadmap: a table whose middle column is drawn. The cells beside it say what the drawing shows.

mod bar;
mod key;
mod line;
mod rows;
mod scale;
mod threads;

pub use key::GanttKey;
pub use rows::{BarState, depends_on};
pub use scale::TODAY;

use super::{Axis, Zoom};
use crate::context::lang;
use crate::t;
use chrono::NaiveDate;
use domain::programme::ProgrammeReport;
use leptos::prelude::*;
use line::lines;
use rows::Rows;
use scale::{Grid, Scale};
use threads::threads;

/// What every row is drawn against.
#[derive(Debug, Clone, Copy)]
struct Scene {
    axis: Axis,
    zoom: Zoom,
    today: NaiveDate,
}

impl Scene {
    /// The years that hold the programme, its milestones, every bar and what it is pushed to.
    fn of(report: &ProgrammeReport, zoom: Zoom) -> Option<Self> {
        let programme = report.programme.iter().flat_map(|programme| {
            let milestones = programme.milestones.iter().map(|milestone| milestone.date);
            [programme.start, programme.end].into_iter().chain(milestones)
        });
        let bars = report.bars.iter().flat_map(|bar| {
            let (start, end) = bar.planned();
            let pushed = bar.push.as_ref().map(|push| push.end);
            [Some(start), Some(end), Some(bar.start), Some(bar.end), bar.done_on, pushed]
        });
        Axis::over(programme.chain(bars.flatten())).map(|axis| Self { axis, zoom, today: report.today })
    }
}

/// How closely so many rows stand on paper, so that they stand on one A3 as long as they can be read there.
const fn paper(rows: usize) -> &'static str {
    match rows {
        53..=68 => "gantt--close",
        69..=82 => "gantt--closer",
        // Few, or so many that they take several sheets whatever is done.
        _ => "",
    }
}

/// The roadmap of a programme.
#[component]
pub fn Gantt(report: ProgrammeReport, zoom: Zoom, per: String) -> AnyView {
    let lang = lang();
    let Some(scene) = Scene::of(&report, zoom) else { return ().into_any() };
    let (first, last) = scene.axis.years();
    let lines = lines(&report);
    let class = format!("tbl gantt {} {}", if zoom.wide() { "gantt--wide" } else { "gantt--fit" }, paper(lines.len()));
    let threads = threads(scene.axis, &lines, scene.today);
    let mut bodies: Vec<Vec<_>> = Vec::new();
    for row in lines.into_iter().zip(threads) {
        match bodies.last_mut() {
            Some(body) if !row.0.begins_body() => body.push(row),
            _ => bodies.push(vec![row]),
        }
    }
    let bodies = bodies.into_iter().map(|rows| view! { <Rows scene=scene rows=rows per=per.clone()/> }).collect_view();
    // The attribute is older than the framework's list of them, and the page's security policy has no room for a style.
    let width = scene.axis.width(zoom).map(|width| width.to_string());
    let column = leptos::html::col().class("c-line").attr("width", width);
    let table = view! {
        <table role="table" class=class>
            <caption class="vh">{t!(lang, "roadmap.caption")}</caption>
            <colgroup><col class="c-t"/>{column}<col class="c-n"/><col class="c-d"/><col class="c-f"/></colgroup>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t!(lang, "page.measure")}</th>
                    <th role="columnheader" scope="col" class="line">
                        <span class="vh">{t!(lang, "roadmap.timeline", from = first, to = last)}</span>
                        <Scale scene=scene anchor=true/>
                    </th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "column.percent")}</th>
                    <th role="columnheader" scope="col" class="num">{t!(lang, "programme.planned_end")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.state")}</th>
                </tr>
            </thead>
            {bodies}
        </table>
    };
    let milestones = report.programme.map(|programme| programme.milestones).unwrap_or_default();
    view! {
        <Grid scene=scene milestones=milestones/>
        {if zoom.wide() {
            // It is moved sideways in a part of its own, also from the keyboard, so that the page never is.
            view! { <div class="scroller scroller--tall" tabindex="0" role="region" aria-label=t!(lang, "roadmap.region")>{table}</div> }.into_any()
        } else {
            table.into_any()
        }}
    }
    .into_any()
}
