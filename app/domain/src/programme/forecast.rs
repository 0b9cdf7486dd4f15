//! When everything will be done, at the pace that has been held.
//!
//! The method is a bootstrap (Efron, 1979) of whole weeks: each simulation goes on from today by drawing weeks, with
//! replacement, out of those that have been, with what was delivered on each of their days. Weeks are kept whole since
//! deliveries of one week belong together (Künsch, 1989). It knows nothing of how far what is left has come: that is
//! reported in percent, which are an opinion, while what is delivered is a fact.

mod chance;
mod runs;

use crate::codes;
use chrono::{Days, NaiveDate};
use runs::{Runs, Week};
use serde::{Deserialize, Serialize};

/// Most weeks back that the pace is taken from: a year, so that every season is in it once.
pub const LOOK_BACK: usize = 52;

/// Fewest weeks that the pace is taken from, however late the first delivery: a quarter. One good week is no pace.
pub const LOOK_BACK_LEAST: usize = 13;

/// Simulations.
pub const RUNS: usize = 4_000;

/// The pace that has been held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Weeks it is taken from, back from today: [`LOOK_BACK`], or since the first delivery if that is shorter.
    pub weeks: u32,
    /// Deliverables done in them.
    pub delivered: u32,
}

impl Pace {
    /// Deliverables a week, in hundredths.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        hundredths(self.delivered.saturating_mul(100), self.weeks)
    }
}

/// `part` of `whole`, rounded to the nearest; 0 of nothing.
pub(super) fn hundredths(part: u32, whole: u32) -> u32 {
    part.saturating_add(whole / 2).checked_div(whole).unwrap_or(0)
}

/// A forecast. All its dates and numbers are read from the same simulations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// The pace it goes on at.
    pub pace: Pace,
    /// The first day by which everything is done in half of the simulations; none when that is more than ten years away.
    pub p50: Option<NaiveDate>,
    /// The first day by which everything is done in 80 of 100 simulations.
    pub p80: Option<NaiveDate>,
    /// Deliverables done by the programme's last day; none when it has no last day, or that has passed.
    pub at_end: Option<Spread>,
    /// Deliverables done by the end of each week from today, until everything is done in 80 of 100 simulations, but at
    /// most three years. Begins with today.
    pub band: Vec<Ahead>,
}

/// How many deliverables are done in all, by a day, in the simulations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// At least this many in 80 of 100.
    pub p80: u32,
    /// At least this many in half.
    pub p50: u32,
    /// At least this many in 20 of 100.
    pub p20: u32,
}

/// What the simulations say of a day to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// The day.
    pub date: NaiveDate,
    /// Deliverables done by then.
    pub done: Spread,
}

codes! {
    /// Why there is no forecast.
    NoForecast {
        /// There is nothing to deliver.
        Empty = "empty",
        /// Everything is done.
        Done = "done",
        /// Nothing has been delivered yet, so there is no pace.
        NotBegun = "not_begun",
        /// Nothing was delivered in the weeks that the pace is taken from.
        Still = "still",
    }
}

/// The pace up to a day, from the dates of what is done, in order.
#[must_use]
pub fn pace(done_on: &[NaiveDate], today: NaiveDate) -> Pace {
    let weeks = weeks(done_on, today);
    let delivered = weeks.iter().map(|week| week.delivered()).sum();
    Pace { weeks: u32::try_from(weeks.len()).unwrap_or(u32::MAX), delivered }
}

