//! The rows of the roadmap.

use super::Scene;
use super::bar::Drawn;
use super::line::Line;
use super::scale::{GridUse, Scale, Today};
use super::threads::{Piece, Threads};
use crate::context::lang;
use crate::i18n::{Lang, code_label, percent};
use crate::ui::{Icon, LabelTags, StateTag, record_path};
use crate::{plural, t};
use domain::label::{Label, LabelCode};
use domain::measure::MeasureState;
use domain::programme::{Bar, Milestone};
use leptos::prelude::*;

/// A group of rows.
#[component]
pub(super) fn Rows(scene: Scene, rows: Vec<(Line, Vec<Piece>)>, per: String) -> AnyView {
    let lang = lang();
    let rows = rows
        .into_iter()
        .map(|(line, pieces)| match line {
            Line::Milestones => {
                let heading = t!(lang, "roadmap.milestones").into_any();
                view! { <GroupRow scene=scene class="group" heading=heading pieces=pieces/> }.into_any()
            }
            Line::Area(area, share) => {
                let done = t!(lang, "programme.done_of_words", done = share.done, total = share.total);
                let heading = view! {
                    {code_label(lang, "area", area.code())}
                    " "
                    <span class="muted s">{done}</span>
                };
                view! { <GroupRow scene=scene class="group" heading=heading.into_any() pieces=pieces/> }.into_any()
            }
            Line::SubArea(sub_area) => {
                let heading = code_label(lang, "sub_area", sub_area.code()).into_any();
                view! { <GroupRow scene=scene class="group--sub" heading=heading pieces=pieces/> }.into_any()
            }
            Line::Milestone(milestone) => {
                view! { <MilestoneRow scene=scene milestone=milestone pieces=pieces/> }.into_any()
            }
            Line::Measure(bar) => view! { <MeasureRow scene=scene bar=*bar pieces=pieces per=per.clone()/> }.into_any(),
        })
        .collect_view();
    view! { <tbody role="rowgroup">{rows}</tbody> }.into_any()
}

#[component]
fn GroupRow(scene: Scene, class: &'static str, heading: AnyView, pieces: Vec<Piece>) -> AnyView {
    // Where the table's head has no room, each area has its own years.
    let years = (class == "group" && !scene.zoom.wide()).then(|| view! { <Scale scene=scene/> });
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="rowgroup">{heading}</th>
            <td role="cell" class="line">
                <svg class="gsvg" aria-hidden="true"><GridUse/><Threads pieces=pieces/><Today scene=scene/></svg>
                {years}
            </td>
            <td role="cell"></td>
            <td role="cell"></td>
            <td role="cell"></td>
        </tr>
    }
    .into_any()
}

#[component]
fn MilestoneRow(scene: Scene, milestone: Milestone, pieces: Vec<Piece>) -> AnyView {
    let lang = lang();
    let x = scene.axis.x_after(milestone.date).percent();
    let days = u64::try_from((milestone.date - scene.today).num_days());
    let state = match days {
        Ok(days) => plural!(lang, "roadmap.milestone_in", days),
        Err(_) => t!(lang, "roadmap.milestone_passed").to_owned(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{milestone.name}</th>
            <td role="cell" class="line">
                <svg class="gsvg" aria-hidden="true">
                    <GridUse/>
                    <Threads pieces=pieces/>
                    <Today scene=scene/>
                    <svg x=x y="50%" overflow="visible"><path class="ms" d="M0-6 6 0 0 6-6 0z"></path></svg>
                </svg>
            </td>
            <td role="cell"></td>
            <td role="cell" class="num" data-label=t!(lang, "programme.step_date")>{milestone.date.to_string()}</td>
            <td role="cell"><span class="muted">{state}</span></td>
        </tr>
    }
    .into_any()
}

#[component]
fn MeasureRow(scene: Scene, bar: Bar, pieces: Vec<Piece>, per: String) -> AnyView {
    let lang = lang();
    let dates = t!(lang, "common.from_to", from = bar.start, to = bar.end);
    let on = depends_on(lang, &bar).map(|words| view! { <span class="vh">" " {words}</span> });
    let (to, title) = (format!("{}{per}", record_path(&bar.key)), bar.title.clone());
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><a class="title" href=to>{title}</a></th>
            <td role="cell" class="line">
                <span class="vh">{dates}</span>
                {on}
                <svg class="gsvg" aria-hidden="true">
                    <GridUse/>
                    <Threads pieces=pieces/>
                    <svg y="50%" width="100%" height="100%" overflow="visible"><Drawn scene=scene bar=bar.clone()/></svg>
                    <Today scene=scene/>
                </svg>
            </td>
            <td role="cell" class="num" data-label=t!(lang, "column.percent")>{percent(lang, bar.percent)}</td>
            <td role="cell" class="num" data-label=t!(lang, "column.end")>{bar.end.to_string()}</td>
            <td role="cell"><BarState bar=bar/></td>
        </tr>
    }
    .into_any()
}

/// `Beror på ATG-01, ATG-02`; nothing when it depends on none.
#[must_use]
pub fn depends_on(lang: Lang, bar: &Bar) -> Option<String> {
    let keys: Vec<String> = bar.depends_on.iter().map(ToString::to_string).collect();
    (!keys.is_empty()).then(|| t!(lang, "roadmap.depends_on", keys = keys.join(", ")))
}

/// Where a measure stands, how late it is and what pushes it.
#[component]
pub fn BarState(bar: Bar) -> AnyView {
    let lang = lang();
    let days = u64::try_from(bar.days_late).unwrap_or(0);
    let state = match (bar.state == MeasureState::Done, days) {
        (_, 0) => view! { <StateTag code=bar.state.code() days_late=None/> }.into_any(),
        (true, _) => {
            view! { <span class="tag"><Icon name="i-check"/>{plural!(lang, "state.done_late", days)}</span> }.into_any()
        }
        (false, _) => view! {
            <span class="tag tag--late"><Icon name="i-clock"/>{plural!(lang, "programme.days_late", days)}</span>
        }
        .into_any(),
    };
    // What moves the bar itself; the rest is told where the measure is. What pushes it says more than that it waits.
    let pushes = bar.push.is_some();
    let moves = |label: &Label| match label.code {
        LabelCode::DueSoon | LabelCode::NotReported => true,
        LabelCode::DependencyLate => !pushes,
        _ => false,
    };
    let labels: Vec<Label> = bar.labels.into_iter().filter(moves).collect();
    let pushed = bar.push.map(|push| {
        let words = t!(lang, "roadmap.pushed", end = push.end, by = push.by);
        view! { <div class="s pushed">{words}</div> }
    });
    view! { {state} " " <LabelTags labels=labels/> {pushed} }.into_any()
}
