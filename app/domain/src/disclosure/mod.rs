//! Disclosure (utlämnande) of a risk picture or a list to anyone who asks for it, as everyone may: TF 2 kap. 15 §.
//!
//! A secrecy marking warns and decides nothing (OSL 5 kap. 5 §): each time, each marked field is looked at by itself, and given
//! out or masked with the provision that keeps it. What was decided of each is a record that can only be made, never changed;
//! the documents follow from it. Who asked is no field of it: nobody may be asked who they are (TF 2 kap. 18 §).

mod marked;
mod scope;

pub use marked::{Marked, of_picture, of_record};
pub use scope::Scope;

use crate::body::Body;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::picture::Change;
use crate::secrecy::{SecrecyMarking, classified};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a field's name begins with in the form: whether it is masked.
const OUTCOME: &str = "outcome";
/// What a field's name begins with in the form: the provision it is masked with.
const PROVISION: &str = "provision";

/// A disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// What is given out.
    #[serde(flatten)]
    pub scope: Scope,
    /// Registration number (diarienummer) of the request.
    pub registration: String,
    /// When it was decided.
    pub decided: NaiveDate,
    /// Function of the one who decided.
    pub by: String,
    /// Why some of it isn't given out; empty when all of it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// Every marked field, with what was decided of it.
    pub examined: Vec<Examined>,
}

/// A marked field that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// The record. The first disclosures were of risks only, and what is stored keeps that name.
    #[serde(rename = "risk")]
    pub record: Key,
    /// The field, by name.
    pub field: String,
    /// The provision it is masked with; none when it is given out.
    pub provision: Option<String>,
}

/// What the rules are told when something is disclosed.
#[derive(Debug, Clone, Default)]
pub struct DisclosureMatter {
    /// What is given out; none when the picture was never adopted, or there is no such list.
    pub scope: Option<Scope>,
    /// What is to be looked at.
    pub marked: Vec<Marked>,
}

/// The name of a marked field's choice in the form.
#[must_use]
pub fn outcome_name(record: &Key, field: &str) -> String {
    format!("{OUTCOME}:{record}:{field}")
}

/// The name of a marked field's provision in the form.
#[must_use]
pub fn provision_name(record: &Key, field: &str) -> String {
    format!("{PROVISION}:{record}:{field}")
}

