//! Text as it is pasted from word processors, made plain without losing what it says.

/// Longest text of a statement, in characters.
pub const TEXT_MAX: usize = 20_000;

/// Line ends become one form, spaces that can't be seen to be others become plain ones, what is there without being seen goes,
/// and a word processor's bullets become lines that begin with `- `. Empty lines never come more than one at a time.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let whole: String = text.replace("\r\n", "\n").chars().filter_map(plain).collect();
    for line in whole.lines() {
        let line = line.trim_end();
        let line = match bullet(line.trim_start()) {
            Some(rest) => format!("- {}", rest.trim_start()),
            None => line.to_owned(),
        };
        if !(line.trim().is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// A character as it is kept.
fn plain(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2002}'..='\u{200a}' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// What follows a bullet, where a line begins with one. Word draws its bullets with letters of a private font, which come along
/// as private-use characters, and `o` and `§` as bullets of other levels.
fn bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let drawn = matches!(first, '\u{e000}'..='\u{f8ff}' | '•' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '‣' | '⁃' | '·');
    let rest = chars.as_str();
    (drawn || (first == '-' && rest.starts_with(' '))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_a_word_processor_says_what_it_said() {
        let pasted = "Åtgärder\u{a0}pågår:\r\n\u{f0b7}\tprocesser\u{b}•  roller\r\n\r\n\r\n\r\n\u{ad}Sam\u{200b}verkan ”sker” – 50\u{202f}%\u{0}.\u{feff}\r\n";
        assert_eq!(clean(pasted), "Åtgärder pågår:\n- processer\n- roller\n\nSamverkan ”sker” – 50 %.");
    }

    #[test]
    fn what_is_plain_stays_as_it_is() {
        for text in ["", "En rad.", "Ett stycke.\n\n- en punkt\n- en till\n\nSlut #1 *2* <3>."] {
            assert_eq!(clean(text), text);
        }
        assert_eq!(clean(" \n\n\u{200b}"), "");
    }
}
