//! Text made fit for paper.

use std::fmt::Write as _;

/// Letters of a word after which it may be broken anywhere. Ordinary words are hyphenated; this is for addresses, codes and
/// what never was a word.
const LONGEST: usize = 40;
/// Letters between two such breaks.
const STEP: usize = 8;
/// Letters of a title that fit at the head of every page.
pub const RUNNING: usize = 80;
/// Stands for a character the fonts don't hold. An archival document may not hold one that can't be seen.
const UNSEEN: char = '□';
/// A place where a line may be broken.
const BREAK: char = '\u{200b}';

/// The text as it can be printed with fonts that hold `covered`: as [`readable`], and what can't be printed replaced with a box.
pub fn printable(text: &str, covered: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for character in readable(text).chars() {
        let character = if character == '\n' || covered(character) { character } else { UNSEEN };
        run = if character.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST && run % STEP == 1 {
            out.push(BREAK);
        }
        out.push(character);
    }
    out
}

/// The text with line ends and tabs made plain, and without marks that only steer how it is shown: they can make it read
/// otherwise than it is written. What is left can stand in any file: nothing of it is a control character.
pub fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => {}
            // Never characters: a file of XML that holds one can't be read.
            '\u{fffe}' | '\u{ffff}' => out.push(UNSEEN),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// The beginning of a text that has to keep to one line.
pub fn cut(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A whole number with its thousands apart.
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// The text with `{name}` replaced. What is put in is never read as a placeholder itself.
pub fn fill(text: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_printed_is_seen_to_be_missing_and_nothing_steers() {
        let latin = |character: char| character <= 'ÿ';
        assert_eq!(printable("a\r\nb\tc\u{202e}d\u{0}", latin), "a\nb cd");
        assert_eq!(printable("Så 😀!", latin), "Så □!");
    }

    #[test]
    fn only_a_word_no_one_wrote_is_broken() {
        let whole = "Informationssäkerhetssamordnare";
        assert_eq!(printable(whole, |_| true), whole);
        assert!(printable(&"x".repeat(60), |_| true).contains(BREAK));
    }

    #[test]
    fn a_line_is_cut_between_letters() {
        assert_eq!([cut("åäö", 3), cut("åä öå", 3)], ["åäö", "åä…"]);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 1_204, 1_000_000].map(number), ["7", "1\u{a0}204", "1\u{a0}000\u{a0}000"]);
    }

    #[test]
    fn a_value_is_never_read_as_a_placeholder() {
        assert_eq!(fill("{a} av {b}", &[("a", &"{b}"), ("b", &2)]), "{b} av 2");
        assert_eq!(fill("{c", &[]), "{c}");
    }
}
