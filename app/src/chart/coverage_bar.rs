//! The shares of a framework's requirements as one bar. The legend under it says the numbers.

use super::Place;
use crate::context::lang;
use crate::ui::Icon;
use crate::{plural, t};
use domain::coverage::{Basis, Coverage};
use leptos::prelude::*;

/// Left as a hairline of paper between two segments.
const GAP: i64 = 20;

/// Where each segment begins, and its width.
fn segments(counts: &[u64]) -> Vec<(Place, Place)> {
    let whole: u64 = counts.iter().sum();
    let at = |n: u64| Place::of(i64::try_from(n).unwrap_or(0), i64::try_from(whole).unwrap_or(0));
    let mut before = 0;
    let segment = |count: &u64| {
        let (x, end) = (at(before), at(before + count));
        before += count;
        let gap = if end < Place::END { GAP } else { 0 };
        (x, Place((end.0 - x.0 - gap).max(0)))
    };
    counts.iter().map(segment).collect()
}

/// The bar.
#[component]
pub fn CoverageBar(missing: u64, partly: u64, met: u64, rest: u64) -> AnyView {
    let lang = lang();
    let total = missing + partly + met + rest;
    let label = t!(lang, "coverage.bar", missing = missing, partly = partly, met = met, total = total);
    let parts = segments(&[missing, partly, met, rest])
        .into_iter()
        .zip([(missing, "c-miss"), (partly, "c-part"), (met, "c-full"), (rest, "c-none")])
        .filter(|(_, (count, _))| *count > 0)
        .map(|((x, width), (_, class))| view! { <rect class=class x=x.percent() y="0.5" width=width.percent() height="15"></rect> })
        .collect_view();
    view! { <svg class="covbar" role="img" aria-label=label>{parts}</svg> }.into_any()
}

/// The bar of a framework, with its legend.
#[component]
pub fn CoverageKey(coverage: Coverage) -> AnyView {
    let lang = lang();
    let count = |basis| coverage.count(basis);
    let (missing, partly, met) = (count(Basis::Missing), count(Basis::Partly), count(Basis::Met));
    let rest = count(Basis::NotApplicable);
    let item = |n: u64, icon: &'static str, words: String| {
        let n = crate::i18n::number(lang, n);
        view! { <li><Icon name=icon/><span><b>{n}</b> " " {words}</span></li> }
    };
    let not_applicable = (rest > 0).then(|| item(rest, "i-x", plural!(lang, "coverage.not_applicable_count", rest)));
    view! {
        <div class="mt"><CoverageBar missing=missing partly=partly met=met rest=rest/></div>
        <ul class="key">
            {item(missing, "i-miss", plural!(lang, "coverage.missing_count", missing))}
            {item(partly, "i-half", plural!(lang, "coverage.partly_count", partly))}
            {item(met, "i-check", plural!(lang, "coverage.met_count", met))}
            {not_applicable}
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{Place, segments};

    #[test]
    fn the_segments_fill_the_bar() {
        let bar = segments(&[10, 10, 2, 0]);
        assert_eq!(bar[0], (Place(0), Place(4525)));
        assert_eq!(bar[2], (Place(9091), Place(909)));
        assert_eq!(segments(&[0, 0, 0, 0])[0].1, Place(0));
    }
}
