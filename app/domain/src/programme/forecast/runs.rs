//! The simulations, and what is read from them.

use super::chance::Chance;
use super::{RUNS, Spread};

/// Weeks after which a simulation gives up: ten years. What isn't done then has no date worth telling.
const HORIZON: usize = 520;

/// Weeks whose numbers are kept.
const BAND: usize = 156;

/// A week that has been: what had been delivered in it before its first day, its second, …, and after its seventh.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Week([u32; 8]);

impl Week {
    /// One more deliverable done on a day, counted from 0.
    pub(super) fn deliver(&mut self, day: usize) {
        self.0.iter_mut().skip(day + 1).for_each(|count| *count += 1);
    }

    /// Deliverables done in it.
    pub(super) const fn delivered(&self) -> u32 {
        self.0[7]
    }

    /// What had been delivered after each of its days.
    pub(super) fn each_day(&self) -> impl Iterator<Item = u32> + use<> {
        self.0.into_iter().skip(1)
    }

    /// What had been delivered after so many of its days.
    fn after(&self, days: usize) -> u32 {
        self.0.get(days).copied().unwrap_or_else(|| self.delivered())
    }
}

/// How many simulations had each number done.
type Counts = Vec<u32>;

/// All simulations.
pub(super) struct Runs {
    /// Days after today that each was done, in order, without those that gave up.
    finished: Vec<usize>,
    /// By the programme's last day.
    at_end: Option<Counts>,
    /// By the end of each week from today.
    weekly: Vec<Counts>,
}

impl Runs {
    /// Simulates the delivery of what is left, by drawing from the weeks that have been. `days_left` is the programme's
    /// last day, counted from today.
    pub(super) fn simulate(weeks: &[Week], left: u32, days_left: Option<usize>, seed: u64) -> Self {
        let nothing = || vec![0; usize::try_from(left).unwrap_or_default() + 1];
        let mut runs = Self {
            finished: Vec::with_capacity(RUNS),
            at_end: days_left.map(|_| nothing()),
            weekly: std::iter::repeat_with(nothing).take(BAND).collect(),
        };
        let mut chance = Chance::from_seed(seed);
        for _ in 0..RUNS {
            runs.walk(weeks, left, days_left, &mut chance);
        }
        runs.finished.sort_unstable();
        runs
    }

    /// One simulation: week after week until everything is done.
    fn walk(&mut self, weeks: &[Week], left: u32, days_left: Option<usize>, chance: &mut Chance) {
        let (mut done, mut at_end) = (0, None);
        for n in 0..HORIZON {
            let week = chance.pick(weeks).copied().unwrap_or_default();
            let begins = n * 7;
            if let Some(days) = days_left.and_then(|days| days.checked_sub(begins)).filter(|days| *days < 7) {
                at_end = Some(left.min(done + week.after(days)));
            }
            if done + week.delivered() >= left {
                let day = (1..=7).find(|day| done + week.after(*day) >= left).unwrap_or(7);
                self.finished.push(begins + day);
                self.weekly.iter_mut().skip(n).for_each(|counts| add(counts, left));
                done = left;
                break;
            }
            done += week.delivered();
            if let Some(counts) = self.weekly.get_mut(n) {
                add(counts, done);
            }
        }
        if let Some(counts) = &mut self.at_end {
            add(counts, at_end.unwrap_or(done));
        }
    }

    /// Days until everything is done in so many of 100 simulations; none when that many didn't get there.
    pub(super) fn finished_in(&self, of_100: usize) -> Option<usize> {
        self.finished.get((RUNS * of_100).div_ceil(100).saturating_sub(1)).copied()
    }

    /// Done by the programme's last day.
    pub(super) fn at_end(&self) -> Option<Spread> {
        self.at_end.as_deref().map(spread)
    }

    /// Done by the end of each week.
    pub(super) fn weekly(&self) -> Vec<Spread> {
        self.weekly.iter().map(|counts| spread(counts)).collect()
    }
}

fn add(counts: &mut [u32], done: u32) {
    if let Some(count) = usize::try_from(done).ok().and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}

