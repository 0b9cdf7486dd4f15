//! Numbers that look drawn by chance and follow from a seed.

/// SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014), with the constants of
/// Vigna's reference. It is small, well tested, and better than a forecast needs.
pub(super) struct Chance(u64);

impl Chance {
    /// Begins at a seed.
    pub(super) const fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of a list, each as likely as the others; none of an empty one.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        // The upper half of the product spreads the number evenly over the list (Lemire, 2019). With lists this short it
        // is uneven by less than one in 10^17.
        let place = (u128::from(self.next()) * list.len() as u128) >> 64;
        usize::try_from(place).ok().and_then(|place| list.get(place))
    }
}

/// A seed with one more number worked into it.
pub(super) const fn mixed(seed: u64, number: u64) -> u64 {
    Chance::from_seed(seed ^ number).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_known_generator() {
        let mut chance = Chance::from_seed(1_234_567);
        let first = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([chance.next(), chance.next(), chance.next()], first);
    }

    #[test]
    fn each_of_a_list_is_drawn_about_as_often() {
        let (mut chance, mut drawn) = (Chance::from_seed(1), [0; 5]);
        for _ in 0..50_000 {
            drawn[*chance.pick(&[0, 1, 2, 3, 4]).unwrap()] += 1;
        }
        assert!(drawn.iter().all(|times| (9_700..10_300).contains(times)), "{drawn:?}");
        assert_eq!(chance.pick::<u8>(&[]), None);
    }
}
