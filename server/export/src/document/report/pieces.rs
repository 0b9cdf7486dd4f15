//! The paragraphs and bullets of a statement's text.

use crate::document::text::readable;
use serde::Serialize;

/// A paragraph or a bullet. Its lines are apart by line ends, and none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Whether it is a bullet.
    pub bullet: bool,
    /// What it says.
    pub text: String,
}

/// What marks a bullet at the beginning of a line: as the register writes it, and as it comes out of Word.
const MARKS: [&str; 2] = ["- ", "• "];

/// Reads a text: paragraphs are apart by an empty line, and a line that begins with `- ` is a bullet of its own.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open = false;
    for line in readable(text).lines().map(str::trim) {
        if let Some(said) = MARKS.iter().find_map(|mark| line.strip_prefix(mark)) {
            found.push(Piece { bullet: true, text: said.trim().to_owned() });
            open = false;
        } else if line.is_empty() {
            open = false;
        } else if let Some(last) = found.last_mut().filter(|_| open) {
            last.text.extend(["\n", line]);
        } else {
            found.push(Piece { bullet: false, text: line.to_owned() });
            open = true;
        }
    }
    found.retain(|piece| !piece.text.is_empty());
    found
}

/// A text that has to keep to one line.
pub fn line(text: &str) -> String {
    readable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_apart_by_an_empty_line_and_bullets_by_their_mark() {
        let text =
            "Första stycket\r\nmed två rader\r\n\r\n\r\nAndra\n- en punkt \n•\ten till\nTredje - inte en punkt\n-\n";
        let found = pieces(text);
        let found: Vec<(bool, &str)> = found.iter().map(|piece| (piece.bullet, piece.text.as_str())).collect();
        assert_eq!(
            found,
            [
                (false, "Första stycket\nmed två rader"),
                (false, "Andra"),
                (true, "en punkt"),
                (true, "en till"),
                (false, "Tredje - inte en punkt\n-"),
            ]
        );
        assert!(pieces(" \n\u{200b}\n\t").is_empty());
    }

    #[test]
    fn a_heading_keeps_to_one_line() {
        assert_eq!(line(" Ett\n\tuppdrag\u{a0} "), "Ett uppdrag");
    }
}
