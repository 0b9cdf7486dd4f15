//! Evidence packs: the list with the form of a new one, the page of each, and the page inside each.

mod detail;
mod list;
mod making;
pub mod manifest;

pub use detail::PackPage;
pub use list::PackListPage;

use crate::i18n::{Lang, number};
use crate::{plural, t};
use domain::pack::Selection;

/// What a selection is of, in a few words: the requirements, or the frameworks, or everything.
#[must_use]
pub fn of(lang: Lang, selection: &Selection, frameworks: &[(String, String)]) -> String {
    if !selection.requirements.is_empty() {
        return selection.requirements.iter().map(ToString::to_string).collect::<Vec<String>>().join(", ");
    }
    let short = |key: &String| {
        let known = frameworks.iter().find(|(known, _)| known == key);
        known.map_or_else(|| key.to_uppercase(), |(_, short)| short.clone())
    };
    let names: Vec<String> = selection.frameworks.iter().map(short).collect();
    if names.is_empty() { t!(lang, "pack.everything").to_owned() } else { names.join(", ") }
}

/// What a pack comes to: how many of its requirements lacked evidence on the day.
#[must_use]
pub fn finding(lang: Lang, requirements: u64, missing: u64) -> String {
    match (requirements, missing) {
        (0, _) => t!(lang, "pack.finding_empty").to_owned(),
        (1, 0) => t!(lang, "pack.only_has").to_owned(),
        (1, _) => t!(lang, "pack.only_lacks").to_owned(),
        (total, missing) => plural!(lang, "pack.lack", missing, total = number(lang, total)),
    }
}

/// The period of its evidence, in words; nothing when it is of all days.
#[must_use]
pub fn period(lang: Lang, selection: &Selection) -> Option<String> {
    match (selection.from, selection.to) {
        (None, None) => None,
        (Some(from), None) => Some(t!(lang, "export.period_from", from = from)),
        (None, Some(to)) => Some(t!(lang, "export.period_to", to = to)),
        (Some(from), Some(to)) => Some(t!(lang, "export.period", from = from, to = to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_says_what_it_comes_to_in_a_sentence() {
        let said = |requirements, missing| finding(Lang::Sv, requirements, missing);
        assert_eq!(said(0, 0), "Inga av kraven fanns i registret den dagen");
        assert_eq!((said(1, 0), said(1, 1)), ("Kravet hade evidens".into(), "Kravet saknade evidens".into()));
        assert_eq!(
            (said(20, 0), said(20, 1)),
            ("Alla 20 krav hade evidens".into(), "Ett av 20 krav saknade evidens".into())
        );
        assert_eq!(said(20, 3), "3 av 20 krav saknade evidens");
    }
}
