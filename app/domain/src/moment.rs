//! When the register is seen from: now, or the end of an earlier day.

use crate::date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Now, or the end of an earlier day in Swedish time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// The register as it is.
    #[default]
    Now,
    /// The register as it stood when that day ended.
    On(NaiveDate),
}

impl Moment {
    /// Reads `?per=`. Empty is now; today and later are now as well, since nothing has been written there yet.
    ///
    /// # Errors
    /// The text when it isn't a date.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, String> {
        match (text.trim().is_empty(), date::parse(text)) {
            (true, _) => Ok(Self::Now),
            (_, Some(day)) if day >= today => Ok(Self::Now),
            (_, Some(day)) => Ok(Self::On(day)),
            _ => Err(text.chars().take(40).collect()),
        }
    }

    /// The date to count from: the moment's own, or today.
    #[must_use]
    pub fn day(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Now => today,
            Self::On(day) => day,
        }
    }

    /// Its value in `?per=`.
    #[must_use]
    pub fn param(self) -> String {
        match self {
            Self::Now => String::new(),
            Self::On(day) => day.to_string(),
        }
    }
}