fn spread(counts: &[u32]) -> Spread {
    Spread { p80: at_least(counts, 80), p50: at_least(counts, 50), p20: at_least(counts, 20) }
}

/// The highest number that at least so many of 100 simulations reached.
fn at_least(counts: &[u32], of_100: u64) -> u32 {
    let wanted = (RUNS as u64 * of_100).div_ceil(100);
    let mut reached = 0;
    let place = counts.iter().rposition(|count| {
        reached += u64::from(*count);
        reached >= wanted
    });
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weeks with so many deliveries on their third day.
    fn weeks(delivered: &[u32]) -> Vec<Week> {
        let week = |count: &u32| {
            let mut week = Week::default();
            (0..*count).for_each(|_| week.deliver(2));
            week
        };
        delivered.iter().map(week).collect()
    }

    #[test]
    fn a_steady_pace_has_one_outcome() {
        let runs = Runs::simulate(&weeks(&[1, 1, 1]), 8, Some(38), 7);
        // The third day of the eighth week; and in 38 days, that of five whole weeks and of the sixth.
        assert_eq!((runs.finished_in(50), runs.finished_in(80)), (Some(52), Some(52)));
        assert_eq!(runs.at_end(), Some(Spread { p80: 6, p50: 6, p20: 6 }));
        let on = |days| Runs::simulate(&weeks(&[1]), 8, Some(days), 7).at_end().map(|spread| spread.p50);
        assert_eq!([0, 2, 3, 7, 10, 500].map(on), [0, 0, 1, 1, 2, 8].map(Some));
    }

    #[test]
    fn one_week_in_four_gives_what_the_binomial_distribution_says() {
        // One left: 1 − 0.75ⁿ passes a half in the third week (0.578) and 0.8 in the sixth (0.822).
        let runs = Runs::simulate(&weeks(&[0, 0, 0, 1]), 1, None, 3);
        assert_eq!((runs.finished_in(50), runs.finished_in(80)), (Some(2 * 7 + 3), Some(5 * 7 + 3)));
        // In five weeks at least one has a chance of 0.763, two of 0.367 and three of 0.104.
        let runs = Runs::simulate(&weeks(&[0, 0, 0, 1]), 30, Some(35), 3);
        assert_eq!(runs.at_end(), Some(Spread { p80: 0, p50: 1, p20: 2 }));
        assert_eq!(runs.weekly().get(4), Some(&Spread { p80: 0, p50: 1, p20: 2 }));
    }

    #[test]
    fn what_takes_more_than_ten_years_has_no_date() {
        let runs = Runs::simulate(&weeks(&[0, 1]), 2_000, Some(7), 1);
        assert_eq!((runs.finished_in(50), runs.finished.len()), (None, 0));
    }

    #[test]
    fn what_is_ahead_only_grows_and_more_is_never_later() {
        let mut chance = Chance::from_seed(11);
        for seed in 0..30 {
            let some: Vec<u32> = (0..13).map(|_| *chance.pick(&[0, 0, 0, 1, 1, 2]).unwrap()).chain([1]).collect();
            let mut more = some.clone();
            more[usize::try_from(seed % 13).unwrap()] += 1;
            let left = 1 + u32::try_from(seed).unwrap();
            let [some, more] = [some, more].map(|pace| Runs::simulate(&weeks(&pace), left, Some(60), seed));
            let weekly = some.weekly();
            assert!(weekly.iter().all(|spread| spread.p80 <= spread.p50 && spread.p50 <= spread.p20));
            assert!(weekly.windows(2).all(|two| two[0].p80 <= two[1].p80 && two[0].p50 <= two[1].p50));
            assert!(some.finished_in(50) <= some.finished_in(80));
            // The same weeks are drawn for both, so that each simulation can be compared with itself.
            assert!([50, 80].iter().all(|share| more.finished_in(*share) <= some.finished_in(*share)));
            assert!(more.at_end().unwrap().p80 >= some.at_end().unwrap().p80);
        }
    }
}
