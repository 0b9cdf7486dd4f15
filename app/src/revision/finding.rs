//! What a revision changes, in a sentence.

use crate::i18n::{LAST_WORD, Lang, capital, fill, number, number_word, text};
use crate::{plural, t};
use domain::picture::preparation::{Count, Counts};

/// What is told of in a finding, in this order.
const TOLD: [Count; 5] = [Count::New, Count::Raised, Count::Lowered, Count::Changed, Count::Closed];

/// The finding: `Fyra risker höjs och en sänks`. Of the first picture there is, nothing is new, since everything is.
#[must_use]
pub fn finding(lang: Lang, counts: Counts, first: bool) -> String {
    if first {
        return plural!(lang, "revision.finding_first", counts.new);
    }
    let told: Vec<(Count, u32)> =
        TOLD.into_iter().map(|count| (count, counts.get(count))).filter(|(_, number)| *number > 0).collect();
    // Numbers in one sentence are written alike: all in words, or all in digits.
    let in_words = told.iter().all(|(_, number)| u64::from(*number) <= LAST_WORD);
    let parts: Vec<String> = told
        .into_iter()
        .enumerate()
        .map(|(n, (count, many))| {
            let place = if n == 0 { "first" } else { "then" };
            let form = if many == 1 { "one" } else { "many" };
            let written = if in_words { number_word(lang, many.into()) } else { number(lang, many) };
            let template = text(lang, &format!("revision.{}_{place}_{form}", count.code()));
            fill(template, &[("number", &written)])
        })
        .collect();
    if parts.is_empty() { t!(lang, "revision.finding_none").to_owned() } else { capital(&listed(lang, &parts)) }
}

/// Parts in a row: `02, 06 och 10`.
#[must_use]
pub fn listed(lang: Lang, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), t!(lang, "common.and")),
    }
}

/// How many risks change.
#[must_use]
pub fn changing(counts: Counts) -> u32 {
    TOLD.into_iter().map(|count| counts.get(count)).sum()
}

/// How many risks stay.
#[must_use]
pub const fn staying(counts: Counts) -> u32 {
    counts.confirmed + counts.unreviewed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_states_what_changes() {
        let counts = Counts { raised: 4, lowered: 1, confirmed: 13, ..Counts::default() };
        assert_eq!(finding(Lang::Sv, counts, false), "Fyra risker höjs och en sänks");
        assert_eq!(finding(Lang::En, counts, false), "Four risks are raised and one is lowered");
        assert_eq!((changing(counts), staying(counts)), (5, 13));
        let one = Counts { new: 1, closed: 2, changed: 1, ..Counts::default() };
        assert_eq!(finding(Lang::Sv, one, false), "En risk är ny, en ändras i annat än värdet och två stängs");
        let many = Counts { raised: 14, lowered: 1, ..Counts::default() };
        assert_eq!(finding(Lang::Sv, many, false), "14 risker höjs och 1 sänks");
    }

    #[test]
    fn nothing_and_everything() {
        let none = Counts { confirmed: 18, ..Counts::default() };
        assert_eq!(finding(Lang::Sv, none, false), "Inget ändras");
        assert_eq!(finding(Lang::En, none, false), "Nothing changes");
        let first = Counts { new: 11, ..Counts::default() };
        assert_eq!(finding(Lang::Sv, first, true), "Elva risker ingår i den första riskbilden");
    }
}
