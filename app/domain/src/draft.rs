//! A record as text, field by field: what a form shows, what someone typed, what a diff compares.
//!
//! One representation serves forms with and without JavaScript, both sides of a conflict, the history and the
//! demo content, so that what was typed always survives whatever goes wrong with it.

use crate::date;
use crate::decimal::Decimal;
use crate::error::{ErrorCode, FieldError};
use crate::key::Key;
use crate::kind::Kind;
use crate::period::Period;
use crate::swedish;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Field name → text. A missing field and an empty one mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft(pub BTreeMap<String, String>);

impl Draft {
    /// The text of a field, trimmed; empty when it isn't there.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |text| text.trim())
    }

    /// Sets a field; an empty text removes it.
    pub fn set(&mut self, field: &str, text: impl Into<String>) {
        let text = text.into();
        if text.trim().is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), text);
        }
    }

    /// The same with a field set; for building drafts in one expression.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// Sets a field from a date.
    pub fn set_date(&mut self, field: &str, day: Option<NaiveDate>) {
        self.set(field, day.map(|d| d.to_string()).unwrap_or_default());
    }

    /// Sets a field from keys, as `RSK-01, RSK-04`.
    pub fn set_keys(&mut self, field: &str, keys: &[Key]) {
        self.set(field, keys.iter().map(Key::as_str).collect::<Vec<_>>().join(", "));
    }
}

