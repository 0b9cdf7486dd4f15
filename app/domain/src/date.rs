//! Dates as people in Sweden write and count them.

use chrono::{Datelike, Months, NaiveDate};

/// A date later than any plan: "no date", in the order that puts it last.
pub const NEVER: &str = "9999-12-31";

/// Reads a date of the form `2026-11-23` between 1900 and 2200.
#[must_use]
pub fn parse(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    (text.trim().len() == 10 && (1900..=2200).contains(&date.year())).then_some(date)
}

/// The date as it is stored and sorted; none sorts last.
#[must_use]
pub fn sortable(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| NEVER.to_owned(), |d| d.to_string())
}

/// Reads back what [`sortable`] wrote: none for a date that is never. By hand, since lists read it for every row.
#[must_use]
pub fn stored(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if text == NEVER || bytes.len() != 10 {
        return None;
    }
    let number = |part: &[u8]| {
        let digits = part.iter().all(u8::is_ascii_digit);
        digits.then(|| part.iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    };
    let (year, month, day) = (number(bytes.get(..4)?)?, number(bytes.get(5..7)?)?, number(bytes.get(8..)?)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The same day `months` later, or the last day of that month.
#[must_use]
pub fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates() {
        assert!(parse("2024-02-29").is_some());
        for bad in ["2023-02-29", "2024-13-01", "2024-1-1", "24-01-01", "0001-01-01", "igår", ""] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_stored_date_reads_back_as_itself() {
        for day in ["2024-02-29", "2026-11-23"] {
            assert_eq!(stored(day), parse(day));
        }
        assert_eq!((stored(&sortable(None)), stored(""), stored("2026-1a-23")), (None, None, None));
    }

    #[test]
    fn a_month_after_january_31_is_the_end_of_february() {
        let day = parse("2026-01-31").unwrap();
        assert_eq!(months_after(day, 1).to_string(), "2026-02-28");
    }
}
