//! What was told of an incident: which report, when, and to whom.

use super::Incident;
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::swedish;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

codes! {
    /// A report of an incident, as cybersäkerhetslagen 2 kap. 5–8 §§ name them.
    ReportKind {
        /// Upplysning (5 §).
        Notice = "notice",
        /// Incidentanmälan (6 §).
        Notification = "notification",
        /// Delrapport, when it is asked for (7 §).
        Interim = "interim",
        /// Lägesrapport, while the incident goes on (8 §).
        Progress = "progress",
        /// Slutrapport (8 §).
        Final = "final",
    }
}

/// A report that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentReport {
    /// Which.
    pub kind: ReportKind,
    /// When.
    pub sent: DateTime<Utc>,
    /// To whom: an authority or a function.
    pub to: String,
    /// What it goes by there, or here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Function of the one who recorded it.
    pub by: String,
}

impl Incident {
    /// The form of a report that was sent.
    pub const REPORT: &'static [Field] = &[
        Field::required("report", Input::Choice("incident_report", ReportKind::CODES)),
        Field::optional("sent", Input::Moment),
        Field::required("to", Input::Line(200)),
        Field::optional("reference", Input::Line(200)),
        Field::optional("note", Input::Text(2000)),
    ];

    /// Records a report that was sent. What was recorded stays: one that was recorded wrongly is put right by a new one, and
    /// of each kind the first that was sent is the one that counts.
    ///
    /// # Errors
    /// Every field error: one that was sent before anyone was aware of the incident, or that is yet to be sent.
    pub fn send(&self, draft: &Draft, by: &str, now: DateTime<Utc>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let kind = reader.required_choice("report", ReportKind::from_code);
        let given = !draft.get("sent").is_empty();
        let sent = if given { reader.moment("sent", None) } else { Some(swedish::to_the_minute(now)) };
        let to = reader.required("to", 200);
        let (reference, note) = (reader.text("reference", 200), reader.text("note", 2000));
        reader.not_after("sent", sent, now);
        // Minutes are what is told, so what was sent in the minute someone became aware was not sent before.
        let aware = self.aware.map(swedish::to_the_minute);
        reader.moments_in_order(("aware", aware), ("sent", sent));
        let report =
            kind.zip(sent).map(|(kind, sent)| SentReport { kind, sent, to, reference, note, by: by.to_owned() });
        let value = report.map(|report| {
            let mut incident = self.clone();
            let place = incident.reports.partition_point(|earlier| earlier.sent <= report.sent);
            incident.reports.insert(place, report);
            incident
        });
        if value.as_ref().is_some_and(|value| value.reports.len() > MOST) {
            reader.error("report", ErrorCode::OutOfRange { min: 0, max: 200 });
        }
        reader.finish(value)
    }

    /// When a kind of report was first sent, of those sent at a moment or later where one is given.
    pub(super) fn first_sent(&self, kind: ReportKind, since: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let counted = |report: &&SentReport| report.kind == kind && since.is_none_or(|since| report.sent >= since);
        self.reports.iter().filter(counted).map(|report| report.sent).min()
    }
}

/// Most reports of an incident.
const MOST: usize = 200;
