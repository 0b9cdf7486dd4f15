//! A reporting period: the month a report tells of, `mars 2024`.

use crate::draft::Reader;
use crate::error::ErrorCode;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The months by name, in the languages people write them in.
const NAMES: [[&str; 12]; 2] = [
    [
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
    ],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
];

/// A month of a year. Written `2024-03`, in storage and in forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i32,
    month: u32,
}

impl Period {
    /// Reads `2024-03`, `mars 2024` or `March 2024`, between 1900 and 2200.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (year, month) = match text.split_once('-') {
            Some((year, month)) if month.len() == 2 => (year.to_owned(), month.parse().ok()?),
            Some(_) => return None,
            None => {
                let (name, year) = text.split_once(char::is_whitespace)?;
                let place = NAMES.iter().find_map(|names| names.iter().position(|known| *known == name))?;
                (year.trim().to_owned(), u32::try_from(place).ok()? + 1)
            }
        };
        let whole = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
        let year: i32 = year.parse().ok().filter(|year| whole && (1900..=2200).contains(year))?;
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// Reads the period of a form; without one it is the month it is. One that hasn't begun, or can't be read, is an error at
    /// `period`.
    pub fn read(reader: &mut Reader<'_>, today: NaiveDate) -> Option<Self> {
        let text = reader.text("period", 20);
        let period = if text.is_empty() { Some(Self::of(today)) } else { Self::parse(&text) };
        match period {
            None => reader.error("period", ErrorCode::NotADate),
            Some(period) if period.first_day() > today => reader.error("period", ErrorCode::InTheFuture),
            Some(_) => {}
        }
        period
    }

    /// The period a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a period")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_is_said_and_as_it_is_stored() {
        let march = Period::parse("2024-03").unwrap();
        for text in ["mars 2024", " Mars  2024 ", "march 2024", "mars\u{a0}2024"] {
            assert_eq!(Period::parse(text), Some(march), "{text}");
        }
        assert_eq!((march.to_string().as_str(), march.first_day().to_string().as_str()), ("2024-03", "2024-03-01"));
        assert!(march < Period::parse("augusti 2024").unwrap());
        for bad in ["2024", "mars", "2024-13", "2024-3", "mars 24", "vår 2024", "2024-03-31", ""] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }
}
