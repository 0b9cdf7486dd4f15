//! Evidence packs (evidenspaket): what someone takes away to check without the register: the evidence list of some
//! requirements as it stood on a day, its files, and the journal entries behind them with their proofs.
//!
//! Making one is itself an entry in the journal: who took what out, seen from when. What is in it follows from its record
//! and the journal alone, so that it can be made again, byte by byte the same for the same reader.

use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which requirements, and evidence from when. Nothing chosen means everything the reader may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Frameworks, by their keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<String>,
    /// Single requirements of theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Only evidence effective on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Only evidence effective on this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Selection {
    /// Whether a framework is among those chosen.
    #[must_use]
    pub fn takes_framework(&self, framework: &str) -> bool {
        self.frameworks.is_empty() || self.frameworks.iter().any(|chosen| chosen == framework)
    }

    /// Whether a requirement is among those chosen, when its framework is.
    #[must_use]
    pub fn takes_requirement(&self, key: &Key) -> bool {
        self.requirements.is_empty() || self.requirements.contains(key)
    }

    /// Whether evidence effective on a day falls in the period.
    #[must_use]
    pub fn takes_day(&self, effective: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= effective) && self.to.is_none_or(|to| effective <= to)
    }
}

/// An evidence pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// What it is of.
    #[serde(flatten)]
    pub selection: Selection,
    /// The day it is seen from.
    pub day: NaiveDate,
    /// The place of the journal it is seen from: the last entry it knows of.
    pub position: u64,
    /// What it is for, in the words of the one who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// When it was made.
    pub made: NaiveDate,
    /// Function of the one who made it.
    pub by: String,
}

/// What the rules are told when a pack is made.
#[derive(Debug, Clone, Default)]
pub struct PackMatter {
    /// The place of the journal at the end of the day that is asked for.
    pub position: u64,
    /// The requirements that the actor may see, each with its framework's key.
    pub requirements: BTreeMap<Key, String>,
}

impl Pack {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::optional("frameworks", Input::Line(400)),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("from", Input::Date),
        Field::optional("to", Input::Date),
        Field::optional("day", Input::Date),
        Field::optional("purpose", Input::Line(200)),
    ];

    /// Reads the form.
    ///
    /// # Errors
    /// Every field error: frameworks and requirements the actor knows nothing of, requirements outside the frameworks that
    /// are chosen, a day that is yet to come.
    pub fn read(draft: &Draft, matter: &PackMatter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let listed = reader.text("frameworks", 400).to_lowercase();
        let mut frameworks: Vec<String> =
            listed.split([',', ' ', '\n']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        frameworks.sort();
        frameworks.dedup();
        for given in frameworks.iter().filter(|given| !matter.requirements.values().any(|known| known == *given)) {
            reader.error("frameworks", ErrorCode::UnknownChoice { given: given.chars().take(80).collect() });
        }
        let requirements = reader.keys("requirements", Kind::Requirement);
        let (from, to) = (reader.date("from"), reader.date("to"));
        reader.in_order(("from", from), ("to", to));
        let selection = Selection { frameworks, requirements, from, to };
        for key in &selection.requirements {
            let known = matter.requirements.get(key);
            if known.is_none_or(|framework| !selection.takes_framework(framework)) {
                reader.error("requirements", ErrorCode::UnknownKey { given: key.to_string() });
            }
        }
        let day = Self::asked(draft, today);
        if day.is_none() {
            reader.error("day", ErrorCode::NotADate);
        }
        if day.is_some_and(|day| day > today) {
            reader.error("day", ErrorCode::InTheFuture);
        }
        let purpose = reader.text("purpose", 200);
        let value =
            day.map(|day| Self { selection, day, position: matter.position, purpose, made: today, by: by.to_owned() });
        reader.finish(value)
    }

    /// The day a form asks for: today when it asks for none; nothing when it isn't a day.
    #[must_use]
    pub fn asked(draft: &Draft, today: NaiveDate) -> Option<NaiveDate> {
        match draft.get("day") {
            "" => Some(today),
            given => date::parse(given),
        }
    }

    /// What people know it by beside its key: what it is for, or the day it is seen from.
    #[must_use]
    pub fn title(&self) -> String {
        if self.purpose.is_empty() { self.day.to_string() } else { self.purpose.clone() }
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("frameworks", self.selection.frameworks.join(", "))
            .with("purpose", self.purpose.as_str());
        draft.set_keys("requirements", &self.selection.requirements);
        draft.set_date("from", self.selection.from);
        draft.set_date("to", self.selection.to);
        draft.set_date("day", Some(self.day));
        draft
    }
}

