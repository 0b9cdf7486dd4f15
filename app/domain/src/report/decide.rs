//! What the board decided of a report, as the minutes have it.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::minutes::MINUTES;
use crate::picture::decision::{Recorded, correct};
use crate::picture::{Decision, Matter, Outcome};
use crate::proceedings::PROCEEDINGS;
use crate::report::Report;
use chrono::NaiveDate;

/// The form of recording a decision.
pub const DECIDE: &[Field] = &[
    Field::required("version", Input::Number(1, 999)),
    Field::required("outcome", Input::Choice("outcome", Outcome::CODES)),
    MINUTES[0],
    MINUTES[1],
    MINUTES[2],
    MINUTES[3],
    Field::required("text", Input::Text(4000)),
    Field::optional("motivation", Input::Text(4000)),
    Field::optional("reservations", Input::Text(8000)),
    Field::optional("statements", Input::Text(8000)),
    PROCEEDINGS[0],
    PROCEEDINGS[1],
    PROCEEDINGS[2],
    PROCEEDINGS[3],
    PROCEEDINGS[4],
    PROCEEDINGS[5],
    Field::optional("verified", Input::Date),
];

impl Report {
    /// Records what the board decided.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it doesn't lie before the board, as when it is decided already, and at
    /// `version` when another version does; `Taken` at `paragraph` when that paragraph is another decision.
    pub fn decide(&self, draft: &Draft, matter: &Matter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let proposal = self.before_board();
        if proposal.is_none() {
            reader.error("action", ErrorCode::NotNow);
        }
        let version = reader.required_number("version", 1, 999).and_then(|n| u16::try_from(n).ok());
        if proposal.is_some_and(|proposal| Some(proposal.version) != version) {
            reader.error("version", ErrorCode::NotNow);
        }
        let recorded = Recorded { prepared: proposal.map(|one| one.date), by, today, position: matter.position };
        let others: Vec<&Decision> = matter.every_decision().collect();
        let decision = Decision::read(&mut reader, draft, version, recorded, &others);
        let decision = decision.zip(proposal).map(|(decision, proposal)| Decision {
            content: Some(proposal.content.clone()).filter(|_| decision.outcome.ends()),
            sha256: if decision.outcome.ends() { proposal.sha256.clone() } else { String::new() },
            ..decision
        });
        let mut report = self.clone();
        reader.finish(decision.map(|decision| {
            report.decisions.push(decision);
            report
        }))
    }

    /// Adds a correction to the last decision.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when nothing has been decided.
    pub fn correct(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut report = self.clone();
        correct(&mut report.decisions, draft, by, today)?;
        Ok(report)
    }
}
