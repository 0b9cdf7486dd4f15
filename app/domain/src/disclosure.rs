//! Disclosure (utlämnande) of a risk picture to anyone who asks for it, as everyone may: TF 2 kap. 15 §.
//!
//! A secrecy marking warns and decides nothing (OSL 5 kap. 5 §): each time, each marked field is looked at by itself, and given
//! out or masked with the provision that keeps it. What was decided of each is a record that can only be made, never changed;
//! the documents follow from it. Who asked is no field of it: nobody may be asked who they are (TF 2 kap. 18 §).

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::picture::Change;
use crate::risk::Risk;
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
    /// The risk picture.
    pub picture: Key,
    /// Year and number within it, as people say it: `2026:1`.
    pub name: String,
    /// Its content, as it was decided.
    pub content: Key,
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
    /// The risk.
    pub risk: Key,
    /// The field, by name.
    pub field: String,
    /// The provision it is masked with; none when it is given out.
    pub provision: Option<String>,
}

/// A marked field to be looked at: for those with clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The risk.
    pub risk: Key,
    /// Its title.
    pub title: String,
    /// The field, by name.
    pub field: String,
    /// What stands in it, line by line: in the decided picture, and in the one it revised where that says otherwise.
    pub texts: Vec<String>,
    /// The provision of the marking.
    pub provision: String,
}

/// What the rules are told when a picture is disclosed.
#[derive(Debug, Clone, Default)]
pub struct DisclosureMatter {
    /// The picture's name and its content's key, when it was adopted.
    pub picture: Option<(Key, String, Key)>,
    /// What is to be looked at.
    pub marked: Vec<Marked>,
}

/// The name of a marked field's choice in the form.
#[must_use]
pub fn outcome_name(risk: &Key, field: &str) -> String {
    format!("{OUTCOME}:{risk}:{field}")
}

/// The name of a marked field's provision in the form.
#[must_use]
pub fn provision_name(risk: &Key, field: &str) -> String {
    format!("{PROVISION}:{risk}:{field}")
}

/// Every marked field of a picture, with what stands in it. `changes` are those from the picture it revised; `today` are the
/// markings the risks have now.
#[must_use]
pub fn marked(changes: &[Change], today: &BTreeMap<Key, SecrecyMarking>) -> Vec<Marked> {
    let mut found = Vec::new();
    for change in changes {
        let risks = risks(change);
        let markings: Vec<&SecrecyMarking> =
            risks.iter().filter_map(|risk| risk.secrecy.as_ref()).chain(today.get(&change.key)).collect();
        let Some(last) = markings.last() else { continue };
        for field in Risk::MARKABLE.iter().filter(|field| markings.iter().any(|marking| marking.covers(field))) {
            let mut texts: Vec<String> = risks.iter().flat_map(|risk| texts(risk, field)).collect();
            // An answer says of a value what the rationale beside it says.
            if *field == "rationale" {
                let items = [&change.after, &change.before].into_iter().flatten();
                texts.extend(items.filter_map(|item| item.answer.as_ref()).map(|answer| answer.reason.clone()));
            }
            texts.retain(|text| !text.is_empty());
            let mut seen = Vec::new();
            texts.retain(|text| {
                !seen.contains(text) && {
                    seen.push(text.clone());
                    true
                }
            });
            if !texts.is_empty() {
                let title = risks.first().map(|risk| risk.title.clone()).unwrap_or_default();
                let provision = last.provision.clone();
                found.push(Marked { risk: change.key.clone(), title, field: (*field).to_owned(), texts, provision });
            }
        }
    }
    found
}

/// A risk as it is in a change: as proposed first.
fn risks(change: &Change) -> Vec<&Risk> {
    let items = [&change.after, &change.before].into_iter().flatten().map(|item| &item.risk);
    items.chain(change.ended.iter().map(|ended| &ended.risk)).collect()
}

/// What stands in a field that can be marked.
fn texts(risk: &Risk, field: &str) -> Vec<String> {
    match field {
        "cause" => vec![risk.cause.clone()],
        "event" => vec![risk.event.clone()],
        "consequence" => vec![risk.consequence.clone()],
        "treatment_note" => vec![risk.treatment_note.clone()],
        "rationale" => {
            let others = [&risk.inherent, &risk.target].into_iter().flatten();
            std::iter::once(&risk.current).chain(others).map(|one| one.rationale.clone()).collect()
        }
        _ => Vec::new(),
    }
}

