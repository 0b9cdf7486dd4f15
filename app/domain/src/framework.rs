//! Frameworks (regelverk): an act, a directive, a regulation or a standard that requirements come from.

use crate::draft::{Draft, Reader};
use crate::error::FieldError;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Short name: `NIS2`.
    pub short: String,
    /// Full name with its number.
    pub title: String,
    /// What it is and whom it binds, in our own words.
    pub description: String,
    /// Where the wording comes from and how far it has been checked.
    pub source: String,
    /// From when it is in force.
    pub in_force: Option<NaiveDate>,
    /// Version of our catalogue of it.
    pub version: u32,
    /// Place among the frameworks.
    pub place: u32,
}

impl Framework {
    /// What a catalogue gives.
    pub const FIELDS: &'static [Field] = &[
        Field::required("short", Input::Line(40)),
        Field::required("title", Input::Line(200)),
        Field::optional("description", Input::Text(4000)),
        Field::optional("source", Input::Text(2000)),
        Field::optional("in_force", Input::Date),
        Field::required("version", Input::Number(1, 100_000)),
        Field::required("place", Input::Number(0, 1000)),
    ];

    /// Reads what a catalogue gives.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let short = reader.required("short", 40);
        let title = reader.required("title", 200);
        let description = reader.text("description", 4000);
        let source = reader.text("source", 2000);
        let in_force = reader.date("in_force");
        let version = reader.required_number("version", 1, 100_000).and_then(|n| u32::try_from(n).ok());
        let place = reader.required_number("place", 0, 1000).and_then(|n| u32::try_from(n).ok());
        let value = version.zip(place).map(|(version, place)| Self {
            short,
            title,
            description,
            source,
            in_force,
            version,
            place,
        });
        reader.finish(value)
    }

    /// Every field as text.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("short", self.short.as_str())
            .with("title", self.title.as_str())
            .with("description", self.description.as_str())
            .with("source", self.source.as_str())
            .with("version", self.version.to_string())
            .with("place", self.place.to_string());
        draft.set_date("in_force", self.in_force);
        draft
    }
}
