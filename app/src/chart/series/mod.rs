//! Figures over time: outcomes as a line that forks where sources differ, targets as a dashed line over their period, and
//! forecasts as rings.

mod scale;

use super::{Axis, Place};
use crate::context::lang;
use crate::i18n::Lang;
use crate::t;
use chrono::NaiveDate;
use domain::indicator::ValueKind;
use leptos::prelude::*;
pub use scale::Scale;
use std::fmt::Write as _;

/// Most figures that are written beside their marks.
const NAMED: usize = 12;

/// One figure of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First day of its period.
    pub from: NaiveDate,
    /// Last day of its period, where an outcome or a forecast stands.
    pub to: NaiveDate,
    /// The figure, in millionths.
    pub at: i64,
    /// What it is.
    pub kind: ValueKind,
    /// Whether there is something to doubt about it.
    pub doubt: bool,
    /// The figure as it is written.
    pub words: String,
}

/// What the figures are drawn against.
#[derive(Debug, Clone)]
struct Canvas {
    axis: Axis,
    scale: Scale,
}

impl Canvas {
    fn y(&self, at: i64) -> Place {
        self.scale.place(at).turned()
    }
}

/// The least and the greatest outcome of each day that has any, in the order of the days.
fn spans(marks: &[Mark]) -> Vec<(NaiveDate, i64, i64)> {
    let mut spans: Vec<(NaiveDate, i64, i64)> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.kind == ValueKind::Outcome) {
        match spans.iter_mut().find(|(day, ..)| *day == mark.to) {
            Some((_, least, greatest)) => (*least, *greatest) = ((*least).min(mark.at), (*greatest).max(mark.at)),
            None => spans.push((mark.to, mark.at, mark.at)),
        }
    }
    spans.sort_by_key(|(day, ..)| *day);
    spans
}

/// A line through points, in a drawing of 100 × 100; nothing through fewer than two.
fn line(points: &[(Place, Place)]) -> String {
    let mut path = String::new();
    if points.len() > 1 {
        for (n, (x, y)) in points.iter().enumerate() {
            // Writing to a string can't fail.
            let _ = write!(path, "{}{x} {y}", if n == 0 { 'M' } else { 'L' });
        }
    }
    path
}

/// The chart, with what it shows in words for those who don't see it.
#[component]
pub fn Series(
    /// Its figures.
    marks: Vec<Mark>,
    /// Whether they are levels of a stair, which is then shown whole.
    levels: bool,
    /// What it shows.
    title: String,
    /// How to read it.
    said: String,
) -> AnyView {
    let lang = lang();
    let Some(axis) = Axis::over(marks.iter().flat_map(|mark| [mark.from, mark.to])) else { return ().into_any() };
    let Some(scale) = Scale::over(marks.iter().map(|mark| mark.at), levels) else { return ().into_any() };
    let canvas = Canvas { axis, scale };
    let spans = spans(&marks);
    let through = |of: fn(&(NaiveDate, i64, i64)) -> i64| {
        line(&spans.iter().map(|span| (axis.x_after(span.0), canvas.y(of(span)))).collect::<Vec<_>>())
    };
    let (upper, lower) = (through(|span| span.2), through(|span| span.1));
    let lower =
        (lower != upper).then(|| view! { <path class="real" vector-effect="non-scaling-stroke" d=lower></path> });
    let forks = spans
        .iter()
        .filter(|(_, least, greatest)| least != greatest)
        .map(|(day, least, greatest)| {
            let x = axis.x_after(*day).percent();
            view! { <line class="fork" x1=x.clone() x2=x y1=canvas.y(*least).percent() y2=canvas.y(*greatest).percent()></line> }
        })
        .collect_view();
    let named = marks.len() <= NAMED;
    let targets = marks
        .iter()
        .filter(|mark| mark.kind == ValueKind::Target)
        .map(|mark| view! { <Target canvas=canvas.clone() mark=mark.clone() named=named/> })
        .collect_view();
    let points = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.kind != ValueKind::Target)
        .map(|(n, mark)| {
            let lower =
                spans.iter().any(|(day, least, greatest)| *day == mark.to && least != greatest && mark.at == *least);
            // Sources that agree stand in the same place, which is named once.
            let said = marks
                .iter()
                .take(n)
                .any(|other| other.kind != ValueKind::Target && (other.to, other.at) == (mark.to, mark.at));
            view! { <Point canvas=canvas.clone() mark=mark.clone() named=named && !said below=lower/> }
        })
        .collect_view();
    view! {
        <div class="chart-wrap">
            <svg class="chart chart--series" role="img" aria-labelledby="serie-t" aria-describedby="serie-d">
                <title id="serie-t">{title}</title>
                <desc id="serie-d">{said}</desc>
                <Grid canvas=canvas lang=lang/>
                <svg x="0" y="0" width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
                    <path class="real" vector-effect="non-scaling-stroke" d=upper></path>
                    {lower}
                </svg>
                {targets}
                {forks}
                {points}
            </svg>
        </div>
    }
    .into_any()
}

