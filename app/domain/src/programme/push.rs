//! What a measure that isn't done pushes ahead of it: the measures that depend on it.
//!
//! The rule: what is left of a measure is reckoned from the day after the last of those it depends on is done, or can be
//! done at the earliest, and takes the same share of its planned time as it is of the measure. What is behind schedule
//! can be done today at the earliest. A measure under way is not pushed by what is done already.

use crate::key::Key;
use crate::measure::{Measure, MeasureState};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a measure is pushed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// The measure that pushes it.
    pub by: Key,
    /// The earliest that it can be done then.
    pub end: NaiveDate,
    /// Days later than it could have been done otherwise.
    pub days: i64,
}

/// The measures that are pushed. Those that depend on each other in a ring, and those behind them, are left out.
#[must_use]
pub fn pushes<'a>(measures: impl IntoIterator<Item = (&'a Key, &'a Measure)>, today: NaiveDate) -> BTreeMap<Key, Push> {
    let counted: BTreeMap<&Key, &Measure> =
        measures.into_iter().filter(|(_, measure)| measure.state() != MeasureState::Closed).collect();
    let mut waits: BTreeMap<&Key, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
    for (&key, measure) in &counted {
        let on = measure.depends_on.iter().filter(|on| counted.contains_key(on));
        waits.insert(key, on.clone().count());
        on.for_each(|on| followers.entry(on).or_default().push(key));
    }
    let mut ready: Vec<&Key> = waits.iter().filter(|(_, waits)| **waits == 0).map(|(key, _)| *key).collect();
    let (mut ends, mut pushed) = (BTreeMap::new(), BTreeMap::new());
    while let Some(key) = ready.pop() {
        let Some(measure) = counted.get(key) else { continue };
        let own = measure.done_on().unwrap_or_else(|| measure.end.max(today));
        let push = push(measure, own, &counted, &ends);
        ends.insert(key, push.as_ref().map_or(own, |push| push.end));
        pushed.extend(push.map(|push| (key.clone(), push)));
        for follower in followers.get(key).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(follower) {
                *waits -= 1;
                if *waits == 0 {
                    ready.push(follower);
                }
            }
        }
    }
    pushed
}

/// How a measure that could be done on `own` is pushed by those it depends on, whose ends are known.
fn push(
    measure: &Measure,
    own: NaiveDate,
    counted: &BTreeMap<&Key, &Measure>,
    ends: &BTreeMap<&Key, NaiveDate>,
) -> Option<Push> {
    if measure.state() == MeasureState::Done {
        return None;
    }
    let under_way = measure.percent() > 0;
    let holds = |on: &Key| !under_way || counted.get(on).is_some_and(|on| on.state() != MeasureState::Done);
    let last = measure.depends_on.iter().filter(|on| holds(on)).filter_map(|on| Some((*ends.get(on)?, on))).max();
    let (after, by) = last?;
    let end = after.checked_add_days(Days::new(days_left(measure)))?;
    (end > own).then(|| Push { by: by.clone(), end, days: (end - own).num_days() })
}

/// Days that what is left of a measure takes; at least one.
fn days_left(measure: &Measure) -> u64 {
    let planned = (measure.end - measure.start).num_days().unsigned_abs() + 1;
    let left = 100 - u64::from(measure.percent().min(100));
    (planned * left).div_ceil(100).max(1)
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

    fn key(n: u32) -> Key {
        Key::numbered("ATG", n)
    }

    /// A measure of 2026 that depends on others.
    fn measure(n: u32, (start, end): (&str, &str), percent: &str, on: &[u32]) -> (Key, Measure) {
        let typed = Draft::default()
            .with("title", "Rutin")
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", start)
            .with("end", end);
        let measure = Measure::read(&typed, None, &Settings::default()).unwrap();
        let report = Draft::default().with("percent", percent).with("date", "2026-06-01");
        let mut measure = measure.report(&report, &[], day("2026-11-23")).unwrap();
        measure.depends_on = on.iter().map(|n| key(*n)).collect();
        (key(n), measure)
    }

    fn pushed_by(measures: &[(Key, Measure)], today: NaiveDate) -> BTreeMap<Key, Push> {
        pushes(measures.iter().map(|(key, measure)| (key, measure)), today)
    }

    const SPRING: (&str, &str) = ("2026-01-01", "2026-06-30");
    /// A hundred days.
    const AUTUMN: (&str, &str) = ("2026-09-01", "2026-12-09");

    #[test]
    fn what_is_late_pushes_what_has_not_begun_by_its_whole_length() {
        let today = day("2026-11-23");
        let pushed = pushed_by(&[measure(1, SPRING, "50", &[]), measure(2, AUTUMN, "0", &[1])], today);
        // From the day after today, a hundred days.
        let end = day("2027-03-03");
        assert_eq!(pushed.get(&key(2)), Some(&Push { by: key(1), end, days: (end - day("2026-12-09")).num_days() }));
        assert_eq!(pushed.len(), 1);
    }

    #[test]
    fn what_is_under_way_is_pushed_by_what_is_left_of_it() {
        let today = day("2026-11-23");
        let end = |percent| {
            let measures = [measure(1, SPRING, "50", &[]), measure(2, AUTUMN, percent, &[1])];
            pushed_by(&measures, today).get(&key(2)).map(|push| push.end.to_string())
        };
        assert_eq!(end("75"), Some("2026-12-18".into()));
        assert_eq!((end("90"), end("100")), (None, None));
    }

    #[test]
    fn what_is_done_pushes_only_what_has_not_begun() {
        let today = day("2026-09-15");
        let done = |percent| pushed_by(&[measure(1, SPRING, "100", &[]), measure(2, AUTUMN, percent, &[1])], today);
        assert!(done("0").is_empty() && done("40").is_empty());
        // Done on the first of June, and what follows was planned for the spring and takes 181 days.
        let late = pushed_by(&[measure(1, SPRING, "100", &[]), measure(2, SPRING, "0", &[1])], today);
        assert_eq!(late.get(&key(2)).map(|push| push.end), Some(day("2026-11-29")));
    }

    #[test]
    fn a_push_goes_on_to_what_comes_after_and_a_ring_has_none() {
        let today = day("2026-11-23");
        let chain = [measure(3, AUTUMN, "90", &[2]), measure(1, SPRING, "50", &[]), measure(2, AUTUMN, "0", &[1])];
        let pushed = pushed_by(&chain, today);
        assert_eq!(pushed.get(&key(3)), Some(&Push { by: key(2), end: day("2027-03-13"), days: 94 }));
        let ring = [measure(1, SPRING, "0", &[2]), measure(2, AUTUMN, "0", &[1]), measure(3, AUTUMN, "0", &[2])];
        assert!(pushed_by(&ring, today).is_empty());
        assert!(pushed_by(&[measure(1, AUTUMN, "0", &[9])], today).is_empty());
    }
}
