//! Which measures wait for which: never in a circle, since then none of them could begin.

use crate::key::Key;
use std::collections::{HashMap, HashSet};

/// The circle that would close if a measure came to depend on these: the measure first, then in turn what the one before
/// it waits for. None when there is no circle. `depends` tells what other measures depend on, as far as they can be
/// reached from these.
#[must_use]
pub fn cycle(measure: &Key, on: &[Key], depends: &HashMap<Key, Vec<Key>>) -> Option<Vec<Key>> {
    let mut looked_at: HashSet<&Key> = HashSet::new();
    let mut ways: Vec<Vec<&Key>> = on.iter().rev().map(|next| vec![next]).collect();
    while let Some(way) = ways.pop() {
        let Some(last) = way.last().copied() else { continue };
        if last == measure {
            let before = way.iter().take(way.len() - 1).copied();
            return Some(std::iter::once(measure).chain(before).cloned().collect());
        }
        if looked_at.insert(last) {
            let next = depends.get(last).into_iter().flatten().rev();
            ways.extend(next.map(|next| way.iter().copied().chain([next]).collect()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u32) -> Key {
        Key::numbered("ATG", number)
    }

    fn keys(numbers: &[u32]) -> Vec<Key> {
        numbers.iter().map(|number| key(*number)).collect()
    }

    #[test]
    fn a_circle_is_told_in_the_order_of_waiting() {
        let depends =
            [(key(2), keys(&[5, 3])), (key(3), keys(&[4])), (key(4), keys(&[1])), (key(5), keys(&[6]))].into();
        assert_eq!(cycle(&key(1), &keys(&[2]), &depends), Some(keys(&[1, 2, 3, 4])));
        assert_eq!(cycle(&key(1), &keys(&[5]), &depends), None);
    }

    #[test]
    fn a_measure_does_not_wait_for_itself() {
        assert_eq!(cycle(&key(1), &keys(&[1]), &HashMap::new()), Some(keys(&[1])));
    }

    #[test]
    fn many_ways_to_the_same_end_are_looked_at_once() {
        // Each waits for the two after it: the ways would double with every step.
        let depends: HashMap<Key, Vec<Key>> = (1..60).map(|n| (key(n), keys(&[n + 1, n + 2]))).collect();
        assert_eq!(cycle(&key(100), &keys(&[1]), &depends), None);
    }
}