/// A target: a dashed line over its period.
#[component]
fn Target(canvas: Canvas, mark: Mark, named: bool) -> AnyView {
    let lang = lang();
    let (from, to) = (canvas.axis.x(mark.from).percent(), canvas.axis.x_after(mark.to).percent());
    let y = canvas.y(mark.at).percent();
    let words = named.then(|| {
        let said = t!(lang, "indicator.chart_target", value = mark.words);
        // Clear of the figure of a period that ends where this begins.
        view! { <text class="halo wide" x=from.clone() dx="22" y=y.clone() dy="-6">{said}</text> }
    });
    view! {
        <line class="plan" x1=from x2=to y1=y.clone() y2=y></line>
        {words}
    }
    .into_any()
}

/// An outcome or a forecast: where its period ends. What is in doubt, or ahead, has a dashed ring.
#[component]
fn Point(canvas: Canvas, mark: Mark, named: bool, below: bool) -> AnyView {
    let (x, y) = (canvas.axis.x_after(mark.to), canvas.y(mark.at));
    let unsure = mark.doubt || mark.kind == ValueKind::Forecast;
    let class = if unsure { "pt pt--doubt" } else { "pt" };
    let dy = if below { "20" } else { "-10" };
    let anchor = match x.0 {
        ..1_000 => "start",
        9_001.. => "end",
        _ => "middle",
    };
    let words = named.then(|| {
        view! { <text class="acc halo wide" x=x.percent() y=y.percent() dy=dy text-anchor=anchor>{mark.words}</text> }
    });
    view! {
        <circle class=class cx=x.percent() cy=y.percent() r="4.5"></circle>
        {words}
    }
    .into_any()
}

/// Figures up the side, years along the foot.
#[component]
fn Grid(canvas: Canvas, lang: Lang) -> AnyView {
    let steps = canvas.scale.ticks();
    let steps = steps
        .iter()
        .enumerate()
        .map(|(n, at)| {
            let y = canvas.y(*at).percent();
            let class = if n == 0 { "axis" } else { "grid" };
            let name = scale::written(lang, *at);
            // Long ones stand inside, above their line.
            let (x, dy, anchor) = if name.chars().count() > 6 { ("0", "-4", "start") } else { ("-8", "4", "end") };
            view! {
                <line class=class x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
                <text class="halo" x=x y=y dy=dy text-anchor=anchor>{name}</text>
            }
        })
        .collect_view();
    let years = canvas
        .axis
        .named()
        .into_iter()
        .map(|(year, _, middle)| view! { <text x=middle.percent() y="100%" dy="20" text-anchor="middle">{year}</text> })
        .collect_view();
    let ticks = canvas
        .axis
        .borders()
        .into_iter()
        .skip(1)
        .map(|x| view! { <line class="axis" x1=x.percent() x2=x.percent() y1="100%" y2="101.5%"></line> })
        .collect_view();
    view! { {steps} {years} {ticks} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date;

    fn mark(to: &str, at: i64, kind: ValueKind) -> Mark {
        let to = date::parse(to).unwrap();
        Mark { from: to, to, at, kind, doubt: false, words: String::new() }
    }

    #[test]
    fn sources_that_differ_make_a_span_of_their_day() {
        let marks = [
            mark("2024-03-31", 84, ValueKind::Outcome),
            mark("2023-12-31", 75, ValueKind::Outcome),
            mark("2024-12-31", 85, ValueKind::Target),
            mark("2024-03-31", 80, ValueKind::Outcome),
        ];
        let told: Vec<(String, i64, i64)> =
            spans(&marks).into_iter().map(|(day, a, b)| (day.to_string(), a, b)).collect();
        assert_eq!(told, [("2023-12-31".to_owned(), 75, 75), ("2024-03-31".to_owned(), 80, 84)]);
    }

    #[test]
    fn a_line_goes_through_at_least_two_points() {
        assert_eq!(line(&[(Place(0), Place(100))]), "");
        assert_eq!(line(&[(Place(0), Place(10_000)), (Place(5_000), Place(250))]), "M0.00 100.00L50.00 2.50");
    }
}
