//! The report as Markdown: CommonMark, with the tables of GitHub's dialect. What people wrote is escaped so that it reads as
//! it was typed, wherever it is shown.

use super::outline::{Block, Outline, Row};
use std::fmt::Write as _;

/// Deepest heading there is.
const DEEPEST: u8 = 6;
/// What always means something, wherever it stands.
const ALWAYS: [char; 13] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$', '#'];
/// What means something at the beginning of a line: bullets, headings, rules, and the lines under them.
const FIRST: [char; 4] = ['-', '+', '=', ':'];

/// Writes it down.
pub fn write(outline: &Outline) -> String {
    let mut out = Out(String::new());
    out.heading(1, "", &outline.title);
    let fact = |fact: &crate::document::shown::Fact| format!("{}: {}", fact.label, fact.value);
    out.bullets(outline.facts.iter().map(fact));
    for block in &outline.blocks {
        match block {
            // The title has the first level.
            Block::Heading { level, number, text } => out.heading(level + 1, number, text),
            Block::Paragraph { text } => out.part(&lines(text, "", "\\\n")),
            Block::Bullets { items } => out.bullets(items.iter().cloned()),
            Block::Table { columns, rows } => out.table(columns, rows),
        }
    }
    out.heading(2, "", &outline.about);
    out.part(&lines(&outline.sealing, "", "\\\n"));
    out.bullets(outline.seal.iter().map(fact));
    out.0
}

struct Out(String);

impl Out {
    /// A part, apart from what came before it by an empty line.
    fn part(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, level: u8, number: &str, text: &str) {
        let marks = "#".repeat(level.min(DEEPEST).into());
        let number = if number.is_empty() { String::new() } else { format!("{number} ") };
        self.part(&format!("{marks} {}", escaped(&format!("{number}{text}"), false)));
    }

    fn bullets(&mut self, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("- {}", lines(&item, "  ", "\\\n"))).collect();
        self.part(&items.join("\n"));
    }

    fn table(&mut self, (left, right): &(String, String), rows: &[Row]) {
        let mut table = format!("| {} | {} |\n| --- | --- |", escaped(left, false), escaped(right, false));
        for row in rows {
            let said: Vec<String> = row
                .said
                .iter()
                .map(|piece| format!("{}{}", if piece.bullet { "• " } else { "" }, lines(&piece.text, "", "<br>")))
                .collect();
            // Writing to a string can't fail.
            let _ = write!(table, "\n| {} | {} |", escaped(&row.subject, false), said.join("<br>"));
        }
        self.part(&table);
    }
}

/// A text's lines, each escaped, with what stands between them and before each but the first.
fn lines(text: &str, before: &str, between: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| escaped(line, true)).collect();
    lines.join(&format!("{between}{before}"))
}

/// A line in which nothing is markup.
fn escaped(line: &str, first: bool) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    // `1.` and `1)` begin a list.
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (place, letter) in line.chars().enumerate() {
        let begins = first
            && (place == 0 && FIRST.contains(&letter) || place > 0 && place == digits && matches!(letter, '.' | ')'));
        if begins || ALWAYS.contains(&letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_where_it_means_something() {
        for (typed, written) in [
            ("Fyra * två_tre `kod` | rör", r"Fyra \* två\_tre \`kod\` \| rör"),
            ("- inte en punkt", r"\- inte en punkt"),
            ("2024. Ett år", r"2024\. Ett år"),
            ("4.3.2 Process", r"4\.3.2 Process"),
            ("Klart till 1. maj - eller", "Klart till 1. maj - eller"),
            ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
            ("---", r"\---"),
            ("C:\\temp", r"C:\\temp"),
        ] {
            assert_eq!(escaped(typed, true), written);
        }
    }

    #[test]
    fn a_line_end_stays_one() {
        assert_eq!(lines("en\n- två", "  ", "\\\n"), "en\\\n  \\- två");
    }
}
