//! Secrecy markings (sekretessmarkering, OSL 5 kap. 5 §): a warning that some fields may be secret.
//!
//! A marking never decides a request for disclosure; that is examined each time. In the register it means that only
//! those with clearance see the marked fields: everyone else gets the provision instead, everywhere.

use crate::draft::{Draft, Reader};
use crate::error::ErrorCode;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A secrecy marking on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecrecyMarking {
    /// The provision, as written in the act: `OSL 18 kap. 8 §`.
    pub provision: String,
    /// When it was marked.
    pub date: NaiveDate,
    /// The authority that marked it.
    pub authority: String,
    /// The marked fields, by name.
    pub fields: Vec<String>,
    /// The provisions of single fields, by name, where another applies than the marking's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, String>,
    /// Why; itself shown only to those with clearance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Set in a copy whose marked fields have been taken out: it travels to pages with the copy, and is never stored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
}

impl SecrecyMarking {
    /// Says of a record's marking, when it has one, that what it covers is taken out of this copy; its note goes with it. Answers
    /// with the marking, for whoever takes the fields out.
    pub fn of_masked(place: &mut Option<Self>) -> Option<&Self> {
        let marking = place.as_mut()?;
        marking.masked = true;
        marking.note.clear();
        Some(marking)
    }

    /// Whether a field's content has been taken out of this copy.
    #[must_use]
    pub fn hides(&self, field: &str) -> bool {
        self.masked && self.covers(field)
    }

    /// Whether the marking covers a field.
    #[must_use]
    pub fn covers(&self, field: &str) -> bool {
        self.fields.iter().any(|marked| marked == field)
    }

    /// The provision that applies to a field: its own, or the marking's.
    #[must_use]
    pub fn provision_of(&self, field: &str) -> &str {
        self.own.get(field).unwrap_or(&self.provision)
    }

    /// The provision that keeps a field out of this copy, if one does.
    #[must_use]
    pub fn hidden_by(&self, field: &str) -> Option<&str> {
        self.hides(field).then(|| self.provision_of(field))
    }

    /// The same marking of other fields: each with a provision of its own where one is given.
    #[must_use]
    pub fn of_fields(&self, fields: BTreeMap<String, Option<String>>) -> Self {
        let own = fields
            .iter()
            .filter_map(|(field, provision)| Some((field.clone(), provision.clone()?)))
            .filter(|(_, provision)| *provision != self.provision)
            .collect();
        Self { fields: fields.into_keys().collect(), own, ..self.clone() }
    }

    /// Covers what another marking covers too. What both cover keeps this one's provision.
    pub fn widen(&mut self, other: &Self) {
        for field in &other.fields {
            if !self.covers(field) {
                self.fields.push(field.clone());
                if other.provision_of(field) != self.provision {
                    self.own.insert(field.clone(), other.provision_of(field).to_owned());
                }
            }
        }
        self.fields.sort();
    }

