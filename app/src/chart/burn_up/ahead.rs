//! What is to be expected: the band of the forecast, and its two dates.

use super::Canvas;
use crate::chart::Place;
use crate::context::lang;
use crate::i18n::month_year;
use crate::t;
use chrono::NaiveDate;
use domain::date::months_after;
use domain::programme::forecast::Spread;
use domain::programme::{Forecast, ProgrammeReport};
use leptos::prelude::*;
use std::fmt::Write as _;

/// Most months after the programme's last day that are drawn: what is later than that is told in words.
const BEYOND: u32 = 24;

/// Nearer than this, the labels of the two dates have no room beside each other.
const APART: i64 = 1_000;

/// A label this near another one, across and down, has no room beside it.
const BESIDE: (i64, i64) = (1_500, 900);

/// How far under its point a label stands: a line lower where another label has taken the place.
fn under(point: (Place, Place), taken: (Place, Place)) -> &'static str {
    let near = |one: Place, other: Place, most: i64| (one.0 - other.0).abs() < most;
    if near(point.0, taken.0, BESIDE.0) && near(point.1, taken.1, BESIDE.1) { "38" } else { "20" }
}

/// The last day that the forecast needs to be drawn.
pub(super) fn last_day(report: &ProgrammeReport) -> Option<NaiveDate> {
    let forecast = report.forecast.as_ref().ok()?;
    let furthest = months_after(report.programme.as_ref().map_or(report.today, |programme| programme.end), BEYOND);
    forecast.band.last().map(|ahead| ahead.date.min(furthest))
}

/// The paths of the band, of its middle and of its lower edge, in a drawing of 100 × 100.
fn paths(canvas: Canvas, forecast: &Forecast) -> [String; 3] {
    let points = |value: fn(Spread) -> u32| -> Vec<(Place, Place)> {
        let mut points: Vec<(Place, Place)> = Vec::new();
        for ahead in forecast.band.iter().filter(|ahead| canvas.axis.holds(ahead.date)) {
            let y = canvas.y(value(ahead.done));
            // What has come to the top stays there, and needs no line.
            if points.last().is_none_or(|(_, last)| last.0 > 0) {
                points.push((canvas.axis.x(ahead.date), y));
            }
        }
        points
    };
    let line = |points: &[(Place, Place)]| {
        let begin = points.first().map(|(x, y)| format!("M{x} {y}")).unwrap_or_default();
        points.iter().skip(1).fold(begin, |mut path, (x, y)| {
            // Writing to a string can't fail.
            let _ = write!(path, "H{x}V{y}");
            path
        })
    };
    let (upper, lower) = (points(|spread| spread.p20), points(|spread| spread.p80));
    let mut band = line(&upper);
    if let Some((x, y)) = lower.last() {
        let _ = write!(band, "H{x}V{y}");
    }
    for (x, y) in lower.iter().rev().skip(1) {
        let _ = write!(band, "V{y}H{x}");
    }
    [band, line(&points(|spread| spread.p50)), line(&lower)]
}

/// The band.
#[component]
pub(super) fn Band(canvas: Canvas, forecast: Forecast) -> impl IntoView {
    let [band, middle, edge] = paths(canvas, &forecast);
    view! {
        <path class="fc" d=band></path>
        <path class="fce" vector-effect="non-scaling-stroke" d=edge></path>
        <path class="fcl" vector-effect="non-scaling-stroke" d=middle></path>
    }
}

