//! Periods that figures and assignments belong to, as a municipality's reports name them: a month, a quarter, a half-year, a
//! year, or *period mars 2024*, which is the year from its first day through March.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The months' names, as a period may be written.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// A month's name in Swedish, from 1; empty for what is no month.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    place.and_then(|place| MONTHS.get(place)).copied().unwrap_or_default()
}

/// A period. Years are 1900–2200, and the other numbers are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A year: `2024`.
    Year(i32),
    /// A half-year: `2024-H1`.
    Half(i32, u32),
    /// A quarter: `2024-Q1`.
    Quarter(i32, u32),
    /// A month: `2024-03`.
    Month(i32, u32),
    /// From the first day of the year through a month: `2024-P03`.
    Through(i32, u32),
}

/// The text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a period")]
pub struct NotAPeriod;

impl Period {
    /// Reads a period as it is stored, `2024-H1`, or as a report says it: `Halvår 1 2024`, `period mars 2024`, `mars 2024`,
    /// `kvartal 1 2024`, `Q1 2024`.
    ///
    /// # Errors
    /// `NotAPeriod` when it is anything else.
    pub fn parse(text: &str) -> Result<Self, NotAPeriod> {
        let text = text.trim().to_lowercase();
        let words: Vec<&str> = text.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let read = match words.as_slice() {
            [one] => coded(one),
            ["halvår", half, year] => numbered(year, half, 2, Self::Half),
            ["kvartal", quarter, year] => numbered(year, quarter, 4, Self::Quarter),
            ["period", month, year] => named(year, month, Self::Through),
            [part, year] if part.starts_with('h') && part.len() == 2 => numbered(year, &part[1..], 2, Self::Half),
            [part, year] if part.starts_with(['q', 'k']) && part.len() == 2 => {
                numbered(year, &part[1..], 4, Self::Quarter)
            }
            [year, part] if year_of(year).is_some() => coded(&format!("{year}-{part}")),
            [month, year] => named(year, month, Self::Month),
            _ => None,
        };
        read.ok_or(NotAPeriod)
    }

    /// Its first and its last day.
    #[must_use]
    pub fn span(self) -> (NaiveDate, NaiveDate) {
        let (year, from, through) = match self {
            Self::Year(year) => (year, 1, 12),
            Self::Half(year, half) => (year, half * 6 - 5, half * 6),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, quarter * 3),
            Self::Month(year, month) => (year, month, month),
            Self::Through(year, month) => (year, 1, month),
        };
        (first_of(year, from), first_of(year, through + 1) - Days::new(1))
    }

    /// Its last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.span().1
    }

    /// Whether two cover the same days: *period mars 2024* and the first quarter of 2024 do.
    #[must_use]
    pub fn same(self, other: Self) -> bool {
        self.span() == other.span()
    }

    /// The period of a number of months (1, 3, 6 or 12) that a day lies in; none for other numbers.
    #[must_use]
    pub fn holding(day: NaiveDate, months: u32) -> Option<Self> {
        use chrono::Datelike;
        let (year, month) = (day.year(), day.month0());
        Some(match months {
            1 => Self::Month(year, month + 1),
            3 => Self::Quarter(year, month / 3 + 1),
            6 => Self::Half(year, month / 6 + 1),
            12 => Self::Year(year),
            _ => return None,
        })
    }

    /// As a list tells it in any language: `2024`, `2024 H1`, `2024 Q1`, `2024-03`, `2024-01–03`.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Half(year, half) => format!("{year} H{half}"),
            Self::Quarter(year, quarter) => format!("{year} Q{quarter}"),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::Through(year, month) => format!("{year}-01–{month:02}"),
        }
    }
}

/// The first day of a month, where the thirteenth is the first of the next year.
fn first_of(year: i32, month: u32) -> NaiveDate {
    let (year, month) = if month > 12 { (year + 1, 1) } else { (year, month) };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
}

fn year_of(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1900..=2200).contains(year))
}

fn part_of(text: &str, most: u32) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|part| digits && (1..=most).contains(part))
}

fn numbered(year: &str, part: &str, most: u32, of: fn(i32, u32) -> Period) -> Option<Period> {
    Some(of(year_of(year)?, part_of(part, most)?))
}

fn named(year: &str, month: &str, of: fn(i32, u32) -> Period) -> Option<Period> {
    let place = MONTHS.iter().position(|name| *name == month)?;
    Some(of(year_of(year)?, u32::try_from(place).ok()? + 1))
}

/// A period in one word.
fn coded(word: &str) -> Option<Period> {
    let Some((year, part)) = word.split_once('-') else { return Some(Period::Year(year_of(word)?)) };
    if let Some(month) = part.strip_prefix("01–") {
        return numbered(year, month, 12, Period::Through);
    }
    match part.as_bytes() {
        [b'h', ..] => numbered(year, &part[1..], 2, Period::Half),
        [b'q' | b'k', ..] => numbered(year, &part[1..], 4, Period::Quarter),
        [b'p', _, _] => numbered(year, &part[1..], 12, Period::Through),
        [_, _] => numbered(year, part, 12, Period::Month),
        _ => None,
    }
}

impl fmt::Display for Period {
    /// As it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Half(year, half) => write!(f, "{year}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Through(year, month) => write!(f, "{year}-P{month:02}"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        Self::parse(&text)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_reports_say_it() {
        for (typed, stored, first, last) in [
            ("2024", "2024", "2024-01-01", "2024-12-31"),
            ("Halvår 1 2024", "2024-H1", "2024-01-01", "2024-06-30"),
            ("h2 2024", "2024-H2", "2024-07-01", "2024-12-31"),
            ("Q1 2024", "2024-Q1", "2024-01-01", "2024-03-31"),
            ("kvartal 4 2024", "2024-Q4", "2024-10-01", "2024-12-31"),
            ("februari 2024", "2024-02", "2024-02-01", "2024-02-29"),
            ("period mars 2024", "2024-P03", "2024-01-01", "2024-03-31"),
            (" 2024-p08 ", "2024-P08", "2024-01-01", "2024-08-31"),
        ] {
            let period = Period::parse(typed).unwrap();
            let (from, through) = period.span();
            assert_eq!(
                (period.to_string(), from.to_string(), through.to_string()),
                (stored.to_owned(), first.to_owned(), last.to_owned())
            );
            assert_eq!(Period::parse(stored), Ok(period));
            assert_eq!(Period::parse(&period.short()), Ok(period), "as a list tells it");
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for bad in ["", "24", "2024-13", "2024-H3", "2024-Q5", "2024-P13", "2024-03-31", "våren 2024", "1899", "h 2024"]
        {
            assert_eq!(Period::parse(bad), Err(NotAPeriod), "{bad:?}");
        }
    }

    #[test]
    fn periods_are_the_same_when_they_cover_the_same_days() {
        let period = |text: &str| Period::parse(text).unwrap();
        assert!(period("period mars 2024").same(period("Q1 2024")) && period("2024-P12").same(period("2024")));
        assert!(!period("2024-P03").same(period("2024-03")));
        let day = NaiveDate::from_ymd_opt(2024, 8, 5).unwrap();
        let holding = [1, 3, 6, 12, 5].map(|months| Period::holding(day, months).map(Period::short));
        assert_eq!(
            holding,
            [
                Some("2024-08".to_owned()),
                Some("2024 Q3".to_owned()),
                Some("2024 H2".to_owned()),
                Some("2024".to_owned()),
                None
            ]
        );
    }
}