/// The forecast from a day, of `total` deliverables of which those were done on these dates, in order. `end` is the
/// programme's last day.
///
/// # Errors
/// Why there is none.
pub fn forecast(
    total: u32,
    done_on: &[NaiveDate],
    end: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Forecast, NoForecast> {
    let done = u32::try_from(done_on.len()).unwrap_or(u32::MAX);
    let left = total.saturating_sub(done);
    let weeks = weeks(done_on, today);
    match (total, left, done) {
        (0, ..) => return Err(NoForecast::Empty),
        (_, 0, _) => return Err(NoForecast::Done),
        (.., 0) => return Err(NoForecast::NotBegun),
        _ if weeks.iter().all(|week| week.delivered() == 0) => return Err(NoForecast::Still),
        _ => {}
    }
    let days_left = end.and_then(|end| usize::try_from((end - today).num_days()).ok());
    let runs = Runs::simulate(&weeks, left, days_left, seed(&weeks, left));
    let after = |days: usize| today.checked_add_days(Days::new(u64::try_from(days).ok()?));
    let in_all = |spread: Spread| Spread { p80: done + spread.p80, p50: done + spread.p50, p20: done + spread.p20 };
    let (p50, p80) = (runs.finished_in(50).and_then(after), runs.finished_in(80).and_then(after));
    let now = Ahead { date: today, done: Spread { p80: done, p50: done, p20: done } };
    let weekly = runs.weekly().into_iter().enumerate().filter_map(|(week, spread)| {
        let date = after((week + 1) * 7)?;
        Some(Ahead { date, done: in_all(spread) })
    });
    let mut band: Vec<Ahead> = [now].into_iter().chain(weekly).collect();
    let whole = band.iter().position(|ahead| ahead.done.p80 == total);
    band.truncate(whole.map_or(band.len(), |whole| whole + 1));
    Ok(Forecast { pace: pace(done_on, today), p50, p80, at_end: runs.at_end().map(in_all), band })
}

/// The weeks that the pace is taken from, counted back from today so that none of them is cut short.
fn weeks(done_on: &[NaiveDate], today: NaiveDate) -> Vec<Week> {
    let back = |day: NaiveDate| usize::try_from((today - day).num_days()).ok();
    let since_first = done_on.first().and_then(|first| back(*first)).map_or(0, |days| days / 7 + 1);
    let mut weeks = vec![Week::default(); since_first.clamp(LOOK_BACK_LEAST, LOOK_BACK)];
    for days in done_on.iter().filter_map(|day| back(*day)) {
        if let Some(week) = weeks.get_mut(days / 7) {
            week.deliver(6 - days % 7);
        }
    }
    weeks
}

/// From the data alone, so that the same data gives the same picture.
fn seed(weeks: &[Week], left: u32) -> u64 {
    let delivered = weeks.iter().flat_map(Week::each_day);
    delivered.map(u64::from).fold(u64::from(left), chance::mixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    /// Dates every so many days back from a day, in order.
    fn every(days: u64, times: u64, back_from: &str) -> Vec<NaiveDate> {
        (0..times).rev().map(|n| day(back_from) - Days::new(n * days)).collect()
    }

    #[test]
    fn one_a_week_goes_on_as_one_a_week() {
        let (today, end) = (day("2026-11-23"), day("2026-12-31"));
        let done = every(7, 60, "2026-11-20");
        let made = forecast(68, &done, Some(end), today).unwrap();
        assert_eq!(made.pace, Pace { weeks: 52, delivered: 52 });
        // The eighth Friday from here; by the end of the year there have been five.
        assert_eq!((made.p50, made.p80), (Some(day("2027-01-15")), Some(day("2027-01-15"))));
        assert_eq!(made.at_end, Some(Spread { p80: 65, p50: 65, p20: 65 }));
        assert_eq!((made.band.first().unwrap().date, made.band.last().unwrap().done.p80), (today, 68));
        assert_eq!(made, forecast(68, &done, Some(end), today).unwrap());
    }

    #[test]
    fn without_a_pace_there_is_no_forecast_and_it_says_why() {
        let today = day("2026-11-23");
        let asked = |total, done: &[NaiveDate]| forecast(total, done, Some(day("2026-12-31")), today).unwrap_err();
        assert_eq!(asked(0, &[]), NoForecast::Empty);
        assert_eq!(asked(2, &[]), NoForecast::NotBegun);
        assert_eq!(asked(3, &every(30, 2, "2025-06-30")), NoForecast::Still);
        assert_eq!(asked(2, &every(30, 2, "2026-06-30")), NoForecast::Done);
        assert_eq!(pace(&every(30, 2, "2025-06-30"), today), Pace { weeks: 52, delivered: 0 });
    }

    #[test]
    fn a_programme_that_is_over_has_dates_but_no_number_at_its_end() {
        let made = forecast(3, &every(30, 2, "2026-06-30"), Some(day("2026-06-30")), day("2026-11-23")).unwrap();
        assert!(made.at_end.is_none() && made.p50.is_some());
        let last_day = forecast(3, &every(30, 2, "2026-06-30"), Some(day("2026-11-23")), day("2026-11-23")).unwrap();
        assert_eq!(last_day.at_end, Some(Spread { p80: 2, p50: 2, p20: 2 }));
    }

    #[test]
    fn one_good_week_is_no_pace() {
        let today = day("2026-11-23");
        assert_eq!(pace(&[today], today), Pace { weeks: 13, delivered: 1 });
        assert_eq!(pace(&every(1, 1, "2026-06-01"), today).weeks, 26);
        assert_eq!(pace(&every(1, 1, "2026-06-01"), today).hundredths(), 4);
    }

    #[test]
    fn the_demo_programme_reaches_a_few_more() {
        // The dates on which thirty of thirty-eight were done, the last year's as they are.
        let last = ["2025-12-18", "2025-12-19", "2026-02-13", "2026-03-27", "2026-04-24", "2026-06-18", "2026-06-26"];
        let done: Vec<NaiveDate> = every(20, 23, "2025-10-30").into_iter().chain(last.into_iter().map(day)).collect();
        let made = forecast(38, &done, Some(day("2026-12-31")), day("2026-11-23")).unwrap();
        assert_eq!(made.pace, Pace { weeks: 52, delivered: 7 });
        // 38 days at 7 in 52 weeks: 0.73 expected, so none with a chance of about a half.
        let at_end = made.at_end.unwrap();
        assert!(at_end.p80 == 30 && (30..=31).contains(&at_end.p50) && (31..=32).contains(&at_end.p20));
        // Eight at that pace take 59 weeks on average.
        let weeks = (made.p50.unwrap() - day("2026-11-23")).num_days() / 7;
        assert!((50..=62).contains(&weeks), "{weeks}");
        assert!(made.p80 > made.p50);
    }
}
