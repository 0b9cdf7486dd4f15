//! What has happened in the register between two days: record by record, with what differs.

use crate::body::Body;
use crate::codes;
use crate::diff::{self, FieldChange};
use crate::key::Key;
use crate::register::Register;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Records shown of each register; the rest are a number.
pub const SHOWN: usize = 100;
/// Decisions that are offered as days to look back to.
pub const DECISIONS: usize = 6;

codes! {
    /// What has become of a record.
    Happened {
        /// It wasn't there.
        New = "new",
        /// It was there, and is otherwise now.
        Changed = "changed",
        /// It was open.
        Closed = "closed",
        /// It was closed.
        Reopened = "reopened",
    }
}

/// What has happened between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SincePage {
    /// The day it is seen from: what had happened when that day ended is not told.
    pub from: NaiveDate,
    /// The day it is seen to.
    pub day: NaiveDate,
    /// The registers that something has happened in.
    pub groups: Vec<SinceGroup>,
    /// The board's last decisions on a risk picture, the newest first: the day, and the picture's name.
    pub decisions: Vec<(NaiveDate, String)>,
}

/// What has happened in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SinceGroup {
    /// The register.
    pub register: Register,
    /// How many records something has happened to.
    pub total: u64,
    /// The first of them, what was changed last first.
    pub rows: Vec<SinceRow>,
}

/// A record that something has happened to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SinceRow {
    /// The record.
    pub key: Key,
    /// Its title; the provision instead, when the reader may not see it.
    pub title: Result<String, String>,
    /// What has become of it.
    pub happened: Happened,
    /// Every field that differs, as far as the reader may see; none of a new one.
    pub fields: Vec<FieldChange>,
}

impl SinceRow {
    /// What has become of a record, by what the reader may see of it then and now; nothing when it is as it was.
    #[must_use]
    pub fn of(key: Key, before: Option<&Body>, now: &Body) -> Option<Self> {
        let happened = match before {
            None => Happened::New,
            Some(before) => match (before.closed().is_some(), now.closed().is_some()) {
                (false, true) => Happened::Closed,
                (true, false) => Happened::Reopened,
                _ => Happened::Changed,
            },
        };
        let fields = match before {
            Some(before) => diff::bodies(Some(before), now),
            None => Vec::new(),
        };
        if happened == Happened::Changed && fields.is_empty() {
            return None;
        }
        let hidden = now.secrecy().and_then(|marking| marking.hidden_by("title"));
        let title = hidden.map_or_else(|| Ok(now.title()), |provision| Err(provision.to_owned()));
        Some(Self { key, title, happened, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::risk::{Closed, Risk};
    use crate::settings::Settings;

    fn risk(title: &str) -> Body {
        let settings = Settings::default();
        let draft = Draft::default()
            .with("title", title)
            .with("category", settings.categories.first().cloned().unwrap_or_default())
            .with("cause", "orsak")
            .with("event", "händelse")
            .with("consequence", "konsekvens")
            .with("owner", settings.functions.first().cloned().unwrap_or_default())
            .with("current_likelihood", "2")
            .with("current_consequence", "2")
            .with("treatment", "reduce")
            .with("review_months", "6");
        Body::Risk(Risk::read(&draft, None, &settings, "2026-01-10".parse().unwrap()).unwrap())
    }

    fn closed(mut body: Body) -> Body {
        *body.closed_mut().unwrap() = Some(Closed { date: "2026-02-01".parse().unwrap(), reason: "borta".into() });
        body
    }

    #[test]
    fn a_record_has_come_been_changed_been_closed_or_stayed() {
        let of = |before: Option<Body>, now: Body| SinceRow::of(Key::numbered("RSK", 1), before.as_ref(), &now);
        let happened = |before, now| of(before, now).map(|row| row.happened);
        assert_eq!(happened(None, risk("a")), Some(Happened::New));
        assert_eq!(happened(Some(risk("a")), risk("b")), Some(Happened::Changed));
        assert_eq!(happened(Some(risk("a")), closed(risk("a"))), Some(Happened::Closed));
        assert_eq!(happened(Some(closed(risk("a"))), risk("a")), Some(Happened::Reopened));
        assert_eq!(of(Some(risk("a")), risk("a")), None);
        let row = of(Some(risk("a")), risk("b")).unwrap();
        assert_eq!((row.title, row.fields.len()), (Ok("b".to_owned()), 1));
    }
}
