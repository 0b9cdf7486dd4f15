//! Matters of the whole city (stadengemensamma frågor): what can't be settled alone, with whom it is talked over, and what that
//! comes to. Chapter 2.1.4 of the quarterly report tells of one: how NIS2 is to be applied.

use crate::cell::Cell;
use crate::codes;
use crate::deviation::Period;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::period_comment::{self, PeriodComment};
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How a matter stands.
    MatterState {
        /// Öppen: it has been raised.
        Open = "open",
        /// I dialog.
        Dialogue = "dialogue",
        /// Avgjord.
        Settled = "settled",
    }
}

/// A matter of the whole city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityMatter {
    /// What it is about, in a line.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// With whom it is talked over (motpart): `Stadsledningskontoret`.
    pub counterpart: String,
    /// Function that answers for it.
    pub owner: String,
    /// How it stands.
    pub state: MatterState,
    /// Since when it has been a matter, where that is known.
    pub since: Option<NaiveDate>,
    /// What it came to; always there when it is settled, but in a copy where it is masked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub came_to: String,
    /// What is said of it, period by period, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<PeriodComment>,
    /// Risks that depend on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Requirements it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer followed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl CityMatter {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["question", "came_to", "comment"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("question", Input::Text(4000)),
        Field::required("counterpart", Input::Line(200)),
        Field::required("owner", Input::Function),
        Field::required("state", Input::Choice("matter_state", MatterState::CODES)),
        Field::optional("since", Input::Date),
        Field::optional("came_to", Input::Text(4000)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of how it stands in a period.
    pub const REPORT: &'static [Field] = &[
        period_comment::FIELDS[0],
        Field::required("state", Input::Choice("matter_state", MatterState::CODES)),
        period_comment::FIELDS[1],
        Field::optional("came_to", Input::Text(4000)),
    ];

    /// Reads the form; `base` is the matter as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(
        draft: &Draft,
        base: Option<&Self>,
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let question = reader.required("question", 4000);
        let counterpart = reader.required("counterpart", 200);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let state = reader.required_choice("state", MatterState::from_code);
        let since = reader.date("since");
        if since.is_some_and(|day| day > today) {
            reader.error("since", ErrorCode::InTheFuture);
        }
        let came_to = reader.text("came_to", 4000);
        settled_says_how(&mut reader, state, &came_to);
        let risks = reader.keys("risks", Kind::Risk);
        let requirements = reader.keys("requirements", Kind::Requirement);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = state.map(|state| Self {
            title,
            question,
            counterpart,
            owner,
            state,
            since,
            came_to,
            comments: base.map(|b| b.comments.clone()).unwrap_or_default(),
            risks,
            requirements,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Takes down how it stands, with a comment for the period. What it came to stands as it was where nothing is said of it.
    ///
    /// # Errors
    /// Every field error; `Required` at `came_to` when it is settled without saying how.
    pub fn report(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let state = reader.required_choice("state", MatterState::from_code);
        let comment = PeriodComment::read(&mut reader, by, today);
        let mut matter = self.clone();
        let came_to = reader.text("came_to", 4000);
        if !came_to.is_empty() {
            matter.came_to = came_to;
        }
        settled_says_how(&mut reader, state, &matter.came_to);
        let (state, comment) = reader.finish(state.zip(comment))?;
        matter.state = state;
        comment.keep(&mut matter.comments);
        Ok(matter)
    }

    /// What was last said of it in a period or before it.
    #[must_use]
    pub fn comment_through(&self, period: Period) -> Option<&PeriodComment> {
        period_comment::through(&self.comments, period)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("question", self.question.as_str())
            .with("counterpart", self.counterpart.as_str())
            .with("owner", self.owner.as_str())
            .with("state", self.state.code())
            .with("came_to", self.came_to.as_str())
            .with("source", self.source.as_str());
        draft.set_date("since", self.since);
        draft.set_keys("risks", &self.risks);
        draft.set_keys("requirements", &self.requirements);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let last = self.comments.last();
        match column {
            "title" => Cell::text(&self.title),
            "question" => Cell::text(&self.question),
            "counterpart" => Cell::text(&self.counterpart),
            "raised" => Cell::date(self.since),
            "period" => last.map_or(Cell::Empty, |comment| Cell::Text(comment.period.to_string())),
            "comment" => last.map_or(Cell::Empty, |comment| Cell::text(&comment.text)),
            "came_to" => Cell::text(&self.came_to),
            "risks" => Cell::keys(&self.risks),
            "requirements" => Cell::keys(&self.requirements),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("question") {
            self.question.clear();
        }
        if marking.covers("came_to") {
            self.came_to.clear();
        }
        for comment in self.comments.iter_mut().filter(|_| marking.covers("comment")) {
            comment.text.clear();
        }
    }
}

/// What is settled says what it came to.
fn settled_says_how(reader: &mut Reader<'_>, state: Option<MatterState>, came_to: &str) {
    if state == Some(MatterState::Settled) && came_to.is_empty() {
        reader.error("came_to", ErrorCode::Required);
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(CityMatter::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Tillämpning av NIS2")
            .with("question", "Hur ska kraven tillämpas i staden?")
            .with("counterpart", "Stadsledningskontoret")
            .with("owner", "Säkerhetssamordnare")
            .with("state", "open")
            .with("since", "2024-03-31")
            .with("risks", "RSK-02")
            .with("requirements", "NIS2-21.1")
    }

    fn read(draft: &Draft) -> Result<CityMatter, Vec<FieldError>> {
        CityMatter::read(draft, None, &Settings::default(), day("2024-04-30"))
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        assert_eq!(read(&typed()).unwrap().draft(), typed());
        assert_eq!(read(&typed().with("since", "2024-05-01")).unwrap_err()[0].field, "since");
    }

    #[test]
    fn what_is_settled_says_what_it_came_to() {
        assert_eq!(read(&typed().with("state", "settled")).unwrap_err()[0].field, "came_to");
        let matter = read(&typed()).unwrap();
        let told = Draft::default().with("period", "april 2024").with("comment", "Möte hålls i maj.");
        let report = |draft: Draft| matter.report(&draft, "Säkerhetssamordnare", day("2024-04-30"));
        let talked = report(told.clone().with("state", "dialogue")).unwrap();
        assert_eq!((talked.state, talked.comments.len()), (MatterState::Dialogue, 1));
        assert_eq!(report(told.clone().with("state", "settled")).unwrap_err()[0].field, "came_to");
        let settled = report(told.with("state", "settled").with("came_to", "Staden har en vägledning.")).unwrap();
        assert_eq!(settled.came_to, "Staden har en vägledning.");
    }
}