    /// The fields of a marking in a form, where `markable` are the fields it may cover.
    #[must_use]
    pub const fn fields_for(markable: &'static [&'static str]) -> [Field; 6] {
        [
            Field::optional("secrecy_provision", Input::Line(120)),
            Field::optional("secrecy_date", Input::Date),
            Field::optional("secrecy_authority", Input::Line(120)),
            Field::optional("secrecy_fields", Input::Fields(markable)),
            Field::optional("secrecy_own", Input::Provisions(markable)),
            Field::optional("secrecy_note", Input::Text(1000)),
        ]
    }

    /// Reads the marking of a draft: none when no provision is given.
    pub fn read(reader: &mut Reader<'_>, markable: &[&str]) -> Option<Self> {
        let provision = reader.text("secrecy_provision", 120);
        if provision.is_empty() {
            // Provisions of single fields alone would else be lost without a word, and what they protect be seen.
            if read_provisions(&reader.text("secrecy_own", OWN_MAX)).any(|(_, own)| !own.is_empty()) {
                reader.error("secrecy_provision", ErrorCode::Required);
            }
            return None;
        }
        if classified(&provision) {
            reader.error("secrecy_provision", ErrorCode::Classified);
        }
        let date = reader.required_date("secrecy_date");
        let authority = reader.required("secrecy_authority", 120);
        let note = reader.text("secrecy_note", 1000);
        let listed = reader.required("secrecy_fields", 400);
        let mut fields = Vec::new();
        for name in listed.split([',', ' ']).filter(|name| !name.is_empty()) {
            if markable.contains(&name) {
                fields.push(name.to_owned());
            } else {
                reader.error("secrecy_fields", ErrorCode::UnknownChoice { given: name.chars().take(40).collect() });
            }
        }
        fields.sort();
        fields.dedup();
        let own = own_provisions(reader, &fields, &provision);
        Some(Self { provision, date: date?, authority, fields, own, note, masked: false })
    }

    /// Writes a marking into a draft.
    pub fn write(marking: Option<&Self>, draft: &mut Draft) {
        if let Some(marking) = marking {
            draft.set("secrecy_provision", marking.provision.as_str());
            draft.set_date("secrecy_date", Some(marking.date));
            draft.set("secrecy_authority", marking.authority.as_str());
            draft.set("secrecy_fields", marking.fields.join(", "));
            draft.set(
                "secrecy_own",
                provision_lines(marking.own.iter().map(|(field, own)| (field.as_str(), own.as_str()))),
            );
            if !marking.masked {
                draft.set("secrecy_note", marking.note.as_str());
            }
        }
    }
}

/// Fields with provisions of their own as text, a line for each: `cause: OSL 18 kap. 13 §`.
#[must_use]
pub fn provision_lines<'a>(own: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    own.into_iter().map(|(field, provision)| format!("{field}: {provision}")).collect::<Vec<_>>().join("\n")
}

/// The fields and provisions of such a text, as far as its lines have both.
pub fn read_provisions(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.split_once(':')).map(|(field, provision)| (field.trim(), provision.trim()))
}

/// Most characters of all fields' own provisions together.
const OWN_MAX: usize = 4000;

/// Reads the provisions of single fields: only of fields that are marked, and only where they differ from the marking's.
fn own_provisions(reader: &mut Reader<'_>, fields: &[String], provision: &str) -> BTreeMap<String, String> {
    let text = reader.text("secrecy_own", OWN_MAX);
    let mut own = BTreeMap::new();
    for (field, given) in read_provisions(&text).filter(|(_, given)| !given.is_empty()) {
        if given.chars().count() > 120 {
            let length = u32::try_from(given.chars().count()).unwrap_or(u32::MAX);
            reader.error("secrecy_own", ErrorCode::TooLong { max: 120, length });
        } else if classified(given) {
            reader.error("secrecy_own", ErrorCode::Classified);
        } else if !fields.iter().any(|marked| marked == field) {
            reader.error("secrecy_own", ErrorCode::NotMarked { field: field.chars().take(40).collect() });
        } else if given != provision {
            own.insert(field.to_owned(), given.to_owned());
        }
    }
    own
}

/// Words of a marking that say that what it covers is classified (säkerhetsskyddsklassificerat, KLASSA level 4): the classes of
/// säkerhetsskyddslagen 2 kap. 5 §, and OSL 15 kap., which protects the realm.
const CLASSIFIED: [&str; 7] = [
    "säkerhetsskydd",
    "15 kap.",
    "kvalificerat hemlig",
    "begränsat hemlig",
    "klassa 4",
    "klassa nivå 4",
    "klassa-nivå 4",
];

