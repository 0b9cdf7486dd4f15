//! Numbers and dates as each language writes them.

use super::Lang;
use super::table::text;
use chrono::{Datelike, NaiveDate};

/// Parts of a number and its unit stay on one line.
const NO_BREAK: char = '\u{a0}';

/// The largest number that running text writes as a word.
pub const LAST_WORD: u64 = 12;

/// A whole number in digits: `1 234` in Swedish, `1,234` in English.
#[must_use]
pub fn number(lang: Lang, n: impl TryInto<i64>) -> String {
    let n: i64 = n.try_into().unwrap_or_default();
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    if n < 0 {
        out.push('−');
    }
    let separator = match lang {
        Lang::Sv => NO_BREAK,
        Lang::En => ',',
    };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number as running text has it: in words from zero to twelve, in digits from thirteen. One is `en` in Swedish; a
/// sentence about `ett krav` writes its own form for one.
#[must_use]
pub fn number_word(lang: Lang, n: u64) -> String {
    if n <= LAST_WORD { text(lang, &format!("number.{n}")).to_owned() } else { number(lang, n) }
}

/// The text with a capital first letter, for the letters our languages begin words with. The standard library's way knows
/// every script, and our texts need three letters of it.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = match rest.next() {
        Some('å') => 'Å',
        Some('ä') => 'Ä',
        Some('ö') => 'Ö',
        Some(other) => other.to_ascii_uppercase(),
        None => return String::new(),
    };
    let mut out = String::from(first);
    out.push_str(rest.as_str());
    out
}

/// A text as it stands inside a sentence: with a small first letter, but for abbreviations as `BIA`.
#[must_use]
pub fn running(text: &str) -> String {
    let mut rest = text.chars();
    let first = match rest.next() {
        Some('Å') => 'å',
        Some('Ä') => 'ä',
        Some('Ö') => 'ö',
        Some(other) => other.to_ascii_lowercase(),
        None => return String::new(),
    };
    if rest.as_str().starts_with(|next: char| next.is_ascii_uppercase() || next.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::from(first);
    out.push_str(rest.as_str());
    out
}

/// Percent: `79 %` in Swedish, `79%` in English.
#[must_use]
pub fn percent(lang: Lang, n: impl TryInto<i64>) -> String {
    let digits = number(lang, n);
    match lang {
        Lang::Sv => format!("{digits}{NO_BREAK}%"),
        Lang::En => format!("{digits}%"),
    }
}

/// A size in bytes, in the largest unit that leaves a whole number before it: `25 MB`. A thousand to the step.
#[must_use]
pub fn bytes(lang: Lang, n: u64) -> String {
    let (value, unit) = match n {
        0..=999 => (n, "byte"),
        1_000..=999_999 => (n / 1_000, "kB"),
        1_000_000..=999_999_999 => (n / 1_000_000, "MB"),
        _ => (n / 1_000_000_000, "GB"),
    };
    let unit = match (unit, lang, value) {
        ("byte", Lang::En, 0 | 2..) => "bytes",
        (unit, ..) => unit,
    };
    format!("{}{NO_BREAK}{unit}", number(lang, value))
}

/// A number told in hundredths, with as many decimals as say something: `0,13`, `1,5`, `12`.
#[must_use]
pub fn rate(lang: Lang, hundredths: u32) -> String {
    let point = match lang {
        Lang::Sv => ',',
        Lang::En => '.',
    };
    match (hundredths + 5) / 10 {
        _ if hundredths < 100 => format!("0{point}{hundredths:02}"),
        tenths @ 0..100 if !tenths.is_multiple_of(10) => format!("{}{point}{}", tenths / 10, tenths % 10),
        _ => number(lang, (hundredths + 50) / 100),
    }
}

/// A date as tables have it, the same in both languages: `2026-11-23`.
#[must_use]
pub fn date(_lang: Lang, day: NaiveDate) -> String {
    day.to_string()
}

/// A date as running text has it: `23 november 2026`.
#[must_use]
pub fn plain_date(lang: Lang, day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month(lang, day), day.year())
}

/// A date with its weekday: `måndag 23 november 2026`.
#[must_use]
pub fn long_date(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", weekday(lang, day), plain_date(lang, day))
}

/// The month of a date with its year: `november 2026`.
#[must_use]
pub fn month_year(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", month(lang, day), day.year())
}

/// The weekday of a date: `måndag`.
#[must_use]
pub fn weekday(lang: Lang, day: NaiveDate) -> &'static str {
    let n = day.weekday().number_from_monday();
    text(lang, &format!("calendar.weekday_{n}"))
}

/// The month of a date: `november`.
#[must_use]
pub fn month(lang: Lang, day: NaiveDate) -> &'static str {
    text(lang, &format!("calendar.month_{}", day.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_as_each_language_writes_them() {
        assert_eq!(number(Lang::Sv, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Lang::En, 1_234_u64), "1,234");
        assert_eq!((number(Lang::Sv, 999), number(Lang::Sv, -1_000)), ("999".into(), "−1\u{a0}000".into()));
        let rates = [13, 147, 200, 1_096, 96].map(|n| rate(Lang::Sv, n));
        assert_eq!((rates, rate(Lang::En, 147)), (["0,13", "1,5", "2", "11", "0,96"].map(String::from), "1.5".into()));
        assert_eq!((running("Översyn"), running("BIA för tjänsten")), ("översyn".into(), "BIA för tjänsten".into()));
        assert_eq!((number_word(Lang::Sv, 12), number_word(Lang::En, 13)), ("tolv".into(), "13".into()));
        assert_eq!((percent(Lang::Sv, 79_u8), percent(Lang::En, 79_u32)), ("79\u{a0}%".into(), "79%".into()));
        assert_eq!((bytes(Lang::Sv, 25_000_000), bytes(Lang::En, 1)), ("25\u{a0}MB".into(), "1\u{a0}byte".into()));
        let day = domain::date::parse("2026-11-23").unwrap();
        assert_eq!(date(Lang::Sv, day), "2026-11-23");
        assert_eq!(long_date(Lang::Sv, day), "måndag 23 november 2026");
        assert_eq!(long_date(Lang::En, day), "Monday 23 November 2026");
    }
}
