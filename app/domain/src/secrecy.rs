//! Secrecy markings (sekretessmarkering, OSL 5 kap. 5 §): a warning that some fields may be secret.
//!
//! A marking never decides a request for disclosure; that is examined each time. In the register it means that only
//! those with clearance see the marked fields: everyone else gets the provision instead, everywhere.

use crate::draft::{Draft, Reader};
use crate::error::ErrorCode;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// Why; itself shown only to those with clearance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Set in a copy whose marked fields have been taken out: it travels to pages with the copy, and is never stored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
}

impl SecrecyMarking {
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

    /// The fields of a marking in a form, where `markable` are the fields it may cover.
    #[must_use]
    pub const fn fields_for(markable: &'static [&'static str]) -> [Field; 5] {
        [
            Field::optional("secrecy_provision", Input::Line(120)),
            Field::optional("secrecy_date", Input::Date),
            Field::optional("secrecy_authority", Input::Line(120)),
            Field::optional("secrecy_fields", Input::Fields(markable)),
            Field::optional("secrecy_note", Input::Text(1000)),
        ]
    }

    /// Reads the marking of a draft: none when no provision is given.
    pub fn read(reader: &mut Reader<'_>, markable: &[&str]) -> Option<Self> {
        let provision = reader.text("secrecy_provision", 120);
        if provision.is_empty() {
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
        Some(Self { provision, date: date?, authority, fields, note, masked: false })
    }

    /// Writes a marking into a draft.
    pub fn write(marking: Option<&Self>, draft: &mut Draft) {
        if let Some(marking) = marking {
            draft.set("secrecy_provision", marking.provision.as_str());
            draft.set_date("secrecy_date", Some(marking.date));
            draft.set("secrecy_authority", marking.authority.as_str());
            draft.set("secrecy_fields", marking.fields.join(", "));
            if !marking.masked {
                draft.set("secrecy_note", marking.note.as_str());
            }
        }
    }
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