impl Disclosure {
    /// The form, beside a choice and a provision for each marked field.
    pub const FIELDS: &'static [Field] = &[
        Field::optional("picture", Input::Line(40)),
        Field::optional("register", Input::Line(40)),
        Field::optional("filters", Input::Text(4000)),
        Field::optional("day", Input::Date),
        Field::required("registration", Input::Line(60)),
        Field::optional("reasons", Input::Text(4000)),
    ];
    /// Outcomes a marked field can have.
    pub const OUTCOMES: &'static [&'static str] = &["disclose", "mask"];

    /// Reads the form.
    ///
    /// # Errors
    /// Every field error: a field that nobody has chosen for, one that is masked without a provision, masking without
    /// reasons; `NotNow` at `picture` when it was never adopted; what [`Scope::read_list`] says of a list.
    pub fn read(draft: &Draft, matter: &DisclosureMatter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if draft.get("picture").is_empty() {
            Scope::read_list(&mut reader, today);
        } else if matter.scope.is_none() {
            reader.error("picture", ErrorCode::NotNow);
        }
        let registration = reader.required("registration", 60);
        let mut examined = Vec::new();
        for Marked { record, field, .. } in &matter.marked {
            let (choice, provision) = (outcome_name(record, field), provision_name(record, field));
            let known = |given: &str| Self::OUTCOMES.contains(&given).then(|| given.to_owned());
            let outcome = reader.required_choice(&choice, known);
            let provision = match outcome.as_deref() {
                Some("mask") => {
                    let given = reader.required(&provision, 120);
                    if classified(&given) {
                        reader.error(&provision, ErrorCode::Classified);
                    }
                    Some(given)
                }
                _ => None,
            };
            examined.push(Examined { record: record.clone(), field: field.clone(), provision });
        }
        let masks = examined.iter().any(|one| one.provision.is_some());
        let reasons = if masks { reader.required("reasons", 4000) } else { reader.text("reasons", 4000) };
        let value = matter.scope.clone().map(|scope| Self {
            scope,
            registration,
            decided: today,
            by: by.to_owned(),
            reasons,
            examined,
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft =
            Draft::default().with("registration", self.registration.as_str()).with("reasons", self.reasons.as_str());
        match &self.scope {
            Scope::Picture { picture, .. } => draft.set("picture", picture.as_str()),
            Scope::List { register, filters, day, .. } => {
                draft.set("register", register.code());
                draft.set("filters", filter_lines(filters.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
                draft.set_date("day", Some(*day));
            }
        }
        for one in &self.examined {
            let outcome = if one.provision.is_some() { "mask" } else { "disclose" };
            draft.set(&outcome_name(&one.record, &one.field), outcome);
            draft.set(&provision_name(&one.record, &one.field), one.provision.clone().unwrap_or_default());
        }
        draft
    }

    /// The provisions that something is masked with, each once.
    #[must_use]
    pub fn provisions(&self) -> Vec<&str> {
        let mut provisions: Vec<&str> = self.examined.iter().filter_map(|one| one.provision.as_deref()).collect();
        provisions.sort_unstable();
        provisions.dedup();
        provisions
    }

    /// How many fields are masked.
    #[must_use]
    pub fn masked(&self) -> usize {
        self.examined.iter().filter(|one| one.provision.is_some()).count()
    }

    /// Makes the public version of a picture's changes: what was masked is taken out of them, and everything else is in them,
    /// whatever markings there are. A marked field that nobody has looked at, since it was marked later, is masked too.
    pub fn apply(&self, changes: &mut [Change], today: &BTreeMap<Key, SecrecyMarking>) {
        for change in changes {
            let markings: Vec<SecrecyMarking> = marked::risks(change)
                .iter()
                .filter_map(|risk| risk.secrecy.clone())
                .chain(today.get(&change.key).cloned())
                .collect();
            let marking = self.decided_of(&change.key, &markings);
            let items = [&mut change.before, &mut change.after].into_iter().flatten().map(|item| &mut item.risk);
            for risk in items.chain(change.ended.iter_mut().map(|ended| &mut ended.risk)) {
                risk.secrecy.clone_from(&marking);
            }
            change.mask(None);
        }
    }

    /// The same of a record of a list.
    pub fn apply_to(&self, key: &Key, body: &mut Body, today: Option<&SecrecyMarking>) {
        let markings: Vec<SecrecyMarking> = body.secrecy().into_iter().chain(today).cloned().collect();
        if let Some(place) = body.secrecy_mut() {
            *place = self.decided_of(key, &markings);
        }
        body.mask();
    }

    /// The marking of a record's public version: the fields that were masked, each with its provision, and those that were marked
    /// without having been looked at.
    fn decided_of(&self, record: &Key, markings: &[SecrecyMarking]) -> Option<SecrecyMarking> {
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        for (marking, field) in markings.iter().flat_map(|one| one.fields.iter().map(move |field| (one, field))) {
            let decided = self.examined.iter().find(|one| one.record == *record && one.field == *field);
            match decided.map(|one| &one.provision) {
                None => drop(fields.insert(field.clone(), marking.provision_of(field).to_owned())),
                Some(Some(provision)) => drop(fields.insert(field.clone(), provision.clone())),
                Some(None) => {}
            }
        }
        let provision = fields.values().next()?.clone();
        Some(SecrecyMarking {
            date: self.decided,
            authority: String::new(),
            fields: fields.keys().cloned().collect(),
            own: fields.into_iter().filter(|(_, own)| *own != provision).collect(),
            note: String::new(),
            masked: false,
            provision,
        })
    }
}

/// The parameters of a list as a form holds them: a line for each, `name=value`.
#[must_use]
pub fn filter_lines<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n")
}

/// A disclosure in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureRow {
    /// Its key.
    pub key: Key,
    /// The disclosure.
    pub disclosure: Disclosure,
}

/// The disclosures, and the pictures that can be disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureList {
    /// The disclosures, the newest first.
    pub disclosures: Vec<DisclosureRow>,
    /// Adopted pictures: key and name, the newest first.
    pub pictures: Vec<(Key, String)>,
    /// What is being looked at, with its marked fields; none while nothing is chosen.
    pub examining: Option<(Scope, Vec<Marked>)>,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;
    use crate::date;
    use crate::picture::Content;
    use crate::picture::change::compare;
    use crate::picture::content::Item;
    use crate::risk::Risk;
    use crate::settings::Settings;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn content(cause: &str, secret: bool) -> Content {
        let mut draft = Draft::default()
            .with("title", "Intrång")
            .with("category", Settings::default().categories.first().cloned().unwrap_or_default())
            .with("cause", cause)
            .with("event", "händelse")
            .with("consequence", "konsekvens")
            .with("owner", Settings::default().functions.first().cloned().unwrap_or_default())
            .with("current_likelihood", "3")
            .with("current_consequence", "4")
            .with("current_rationale", "bedömning")
            .with("treatment", "reduce")
            .with("review_months", "6");
        if secret {
            draft = draft
                .with("secrecy_provision", "OSL 18 kap. 8 §")
                .with("secrecy_date", "2026-01-10")
                .with("secrecy_authority", "Nämnden")
                .with("secrecy_note", "därför")
                .with("secrecy_fields", "cause, rationale");
        }
        let risk = Risk::read(&draft, None, &Settings::default(), day("2026-01-10")).unwrap();
        let key = Key::numbered("RSK", 1);
        let item = Item { key, rev: 1, risk, measures: Vec::new(), controls: Vec::new(), answer: None };
        Content {
            picture: Key::parse("RB-2026-1").unwrap(),
            name: "2026:1".into(),
            board: "Nämnden".into(),
            categories: Vec::new(),
            scale: Settings::default().scale,
            position: 10,
            day: day("2026-01-12"),
            items: vec![item],
            closed: Vec::new(),
            measures: Vec::new(),
            controls: Vec::new(),
        }
    }

    fn matter() -> (Vec<Change>, DisclosureMatter) {
        let changes = compare(Some(&content("förra orsaken", true)), &content("orsaken", true));
        let marked = of_picture(&changes, &BTreeMap::new());
        let key = |text: &str| Key::parse(text).unwrap();
        let (picture, content) = (key("RB-2026-1"), key("RB-2026-1.1"));
        let scope = Some(Scope::Picture { picture, name: "2026:1".to_owned(), content });
        (changes, DisclosureMatter { scope, marked })
    }

    fn draft(cause: &str, rationale: &str) -> Draft {
        let risk = Key::numbered("RSK", 1);
        Draft::default()
            .with("picture", "RB-2026-1")
            .with("registration", "SN 2026/1")
            .with("reasons", "Uppgiften röjer en svaghet.")
            .with(&outcome_name(&risk, "cause"), cause)
            .with(&provision_name(&risk, "cause"), "OSL 18 kap. 8 § 3 p.")
            .with(&outcome_name(&risk, "rationale"), rationale)
            .with(&provision_name(&risk, "rationale"), "OSL 18 kap. 13 §")
    }

    fn read(draft: &Draft) -> Result<Disclosure, Vec<FieldError>> {
        Disclosure::read(draft, &matter().1, "Säkerhetssamordnare", day("2026-11-25"))
    }

    #[test]
    fn every_marked_field_is_to_be_looked_at_with_all_that_stands_in_it() {
        let (_, matter) = matter();
        let told: Vec<(&str, Vec<Cell>)> = matter
            .marked
            .into_iter()
            .map(|one| (if one.field == "cause" { "cause" } else { "rationale" }, one.said))
            .collect();
        let texts = |texts: &[&str]| texts.iter().map(|text| Cell::text(text)).collect::<Vec<_>>();
        assert_eq!(told, [("cause", texts(&["orsaken", "förra orsaken"])), ("rationale", texts(&["bedömning"]))]);
    }

    #[test]
    fn what_is_masked_is_gone_and_what_is_given_out_is_there() {
        let (mut changes, _) = matter();
        let disclosure = read(&draft("mask", "disclose")).unwrap();
        assert_eq!((disclosure.masked(), disclosure.provisions()), (1, vec!["OSL 18 kap. 8 § 3 p."]));
        assert_eq!(read(&disclosure.draft()), Ok(disclosure.clone()));
        disclosure.apply(&mut changes, &BTreeMap::new());
        let text = format!("{changes:?}");
        assert!(!text.contains("orsaken") && !text.contains("därför"), "{text}");
        assert!(text.contains("bedömning") && text.contains("OSL 18 kap. 8 § 3 p."), "{text}");
    }

    #[test]
    fn what_was_marked_after_the_decision_is_masked_until_someone_looks() {
        let (mut changes, _) = matter();
        let later = SecrecyMarking {
            provision: "OSL 18 kap. 9 §".into(),
            date: day("2026-11-26"),
            authority: "Nämnden".into(),
            fields: vec!["event".into()],
            own: BTreeMap::new(),
            note: String::new(),
            masked: false,
        };
        let today = BTreeMap::from([(Key::numbered("RSK", 1), later)]);
        read(&draft("disclose", "disclose")).unwrap().apply(&mut changes, &today);
        let text = format!("{changes:?}");
        assert!(!text.contains("händelse") && text.contains("orsaken") && text.contains("OSL 18 kap. 9 §"), "{text}");
    }

    #[test]
    fn a_list_is_disclosed_as_it_stood_and_what_was_stored_before_there_were_lists_is_read_as_it_was() {
        let today = day("2026-11-25");
        let asked = |filters: &str, day: &str| {
            Draft::default().with("register", "risker").with("filters", filters).with("day", day)
        };
        let list = |draft: &Draft| {
            let mut reader = Reader::new(draft);
            let read = Scope::read_list(&mut reader, today);
            reader.finish(read)
        };
        let (query, on) = list(&asked("omrade=technical\nsida=3\nper=2025-01-01", "2026-03-31")).unwrap();
        let scope = Scope::list(&query, on, 12);
        assert_eq!(scope.query().unwrap().filters, [("omrade".to_owned(), "technical".to_owned())].into());
        assert!(!Scope::columns(&query).iter().any(|column| column == "labels" || column == "since"));
        assert_eq!(list(&asked("omrade=moln", "2026-03-31")).unwrap_err()[0].field, "filters");
        assert_eq!(list(&asked("", "2026-11-26")).unwrap_err()[0].code, ErrorCode::InTheFuture);
        assert_eq!(list(&asked("", "2026-11-25").with("register", "journal")).unwrap_err()[0].field, "register");

        let form = asked("omrade=technical", "2026-03-31").with("registration", "SN 2026/2");
        let matter = DisclosureMatter { scope: Some(scope), marked: Vec::new() };
        let disclosure = Disclosure::read(&form, &matter, "Säkerhetssamordnare", today).unwrap();
        assert_eq!(disclosure.draft(), form);
        let mut body = Body::Risk(content("orsaken", true).items[0].risk.clone());
        disclosure.apply_to(&Key::numbered("RSK", 1), &mut body, None);
        let text = format!("{body:?}");
        assert!(!text.contains("orsaken") && text.contains("händelse") && text.contains("OSL 18 kap. 8 §"), "{text}");

        for stored in [
            serde_json::to_value(&disclosure).unwrap(),
            serde_json::to_value(read(&draft("mask", "disclose")).unwrap()).unwrap(),
        ] {
            let again: Disclosure = serde_json::from_value(stored.clone()).unwrap();
            assert_eq!(serde_json::to_value(&again).unwrap(), stored);
        }
        let before = serde_json::to_value(read(&draft("mask", "disclose")).unwrap()).unwrap();
        assert_eq!((&before["picture"], &before["examined"][0]["risk"]), (&"RB-2026-1".into(), &"RSK-01".into()));
    }

    #[test]
    fn nothing_is_decided_by_default() {
        let fields =
            |draft: &Draft| -> Vec<String> { read(draft).unwrap_err().into_iter().map(|error| error.field).collect() };
        assert_eq!(fields(&draft("", "disclose")), ["outcome:RSK-01:cause"]);
        assert_eq!(fields(&draft("kanske", "disclose")), ["outcome:RSK-01:cause"]);
        let without = draft("mask", "disclose").with("provision:RSK-01:cause", "").with("reasons", "");
        assert_eq!(fields(&without), ["provision:RSK-01:cause", "reasons"]);
        assert!(read(&draft("disclose", "disclose").with("reasons", "")).is_ok());
        let none = Disclosure::read(&draft("mask", "mask"), &DisclosureMatter::default(), "", day("2026-11-25"));
        assert_eq!(none.unwrap_err()[0].field, "picture");
    }
}
