//! Plan against done: the share of deliverables over time, labelled where it is, and what is to be expected.

mod ahead;

pub use ahead::range;

use super::{Axis, Place};
use crate::context::lang;
use crate::i18n::percent;
use crate::t;
use ahead::{Band, Labels, last_day};
use domain::programme::{Point, ProgrammeReport};
use leptos::prelude::*;
use std::fmt::Write as _;

/// What the curves are drawn against: the years, and the number of deliverables that is all of them.
#[derive(Debug, Clone, Copy)]
struct Canvas {
    axis: Axis,
    total: u32,
}

impl Canvas {
    /// How far down a number of deliverables stands.
    fn y(self, count: u32) -> Place {
        Place::of(count.into(), self.total.into()).turned()
    }
}

/// A step line through the points, from the beginning of the axis to `end`, in a drawing of 100 × 100.
fn steps(canvas: Canvas, points: &[Point], end: Place) -> String {
    let axis = canvas.axis;
    let mut path = String::from("M0 100");
    for point in points.iter().filter(|point| axis.x(point.date) <= end) {
        let y = canvas.y(point.count);
        // Writing to a string can't fail.
        let _ = write!(path, "H{}V{y}", axis.x(point.date));
    }
    let _ = write!(path, "H{end}");
    path
}

/// On which side of the line of today its label has room.
const fn side(x: Place) -> (&'static str, &'static str) {
    if x.0 > 4_000 { ("end", "-6") } else { ("start", "6") }
}

/// Where the label under a line stands: above it all the same where the foot of the chart is too near.
const fn below(
    y: Place,
    small: bool,
    beside: (&'static str, &'static str),
) -> (&'static str, &'static str, &'static str) {
    match (small, y.0 > if small { 8_000 } else { 9_300 }) {
        (_, true) => ("start", "8", "-6"),
        (true, false) => (beside.0, beside.1, "24"),
        (false, false) => ("start", "8", "20"),
    }
}

/// The chart. `small` is for a side column, without the words that the table beside the large one explains.
#[component]
pub fn BurnUp(report: ProgrammeReport, #[prop(default = false)] small: bool) -> AnyView {
    let lang = lang();
    let programme = report.programme.iter().flat_map(|programme| [programme.start, programme.end]);
    let dates = report.plan.iter().chain(&report.outcome).map(|point| point.date);
    let ahead = last_day(&report).filter(|_| !small);
    let Some(axis) = Axis::over(programme.chain(dates).chain(ahead)) else { return ().into_any() };
    let canvas = Canvas { axis, total: report.total.total };
    let share = report.total;
    let today = axis.x(report.today);
    let (done_y, plan_y) = (canvas.y(share.done), canvas.y(share.planned));
    let (done, plan) = (percent(lang, share.percent()), percent(lang, share.planned_percent()));
    let plan = if report.decided {
        t!(lang, "programme.chart_decided", percent = plan)
    } else {
        t!(lang, "programme.chart_plan", percent = plan)
    };
    let words = (plan, t!(lang, "programme.chart_done", percent = done.clone()));
    let spoken = format!("{}. {}.", words.0, words.1);
    let plan_path = steps(canvas, &report.plan, Place::END);
    let real_path = steps(canvas, &report.outcome, today);
    let forecast = report.forecast.clone().ok().filter(|_| !small);
    let end = report.programme.as_ref().map(|programme| programme.end);
    let band = forecast.clone().map(|forecast| view! { <Band canvas=canvas forecast=forecast/> });
    let (anchor, dx) = side(today);
    // In a side column the shares alone, since its heading says in words which is which.
    let words = if small { (words.0, done) } else { words };
    // The higher label stands above its line, to the left where both lines are lower; the lower one below its line, to
    // the right where neither is. The small chart has no room to the right.
    let (high, low) = if share.planned >= share.done {
        ((words.0, plan_y, "halo"), (words.1, done_y, "acc halo"))
    } else {
        ((words.1, done_y, "acc halo"), (words.0, plan_y, "halo"))
    };
    let low_at = below(low.1, small, (anchor, dx));
    let taken = (today, low.1);
    let expected = forecast.map(|forecast| view! { <Labels canvas=canvas forecast=forecast end=end taken=taken/> });
    let today_line = axis.holds(report.today).then(|| {
        let text = (!small).then(|| {
            let text = t!(lang, "programme.chart_today", date = report.today);
            view! { <text class="todayt halo" x=today.percent() dx=dx y="100%" dy="-8" text-anchor=anchor>{text}</text> }
        });
        view! {
            <line class="today" x1=today.percent() x2=today.percent() y1="0" y2="100%"></line>
            {text}
        }
    });
    let label = |(text, y, class): (String, Place, &'static str), (anchor, dx, dy)| {
        view! { <text class=class x=today.percent() dx=dx y=y.percent() dy=dy text-anchor=anchor>{text}</text> }
    };
    let (high, low) = (label(high, (anchor, dx, "-8")), label(low, low_at));
    let class = match (small, expected.is_some()) {
        (true, _) => "chart-wrap chart-wrap--s",
        (false, true) => "chart-wrap chart-wrap--ahead",
        (false, false) => "chart-wrap",
    };
    view! {
        <div class=class>
            <svg class=if small { "chart chart--s" } else { "chart" } role="img" aria-labelledby="burn-up-t" aria-describedby="burn-up-d">
                <title id="burn-up-t">{t!(lang, "programme.chart_caption")}</title>
                <desc id="burn-up-d">{spoken}</desc>
                <Grid axis=axis small=small/>
                <svg x="0" y="0" width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
                    {band}
                    <path class="plan" vector-effect="non-scaling-stroke" d=plan_path></path>
                    <path class="real" vector-effect="non-scaling-stroke" d=real_path></path>
                </svg>
                {today_line}
                <circle class="pt" cx=today.percent() cy=done_y.percent() r="4.5"></circle>
                {high}
                {low}
                {expected}
            </svg>
        </div>
    }
    .into_any()
}

