//! A risk's score on the scale, against what the board tolerates: a ring where it was, a dot where it is.

use super::Place;
use crate::context::lang;
use crate::t;
use leptos::prelude::*;

/// The scale the strips of a table share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripScale {
    /// Steps on each axis of the matrix.
    pub size: u8,
    /// The lowest score above what the board tolerates.
    pub tolerance: u8,
    /// The highest score that can occur below it.
    pub tolerated: u8,
}

impl StripScale {
    /// The highest score.
    #[must_use]
    pub const fn top(self) -> u8 {
        self.size.saturating_mul(self.size)
    }

    /// Where a score stands; some room is left at both ends for the dots.
    #[must_use]
    pub fn x(self, score: u8) -> Place {
        Place(200 + Place::of(i64::from(score), i64::from(self.top())).0 * 96 / 100)
    }

    /// Where the tolerance line stands: between the scores it parts.
    #[must_use]
    pub fn line(self) -> Place {
        Place(self.x(self.tolerated).0.midpoint(self.x(self.tolerance).0))
    }

    /// The scores named on the axis.
    #[must_use]
    pub fn named(self) -> Vec<u8> {
        let mut named = vec![1, self.size, self.top().saturating_sub(self.size), self.top()];
        named.dedup();
        named
    }
}

/// The axis, in the head of the table's column.
#[component]
pub fn StripAxis(scale: StripScale) -> impl IntoView {
    let lang = lang();
    let line = scale.line().percent();
    let names = scale
        .named()
        .into_iter()
        .map(|score| view! { <text x=scale.x(score).percent() y="31" text-anchor="middle">{score}</text> })
        .collect_view();
    view! {
        <svg class="strip strip--axis" aria-hidden="true">
            {names}
            <text class="strong" x=line.clone() y="12" text-anchor="middle">{t!(lang, "overview.tolerance")}</text>
            <line class="tol" x1=line.clone() x2=line y1="18" y2="36"></line>
        </svg>
    }
}

/// One risk's strip.
#[component]
pub fn Strip(scale: StripScale, before: Option<u8>, score: u8, tone: u8) -> impl IntoView {
    let (x, line) = (scale.x(score).percent(), scale.line().percent());
    let moved = before.filter(|before| *before != score).map(|before| {
        let from = scale.x(before).percent();
        view! {
            <line class="seg" x1=from.clone() x2=x.clone() y1="50%" y2="50%"></line>
            <circle class="was" cx=from cy="50%" r="4"></circle>
        }
    });
    view! {
        <svg class="strip" aria-hidden="true">
            <line class="base" x1="2%" x2="98%" y1="50%" y2="50%"></line>
            <line class="tol" x1=line.clone() x2=line y1="0" y2="100%"></line>
            {moved}
            <circle class=format!("dot f{tone}") cx=x cy="50%" r="5.5"></circle>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_parts_what_is_tolerated_from_what_is_not() {
        let scale = StripScale { size: 4, tolerance: 8, tolerated: 6 };
        assert_eq!((scale.x(8).percent(), scale.x(16).percent()), ("50.00%".into(), "98.00%".into()));
        assert_eq!(scale.line().percent(), "44.00%");
        assert_eq!(scale.named(), [1, 4, 12, 16]);
    }
}