/// Whether a provision says that what it covers is classified. Such information may be kept only in systems made for it
/// (säkerhetsskyddsförordningen 3 kap.), which this isn't.
#[must_use]
pub fn classified(provision: &str) -> bool {
    let provision = provision.to_lowercase().split_whitespace().collect::<Vec<&str>>().join(" ");
    CLASSIFIED.iter().any(|word| provision.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marking(own: &str) -> Result<SecrecyMarking, Vec<crate::error::FieldError>> {
        let draft = Draft::default()
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2026-11-01")
            .with("secrecy_authority", "Nämnden")
            .with("secrecy_fields", "cause, event")
            .with("secrecy_own", own);
        let mut reader = Reader::new(&draft);
        let read = SecrecyMarking::read(&mut reader, &["cause", "event", "note"]);
        reader.finish(read)
    }

    #[test]
    fn a_field_may_have_a_provision_of_its_own() {
        let marking = marking("cause: OSL 18 kap. 13 §\nevent: OSL 18 kap. 8 §").unwrap();
        assert_eq!((marking.provision_of("cause"), marking.own.len()), ("OSL 18 kap. 13 §", 1), "only what differs");
        assert_eq!(marking.provision_of("event"), "OSL 18 kap. 8 §");
        assert_eq!(marking.hidden_by("cause"), None, "nothing is taken out of this copy");
        let masked = SecrecyMarking { masked: true, ..marking.clone() };
        assert_eq!((masked.hidden_by("cause"), masked.hidden_by("note")), (Some("OSL 18 kap. 13 §"), None));
        let mut draft = Draft::default();
        SecrecyMarking::write(Some(&marking), &mut draft);
        assert_eq!(draft.get("secrecy_own"), "cause: OSL 18 kap. 13 §");
    }

    #[test]
    fn a_provision_of_its_own_is_only_for_what_is_marked_and_never_for_what_is_classified() {
        let code = |own: &str| marking(own).unwrap_err().remove(0).code;
        assert_eq!(code("note: OSL 18 kap. 13 §"), ErrorCode::NotMarked { field: "note".into() });
        assert_eq!(code("cause: OSL 15 kap. 2 §"), ErrorCode::Classified);
        assert!(matches!(code(&format!("cause: {}", "x".repeat(121))), ErrorCode::TooLong { max: 120, length: 121 }));
        assert!(marking("cause:").unwrap().own.is_empty());
        let alone = Draft::default().with("secrecy_own", "cause: OSL 18 kap. 13 §");
        let mut reader = Reader::new(&alone);
        let read = SecrecyMarking::read(&mut reader, &["cause"]);
        assert_eq!(reader.finish(Some(read)).unwrap_err()[0].field, "secrecy_provision");
    }

    #[test]
    fn a_wider_marking_keeps_the_provision_of_each() {
        let mut wide = marking("cause: OSL 18 kap. 13 §").unwrap();
        let fields = [("cause".to_owned(), None), ("note".to_owned(), Some("OSL 21 kap. 7 §".to_owned()))];
        wide.widen(&wide.of_fields(fields.into()));
        assert_eq!(wide.fields, ["cause", "event", "note"]);
        assert_eq!((wide.provision_of("cause"), wide.provision_of("note")), ("OSL 18 kap. 13 §", "OSL 21 kap. 7 §"));
    }

    #[test]
    fn what_is_classified_has_no_place_here() {
        for provision in [
            "OSL 15 kap. 2 §",
            "osl 15  kap. 1 §",
            "Säkerhetsskyddslagen",
            "Säkerhetsskyddsklassificerad, Begränsat hemlig",
            "KLASSA nivå 4",
        ] {
            let draft = Draft::default()
                .with("secrecy_provision", provision)
                .with("secrecy_date", "2026-11-01")
                .with("secrecy_authority", "Nämnden")
                .with("secrecy_fields", "cause");
            let mut reader = Reader::new(&draft);
            let read = SecrecyMarking::read(&mut reader, &["cause"]);
            let errors = reader.finish(read).unwrap_err();
            assert_eq!((errors.len(), errors[0].code.clone()), (1, ErrorCode::Classified), "{provision}");
        }
        for provision in
            ["OSL 18 kap. 8 § 3 p.", "OSL 18 kap. 8 b §", "OSL 18 kap. 9 §", "OSL 18 kap. 13 §", "OSL 21 kap. 7 §"]
        {
            assert!(!classified(provision), "{provision}");
        }
    }
}
