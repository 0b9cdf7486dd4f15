//! A control over time: its occasions in a year (årshjul), and whether it works.

use super::{Control, Frequency, TestResult};
use crate::cell::Cell;
use crate::codes;
use crate::date::months_after;
use crate::error::{AppError, ErrorCode};
use crate::key::Key;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

codes! {
    /// Whether a control works, by what its last occasions showed.
    Effectiveness {
        /// Fungerar.
        Works = "works",
        /// Fungerar delvis.
        Partly = "partly",
        /// Fungerar inte.
        Fails = "fails",
        /// Ej prövad.
        Untested = "untested",
    }
}

/// Occasions that are looked back on.
const LOOKED_AT: usize = 4;

codes! {
    /// How it stands with an occasion.
    OccasionState {
        /// Carried out.
        Done = "done",
        /// It should have been carried out, and was reported as not.
        Missed = "missed",
        /// Its day has passed, and nothing is reported.
        Overdue = "overdue",
        /// Still to come.
        Coming = "coming",
    }
}

/// An occasion of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// When it was carried out, or is due.
    pub date: NaiveDate,
    /// How it stands.
    pub state: OccasionState,
    /// What it showed; none when it wasn't carried out, or in a copy where that is masked.
    pub result: Option<TestResult>,
}

/// The years that can be looked at.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The year that an address asks for; none when it asks for none.
///
/// # Errors
/// `Invalid` for what is no year, or none of [`YEARS`].
pub fn asked(given: &str) -> Result<Option<i32>, AppError> {
    if given.is_empty() {
        return Ok(None);
    }
    let (min, max) = (i64::from(*YEARS.start()), i64::from(*YEARS.end()));
    let year = given.parse().ok().filter(|year| YEARS.contains(year));
    year.map(Some).ok_or_else(|| AppError::field("ar", ErrorCode::OutOfRange { min, max }))
}

/// Rows of a year that are shown before the rest are a number.
pub const ROWS: usize = 200;

/// The controls over a year (årshjul).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlYear {
    /// The year.
    pub year: i32,
    /// The date it is seen from.
    pub day: NaiveDate,
    /// The function whose controls are shown; empty for all.
    pub owner: String,
    /// The functions that can be chosen among: those that own a control with an occasion in the year.
    pub owners: Vec<String>,
    /// Controls with an occasion in the year, in the order of their ids; at most [`ROWS`].
    pub rows: Vec<YearRow>,
    /// How many there are.
    pub total: u64,
    /// Occasions by how they stand, of all of them.
    pub counts: Vec<(OccasionState, u64)>,
}

/// A control in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearRow {
    /// The control.
    pub key: Key,
    /// Its name.
    pub title: String,
    /// The function that carries it out.
    pub owner: String,
    /// How often.
    pub frequency: Frequency,
    /// Whether it works; masked where a marking keeps what it showed.
    pub effectiveness: Cell,
    /// Its occasions in the year.
    pub occasions: Vec<Occasion>,
}

impl ControlYear {
    /// Puts a year together from controls as the reader may see them; `owner` is the function asked for, or empty.
    #[must_use]
    pub fn of<'a>(
        controls: impl Iterator<Item = (&'a Key, &'a Control)>,
        owner: &str,
        (year, day): (i32, NaiveDate),
    ) -> Self {
        let mut page = Self {
            year,
            day,
            owner: owner.to_owned(),
            owners: Vec::new(),
            rows: Vec::new(),
            total: 0,
            counts: OccasionState::ALL.iter().map(|state| (*state, 0)).collect(),
        };
        for (key, control) in controls {
            let occasions = control.occasions(year, day);
            if occasions.is_empty() {
                continue;
            }
            page.owners.push(control.owner.clone());
            if !owner.is_empty() && control.owner != owner {
                continue;
            }
            for (state, count) in &mut page.counts {
                *count += occasions.iter().filter(|one| one.state == *state).count() as u64;
            }
            page.total += 1;
            if page.rows.len() < ROWS {
                page.rows.push(YearRow {
                    key: key.clone(),
                    title: control.title.clone(),
                    owner: control.owner.clone(),
                    frequency: control.frequency,
                    effectiveness: control.effectiveness_cell(),
                    occasions,
                });
            }
        }
        page.owners.sort();
        page.owners.dedup();
        page
    }

    /// How many occasions stand so.
    #[must_use]
    pub fn count(&self, state: OccasionState) -> u64 {
        self.counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count)
    }
}

