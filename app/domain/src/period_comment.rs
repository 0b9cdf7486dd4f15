//! What is said of something for a reporting period, one comment for each, so that it is followed from report to report.

use crate::deviation::Period;
use crate::draft::Reader;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
pub const MAX: u32 = 6000;

/// The form of a comment. Without a period it is of the month it is.
pub const FIELDS: [Field; 2] =
    [Field::optional("period", Input::Line(20)), Field::required("comment", Input::Text(MAX))];

/// A comment on how something stood in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodComment {
    /// The period.
    pub period: Period,
    /// What is said; empty in a copy where it is masked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// When it was written.
    pub reported: NaiveDate,
    /// Function that wrote it.
    pub by: String,
}

impl PeriodComment {
    /// Reads the form, written by someone who acts as `by`.
    pub fn read(reader: &mut Reader<'_>, by: &str, today: NaiveDate) -> Option<Self> {
        let period = Period::read(reader, today);
        let text = reader.required("comment", MAX as usize);
        Some(Self { period: period?, text, reported: today, by: by.to_owned() })
    }

    /// Puts it among the others, in the order of their periods. One of a period that has one takes its place, and the journal
    /// keeps both.
    pub fn keep(self, comments: &mut Vec<Self>) {
        comments.retain(|earlier| earlier.period != self.period);
        let place = comments.partition_point(|earlier| earlier.period < self.period);
        comments.insert(place, self);
    }
}

/// The latest comment of a period or of one before it.
#[must_use]
pub fn through(comments: &[PeriodComment], period: Period) -> Option<&PeriodComment> {
    comments.iter().rev().find(|comment| comment.period <= period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::draft::Draft;
    use crate::error::ErrorCode;

    fn written(period: &str, text: &str) -> PeriodComment {
        let draft = Draft::default().with("period", period).with("comment", text);
        PeriodComment::read(&mut Reader::new(&draft), "Förvaltningsdirektör", date::parse("2024-09-01").unwrap())
            .unwrap()
    }

    #[test]
    fn a_period_has_one_comment_and_they_stand_in_order() {
        let mut comments = Vec::new();
        for (period, text) in [("augusti 2024", "Klart."), ("2024-03", "Pågår."), ("2024-03", "Pågår än.")] {
            written(period, text).keep(&mut comments);
        }
        let said: Vec<&str> = comments.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(said, ["Pågår än.", "Klart."]);
        let july = Period::parse("2024-07").unwrap();
        assert_eq!(through(&comments, july).map(|comment| comment.text.as_str()), Some("Pågår än."));
        assert_eq!(through(&comments, Period::parse("2024-02").unwrap()), None);
    }

    #[test]
    fn nothing_is_said_of_what_has_not_begun() {
        let draft = Draft::default().with("period", "2024-10").with("comment", "Klart.");
        let mut reader = Reader::new(&draft);
        let read = PeriodComment::read(&mut reader, "", date::parse("2024-09-30").unwrap());
        assert_eq!(reader.finish(read).unwrap_err()[0].code, ErrorCode::InTheFuture);
    }
}
