//! Where a decision stands in a board's minutes: what tells it from every other decision.

use crate::draft::Reader;
use crate::error::ErrorCode;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a decision stands in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The body that decided (organ).
    pub organ: String,
    /// Date of the meeting.
    pub date: NaiveDate,
    /// Number of the paragraph in the minutes, without the sign.
    pub paragraph: u16,
    /// Registration number (diarienummer).
    pub registration: String,
}

/// The fields of a form that asks for it.
pub const MINUTES: [Field; 4] = [
    Field::required("organ", Input::Line(120)),
    Field::required("date", Input::Date),
    Field::required("paragraph", Input::Number(1, 9999)),
    Field::required("registration", Input::Line(60)),
];

impl Minutes {
    /// Reads its fields. A meeting that hasn't been held has decided nothing, and one that was held before the matter was
    /// prepared didn't decide on it.
    pub fn read(reader: &mut Reader<'_>, prepared: Option<NaiveDate>, today: NaiveDate) -> Option<Self> {
        let organ = reader.required("organ", 120);
        let date = reader.required_date("date");
        reader.in_order(("prepared", prepared), ("date", date));
        if date.is_some_and(|day| day > today) {
            reader.error("date", ErrorCode::InTheFuture);
        }
        let paragraph = reader.required_number("paragraph", 1, 9999).and_then(|n| u16::try_from(n).ok());
        let registration = reader.required("registration", 60);
        Some(Self { organ, date: date?, paragraph: paragraph?, registration })
    }

    /// Whether another decision stands in the same place: a board's paragraph of a day is one decision.
    #[must_use]
    pub fn same_place(&self, organ: &str, date: NaiveDate, paragraph: u16) -> bool {
        self.organ == organ && self.date == date && self.paragraph == paragraph
    }
}
