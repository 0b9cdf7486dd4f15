//! The year as a wheel: twelve months, the steps on their days, and today. The list beside it says the same in words.
//!
//! Everything stands at the top and is turned to its place by whole degrees, so that no drawing depends on how a machine
//! reckons sines.

use crate::context::lang;
use crate::i18n::{Lang, capital, text};
use crate::t;
use chrono::{Datelike, NaiveDate};
use domain::year_cycle::{StepState, YearCycle};
use leptos::prelude::*;

/// A month's sector in the outer ring, from straight up and 30 degrees to the right.
const SECTOR: &str = "M200 8A192 192 0 0 1 296 33.72L280 61.44A160 160 0 0 0 200 40Z";
/// Distances of the rings of steps from the top, the outermost first.
const RINGS: [i32; 4] = [64, 94, 124, 154];
/// Degrees that two steps must be apart to stand in the same ring.
const APART: i32 = 13;

/// Where a day stands on the wheel, in degrees from the turn of the year: every month has thirty.
fn angle(day: NaiveDate) -> i32 {
    let through = (day.day0() * 30) / days_in(day);
    i32::try_from(day.month0() * 30 + through).unwrap_or(0)
}

fn days_in(day: NaiveDate) -> u32 {
    let next = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    let first = |(year, month)| NaiveDate::from_ymd_opt(year, month, 1);
    first(next).zip(day.with_day(1)).map_or(31, |(next, this)| u32::try_from((next - this).num_days()).unwrap_or(31))
}

/// The ring of each of some angles: the outermost where nothing stands too near.
fn rings(angles: &[i32]) -> Vec<usize> {
    let mut placed: Vec<(i32, usize)> = Vec::new();
    for &angle in angles {
        let near = |other: i32| {
            let apart = (angle - other).rem_euclid(360);
            apart.min(360 - apart) < APART
        };
        let taken = |ring: usize| placed.iter().any(|&(other, its)| its == ring && near(other));
        let ring = (0..RINGS.len()).find(|ring| !taken(*ring)).unwrap_or(RINGS.len() - 1);
        placed.push((angle, ring));
    }
    placed.into_iter().map(|(_, ring)| ring).collect()
}

/// The wheel, with what its marks mean.
#[component]
pub(super) fn Wheel(cycle: YearCycle) -> AnyView {
    let lang = lang();
    let angles: Vec<i32> = cycle.steps.iter().map(|one| angle(one.due)).collect();
    let year = cycle.year;
    let marks = cycle
        .steps
        .iter()
        .zip(rings(&angles))
        .zip(&angles)
        .zip(1_u32..)
        .map(|(((step, ring), angle), number)| {
            view! { <Mark state=step.state other=step.due.year() != year angle=*angle ring=ring number=number/> }
        })
        .collect_view();
    let today = (cycle.day.year() == year).then(|| hand(lang, cycle.day));
    let now = (cycle.day.year() == year).then(|| cycle.day.month());
    let months = (1..=12).map(|month| month_view(lang, month, now == Some(month))).collect_view();
    let done = format!("{}/{}", cycle.count(StepState::Done), cycle.steps.len());
    view! {
        <section class="sec" aria-labelledby="h-hjulet">
            <div class="sec__head"><h2 id="h-hjulet">{t!(lang, "year.wheel")}</h2></div>
            <svg class="wheel" viewBox="0 0 400 400" role="img" aria-label=t!(lang, "year.wheel_alt", year = year)>
                {months}
                <circle class="rim" cx="200" cy="200" r="160"></circle>
                {today}
                {marks}
                <text class="mid" x="200" y="206" text-anchor="middle">{done}</text>
                <text class="sub" x="200" y="224" text-anchor="middle">{t!(lang, "year.wheel_done")}</text>
            </svg>
            <p class="note mt-s">{t!(lang, "year.wheel_note")}</p>
        </section>
    }
    .into_any()
}

/// A month of the outer ring, its name the right way up.
fn month_view(lang: Lang, month: u32, now: bool) -> AnyView {
    let name: String = capital(text(lang, &format!("calendar.month_{month}"))).chars().take(3).collect();
    let turn = (month - 1) * 30;
    let (to, back) = (format!("rotate({turn} 200 200)"), format!("rotate(-{} 200 24)", turn + 15));
    let place = format!("rotate({} 200 200)", turn + 15);
    view! {
        <path class="month" class:now=now d=SECTOR transform=to></path>
        <g transform=place><text x="200" y="28" text-anchor="middle" transform=back>{name}</text></g>
    }
    .into_any()
}

/// Today, as a hand from the middle.
fn hand(lang: Lang, day: NaiveDate) -> AnyView {
    let turn = format!("rotate({} 200 200)", angle(day));
    view! {
        <line class="today" x1="200" y1="160" x2="200" y2="40" transform=turn><title>{t!(lang, "year.today")}</title></line>
    }
    .into_any()
}

/// A step on its day, with its number in the list.
#[component]
fn Mark(state: StepState, other: bool, angle: i32, ring: usize, number: u32) -> impl IntoView {
    let y = RINGS.get(ring).copied().unwrap_or(RINGS[0]);
    let (to, back) = (format!("rotate({angle} 200 200)"), format!("rotate({} 200 {y})", -angle));
    let class = format!("step step--{}", state.code());
    view! {
        <g class=class class:other=other transform=to>
            <circle cx="200" cy=y r="13"></circle>
            <text x="200" y=y + 5 text-anchor="middle" transform=back>{number}</text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        domain::date::parse(text).unwrap()
    }

    #[test]
    fn a_day_stands_in_its_months_sector_also_in_a_leap_year() {
        let angles =
            ["2026-01-01", "2026-01-31", "2028-02-29", "2026-04-01", "2026-12-31"].map(|text| angle(day(text)));
        assert_eq!(angles, [0, 29, 58, 90, 359]);
    }

    #[test]
    fn steps_of_the_same_day_stand_in_different_rings_and_across_the_new_year_too() {
        assert_eq!(rings(&[119, 119, 119, 200]), [0, 1, 2, 0]);
        assert_eq!(rings(&[359, 2]), [0, 1]);
    }
}
