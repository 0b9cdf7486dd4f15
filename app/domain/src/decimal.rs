//! Decimal numbers kept as they were typed: `99,4` stays `99,4`, and no rounding ever comes between what a source said and
//! what is shown. They are compared as whole millionths.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Most digits before the comma.
const WHOLE: usize = 12;
/// Most decimals.
const DECIMALS: usize = 6;

/// A decimal number as it was typed: an optional minus, digits that may be grouped by spaces, and up to six decimals after
/// a comma or a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    typed: String,
    millionths: i64,
}

/// The text is not a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotADecimal;

impl Decimal {
    /// Reads a number as someone typed it.
    ///
    /// # Errors
    /// `NotADecimal` when it is anything else, or has more digits than can be kept.
    pub fn parse(text: &str) -> Result<Self, NotADecimal> {
        let typed = text.trim();
        let (negative, rest) = match typed.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, typed),
        };
        let (whole, decimals) = match rest.split_once([',', '.']) {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(NotADecimal),
            None => (rest, ""),
        };
        let grouped = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        // Groups of three: two figures beside each other are not one.
        let groups: Vec<&str> = whole.split(grouped).collect();
        let spaced = groups.split_first().is_some_and(|(first, rest)| {
            !rest.is_empty() && (!(1..=3).contains(&first.len()) || rest.iter().any(|group| group.len() != 3))
        });
        let whole: String = whole.chars().filter(|c| !grouped(*c)).collect();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (1..=WHOLE).contains(&whole.len()) && decimals.len() <= DECIMALS;
        if spaced || !fits || !digits(&whole) || !digits(decimals) {
            return Err(NotADecimal);
        }
        let all = format!("{whole}{decimals:0<DECIMALS$}").parse::<i64>().map_err(|_| NotADecimal)?;
        Ok(Self { typed: typed.to_owned(), millionths: if negative { -all } else { all } })
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Its value in millionths.
    #[must_use]
    pub const fn millionths(&self) -> i64 {
        self.millionths
    }

    /// Whether two say the same: `80` and `80,0` do.
    #[must_use]
    pub const fn equals(&self, other: &Self) -> bool {
        self.millionths == other.millionths
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;
    fn try_from(text: String) -> Result<Self, NotADecimal> {
        Self::parse(&text)
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.typed
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_as_typed_and_compared_by_its_value() {
        let value = |text: &str| Decimal::parse(text).map(|one| (one.to_string(), one.millionths()));
        assert_eq!(value(" 99,40 "), Ok(("99,40".to_owned(), 99_400_000)));
        assert_eq!(value("−0.5"), Ok(("−0.5".to_owned(), -500_000)));
        assert_eq!(value("1 350,0"), Ok(("1 350,0".to_owned(), 1_350_000_000)));
        assert!(Decimal::parse("80").unwrap().equals(&Decimal::parse("80,0").unwrap()));
        assert!(!Decimal::parse("80").unwrap().equals(&Decimal::parse("84").unwrap()));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for bad in [
            "",
            "-",
            "84 %",
            "strax över 84",
            "1,2,3",
            "84,",
            ",5",
            "1e3",
            "1234567890123",
            "0,1234567",
            "- 5",
            "80 84",
            "8 4",
        ] {
            assert_eq!(Decimal::parse(bad), Err(NotADecimal), "{bad:?}");
        }
    }

    #[test]
    fn it_is_stored_as_the_text_it_was() {
        let stored = serde_json::to_string(&Decimal::parse("99,4").unwrap()).unwrap();
        assert_eq!(stored, "\"99,4\"");
        assert_eq!(serde_json::from_str::<Decimal>(&stored).unwrap().as_str(), "99,4");
    }
}