impl Disclosure {
    /// The form, beside a choice and a provision for each marked field.
    pub const FIELDS: &'static [Field] = &[
        Field::required("picture", Input::Line(40)),
        Field::required("registration", Input::Line(60)),
        Field::optional("reasons", Input::Text(4000)),
    ];
    /// Outcomes a marked field can have.
    pub const OUTCOMES: &'static [&'static str] = &["disclose", "mask"];

    /// Reads the form.
    ///
    /// # Errors
    /// Every field error: a field that nobody has chosen for, one that is masked without a provision, masking without
    /// reasons; `NotNow` at `picture` when it was never adopted.
    pub fn read(draft: &Draft, matter: &DisclosureMatter, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        reader.required("picture", 40);
        if matter.picture.is_none() {
            reader.error("picture", ErrorCode::NotNow);
        }
        let registration = reader.required("registration", 60);
        let mut examined = Vec::new();
        for Marked { risk, field, .. } in &matter.marked {
            let (choice, provision) = (outcome_name(risk, field), provision_name(risk, field));
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
            examined.push(Examined { risk: risk.clone(), field: field.clone(), provision });
        }
        let masks = examined.iter().any(|one| one.provision.is_some());
        let reasons = if masks { reader.required("reasons", 4000) } else { reader.text("reasons", 4000) };
        let value = matter.picture.clone().map(|(picture, name, content)| Self {
            picture,
            name,
            content,
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
        let mut draft = Draft::default()
            .with("picture", self.picture.as_str())
            .with("registration", self.registration.as_str())
            .with("reasons", self.reasons.as_str());
        for one in &self.examined {
            let outcome = if one.provision.is_some() { "mask" } else { "disclose" };
            draft.set(&outcome_name(&one.risk, &one.field), outcome);
            draft.set(&provision_name(&one.risk, &one.field), one.provision.clone().unwrap_or_default());
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

    /// Makes the public version of the changes: what was masked is taken out of them, and everything else is in them, whatever
    /// markings there are. A marked field that nobody has looked at, since it was marked later, is masked too.
    pub fn apply(&self, changes: &mut [Change], today: &BTreeMap<Key, SecrecyMarking>) {
        for change in changes {
            let decided = |field: &str| self.examined.iter().find(|one| one.risk == change.key && one.field == field);
            let own: Vec<SecrecyMarking> = risks(change)
                .iter()
                .filter_map(|risk| risk.secrecy.clone())
                .chain(today.get(&change.key).cloned())
                .collect();
            let mut fields: BTreeMap<String, String> = BTreeMap::new();
            for marking in &own {
                for field in &marking.fields {
                    match decided(field) {
                        None => drop(fields.insert(field.clone(), marking.provision.clone())),
                        Some(Examined { provision: Some(provision), .. }) => {
                            fields.insert(field.clone(), provision.clone());
                        }
                        Some(_) => {}
                    }
                }
            }
            let mut provisions: Vec<String> = fields.values().cloned().collect();
            provisions.sort();
            provisions.dedup();
            let marking = (!fields.is_empty()).then(|| SecrecyMarking {
                provision: provisions.join(", "),
                date: self.decided,
                authority: String::new(),
                fields: fields.into_keys().collect(),
                note: String::new(),
                masked: false,
            });
            let items = [&mut change.before, &mut change.after].into_iter().flatten().map(|item| &mut item.risk);
            for risk in items.chain(change.ended.iter_mut().map(|ended| &mut ended.risk)) {
                risk.secrecy.clone_from(&marking);
            }
            change.mask(None);
        }
    }
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
    /// The picture that is being looked at, with its marked fields; none while none is chosen.
    pub examining: Option<(Key, String, Vec<Marked>)>,
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::picture::Content;
    use crate::picture::change::compare;
    use crate::picture::content::Item;
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
        let marked = marked(&changes, &BTreeMap::new());
        let key = |text: &str| Key::parse(text).unwrap();
        let picture = Some((key("RB-2026-1"), "2026:1".to_owned(), key("RB-2026-1.1")));
        (changes, DisclosureMatter { picture, marked })
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
        let told: Vec<(&str, Vec<&str>)> = matter
            .marked
            .iter()
            .map(|one| (one.field.as_str(), one.texts.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(told, [("cause", vec!["orsaken", "förra orsaken"]), ("rationale", vec!["bedömning"])]);
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
            note: String::new(),
            masked: false,
        };
        let today = BTreeMap::from([(Key::numbered("RSK", 1), later)]);
        read(&draft("disclose", "disclose")).unwrap().apply(&mut changes, &today);
        let text = format!("{changes:?}");
        assert!(!text.contains("händelse") && text.contains("orsaken") && text.contains("OSL 18 kap. 9 §"), "{text}");
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
