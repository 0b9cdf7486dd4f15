//! What the board decided, as the minutes have it. A decision is never edited: a correction is added beside it.

use crate::codes;
use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::minutes::{MINUTES, Minutes};
use crate::picture::content::Content;
use crate::picture::review::Answer;
use crate::picture::{Matter, Picture};
use crate::proceedings::{PROCEEDINGS, Proceedings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What a board can decide in a matter, in the words of its minutes.
    Outcome {
        /// Fastställer: the proposal becomes the decided picture.
        Adopt = "adopt",
        /// Godkänner.
        Approve = "approve",
        /// Antecknar.
        Note = "note",
        /// Lägger till handlingarna.
        File = "file",
        /// Återremitterar: back to the administration, with why.
        Return = "return",
        /// Bordlägger: decided at a later meeting.
        Table = "table",
        /// Avslår.
        Reject = "reject",
    }
}

impl Outcome {
    /// Whether the matter is over with it. A returned one is prepared again, and a tabled one comes back as it is.
    #[must_use]
    pub const fn ends(self) -> bool {
        !matches!(self, Self::Return | Self::Table)
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Version of the proposal that was decided on.
    pub version: u16,
    /// What was decided.
    pub outcome: Outcome,
    /// The body that decided (organ).
    pub organ: String,
    /// Date of the meeting.
    pub date: NaiveDate,
    /// Number of the paragraph in the minutes, without the sign.
    pub paragraph: u16,
    /// Registration number (diarienummer).
    pub registration: String,
    /// The decision in the words of the minutes.
    pub text: String,
    /// Why; always there when the matter is returned.
    pub motivation: String,
    /// Where the board decided otherwise than was proposed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<Deviation>,
    /// Reservations (reservationer), as text.
    pub reservations: String,
    /// Separate statements (särskilda yttranden), as text.
    pub statements: String,
    /// How the matter was handled at the meeting.
    #[serde(default, skip_serializing_if = "Proceedings::is_empty")]
    pub proceedings: Proceedings,
    /// When the minutes were verified (justerat).
    pub verified: Option<NaiveDate>,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// Function of the one who recorded it.
    pub by: String,
    /// Journal position it was recorded after.
    pub position: u64,
    /// The content it put in force; none when it put none.
    pub content: Option<Key>,
    /// SHA-256 of that content's bytes, in hexadecimal.
    pub sha256: String,
    /// What was found to be wrong in the record of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// A value the board decided otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// The risk.
    pub risk: Key,
    /// Likelihood as the board decided.
    pub likelihood: u8,
    /// Consequence as the board decided.
    pub consequence: u8,
    /// Why.
    pub reason: String,
}

/// A correction of a decision's record (rättelse).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub date: NaiveDate,
    /// Function of the one who made it.
    pub by: String,
    /// What is wrong and what is right.
    pub text: String,
    /// When the minutes were verified, where that became known later.
    pub verified: Option<NaiveDate>,
}

/// Most items a board can decide otherwise in one decision's form.
pub const DEVIATIONS: [&str; 5] = ["1", "2", "3", "4", "5"];

macro_rules! deviation {
    ($n:literal) => {
        [
            Field::optional(concat!("risk_", $n), Input::Line(64)),
            Field::optional(concat!("likelihood_", $n), Input::Likelihood),
            Field::optional(concat!("consequence_", $n), Input::Consequence),
            Field::optional(concat!("reason_", $n), Input::Line(500)),
        ]
    };
}

/// The fields of what the board decided otherwise, item by item.
pub const DEVIATION: [[Field; 4]; 5] =
    [deviation!("1"), deviation!("2"), deviation!("3"), deviation!("4"), deviation!("5")];

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
    DEVIATION[0][0],
    DEVIATION[0][1],
    DEVIATION[0][2],
    DEVIATION[0][3],
    DEVIATION[1][0],
    DEVIATION[1][1],
    DEVIATION[1][2],
    DEVIATION[1][3],
    DEVIATION[2][0],
    DEVIATION[2][1],
    DEVIATION[2][2],
    DEVIATION[2][3],
    DEVIATION[3][0],
    DEVIATION[3][1],
    DEVIATION[3][2],
    DEVIATION[3][3],
    DEVIATION[4][0],
    DEVIATION[4][1],
    DEVIATION[4][2],
    DEVIATION[4][3],
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