/// A pack in the list of packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRow {
    /// Its key.
    pub key: Key,
    /// The pack.
    pub pack: Pack,
}

/// The packs, and what a new one can be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackList {
    /// The packs, the newest first.
    pub packs: Vec<PackRow>,
    /// The frameworks the actor may see: key and short name.
    pub frameworks: Vec<(String, String)>,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
}

/// A pack with what it holds for who looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPage {
    /// The pack.
    pub row: PackRow,
    /// The frameworks the actor may see: key and short name.
    pub frameworks: Vec<(String, String)>,
    /// Lines of its evidence list: requirements with a piece of evidence, or without any.
    pub lines: u64,
    /// Requirements in it.
    pub requirements: u64,
    /// Requirements without evidence.
    pub missing: Vec<Lacking>,
    /// Evidence that doesn't hold on the day.
    pub expired: Vec<Lacking>,
    /// Files that go with it.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The journal's length at the signed head that its entries are proved to be in; none while there is no such head.
    pub signed: Option<u64>,
}

/// A requirement that lacks evidence on the day, or whose evidence doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// The requirement.
    pub requirement: Key,
    /// How it is cited: `NIS2 art. 21.2 d`.
    pub cited: String,
    /// Its title.
    pub title: String,
    /// The evidence that doesn't hold, with its last day; none where there is none.
    pub evidence: Option<(Key, Option<NaiveDate>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Result<Pack, Vec<FieldError>> {
        let key = |text: &str| Key::parse(text).unwrap();
        let requirements =
            BTreeMap::from([(key("NIS2-21.2.d"), "nis2".to_owned()), (key("CSL-2.3"), "csl".to_owned())]);
        let matter = PackMatter { position: 120, requirements };
        let draft = fields.iter().fold(Draft::default(), |draft, (name, value)| draft.with(name, *value));
        Pack::read(&draft, &matter, "Revisor", date::parse("2026-11-25").unwrap())
    }

    fn fields(errors: Vec<FieldError>) -> Vec<String> {
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_pack_is_of_what_was_chosen_seen_from_a_day() {
        let pack = read(&[("frameworks", "NIS2"), ("requirements", "NIS2-21.2.d"), ("day", "2025-12-31")]).unwrap();
        assert_eq!((pack.day, pack.position), (date::parse("2025-12-31").unwrap(), 120));
        let selection = &pack.selection;
        assert!(selection.takes_framework("nis2") && !selection.takes_framework("csl"));
        assert!(selection.takes_requirement(&Key::parse("NIS2-21.2.d").unwrap()));
        assert!(!selection.takes_requirement(&Key::parse("NIS2-21.2.c").unwrap()));
        let again = Pack::read(
            &pack.draft(),
            &PackMatter {
                position: 120,
                requirements: BTreeMap::from([(Key::parse("NIS2-21.2.d").unwrap(), "nis2".into())]),
            },
            "Revisor",
            pack.made,
        );
        assert_eq!(again, Ok(pack));
    }

    #[test]
    fn nothing_chosen_is_everything_as_of_today() {
        let pack = read(&[]).unwrap();
        assert_eq!((pack.day, pack.selection), (date::parse("2026-11-25").unwrap(), Selection::default()));
    }

    #[test]
    fn what_the_actor_knows_nothing_of_is_told_apart() {
        assert_eq!(fields(read(&[("frameworks", "iso27001")]).unwrap_err()), ["frameworks"]);
        assert_eq!(fields(read(&[("requirements", "NIS2-99")]).unwrap_err()), ["requirements"]);
        assert_eq!(
            fields(read(&[("frameworks", "csl"), ("requirements", "NIS2-21.2.d")]).unwrap_err()),
            ["requirements"]
        );
        assert_eq!(fields(read(&[("day", "2026-11-26")]).unwrap_err()), ["day"]);
        assert_eq!(fields(read(&[("day", "i går")]).unwrap_err()), ["day"]);
        assert_eq!(fields(read(&[("from", "2025-02-01"), ("to", "2025-01-01")]).unwrap_err()), ["to"]);
    }

    #[test]
    fn the_period_has_both_its_days_in_it() {
        let day = |text: &str| date::parse(text).unwrap();
        let pack = read(&[("from", "2025-01-01"), ("to", "2025-06-30")]).unwrap();
        let takes = |text: &str| pack.selection.takes_day(day(text));
        assert!(takes("2025-01-01") && takes("2025-06-30") && !takes("2024-12-31") && !takes("2025-07-01"));
    }
}