/// Shares up the side, years along the foot.
#[component]
fn Grid(axis: Axis, small: bool) -> AnyView {
    let lang = lang();
    let shares: &[i64] = if small { &[0, 50, 100] } else { &[0, 25, 50, 75, 100] };
    let shares = shares
        .iter()
        .map(|share| {
            let y = Place::of(*share, 100).turned().percent();
            let class = if *share == 0 { "axis" } else { "grid" };
            let name = if *share == 100 { percent(lang, 100) } else { share.to_string() };
            view! {
                <line class=class x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
                <text x="-8" y=y dy="4" text-anchor="end">{name}</text>
            }
        })
        .collect_view();
    let years = axis
        .named()
        .into_iter()
        .map(|(year, _, middle)| view! { <text x=middle.percent() y="100%" dy="20" text-anchor="middle">{year}</text> })
        .collect_view();
    let ticks = axis
        .borders()
        .into_iter()
        .skip(1)
        .map(|x| view! { <line class="axis" x1=x.percent() x2=x.percent() y1="100%" y2="101.5%"></line> })
        .collect_view();
    view! { {shares} {years} {ticks} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date;

    #[test]
    fn a_curve_steps_up_on_its_dates_and_ends_where_it_should() {
        let day = |text: &str| date::parse(text).unwrap();
        let axis = Axis::over([day("2025-01-01"), day("2026-12-31")]).unwrap();
        let points = [Point { date: day("2026-01-01"), count: 1 }, Point { date: day("2026-12-31"), count: 4 }];
        let canvas = Canvas { axis, total: 4 };
        assert_eq!(steps(canvas, &points, Place::END), "M0 100H50.00V75.00H99.86V0.00H100.00");
        assert_eq!(steps(canvas, &points, Place(6_000)), "M0 100H50.00V75.00H60.00");
        assert_eq!(steps(Canvas { axis, total: 0 }, &[], Place(0)), "M0 100H0.00");
    }

    #[test]
    fn the_label_of_today_stands_where_there_is_room() {
        assert_eq!((side(Place(9_700)).0, side(Place(500)).0), ("end", "start"));
        let dy = |y, small| below(Place(y), small, ("end", "-6")).2;
        assert_eq!((dy(2_000, true), dy(2_000, false), dy(9_500, true), dy(9_500, false)), ("24", "20", "-6", "-6"));
    }
}
