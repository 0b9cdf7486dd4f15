//! Recommendations of those who review the board (revisionsrekommendationer), and whether they are taken care of: always
//! according to someone.
//!
//! That the administration holds a recommendation to be taken care of is not that its reviewer does; nor does a reviewer's
//! word on earlier recommendations say that all work is done. So each judgement tells who judged, when, and what it is about.

use crate::cell::Cell;
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How grave it is, in the city audit's own words.
    RecommendationKind {
        /// Kritik.
        Criticism = "criticism",
        /// Erinran.
        Reprimand = "reprimand",
        /// Rekommendation.
        Recommendation = "recommendation",
    }
}

codes! {
    /// Whether it is taken care of, in someone's judgement.
    Handled {
        /// Omhändertagen.
        Handled = "handled",
        /// Delvis omhändertagen.
        Partly = "partly",
        /// Inte omhändertagen.
        NotHandled = "not_handled",
    }
}

codes! {
    /// Where a recommendation stands, by the last judgement of it.
    RecommendationState {
        /// Nobody holds it to be taken care of.
        Unhandled = "unhandled",
        /// Someone holds it to be taken care of in part.
        PartlyHandled = "partly_handled",
        /// Someone else than its reviewer holds it to be taken care of.
        Claimed = "claimed",
        /// Its reviewer holds it to be taken care of.
        Confirmed = "confirmed",
        /// No longer followed.
        Closed = "closed",
    }
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// What it is, in a line.
    pub title: String,
    /// What is recommended, or criticised.
    pub text: String,
    /// How grave it is.
    pub kind: RecommendationKind,
    /// Who reviewed: `Stadsrevisionen`.
    pub reviewer: String,
    /// When it was given.
    pub date: NaiveDate,
    /// The review's registration number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Function that takes care of it.
    pub owner: String,
    /// What has been judged of it, in order of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judged>,
    /// Measures that take care of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Evidence that it is taken care of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer followed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// A judgement of whether it is taken care of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What was judged.
    pub handled: Handled,
    /// According to whom.
    pub by: String,
    /// When.
    pub date: NaiveDate,
    /// What the judgement is about: `tidigare rekommendationer`.
    pub about: String,
    /// Where it stands written, and what else there is to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Recommendation {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["text", "note"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("text", Input::Text(4000)),
        Field::required("kind", Input::Choice("recommendation_kind", RecommendationKind::CODES)),
        Field::required("reviewer", Input::Line(120)),
        Field::required("date", Input::Date),
        Field::optional("reference", Input::Line(200)),
        Field::required("owner", Input::Function),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("evidence", Input::Links(Kind::Evidence)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a judgement.
    pub const JUDGE: &'static [Field] = &[
        Field::required("handled", Input::Choice("handled", Handled::CODES)),
        Field::required("judged_by", Input::Line(120)),
        Field::required("judged", Input::Date),
        Field::required("about", Input::Line(300)),
        Field::optional("note", Input::Text(2000)),
    ];

    /// Reads the form; `base` is the recommendation as it was.
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
        let text = reader.required("text", 4000);
        let kind = reader.required_choice("kind", RecommendationKind::from_code);
        let reviewer = reader.required("reviewer", 120);
        let date = reader.required_date("date");
        if date.is_some_and(|date| date > today) {
            reader.error("date", ErrorCode::InTheFuture);
        }
        let reference = reader.text("reference", 200);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let measures = reader.keys("measures", Kind::Measure);
        let evidence = reader.keys("evidence", Kind::Evidence);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = kind.zip(date).map(|(kind, date)| Self {
            title,
            text,
            kind,
            reviewer,
            date,
            reference,
            owner,
            judgements: base.map(|b| b.judgements.clone()).unwrap_or_default(),
            measures,
            evidence,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Takes down a judgement. One of the same day by the same replaces the earlier; the journal keeps both.
    ///
    /// # Errors
    /// Every field error.
    pub fn judge(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let handled = reader.required_choice("handled", Handled::from_code);
        let by = reader.required("judged_by", 120);
        let date = reader.required_date("judged");
        if date.is_some_and(|date| date > today) {
            reader.error("judged", ErrorCode::InTheFuture);
        }
        reader.in_order(("date", Some(self.date)), ("judged", date));
        let about = reader.required("about", 300);
        let note = reader.text("note", 2000);
        let judged = handled.zip(date).map(|(handled, date)| Judged { handled, by, date, about, note });
        let value = judged.map(|judged| {
            let mut changed = self.clone();
            changed.judgements.retain(|known| known.date != judged.date || !same(&known.by, &judged.by));
            let place = changed.judgements.partition_point(|known| known.date <= judged.date);
            changed.judgements.insert(place, judged);
            changed
        });
        reader.finish(value)
    }

    /// The judgement that tells how it stands: the last one, or the reviewer's own where what came after only agrees with it.
    #[must_use]
    pub fn last(&self) -> Option<&Judged> {
        let agreeing = self.judgements.iter().rev().take_while(|judged| judged.handled == Handled::Handled);
        agreeing.into_iter().find(|judged| self.own_word(judged)).or_else(|| self.judgements.last())
    }

    /// Whether a judgement is the reviewer's own.
    #[must_use]
    pub fn own_word(&self, judged: &Judged) -> bool {
        same(&judged.by, &self.reviewer)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> RecommendationState {
        if self.closed.is_some() {
            return RecommendationState::Closed;
        }
        match self.last() {
            Some(judged) if judged.handled == Handled::Partly => RecommendationState::PartlyHandled,
            Some(judged) if judged.handled == Handled::Handled && self.own_word(judged) => {
                RecommendationState::Confirmed
            }
            Some(judged) if judged.handled == Handled::Handled => RecommendationState::Claimed,
            _ => RecommendationState::Unhandled,
        }
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("text", self.text.as_str())
            .with("kind", self.kind.code())
            .with("reviewer", self.reviewer.as_str())
            .with("reference", self.reference.as_str())
            .with("owner", self.owner.as_str())
            .with("source", self.source.as_str());
        draft.set_date("date", Some(self.date));
        draft.set_keys("measures", &self.measures);
        draft.set_keys("evidence", &self.evidence);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// What its form doesn't hold, as a difference compares it.
    pub fn beside(&self, draft: &mut Draft) {
        draft.set("state", self.state().code());
        if let Some(judged) = self.judgements.last() {
            draft.set("judged_by", judged.by.as_str());
            draft.set_date("judged", Some(judged.date));
            draft.set("about", judged.about.as_str());
            draft.set("note", judged.note.as_str());
        }
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let last = self.last();
        match column {
            "title" => Cell::text(&self.title),
            "text" => Cell::text(&self.text),
            "recommendation_kind" => Cell::code("recommendation_kind", self.kind.code()),
            "reviewer" => Cell::text(&self.reviewer),
            "reviewed" => Cell::Date(self.date),
            "reference" => Cell::text(&self.reference),
            "judged_by" => last.map_or(Cell::Empty, |judged| Cell::text(&judged.by)),
            "judged" => Cell::date(last.map(|judged| judged.date)),
            "about" => last.map_or(Cell::Empty, |judged| Cell::text(&judged.about)),
            "note" => last.map_or(Cell::Empty, |judged| Cell::text(&judged.note)),
            "measures" => Cell::keys(&self.measures),
            "shown_by" => Cell::keys(&self.evidence),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("text") {
            self.text.clear();
        }
        if marking.covers("note") {
            self.judgements.iter_mut().for_each(|judged| judged.note.clear());
        }
    }
}

/// Whether two names are of the same, whatever the case of their letters.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Recommendation::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Systematiskt informationssäkerhetsarbete")
            .with("text", "Nämnden bör säkerställa ett systematiskt informationssäkerhetsarbete.")
            .with("kind", "recommendation")
            .with("reviewer", "Stadsrevisionen")
            .with("date", "2017-12-15")
            .with("owner", "Säkerhetssamordnare")
    }

    fn recommendation() -> Recommendation {
        Recommendation::read(&typed(), None, &Settings::default(), day("2024-05-01")).unwrap()
    }

    fn judged(handled: &str, by: &str, date: &str) -> Draft {
        Draft::default()
            .with("handled", handled)
            .with("judged_by", by)
            .with("judged", date)
            .with("about", "Tidigare rekommendationer")
    }

    #[test]
    fn what_the_administration_holds_is_not_what_the_reviewer_holds() {
        let today = day("2024-05-01");
        let given = recommendation();
        assert_eq!(given.state(), RecommendationState::Unhandled);
        let claimed = given.judge(&judged("handled", "Förvaltningen", "2023-10-01"), today).unwrap();
        assert_eq!(claimed.state(), RecommendationState::Claimed);
        let confirmed = claimed.judge(&judged("handled", "stadsrevisionen", "2024-03-31"), today).unwrap();
        assert_eq!(confirmed.state(), RecommendationState::Confirmed);
        let agreed = confirmed.judge(&judged("handled", "Förvaltningen", "2024-04-30"), today).unwrap();
        assert_eq!(agreed.state(), RecommendationState::Confirmed, "the reviewer's word stands");
        let reopened = confirmed.judge(&judged("partly", "Förvaltningen", "2024-04-30"), today).unwrap();
        assert_eq!(reopened.state(), RecommendationState::PartlyHandled);
        let earlier = confirmed.judge(&judged("not_handled", "Stadsrevisionen", "2020-01-15"), today).unwrap();
        assert_eq!((earlier.state(), earlier.judgements.len()), (RecommendationState::Confirmed, 3));
    }

    #[test]
    fn a_judgement_says_who_when_and_about_what() {
        let errors =
            recommendation().judge(&Draft::default().with("handled", "handled"), day("2024-05-01")).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["judged_by", "judged", "about"]);
        let early = recommendation().judge(&judged("handled", "Stadsrevisionen", "2017-12-14"), day("2024-05-01"));
        assert_eq!(early.unwrap_err(), [FieldError::new("judged", ErrorCode::Before { other: "date".into() })]);
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let whole = typed().with("reference", "0235/17").with("measures", "ATG-07").with("evidence", "EVD-01, EVD-02");
        let read = Recommendation::read(&whole, None, &Settings::default(), day("2024-05-01")).unwrap();
        assert_eq!(read.draft(), whole);
    }
}
