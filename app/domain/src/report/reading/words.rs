//! Sentences and what they rest on.

use super::Input;
use crate::key::Key;
use crate::query::{KEYS, KEYS_MAX, encode};
use crate::report::{Chapter, Fact, Form, Statement};

/// Numbers that are written in words where one counts things of common gender: `en risk`, `två risker`.
const WORDS: [&str; 13] =
    ["inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/// A number as a sentence says it: up to twelve in words.
pub fn number(count: usize) -> String {
    WORDS.get(count).map_or_else(|| grouped(count), |word| (*word).to_owned())
}

/// The same of things of neuter gender: `ett krav`, `två krav`.
pub fn neuter(count: usize) -> String {
    if count == 1 { "ett".to_owned() } else { number(count) }
}

/// A number in figures, with a space between thousands.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// The first letter made a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// One form for one, another for all other numbers.
pub const fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// `a, b och c`.
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} och {last}", rest.join(", ")),
    }
}

/// A statement being put together.
pub struct Say<'a> {
    input: &'a Input,
    statement: Statement,
}

impl<'a> Say<'a> {
    /// A paragraph of a chapter.
    pub fn new(input: &'a Input, chapter: Chapter, id: impl Into<String>) -> Self {
        let statement = Statement {
            id: id.into(),
            chapter,
            group: String::new(),
            subject: String::new(),
            form: Form::Paragraph,
            columns: None,
            text: String::new(),
            facts: Vec::new(),
            classified: false,
        };
        Self { input, statement }
    }

    /// Under a heading with others.
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.statement.group = group.into();
        self
    }

    /// What it is about.
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.statement.subject = subject.into();
        self
    }

    /// As a bullet.
    pub fn bullet(mut self) -> Self {
        self.statement.form = Form::Bullet;
        self
    }

    /// As a row of a table with these columns.
    pub fn row(mut self, left: &str, right: &str) -> Self {
        self.statement.form = Form::Row;
        self.statement.columns = Some((left.to_owned(), right.to_owned()));
        self
    }

    /// Rests on what is kept from those without clearance.
    pub fn classified(mut self) -> Self {
        self.statement.classified = true;
        self
    }

    /// Rests on a number, date or text, which an address shows.
    pub fn fact(mut self, name: &str, value: impl Into<String>, address: &str) -> Self {
        let address = self.input.at(address);
        self.statement.facts.push(Fact { name: name.to_owned(), value: value.into(), address });
        self
    }

    /// Rests on a number of records: just those are what it leads to. None of them leads to where they would be.
    pub fn count<'k>(
        self,
        name: &str,
        value: impl Into<String>,
        list: &str,
        keys: impl IntoIterator<Item = &'k Key>,
    ) -> Self {
        let keys: Vec<&str> = keys.into_iter().map(Key::as_str).collect();
        let address = match keys.len() {
            // A requirement is never closed, so its list has no such filter.
            1..=KEYS_MAX if list == "/krav" => format!("{list}?{KEYS}={}", encode(&keys.join(","))),
            1..=KEYS_MAX => format!("{list}?{KEYS}={}&status=all", encode(&keys.join(","))),
            _ => list.to_owned(),
        };
        self.fact(name, value, &address)
    }

    /// Rests on a record.
    pub fn record(self, name: &str, key: &Key) -> Self {
        let address = format!("{}/{}", key.kind().path(), encode(key.as_str()));
        self.fact(name, key.as_str(), &address)
    }

    /// What it says.
    pub fn text(mut self, text: impl Into<String>) -> Statement {
        self.statement.text = text.into();
        self.statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_write_them() {
        assert_eq!([0, 1, 12, 13, 1250].map(number), ["inga", "en", "tolv", "13", "1\u{a0}250"]);
        assert_eq!((neuter(1).as_str(), neuter(2).as_str()), ("ett", "två"));
        assert_eq!(capital("åtta"), "Åtta");
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!((listed(&parts[..1]), listed(&parts)), ("a".to_owned(), "a, b och c".to_owned()));
    }
}