/// The programme's last day, what is done by then, and above the chart the days by which everything is.
#[component]
pub(super) fn Labels(
    canvas: Canvas,
    forecast: Forecast,
    end: Option<NaiveDate>,
    /// Where a label stands already.
    taken: (Place, Place),
) -> AnyView {
    let lang = lang();
    let axis = canvas.axis;
    let at_end = end.zip(forecast.at_end).map(|(end, spread)| {
        let (x, y) = (axis.x_after(end), canvas.y(spread.p80));
        let words = t!(lang, "programme.chart_forecast", range = range(spread), total = canvas.total);
        let room = x.0 < 7_500;
        let (side, dx) = if room { ("start", "10") } else { ("end", "-10") };
        let dy = under((x, y), taken);
        view! { <text class="acc halo wide" x=x.percent() dx=dx y=y.percent() dy=dy text-anchor=side>{words}</text> }
    });
    let last_line = end.filter(|end| axis.x_after(*end) < Place::END && axis.holds(*end)).map(|end| {
        let x = axis.x_after(end).percent();
        let words = t!(lang, "programme.chart_end", date = end);
        view! {
            <line class="last" x1=x.clone() x2=x.clone() y1="0" y2="100%"></line>
            <text class="halo wide" x=x dx="6" y="100%" dy="-8" text-anchor="start">{words}</text>
        }
    });
    let dated =
        |day: Option<NaiveDate>| day.filter(|day| axis.holds(*day)).map(|day| (axis.x(day), month_year(lang, day)));
    let (p50, p80) = (dated(forecast.p50), dated(forecast.p80));
    let near = p50.as_ref().zip(p80.as_ref()).is_some_and(|(first, second)| second.0.0 - first.0.0 < APART);
    let marks = [("P50", p50, "end", "3"), ("P80", p80, if near { "start" } else { "middle" }, "-3")]
        .into_iter()
        .filter_map(|(name, at, side, dx)| {
            let (x, day) = at?;
            let side = if !near && x.0 > 8_500 { "end" } else { side };
            let words = format!("{name} {day}");
            let x = x.percent();
            Some(view! {
                <line class="fct" x1=x.clone() x2=x.clone() y1="-14" y2="0"></line>
                <text class="acc wide" x=x dx=dx y="-20" text-anchor=side>{words}</text>
            })
        })
        .collect_view();
    view! { {last_line} {at_end} {marks} }.into_any()
}

/// `30–31`, from what 80 of 100 simulations reach to what half of them do; one number when they are the same.
#[must_use]
pub fn range(spread: Spread) -> String {
    if spread.p80 == spread.p50 { spread.p80.to_string() } else { format!("{}–{}", spread.p80, spread.p50) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Axis;
    use domain::date;
    use domain::programme::Pace;
    use domain::programme::forecast::Ahead;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    #[test]
    fn the_band_goes_up_by_its_upper_edge_and_back_by_its_lower() {
        let axis = Axis::over([day("2025-01-01"), day("2026-12-31")]).unwrap();
        let ahead = |date: &str, p80, p50, p20| Ahead { date: day(date), done: Spread { p80, p50, p20 } };
        let band = vec![
            ahead("2025-01-01", 0, 0, 0),
            ahead("2026-01-01", 1, 2, 4),
            ahead("2026-07-02", 2, 4, 4),
            ahead("2027-01-01", 4, 4, 4),
        ];
        let pace = Pace { weeks: 52, delivered: 1 };
        let forecast = Forecast { pace, p50: None, p80: None, at_end: None, band };
        let [band, middle, edge] = paths(Canvas { axis, total: 4 }, &forecast);
        assert_eq!(band, "M0.00 100.00H50.00V0.00H74.93V50.00V75.00H50.00V100.00H0.00");
        assert_eq!(middle, "M0.00 100.00H50.00V50.00H74.93V0.00");
        assert_eq!(edge, "M0.00 100.00H50.00V75.00H74.93V50.00");
    }

    #[test]
    fn a_label_makes_way_for_the_one_that_is_there() {
        let at = |x, y| (Place(x), Place(y));
        assert_eq!(under(at(6_600, 2_100), at(6_500, 2_100)), "38");
        assert_eq!(
            (under(at(9_000, 2_100), at(6_500, 2_100)), under(at(6_600, 4_000), at(6_500, 2_100))),
            ("20", "20")
        );
    }

    #[test]
    fn a_range_of_one_is_a_number() {
        assert_eq!(range(Spread { p80: 30, p50: 31, p20: 33 }), "30–31");
        assert_eq!(range(Spread { p80: 30, p50: 30, p20: 33 }), "30");
    }
}
