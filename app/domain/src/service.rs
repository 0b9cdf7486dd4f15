//! Services (tjänster): what the organisation delivers to the city's administrations and companies. Incidents, deviations and
//! risks are about services, so a service tells what its disturbances mean to the city.

use crate::cell::Cell;
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::FieldError;
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use serde::{Deserialize, Serialize};

codes! {
    /// How much the city depends on a service.
    Criticality {
        /// Hög: those who use it can't do what they must without it.
        High = "high",
        /// Medel: they can for a time.
        Medium = "medium",
        /// Låg: they can.
        Low = "low",
    }
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its name.
    pub title: String,
    /// What it gives.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Function that answers for it.
    pub owner: String,
    /// How much the city depends on it; none where that hasn't been judged.
    pub criticality: Option<Criticality>,
    /// Administrations and companies that use it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<String>,
    /// Risks to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer delivered.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl Service {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["description", "used_by"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::optional("description", Input::Text(4000)),
        Field::required("owner", Input::Function),
        Field::optional("criticality", Input::Choice("criticality", Criticality::CODES)),
        Field::optional("used_by", Input::Text(4000)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// Reads the form; `base` is the service as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let description = reader.text("description", 4000);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let criticality = reader.choice("criticality", Criticality::from_code);
        reader.text("used_by", 4000);
        let mut used_by = reader.lines("used_by", 120);
        let mut seen = Vec::new();
        used_by.retain(|name| {
            let new = !seen.contains(name);
            seen.push(name.clone());
            new
        });
        let risks = reader.keys("risks", Kind::Risk);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        reader.finish(Some(Self {
            title,
            description,
            owner,
            criticality,
            used_by,
            risks,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        }))
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("description", self.description.as_str())
            .with("owner", self.owner.as_str())
            .with("criticality", self.criticality.map_or("", Criticality::code))
            .with("used_by", self.used_by.join("\n"))
            .with("source", self.source.as_str());
        draft.set_keys("risks", &self.risks);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        match column {
            "title" => Cell::text(&self.title),
            "description" => Cell::text(&self.description),
            "criticality" => self.criticality.map_or(Cell::Empty, |one| Cell::code("criticality", one.code())),
            "used_by" => Cell::text(&self.used_by.join(", ")),
            "risks" => Cell::keys(&self.risks),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("description") {
            self.description.clear();
        }
        if marking.covers("used_by") {
            self.used_by.clear();
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Service::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Klient som tjänst")
            .with("owner", "Säkerhetssamordnare")
            .with("criticality", "high")
            .with("used_by", "Äldre samt vård- och omsorgsförvaltningen\nGrundskoleförvaltningen")
            .with("risks", "RSK-04")
    }

    fn read(draft: &Draft) -> Result<Service, Vec<FieldError>> {
        Service::read(draft, None, &Settings::default())
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        assert_eq!(read(&typed()).unwrap().draft(), typed());
    }

    #[test]
    fn who_uses_it_is_named_once() {
        let twice =
            typed().with("used_by", "Grundskoleförvaltningen\r\n\r\n Grundskoleförvaltningen \nFörskoleförvaltningen");
        assert_eq!(read(&twice).unwrap().used_by, ["Grundskoleförvaltningen", "Förskoleförvaltningen"]);
        assert_eq!(read(&typed().with("used_by", "x".repeat(121))).unwrap_err()[0].field, "used_by");
    }
}
