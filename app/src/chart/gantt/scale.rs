//! The years above the bars, and the grid behind them.

use super::Scene;
use crate::chart::{Place, Zoom};
use crate::context::lang;
use crate::i18n::{Lang, month};
use crate::t;
use chrono::{Datelike, NaiveDate};
use domain::programme::Milestone;
use leptos::prelude::*;
use std::fmt::Write as _;

/// The grid behind every bar, drawn once and used in each row.
const GRID: &str = "gantt-grid";

/// Where today is in the drawing: what a link to a close view leads to.
pub const TODAY: &str = "idag";

/// The grid, to be used by [`GridUse`].
#[component]
pub(super) fn Grid(scene: Scene, milestones: Vec<Milestone>) -> impl IntoView {
    let axis = scene.axis;
    let parts = axis.parts(scene.zoom).into_iter().map(|day| axis.x(day));
    let marks = milestones.into_iter().map(|milestone| axis.x_after(milestone.date));
    let lines = [("hy", uprights(parts)), ("yr", uprights(axis.borders())), ("msl", uprights(marks))]
        .into_iter()
        .map(|(class, path)| view! { <path class=class vector-effect="non-scaling-stroke" d=path></path> })
        .collect_view();
    // The classes are named again inside: a copy is styled by what it holds, not by where the original stands.
    view! {
        <svg class="gsvg vh" aria-hidden="true" focusable="false">
            <symbol id=GRID viewBox="0 0 100 1" preserveAspectRatio="none"><g class="gsvg">{lines}</g></symbol>
        </svg>
    }
}

/// Upright lines as one path in a drawing of 100 × 1: in a thousand rows that is much less than a line each.
fn uprights(places: impl IntoIterator<Item = Place>) -> String {
    places.into_iter().fold(String::new(), |mut path, x| {
        // Writing to a string can't fail.
        let _ = write!(path, "M{x} 0V1");
        path
    })
}

/// The grid in a row.
#[component]
pub(super) fn GridUse() -> impl IntoView {
    view! { <use href=format!("#{GRID}") width="100%" height="100%"></use> }
}

/// Where today is, over the row.
#[component]
pub(super) fn Today(scene: Scene, #[prop(default = "0")] y: &'static str) -> impl IntoView {
    let x = scene.axis.x(scene.today).percent();
    scene.axis.holds(scene.today).then(|| view! { <line class="today" x1=x.clone() x2=x y1=y y2="100%"></line> })
}

/// The years, and at a close view their parts, above the bars.
#[component]
pub(super) fn Scale(
    scene: Scene,
    /// Whether links lead to where today is in it.
    #[prop(default = false)]
    anchor: bool,
) -> AnyView {
    let lang = lang();
    let (axis, wide) = (scene.axis, scene.zoom.wide());
    let height = if wide { "27" } else { "31" };
    let years = axis
        .named()
        .into_iter()
        .map(|(year, x, _)| {
            view! {
                <line class="yr" x1=x.percent() x2=x.percent() y1="18" y2="100%"></line>
                <text class=wide.then_some("strong") x=x.percent() dx="4" y=height>{year}</text>
            }
        })
        .collect_view();
    let parts = wide.then(|| {
        axis.parts(scene.zoom)
            .into_iter()
            .map(|day| {
                let x = axis.x(day).percent();
                view! {
                    <line class="hy" x1=x.clone() x2=x.clone() y1="32" y2="100%"></line>
                    <text class=(scene.zoom == Zoom::Month).then_some("month") x=x dx="4" y="45">
                        {part_name(lang, scene.zoom, day)}
                    </text>
                }
            })
            .collect_view()
    });
    let x = axis.x(scene.today);
    let (side, dx) = if x.0 > 5_000 { ("end", "6") } else { ("start", "-6") };
    let label = axis.holds(scene.today).then(|| {
        let text = t!(lang, "programme.chart_today", date = scene.today);
        view! {
            <text class="todayt" x=x.percent() y="11" text-anchor=side dx=dx>{text}</text>
            {anchor.then(|| view! { <rect id=TODAY x=x.percent() y="0" width="1" height="1" fill="none"></rect> })}
        }
    });
    let class = if wide { "gsvg gsvg--axis gsvg--parts" } else { "gsvg gsvg--axis" };
    view! { <svg class=class aria-hidden="true">{years} {parts} <Today scene=scene y="16"/> {label}</svg> }.into_any()
}

/// `kv 1`, or `jan`.
fn part_name(lang: Lang, zoom: Zoom, day: NaiveDate) -> String {
    match zoom {
        Zoom::Year => day.year().to_string(),
        Zoom::Quarter => t!(lang, "roadmap.quarter", n = Zoom::quarter(day)),
        Zoom::Month => month(lang, day).chars().take(3).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_names() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
        let names = [Zoom::Year, Zoom::Quarter, Zoom::Month].map(|zoom| part_name(Lang::Sv, zoom, day));
        assert_eq!(names, ["2026", "kv 4", "okt"]);
        assert_eq!(uprights([Place(0), Place(2_498)]), "M0.00 0V1M24.98 0V1");
    }
}
