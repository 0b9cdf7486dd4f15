//! What is left until the programme's last day, and what it would take.

use super::Programme;
use super::forecast::{Pace, hundredths};
use super::report::{Bar, Share};
use crate::measure::MeasureState;
use crate::risk::Area;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Most measures told of by name; the rest are counted, and read as a list.
pub const LEFT: usize = 60;

/// Percent from which a measure is near its end.
pub const NEAR: u8 = 80;

/// What is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remaining {
    /// The programme's last day.
    pub end: NaiveDate,
    /// Days until then; negative when it has passed.
    pub days: i64,
    /// Deliverables that aren't done.
    pub left: u32,
    /// Of them at least [`NEAR`] percent done, as reported.
    pub near: u32,
    /// The pace that has been held.
    pub held: Pace,
    /// What is left in each area where something is, of all in it.
    pub areas: Vec<(Area, Share)>,
    /// The measures that aren't done, by area and within it by planned end; at most [`LEFT`], those due first.
    pub measures: Vec<Bar>,
}

/// Whether what is left will be done at the pace that has been held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// Nothing is left.
    Done,
    /// The programme's last day has passed.
    Over,
    /// The pace is enough.
    Holds,
    /// The pace is too slow, by so many tenths: 25 is two and a half times.
    TooSlow(u32),
    /// Nothing has been delivered, so there is no pace.
    Still,
}

impl Remaining {
    /// Reckons what is left from every measure's bar.
    pub(super) fn of(programme: &Programme, bars: &[Bar], held: Pace, today: NaiveDate) -> Self {
        let open: Vec<&Bar> = bars.iter().filter(|bar| bar.state != MeasureState::Done).collect();
        let mut measures = open.clone();
        measures.sort_by_key(|bar| (bar.end, &bar.key));
        measures.truncate(LEFT);
        measures.sort_by_key(|bar| (bar.area, bar.end, &bar.key));
        let share = |area: Area| Share::of(bars.iter().filter(|bar| bar.area == area), today);
        Self {
            end: programme.end,
            days: (programme.end - today).num_days(),
            left: count(open.iter()),
            near: count(open.iter().filter(|bar| bar.percent >= NEAR)),
            held,
            areas: Area::ALL
                .iter()
                .map(|area| (*area, share(*area)))
                .filter(|(_, share)| share.done < share.total)
                .collect(),
            measures: measures.into_iter().cloned().collect(),
        }
    }

    /// Deliverables a week that it takes to be done in time, in hundredths; none when no day is left.
    #[must_use]
    pub fn needed_hundredths(&self) -> Option<u32> {
        let days = u32::try_from(self.days).ok().filter(|days| *days > 0)?;
        Some(hundredths(self.left.saturating_mul(700), days))
    }

    /// Whether it will be done in time.
    #[must_use]
    pub fn outlook(&self) -> Outlook {
        match (self.left, self.needed_hundredths()) {
            (0, _) => Outlook::Done,
            (_, None) => Outlook::Over,
            _ if self.held.delivered == 0 => Outlook::Still,
            (left, Some(_)) => {
                // left / days against delivered / (weeks × 7), without rounding either first.
                let wanted = u64::from(left) * u64::from(self.held.weeks) * 7;
                let held = u64::from(self.held.delivered) * self.days.unsigned_abs();
                let tenths = (wanted * 10).div_ceil(held.max(1));
                if tenths <= 10 { Outlook::Holds } else { Outlook::TooSlow(u32::try_from(tenths).unwrap_or(u32::MAX)) }
            }
        }
    }
}

fn count<'a>(bars: impl Iterator<Item = &'a &'a Bar>) -> u32 {
    u32::try_from(bars.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn remaining(left: u32, days: i64, held: Pace) -> Remaining {
        let end = date::parse("2026-12-31").unwrap();
        Remaining { end, days, left, near: 0, held, areas: Vec::new(), measures: Vec::new() }
    }

    #[test]
    fn the_pace_needed_is_held_against_the_pace_held() {
        let year = |delivered| Pace { weeks: 52, delivered };
        let demo = remaining(8, 38, year(7));
        // 8 × 7 / 38 = 1.47 a week, against 7 / 52 = 0.13: 10.9 times.
        assert_eq!((demo.needed_hundredths(), demo.held.hundredths()), (Some(147), 13));
        assert_eq!(demo.outlook(), Outlook::TooSlow(110));
        assert_eq!(remaining(8, 56, year(52)).outlook(), Outlook::Holds);
        assert_eq!(remaining(8, 55, year(52)).outlook(), Outlook::TooSlow(11));
    }

    #[test]
    fn without_days_or_pace_it_says_so() {
        let year = |delivered| Pace { weeks: 52, delivered };
        assert_eq!(remaining(0, 0, year(7)).outlook(), Outlook::Done);
        assert_eq!(remaining(3, 0, year(7)).outlook(), Outlook::Over);
        assert_eq!(remaining(3, -4, year(7)).outlook(), Outlook::Over);
        assert_eq!(remaining(3, 40, year(0)).outlook(), Outlook::Still);
    }
}