impl Control {
    /// [`Control::effectiveness`], masked where a marking keeps what its occasions showed.
    #[must_use]
    pub fn effectiveness_cell(&self) -> Cell {
        match self.secrecy.as_ref().and_then(|marking| marking.hidden_by("result")) {
            Some(provision) => Cell::Masked(provision.to_owned()),
            None => Cell::code("effectiveness", self.effectiveness().code()),
        }
    }

    /// Whether it works, by its last four occasions. It does when none of them deviates, and partly when some do. It doesn't
    /// when the last showed a major deviation, or when most of them did or weren't carried out when they should.
    #[must_use]
    pub fn effectiveness(&self) -> Effectiveness {
        let results = self.looked_at();
        let failed = results.iter().filter(|result| matches!(result, TestResult::Major | TestResult::NotDone)).count();
        match results.last() {
            None => Effectiveness::Untested,
            Some(TestResult::Major) => Effectiveness::Fails,
            _ if 2 * failed > results.len() => Effectiveness::Fails,
            _ if results.iter().any(|result| result.deviates()) => Effectiveness::Partly,
            _ => Effectiveness::Works,
        }
    }

    /// What its last occasions showed, the last one last; those whose result is masked left out.
    #[must_use]
    pub fn looked_at(&self) -> Vec<TestResult> {
        let mut last: Vec<TestResult> =
            self.tests.iter().rev().filter_map(|test| test.result).take(LOOKED_AT).collect();
        last.reverse();
        last
    }

