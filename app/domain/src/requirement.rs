//! Requirements: the provisions of a framework, and the organisation's judgement of how it meets each.

pub mod judgements;

use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How well a requirement is met, as judged by the organisation.
    Level {
        /// Ej bedömd.
        NotJudged = "not_judged",
        /// Uppfyllt inte.
        NotMet = "not_met",
        /// Delvis uppfyllt.
        Partly = "partly",
        /// Helt uppfyllt.
        Fully = "fully",
        /// Ej tillämplig.
        NotApplicable = "not_applicable",
    }
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Key of its framework.
    pub framework: String,
    /// Its number as people cite it: `art. 21.2 d`, `2 kap. 3 §`, `A.5.1`.
    pub number: String,
    /// Its place in the framework, for ordering.
    pub place: u32,
    /// Heading it stands under, if any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Short title in our own words.
    pub title: String,
    /// What it asks, in our own words.
    pub description: String,
    /// Where the wording was taken from and how far it has been checked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Whom it addresses.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// A time limit it sets.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deadline: String,
    /// Evidence that usually shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Whether it asks something of the organisation, so that it can be judged.
    pub assessable: bool,
    /// From when it is in force; before that it is coming (kommande).
    pub in_force: Option<NaiveDate>,
    /// Requirements of other frameworks that ask for the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Key>,
    /// The judgement.
    pub judgement: Option<Judgement>,
}

/// How the organisation judges itself against a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// How well it is met.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// When it was judged.
    pub date: NaiveDate,
}

impl Requirement {
    /// The form of a judgement.
    pub const JUDGE: &'static [Field] = &[
        Field::required("level", Input::Choice("level", Level::CODES)),
        Field::optional("reason", Input::Text(2000)),
        Field::optional("date", Input::Date),
    ];

    /// What a catalogue gives of a requirement.
    pub const FIELDS: &'static [Field] = &[
        Field::required("framework", Input::Line(64)),
        Field::required("number", Input::Line(60)),
        Field::required("place", Input::Number(0, 100_000)),
        Field::optional("heading", Input::Line(200)),
        Field::required("title", Input::Line(200)),
        Field::optional("description", Input::Text(4000)),
        Field::optional("source", Input::Text(1000)),
        Field::optional("addressee", Input::Line(200)),
        Field::optional("deadline", Input::Line(300)),
        Field::optional("examples", Input::Text(4000)),
        Field::optional("assessable", Input::Flag),
        Field::optional("in_force", Input::Date),
        Field::optional("related", Input::Links(Kind::Requirement)),
    ];

    /// Reads what a catalogue gives; the judgement of `base` stays.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let framework = reader.required("framework", 64);
        let number = reader.required("number", 60);
        let place = reader.required_number("place", 0, 100_000).and_then(|n| u32::try_from(n).ok());
        let heading = reader.text("heading", 200);
        let title = reader.required("title", 200);
        let description = reader.text("description", 4000);
        let source = reader.text("source", 1000);
        let addressee = reader.text("addressee", 200);
        let deadline = reader.text("deadline", 300);
        let examples = reader.lines("examples", 300);
        let assessable = reader.flag("assessable");
        let in_force = reader.date("in_force");
        let related = reader.keys("related", Kind::Requirement);
        let value = place.map(|place| Self {
            framework,
            number,
            place,
            heading,
            title,
            description,
            source,
            addressee,
            deadline,
            examples,
            assessable,
            in_force,
            related,
            judgement: base.and_then(|b| b.judgement.clone()),
        });
        reader.finish(value)
    }

    /// Sets the judgement. Anything but "not judged" and "fully met" needs a reason.
    ///
    /// # Errors
    /// Every field error.
    pub fn judge(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let level = reader.required_choice("level", Level::from_code);
        let explained = matches!(level, Some(Level::NotMet | Level::Partly | Level::NotApplicable));
        let reason = if explained { reader.required("reason", 2000) } else { reader.text("reason", 2000) };
        let day = reader.date("date").unwrap_or(today);
        if day > today {
            reader.error("date", ErrorCode::InTheFuture);
        }
        if !self.assessable {
            reader.error("level", ErrorCode::NotNow);
        }
        let value = level.map(|level| Self { judgement: Some(Judgement { level, reason, date: day }), ..self.clone() });
        reader.finish(value)
    }

    /// The judged level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.judgement.as_ref().map_or(Level::NotJudged, |judgement| judgement.level)
    }

    /// How it is cited beside the requirements of other frameworks: `CSL 2 kap. 3 §`. A number that names its own act, as
    /// `CSF 6 §` or `3 § arkivlagen`, says enough by itself.
    #[must_use]
    pub fn cited(&self, framework: &str) -> String {
        let names = |word: &str| {
            word.ends_with("lagen") || (word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
        };
        if framework.is_empty() || self.number.split_whitespace().any(names) {
            self.number.clone()
        } else {
            format!("{framework} {}", self.number)
        }
    }

    /// Whether it is not yet in force on a date.
    #[must_use]
    pub fn coming_on(&self, day: NaiveDate) -> bool {
        self.in_force.is_some_and(|from| day < from)
    }

    /// Every field as text.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("framework", self.framework.as_str())
            .with("number", self.number.as_str())
            .with("place", self.place.to_string())
            .with("heading", self.heading.as_str())
            .with("title", self.title.as_str())
            .with("description", self.description.as_str())
            .with("source", self.source.as_str())
            .with("addressee", self.addressee.as_str())
            .with("deadline", self.deadline.as_str())
            .with("examples", self.examples.join("\n"))
            .with("assessable", if self.assessable { "on" } else { "" });
        draft.set_date("in_force", self.in_force);
        draft.set_keys("related", &self.related);
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn requirement() -> Requirement {
        let given = Draft::default()
            .with("framework", "csl")
            .with("number", "2 kap. 3 §")
            .with("place", "5")
            .with("title", "Säkerhetsåtgärder")
            .with("assessable", "on")
            .with("in_force", "2026-01-15");
        Requirement::read(&given, None).unwrap()
    }

    #[test]
    fn the_act_is_coming_until_the_day_it_is_in_force() {
        let coming = |text| requirement().coming_on(date::parse(text).unwrap());
        assert!(coming("2024-04-30") && coming("2026-01-14") && !coming("2026-01-15"));
    }

    #[test]
    fn cited_with_its_framework_unless_the_number_names_the_act() {
        let cited = |number: &str, framework| Requirement { number: number.into(), ..requirement() }.cited(framework);
        assert_eq!(cited("art. 21.2 d", "NIS2"), "NIS2 art. 21.2 d");
        assert_eq!(cited("A.5.1", "ISO 27001"), "ISO 27001 A.5.1");
        assert_eq!(cited("CSF 6 §", "CSL"), "CSF 6 §");
        assert_eq!(cited("3 § arkivlagen", "Arkiv och OSL"), "3 § arkivlagen");
    }

    #[test]
    fn not_applicable_needs_a_reason() {
        let today = date::parse("2026-11-23").unwrap();
        let judge = Draft::default().with("level", "not_applicable");
        assert_eq!(requirement().judge(&judge, today).unwrap_err()[0].field, "reason");
        let judged = requirement().judge(&judge.with("reason", "gäller bara bolag"), today).unwrap();
        assert_eq!(judged.level(), Level::NotApplicable);
        let reloaded = Requirement::read(&judged.draft().with("title", "Ny rubrik"), Some(&judged)).unwrap();
        assert_eq!(reloaded.level(), Level::NotApplicable, "an updated catalogue keeps the judgement");
    }
}
