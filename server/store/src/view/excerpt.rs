//! The words a record was found by, marked in its text.

use crate::words::words;
use domain::search::Part;
use std::collections::BTreeSet;

/// Letters shown before the first hit.
const BEFORE: usize = 60;
/// Letters shown in all, roughly.
const LENGTH: usize = 220;

/// A text in parts, with the words that were asked for marked.
pub(super) fn parts(text: &str, asked: &BTreeSet<String>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |text: &str, hit: bool| match parts.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part { text: text.to_owned(), hit }),
    };
    for (word, between) in tokens(text) {
        add(word, is_asked(word, asked));
        add(between, false);
    }
    parts
}

/// A piece of a text around the first word that was asked for; nothing when none of them is in it.
pub(super) fn around(text: &str, asked: &BTreeSet<String>) -> Vec<Part> {
    let mut at = 0;
    let mut first = None;
    for (word, between) in tokens(text) {
        if is_asked(word, asked) {
            first = Some(at);
            break;
        }
        at += word.len() + between.len();
    }
    let Some(first) = first else { return Vec::new() };
    let start = text[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let start = if start == 0 { 0 } else { text[start..first].find(' ').map_or(first, |space| start + space + 1) };
    let rest = &text[start..];
    let end = rest.char_indices().nth(LENGTH).map_or(rest.len(), |(at, _)| rest[..at].rfind(' ').unwrap_or(at));
    let mut piece = parts(&rest[..end], asked);
    if start > 0 {
        piece.insert(0, Part { text: "… ".to_owned(), hit: false });
    }
    if end < rest.len() {
        piece.push(Part { text: " …".to_owned(), hit: false });
    }
    piece
}

fn is_asked(word: &str, asked: &BTreeSet<String>) -> bool {
    !word.is_empty() && words(word).iter().any(|stem| asked.contains(stem))
}

/// Words, each with what stands between it and the next.
fn tokens(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        let gap_end = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let (between, next) = after.split_at(gap_end);
        rest = next;
        Some((word, between))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[Part]) -> String {
        parts.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
    }

    #[test]
    fn words_are_marked_in_whichever_form_they_stand() {
        let asked = words("behörigheter");
        assert_eq!(
            told(&parts("Behörigheten, för många behörigheter.", &asked)),
            "[Behörigheten], för många [behörigheter]."
        );
        assert_eq!(told(&parts("Ö", &asked)), "Ö");
        assert!(parts("", &asked).is_empty());
    }

    #[test]
    fn a_piece_of_a_long_text_is_cut_between_words() {
        let text = format!("{} åtgärden {}", "ärende ".repeat(40), "övning ".repeat(60));
        let piece = told(&around(&text, &words("åtgärder")));
        assert!(
            piece.starts_with("… ärende ") && piece.contains("[åtgärden]") && piece.ends_with("övning …"),
            "{piece}"
        );
        assert!(piece.chars().count() < LENGTH + 10);
        assert!(around(&text, &words("kontroll")).is_empty());
    }
}