    /// Its occasions in a year: those there were, and those still to come, one interval after each other from the one that
    /// [`Control::next_due`] tells of. Seen from a day.
    #[must_use]
    pub fn occasions(&self, year: i32, day: NaiveDate) -> Vec<Occasion> {
        let mut all: Vec<Occasion> = self
            .tests
            .iter()
            .filter(|test| test.date.year() == year)
            .map(|test| {
                let missed = test.result == Some(TestResult::NotDone);
                let state = if missed { OccasionState::Missed } else { OccasionState::Done };
                Occasion { date: test.date, state, result: test.result.filter(|_| !missed) }
            })
            .collect();
        let (Some(first), Some(months)) = (self.next_due(), self.frequency.months()) else {
            return all;
        };
        // One that was reported as not carried out is told as that, though it is still due.
        let reported = self.last_test().is_some_and(|test| test.date >= first);
        for step in 0..=12 * u32::try_from(year.saturating_sub(first.year())).unwrap_or(0) / months + 12 / months {
            // Counted from the first each time, so that the 31st is the 31st again after a February.
            let due = months_after(first, step * months);
            if due.year() == year && !(due < day && reported) {
                let state = if due < day { OccasionState::Overdue } else { OccasionState::Coming };
                all.push(Occasion { date: due, state, result: None });
            }
            // What comes after an occasion that is overdue is counted from when that is carried out.
            if due < day && due.year() <= year {
                break;
            }
        }
        all.sort_by_key(|occasion| occasion.date);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::draft::Draft;
    use crate::settings::Settings;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn control(frequency: &str, first: &str, tests: &[(&str, &str)]) -> Control {
        let typed = Draft::default()
            .with("title", "Återläsningstest")
            .with("method", "Test med protokoll")
            .with("frequency", frequency)
            .with("owner", "IT-säkerhetsansvarig")
            .with("first_due", first);
        let control = Control::read(&typed, None, &Settings::default()).unwrap();
        tests.iter().fold(control, |control, (date, result)| {
            let test = Draft::default().with("date", *date).with("result", *result).with("observation", "sett");
            control.test(&test, day("2027-12-31")).unwrap()
        })
    }

    fn told(control: &Control, year: i32, seen: &str) -> Vec<(String, &'static str)> {
        let all = control.occasions(year, day(seen));
        all.into_iter().map(|one| (one.date.to_string(), one.state.code())).collect()
    }

    #[test]
    fn the_year_holds_what_was_done_what_is_overdue_and_what_comes() {
        let control = control("quarterly", "2026-01-31", &[("2026-02-10", "clean"), ("2026-05-12", "not_done")]);
        let says = |day: &str, state| (day.to_owned(), state);
        assert_eq!(
            told(&control, 2026, "2026-03-01"),
            [
                says("2026-02-10", "done"),
                says("2026-05-10", "coming"),
                says("2026-05-12", "missed"),
                says("2026-08-10", "coming"),
                says("2026-11-10", "coming"),
            ]
        );
        assert_eq!(
            told(&control, 2026, "2026-06-01"),
            [says("2026-02-10", "done"), says("2026-05-12", "missed"),],
            "what was missed is not overdue too"
        );
        assert_eq!(told(&control, 2025, "2026-06-01"), []);
    }

    #[test]
    fn the_last_day_of_a_month_comes_back_after_february() {
        let control = control("monthly", "2026-01-31", &[]);
        let all = told(&control, 2026, "2026-01-01");
        let days: Vec<&str> = all.iter().map(|(date, _)| &date[5..]).take(4).collect();
        assert_eq!((all.len(), days), (12, vec!["01-31", "02-28", "03-31", "04-30"]));
        assert_eq!(told(&control, 2027, "2026-01-01").len(), 12);
        assert_eq!(told(&control, 2025, "2026-01-01"), []);
    }

    #[test]
    fn per_occasion_and_closed_ones_have_no_days_to_come() {
        assert_eq!(told(&control("per_occasion", "2026-01-31", &[]), 2026, "2026-01-01"), []);
        let mut closed = control("yearly", "2026-06-30", &[("2025-06-30", "clean")]);
        closed.closed = Some(crate::risk::Closed { date: day("2025-12-31"), reason: "ersatt".to_owned() });
        assert_eq!(told(&closed, 2026, "2026-01-01"), []);
        assert_eq!(told(&closed, 2025, "2026-01-01").len(), 1);
    }

    #[test]
    fn it_works_by_what_its_last_occasions_showed() {
        let works = |results: &[&str]| {
            let days = ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10"];
            let tests: Vec<(&str, &str)> = days.into_iter().zip(results.iter().copied()).collect();
            control("monthly", "2026-01-10", &tests).effectiveness().code()
        };
        assert_eq!(works(&[]), "untested");
        assert_eq!(works(&["clean"]), "works");
        assert_eq!(works(&["major", "clean", "clean", "clean", "clean"]), "works", "only the last four are looked at");
        assert_eq!(works(&["minor", "clean"]), "partly");
        assert_eq!(works(&["minor", "minor"]), "partly");
        assert_eq!(works(&["clean", "not_done"]), "partly");
        assert_eq!(works(&["clean", "not_done", "not_done"]), "fails");
        assert_eq!(works(&["clean", "clean", "clean", "major"]), "fails");
    }

    #[test]
    fn the_year_counts_all_and_shows_those_of_a_function() {
        let quarterly = control("quarterly", "2026-01-31", &[("2026-02-10", "clean")]);
        let mut other = control("yearly", "2026-06-30", &[]);
        other.owner = "Driftansvarig".to_owned();
        let keys = [Key::parse("KTR-01").unwrap(), Key::parse("KTR-02").unwrap()];
        let year = |owner| {
            let all = keys.iter().zip([&quarterly, &other]);
            ControlYear::of(all, owner, (2026, day("2026-07-15")))
        };
        let all = year("");
        assert_eq!((all.total, all.owners.len()), (2, 2));
        assert_eq!((all.count(OccasionState::Done), all.count(OccasionState::Overdue)), (1, 2));
        let one = year("Driftansvarig");
        assert_eq!((one.total, one.owners.len(), one.count(OccasionState::Done)), (1, 2, 0));
    }
}