/// Reads a draft field by field and gathers every error.
pub struct Reader<'a> {
    draft: &'a Draft,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// Starts reading.
    #[must_use]
    pub fn new(draft: &'a Draft) -> Self {
        Self { draft, errors: Vec::new() }
    }

    /// Records an error at a field.
    pub fn error(&mut self, field: &str, code: ErrorCode) {
        self.errors.push(FieldError::new(field, code));
    }

    fn bounded(&mut self, field: &str, max: usize) -> String {
        // A browser sends line ends as CR LF; one form is stored so that an untouched text is an unchanged text.
        let text: String = self.draft.get(field).replace("\r\n", "\n").chars().filter_map(plain).collect();
        let length = text.chars().count();
        if length > max {
            self.error(field, ErrorCode::TooLong { max: int(max), length: int(length) });
        }
        text
    }

    /// A text of at most `max` characters, which may be empty.
    pub fn text(&mut self, field: &str, max: usize) -> String {
        self.bounded(field, max)
    }

    /// A text of 1 to `max` characters.
    pub fn required(&mut self, field: &str, max: usize) -> String {
        let text = self.bounded(field, max);
        if text.is_empty() {
            self.error(field, ErrorCode::Required);
        }
        text
    }

    /// A date, if one was given.
    pub fn date(&mut self, field: &str) -> Option<NaiveDate> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        let day = date::parse(text);
        if day.is_none() {
            self.error(field, ErrorCode::NotADate);
        }
        day
    }

    /// A date that must be given.
    pub fn required_date(&mut self, field: &str) -> Option<NaiveDate> {
        if self.draft.get(field).is_empty() {
            self.error(field, ErrorCode::Required);
        }
        self.date(field)
    }

    /// A date with a time of day in Sweden, if one was given. `kept` is what was there: in the hour that comes twice when clocks
    /// are put back, it stays the one it was.
    pub fn moment(&mut self, field: &str, kept: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        let time = swedish::parse(text);
        if let Some(kept) = kept.filter(|kept| time == Some(swedish::local(swedish::to_the_minute(*kept)))) {
            return Some(kept);
        }
        let moment = time.and_then(swedish::moment);
        if moment.is_none() {
            self.error(field, ErrorCode::NotATime);
        }
        moment
    }

    /// Checks that a moment is not later than now.
    pub fn not_after(&mut self, field: &str, moment: Option<DateTime<Utc>>, now: DateTime<Utc>) {
        if moment.is_some_and(|moment| moment > now) {
            self.error(field, ErrorCode::InTheFuture);
        }
    }

    /// The same as [`Reader::in_order`] for moments.
    pub fn moments_in_order(&mut self, earlier: (&str, Option<DateTime<Utc>>), later: (&str, Option<DateTime<Utc>>)) {
        if earlier.1.zip(later.1).is_some_and(|(first, second)| second < first) {
            self.error(later.0, ErrorCode::Before { other: earlier.0.to_owned() });
        }
    }

    /// Checks that `later` is not before `earlier`, where both are given.
    pub fn in_order(&mut self, earlier: (&str, Option<NaiveDate>), later: (&str, Option<NaiveDate>)) {
        if let (Some(first), Some(second)) = (earlier.1, later.1)
            && second < first
        {
            self.error(later.0, ErrorCode::Before { other: earlier.0.to_owned() });
        }
    }

    /// A whole number from `min` to `max`, if one was given.
    pub fn number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        match text.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => Some(n),
            Ok(_) => {
                self.error(field, ErrorCode::OutOfRange { min, max });
                None
            }
            Err(_) => {
                self.error(field, ErrorCode::NotANumber);
                None
            }
        }
    }

    /// A whole number that must be given.
    pub fn required_number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        if self.draft.get(field).is_empty() {
            self.error(field, ErrorCode::Required);
        }
        self.number(field, min, max)
    }

    /// A decimal number, if one was given.
    pub fn decimal(&mut self, field: &str) -> Option<Decimal> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        let number = Decimal::parse(text).ok();
        if number.is_none() {
            self.error(field, ErrorCode::NotADecimal);
        }
        number
    }

    /// A period, if one was given.
    pub fn period(&mut self, field: &str) -> Option<Period> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        let period = Period::parse(text).ok();
        if period.is_none() {
            self.error(field, ErrorCode::NotAPeriod);
        }
        period
    }

    /// A period that must be given.
    pub fn required_period(&mut self, field: &str) -> Option<Period> {
        if self.draft.get(field).is_empty() {
            self.error(field, ErrorCode::Required);
        }
        self.period(field)
    }

    /// One of an enum's codes, if one was given.
    pub fn choice<T>(&mut self, field: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.draft.get(field);
        if text.is_empty() {
            return None;
        }
        let value = from_code(text);
        if value.is_none() {
            self.error(field, ErrorCode::UnknownChoice { given: text.chars().take(80).collect() });
        }
        value
    }

    /// One of an enum's codes, which must be given.
    pub fn required_choice<T>(&mut self, field: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.draft.get(field).is_empty() {
            self.error(field, ErrorCode::Required);
        }
        self.choice(field, from_code)
    }

    /// One of a vocabulary kept in the settings. A word that `kept` already holds stays allowed, so that removing it
    /// from the vocabulary never makes an old record uneditable.
    pub fn word(&mut self, field: &str, vocabulary: &[String], kept: Option<&str>) -> String {
        let text = self.required(field, 120);
        let known = vocabulary.contains(&text) || kept == Some(text.as_str());
        if !text.is_empty() && !known {
            self.error(field, ErrorCode::UnknownChoice { given: text.chars().take(80).collect() });
        }
        text
    }

    /// A ticked box.
    #[must_use]
    pub fn flag(&self, field: &str) -> bool {
        matches!(self.draft.get(field), "on" | "true" | "1")
    }

    /// Keys separated by commas or spaces, each naming a record of this kind; sorted, without repeats.
    pub fn keys(&mut self, field: &str, kind: Kind) -> Vec<Key> {
        let mut keys = Vec::new();
        for part in self.draft.get(field).split([',', ';', ' ', '\n', '\t']).filter(|part| !part.trim().is_empty()) {
            match Key::parse(part) {
                Ok(key) if key.kind() == kind => keys.push(key),
                _ => self.error(field, ErrorCode::UnknownKey { given: part.chars().take(80).collect() }),
            }
        }
        keys.sort();
        keys.dedup();
        keys
    }

    /// Lines of a text, without the empty ones.
    pub fn lines(&mut self, field: &str, max_each: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for line in self.draft.get(field).lines().map(str::trim).filter(|line| !line.is_empty()) {
            let length = line.chars().count();
            if length > max_each {
                self.error(field, ErrorCode::TooLong { max: int(max_each), length: int(length) });
            }
            lines.push(line.to_owned());
        }
        lines
    }

    /// Ends the reading: the value when there was no error and every required part is there.
    ///
    /// # Errors
    /// Every field error found.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}

/// A character as it is kept. What word processors put between lines becomes a line end, and what they put into words without
/// showing it, a soft hyphen or a space of no width, is left out: nobody sees it, and a search wouldn't find the word.
fn plain(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn int(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathers_every_error() {
        let draft = Draft::default().with("end", "2024-02-30").with("score", "nine").with("links", "RSK-01, KTR-02");
        let mut reader = Reader::new(&draft);
        reader.required("title", 10);
        reader.date("end");
        reader.number("score", 1, 4);
        assert_eq!(reader.keys("links", Kind::Risk).len(), 1);
        assert_eq!(reader.finish(Some(())).unwrap_err().len(), 4);
    }

    #[test]
    fn line_ends_do_not_make_a_change() {
        let draft = Draft::default().with("text", "en\r\nrad");
        assert_eq!(Reader::new(&draft).text("text", 20), "en\nrad");
    }
}
