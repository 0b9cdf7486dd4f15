//! How a matter was handled at the meeting that decided it, as far as its minutes tell, which kommunallagen
//! (2017:725) says must be in them: what was moved, how it was voted, who took no part, and how the minutes were verified
//! and posted.

use crate::draft::Reader;
use crate::error::ErrorCode;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a matter was handled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proceedings {
    /// What members moved (yrkanden).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub motions: String,
    /// How it was voted (omröstning).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vote: String,
    /// Who took no part for being disqualified (jäv), by function or by party: never by name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub disqualified: String,
    /// Whether this paragraph was verified at the meeting (omedelbart justerad).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub immediate: bool,
    /// When it was told on the notice board that the minutes are verified (anslagsdatum).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted: Option<NaiveDate>,
    /// Where the minutes are read: an address on the web.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minutes: String,
}

/// The fields of a form that asks for it. The minutes may tell nothing of any of them.
pub const PROCEEDINGS: [Field; 6] = [
    Field::optional("motions", Input::Text(8000)),
    Field::optional("vote", Input::Text(4000)),
    Field::optional("disqualified", Input::Text(2000)),
    Field::optional("immediate", Input::Flag),
    Field::optional("posted", Input::Date),
    Field::optional("minutes", Input::Line(500)),
];

impl Proceedings {
    /// Reads its fields. Minutes can't be posted before the meeting nor in the future, and their address is one that a
    /// browser may be sent to.
    pub fn read(reader: &mut Reader<'_>, meeting: Option<NaiveDate>, today: NaiveDate) -> Self {
        let read = Self {
            motions: reader.text("motions", 8000),
            vote: reader.text("vote", 4000),
            disqualified: reader.text("disqualified", 2000),
            immediate: reader.flag("immediate"),
            posted: reader.date("posted"),
            minutes: reader.text("minutes", 500),
        };
        reader.in_order(("date", meeting), ("posted", read.posted));
        if read.posted.is_some_and(|day| day > today) {
            reader.error("posted", ErrorCode::InTheFuture);
        }
        if !read.minutes.is_empty() && !leads_to_the_web(&read.minutes) {
            reader.error("minutes", ErrorCode::NotOnTheWeb);
        }
        read
    }

    /// Whether the minutes tell nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether an address is one of the web's, whole, with nothing in it that could be something else.
fn leads_to_the_web(address: &str) -> bool {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    let whole =
        !address.chars().any(|sign| sign.is_whitespace() || sign.is_control() || matches!(sign, '"' | '<' | '>'));
    whole && host.starts_with(|first: char| first.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::draft::Draft;
    use crate::error::FieldError;

    fn read(draft: &Draft) -> Result<Proceedings, Vec<FieldError>> {
        let day = |text: &str| date::parse(text);
        let mut reader = Reader::new(draft);
        let read = Proceedings::read(&mut reader, day("2024-04-24"), day("2024-05-31").unwrap());
        reader.finish(Some(read))
    }

    fn wrong(draft: &Draft) -> Vec<String> {
        read(draft).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn minutes_that_tell_nothing_of_it_are_whole() {
        assert!(read(&Draft::default()).unwrap().is_empty());
        let told = Draft::default().with("vote", "Sju ja, fyra nej.").with("immediate", "on");
        let told = read(&told).unwrap();
        assert!(!told.is_empty() && told.immediate && told.posted.is_none());
    }

    #[test]
    fn minutes_are_posted_after_the_meeting() {
        for (posted, fits) in [("2024-04-23", false), ("2024-04-24", true), ("2024-05-31", true), ("2024-06-01", false)]
        {
            let read = read(&Draft::default().with("posted", posted));
            assert_eq!(read.is_ok(), fits, "{posted}");
        }
    }

    #[test]
    fn the_minutes_address_leads_to_the_web_and_nowhere_else() {
        for good in ["https://goteborg.se/protokoll/2024?nr=4#87", "http://intranat/protokoll.pdf"] {
            assert!(read(&Draft::default().with("minutes", good)).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "goteborg.se", "https://", "https:///a", "https://a b", "https://a\"b"] {
            assert_eq!(wrong(&Draft::default().with("minutes", bad)), ["minutes"], "{bad}");
        }
    }
}