/// The form of a correction.
pub const CORRECT: &[Field] = &[Field::required("text", Input::Text(2000)), Field::optional("verified", Input::Date)];

impl Picture {
    /// Records what the board decided. Adopting puts the proposal in force, with what the board changed in it; a content of
    /// its own is answered with only when the board changed something.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when nothing lies before the board, and at `version` when another version
    /// does, or another picture has been adopted since it was prepared.
    pub fn decide(
        &self,
        draft: &Draft,
        matter: &Matter,
        by: &str,
        today: NaiveDate,
    ) -> Result<(Self, Option<Content>), Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let proposal = self.before_board();
        if proposal.is_none() {
            reader.error("action", ErrorCode::NotNow);
        }
        let version = reader.required_number("version", 1, 999).and_then(|n| u16::try_from(n).ok());
        let stale = self.base.as_ref() != matter.in_force().map(|(key, _)| key);
        if proposal.is_some_and(|proposal| Some(proposal.version) != version || stale) {
            reader.error("version", ErrorCode::NotNow);
        }
        let recorded = Recorded { prepared: proposal.map(|one| one.date), by, today, position: matter.position };
        let others: Vec<&Decision> = matter.every_decision().collect();
        let decision = Decision::read(&mut reader, draft, version, recorded, &others);
        let outcome = Outcome::from_code(draft.get("outcome"));
        let deviations = deviations(&mut reader, draft, outcome, matter.proposed.as_deref());
        let value = decision.zip(proposal).and_then(|(decision, proposal)| {
            let adopted = decision.outcome == Outcome::Adopt;
            let sealed = match matter.proposed.as_deref() {
                Some(content) if adopted && !deviations.is_empty() => {
                    Some(decided(content, &deviations, decision.date))
                }
                _ => None,
            };
            let content = match (adopted, &sealed) {
                (false, _) => None,
                (true, None) => Some(proposal.content.clone()),
                (true, Some(_)) => Some(self.content_key(decision.version, ".beslut")?),
            };
            let sha256 = if adopted && sealed.is_none() { proposal.sha256.clone() } else { String::new() };
            let mut picture = self.clone();
            picture.decisions.push(Decision { deviations, content, sha256, ..decision });
            Some((picture, sealed))
        });
        reader.finish(value)
    }

    /// Adds a correction to the last decision.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when nothing has been decided.
    pub fn correct(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut picture = self.clone();
        correct(&mut picture.decisions, draft, by, today)?;
        Ok(picture)
    }
}

/// Adds a correction to the last of a matter's decisions.
pub(crate) fn correct(
    decisions: &mut [Decision],
    draft: &Draft,
    by: &str,
    today: NaiveDate,
) -> Result<(), Vec<FieldError>> {
    let mut reader = Reader::new(draft);
    let text = reader.required("text", 2000);
    let verified = reader.date("verified");
    if decisions.is_empty() {
        reader.error("action", ErrorCode::NotNow);
    }
    let correction = reader.finish(Some(Correction { date: today, by: by.to_owned(), text, verified }))?;
    if let Some(last) = decisions.last_mut() {
        last.corrections.push(correction);
    }
    Ok(())
}

/// When, by whom and where in the journal a decision is recorded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recorded<'a> {
    /// When the matter was laid before the board, where it was.
    pub prepared: Option<NaiveDate>,
    /// Function of the one who records it.
    pub by: &'a str,
    /// Today's date in Sweden.
    pub today: NaiveDate,
    /// The journal's length.
    pub position: u64,
}

