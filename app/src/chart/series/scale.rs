//! A scale for decimal figures: even steps around what there is to show, in whole millionths.

use crate::chart::Place;
use crate::i18n::{Lang, number};
use domain::indicator::LEVELS;

/// One, in millionths.
const ONE: i64 = 1_000_000;
/// Most steps of a scale.
const STEPS: i64 = 5;

/// From the lowest line of a chart to the highest, in even steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    low: i64,
    high: i64,
    step: i64,
}

impl Scale {
    /// The scale that holds every one of the figures; none without figures. That of `levels` is the whole stair.
    #[must_use]
    pub fn over(figures: impl IntoIterator<Item = i64>, levels: bool) -> Option<Self> {
        let (least, greatest) = figures.into_iter().fold(None, |span: Option<(i64, i64)>, at| {
            Some(span.map_or((at, at), |(least, greatest)| (least.min(at), greatest.max(at))))
        })?;
        if levels {
            return Some(Self { low: LEVELS.start() * ONE, high: LEVELS.end() * ONE, step: ONE });
        }
        let mut scale = Self { low: least, high: greatest, step: 1 };
        for step in steps() {
            let low = least.div_euclid(step) * step;
            let high = greatest.div_euclid(step) * step + if greatest.rem_euclid(step) == 0 { 0 } else { step };
            let high = if high == low { low + step } else { high };
            scale = Self { low, high, step };
            // A figure alone stands between whole ones, not in a scale of millionths.
            let fits = (high - low) / step <= STEPS;
            if fits && (least != greatest || step >= ONE) {
                break;
            }
        }
        Some(scale)
    }

    /// How far up a figure stands.
    #[must_use]
    pub fn place(&self, at: i64) -> Place {
        Place::of(at - self.low, self.high - self.low)
    }

    /// The figures its lines stand for, from the lowest.
    #[must_use]
    pub fn ticks(&self) -> Vec<i64> {
        let mut ticks = Vec::new();
        let mut at = self.low;
        while at <= self.high && ticks.len() <= 2 * STEPS.unsigned_abs() as usize {
            ticks.push(at);
            at += self.step;
        }
        ticks
    }
}

/// 1, 2, 5, 10, 20, 50 … millionths.
fn steps() -> impl Iterator<Item = i64> {
    (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
}

/// A figure in millionths as it is written, without more decimals than it has.
#[must_use]
pub fn written(lang: Lang, at: i64) -> String {
    let (whole, rest) = (at.unsigned_abs() / ONE.unsigned_abs(), at.unsigned_abs() % ONE.unsigned_abs());
    let sign = if at < 0 { "−" } else { "" };
    let whole = number(lang, whole);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let point = match lang {
        Lang::Sv => ',',
        Lang::En => '.',
    };
    format!("{sign}{whole}{point}{}", format!("{rest:06}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(figures: &[i64], levels: bool) -> Vec<String> {
        let scale = Scale::over(figures.iter().copied(), levels).unwrap();
        scale.ticks().into_iter().map(|at| written(Lang::Sv, at)).collect()
    }

    #[test]
    fn even_steps_hold_every_figure() {
        assert_eq!(ticks(&[75 * ONE, 80 * ONE, 84 * ONE, 85 * ONE], false), ["75", "80", "85"]);
        assert_eq!(ticks(&[99_400_000], false), ["99", "100"]);
        assert_eq!(ticks(&[0, 0], false), ["0", "1"]);
        assert_eq!(ticks(&[-1_500_000, 500_000], false), ["−1,5", "−1", "−0,5", "0", "0,5"]);
        assert_eq!(ticks(&[2 * ONE], true), ["1", "2", "3", "4"]);
        assert_eq!(Scale::over([], false), None);
    }

    #[test]
    fn a_figure_stands_between_the_lines_it_belongs_between() {
        let scale = Scale::over([75 * ONE, 85 * ONE], false).unwrap();
        assert_eq!(
            (scale.place(75 * ONE), scale.place(80 * ONE), scale.place(85 * ONE)),
            (Place(0), Place(5_000), Place::END)
        );
    }
}
