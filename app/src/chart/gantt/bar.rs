//! A measure's bar.

use super::Scene;
use crate::chart::Place;
use domain::measure::MeasureState;
use domain::programme::Bar;
use leptos::prelude::*;

/// A part of a bar: class, from, to.
type Part = (&'static str, Place, Place);

/// The parts of a measure's bar: what is done or planned, what of it is done, what came after the planned end, and what it
/// is pushed beyond that.
fn parts(scene: Scene, bar: &Bar) -> Vec<Part> {
    let Scene { axis, today, .. } = scene;
    let (start, end) = (axis.x(bar.start), axis.x_after(bar.end));
    let mut parts = Vec::new();
    if let (MeasureState::Done, Some(done)) = (bar.state, bar.done_on) {
        // What was done before its planned start still shows where it was done.
        parts.push(("done", start.min(axis.x(done)), axis.x_after(done).min(end)));
        parts.push(("late", end, axis.x_after(done)));
    } else {
        let late = axis.x_after(today);
        parts.push(("open", start, end));
        parts.push(("part", start, Place(start.0 + (end.0 - start.0) * i64::from(bar.percent) / 100)));
        parts.push(("late", end, late));
        parts.extend(bar.push.as_ref().map(|push| ("push", end.max(late), axis.x_after(push.end))));
    }
    parts.retain(|(_, from, to)| from < to);
    parts
}

/// Where a bar ends, whatever it ends with.
pub(super) fn end_of(bar: &Bar, today: chrono::NaiveDate) -> chrono::NaiveDate {
    let pushed = bar.push.as_ref().map(|push| push.end);
    bar.done_on.or(pushed).unwrap_or_else(|| bar.end.max(today))
}

/// The bar, over the thin line of the plan.
#[component]
pub(super) fn Drawn(scene: Scene, bar: Bar) -> AnyView {
    let drawn = parts(scene, &bar)
        .into_iter()
        .map(|(class, from, to)| {
            let width = Place(to.0 - from.0).percent();
            view! { <rect class=class x=from.percent() width=width y="-8" height="10"></rect> }
        })
        .collect_view();
    let (start, end) = bar.planned();
    let (start, end) = (scene.axis.x(start).percent(), scene.axis.x_after(end).percent());
    view! {
        {drawn}
        <line class="baseline" x1=start x2=end.clone() y1="7" y2="7"></line>
        <line class="tick" x1=end.clone() x2=end y1="4" y2="10"></line>
    }
    .into_any()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::{Axis, Zoom};
    use domain::measure::SubArea;
    use domain::programme::Push;
    use domain::risk::Area;
    use domain::{Key, date};

    pub(in super::super) fn day(text: &str) -> chrono::NaiveDate {
        date::parse(text).unwrap()
    }

    pub(in super::super) fn bar(n: u32, percent: u8, done_on: Option<&str>) -> Bar {
        Bar {
            key: Key::numbered("ATG", n),
            title: "Rutin".into(),
            owner: "IT-säkerhetsansvarig".into(),
            area: Area::Technical,
            sub_area: SubArea::It,
            start: day("2025-01-01"),
            end: day("2025-12-31"),
            decided: None,
            percent,
            state: if percent == 100 { MeasureState::Done } else { MeasureState::Ongoing },
            done_on: done_on.map(day),
            days_late: 0,
            depends_on: Vec::new(),
            push: None,
            labels: Vec::new(),
        }
    }

    pub(in super::super) fn scene(today: &str) -> Scene {
        let axis = Axis::over([day("2025-01-01"), day("2026-12-31")]).unwrap();
        Scene { axis, zoom: Zoom::Year, today: day(today) }
    }

    fn drawn(bar: &Bar, today: &str) -> Vec<(&'static str, i64, i64)> {
        parts(scene(today), bar).into_iter().map(|(class, from, to)| (class, from.0, to.0)).collect()
    }

    #[test]
    fn what_is_done_in_time_has_no_late_part() {
        assert_eq!(drawn(&bar(1, 100, Some("2025-12-31")), "2026-11-23"), [("done", 0, 5_000)]);
        assert_eq!(drawn(&bar(1, 100, Some("2025-07-01")), "2026-11-23"), [("done", 0, 2_493)]);
    }

    #[test]
    fn what_is_late_is_hatched_until_it_is_done_or_today() {
        let (end, july) = (5_000, 7_493);
        assert_eq!(drawn(&bar(1, 100, Some("2026-07-01")), "2026-11-23"), [("done", 0, end), ("late", end, july)]);
        assert_eq!(drawn(&bar(1, 40, None), "2026-07-01"), [("open", 0, end), ("part", 0, 2_000), ("late", end, july)]);
        assert_eq!(drawn(&bar(1, 0, None), "2025-07-01"), [("open", 0, end)]);
    }

    #[test]
    fn what_is_pushed_goes_on_from_where_it_could_have_been_done() {
        let push = Push { by: Key::numbered("ATG", 2), end: day("2026-07-01"), days: 182 };
        let pushed = Bar { push: Some(push), ..bar(1, 0, None) };
        assert_eq!(drawn(&pushed, "2025-07-01"), [("open", 0, 5_000), ("push", 5_000, 7_493)]);
        assert_eq!(end_of(&pushed, day("2025-07-01")), day("2026-07-01"));
        assert_eq!(drawn(&pushed, "2026-06-30")[1..], [("late", 5_000, 7_479), ("push", 7_479, 7_493)]);
    }
}