impl Decision {
    /// Reads what every decision of a board has, whatever it is about; `others` are those that stand in its minutes already.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        draft: &Draft,
        version: Option<u16>,
        recorded: Recorded<'_>,
        others: &[&Self],
    ) -> Option<Self> {
        let Recorded { prepared, by, today, position } = recorded;
        let outcome = reader.required_choice("outcome", Outcome::from_code);
        let minutes = Minutes::read(reader, prepared, today);
        let taken =
            |one: &Minutes| others.iter().any(|other| one.same_place(&other.organ, other.date, other.paragraph));
        if minutes.as_ref().is_some_and(taken) {
            reader.error("paragraph", ErrorCode::Taken);
        }
        let text = reader.required("text", 4000);
        let motivation = match outcome {
            Some(Outcome::Return) => reader.required("motivation", 4000),
            _ => reader.text("motivation", 4000),
        };
        let reservations = reader.text("reservations", 8000);
        let statements = reader.text("statements", 8000);
        let proceedings = Proceedings::read(reader, date::parse(draft.get("date")), today);
        let verified = reader.date("verified");
        reader.in_order(("date", date::parse(draft.get("date"))), ("verified", verified));
        let (outcome, version, minutes) = (outcome?, version?, minutes?);
        Some(Self {
            version,
            outcome,
            organ: minutes.organ,
            date: minutes.date,
            paragraph: minutes.paragraph,
            registration: minutes.registration,
            text,
            motivation,
            deviations: Vec::new(),
            reservations,
            statements,
            proceedings,
            verified,
            recorded: today,
            by: by.to_owned(),
            position,
            content: None,
            sha256: String::new(),
            corrections: Vec::new(),
        })
    }
}

/// Reads what the board decided otherwise. Only an adopted picture can hold it.
fn deviations(
    reader: &mut Reader<'_>,
    draft: &Draft,
    outcome: Option<Outcome>,
    proposed: Option<&Content>,
) -> Vec<Deviation> {
    let mut found: Vec<Deviation> = Vec::new();
    for number in DEVIATIONS {
        let name = |part: &str| format!("{part}_{number}");
        let names = ["risk", "likelihood", "consequence", "reason"].map(name);
        if names.iter().all(|name| draft.get(name).is_empty()) {
            continue;
        }
        let [risk, likelihood, consequence, reason] = &names;
        let given = draft.get(risk);
        let item = Key::parse(given).ok().and_then(|key| proposed?.item(&key));
        let unknown = item.is_none() || found.iter().any(|one| item.is_some_and(|item| item.key == one.risk));
        if unknown {
            reader.error(risk, ErrorCode::UnknownKey { given: given.chars().take(80).collect() });
        } else if outcome != Some(Outcome::Adopt) {
            reader.error(risk, ErrorCode::NotNow);
        }
        let top = proposed.map_or(6, |content| i64::from(content.scale.size()));
        let step = |reader: &mut Reader<'_>, name: &str| {
            reader.required_number(name, 1, top).and_then(|n| u8::try_from(n).ok())
        };
        let (likelihood, consequence) = (step(reader, likelihood), step(reader, consequence));
        let reason = reader.required(reason, 500);
        if let (Some(item), Some(likelihood), Some(consequence)) = (item, likelihood, consequence) {
            found.push(Deviation { risk: item.key.clone(), likelihood, consequence, reason });
        }
    }
    found
}

/// The content as the board decided it.
fn decided(proposed: &Content, deviations: &[Deviation], date: NaiveDate) -> Content {
    let mut content = proposed.clone();
    for deviation in deviations {
        for item in content.items.iter_mut().filter(|item| item.key == deviation.risk) {
            item.risk.current.likelihood = deviation.likelihood;
            item.risk.current.consequence = deviation.consequence;
            item.answer = Some(Answer { reason: deviation.reason.clone(), measures: Vec::new(), date });
        }
    }
    content
}
