//! Filling the placeholders of a text.

use super::Lang;
use super::forms::{LAST_WORD, capital, number, number_word};
use super::table::{find, text, text_at};
use std::fmt::{Display, Write as _};

/// Names and what they stand for.
pub type Values<'a> = &'a [(&'a str, &'a dyn Display)];

/// The text with its placeholders filled. What is filled in is never read as a placeholder itself; one that isn't given
/// stays as it is, to be seen.
#[must_use]
pub fn fill(text: &str, values: Values<'_>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        match values.iter().find(|(given, _)| *given == name) {
            // Writing to a string can't fail.
            Some((_, value)) => drop(write!(out, "{value}")),
            None => out.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A counted text, by the places of its forms for none, one and more; for [`plural!`](crate::plural).
#[must_use]
pub fn fill_count(lang: Lang, count: impl TryInto<u64>, forms: [usize; 3], values: Values<'_>) -> String {
    let n = count.try_into().unwrap_or_default();
    let form = usize::try_from(n).map_or(forms[2], |n| forms[n.min(2)]);
    filled(lang, n, text_at(lang, form), values)
}

/// A counted text with a key known only at run time, as [`plural!`](crate::plural) does it.
#[must_use]
pub fn count_text(lang: Lang, key: &str, count: impl TryInto<u64>, values: Values<'_>) -> String {
    let n = count.try_into().unwrap_or_default();
    let form = match n {
        0 => find(lang, &format!("{key}.zero")),
        1 => find(lang, &format!("{key}.one")),
        _ => None,
    };
    let template = form.unwrap_or_else(|| text(lang, &format!("{key}.other")));
    filled(lang, n, template, values)
}

fn filled(lang: Lang, n: u64, template: &str, values: Values<'_>) -> String {
    let total =
        values.iter().find(|(name, _)| *name == "total").and_then(|(_, value)| value.to_string().parse::<u64>().ok());
    // Numbers in one sentence are written alike: all in words, or all in digits.
    let in_words = !template.contains("{n}") && total.is_none_or(|total| total <= LAST_WORD);
    let write = |n: u64| {
        if in_words { number_word(lang, n) } else { number(lang, n) }
    };
    let (digits, word) = (number(lang, n), write(n));
    let first = capital(&word);
    let whole = total.map(write).unwrap_or_default();
    let mut all: Vec<(&str, &dyn Display)> = vec![("n", &digits), ("word", &word), ("Word", &first)];
    if total.is_some() {
        all.push(("total", &whole));
    }
    all.extend(values);
    fill(template, &all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{plural, t};

    #[test]
    fn headings_state_the_finding() {
        let finding = |left: u32, total: u32| plural!(Lang::Sv, "programme.finding", left, total = total);
        assert_eq!(finding(4, 8), "Fyra av åtta leverabler återstår");
        assert_eq!(finding(4, 38), "4 av 38 leverabler återstår");
        assert_eq!(finding(0, 38), "Alla 38 leverabler är klara");
        assert_eq!(plural!(Lang::Sv, "coverage.finding", 10_usize, total = 22), "10 av 22 krav saknar underlag");
        assert_eq!(plural!(Lang::En, "coverage.finding", 1, total = 22), "One of 22 requirements lacks evidence");
        assert_eq!(plural!(Lang::Sv, "risk.finding", 2_u64), "Två risker ligger över toleransgränsen");
        assert_eq!(count_text(Lang::Sv, "task.measures_late", 1_u64, &[]), "En åtgärd är försenad");
        assert_eq!(count_text(Lang::En, "state.due_in", 0_u64, &[]), "Due today");
    }

    #[test]
    fn what_is_filled_in_is_never_a_placeholder() {
        assert_eq!(fill("{a} {b}", &[("a", &"{b}"), ("b", &2)]), "{b} 2");
        assert_eq!(fill("{left} as it is", &[]), "{left} as it is");
        assert_eq!(t!(Lang::Sv, "page.title", page = "Risker", board = "{page}"), "Risker – {page} – Riskbild");
    }
}
