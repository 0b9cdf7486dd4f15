//! Deliverables: what the programme's measures lead to. A governing document that is decided and then taken into use, or
//! a role that is decided and then given to a function.

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
    /// What kind of deliverable it is.
    DeliverableKind {
        /// Process.
        Process = "process",
        /// Roll.
        Role = "role",
        /// Anvisning.
        Direction = "direction",
        /// Rutin.
        Routine = "routine",
        /// Instruktion.
        Instruction = "instruction",
    }
}

codes! {
    /// Where a deliverable stands. Derived from its dates, never typed.
    DeliverableState {
        /// Not decided yet.
        Draft = "draft",
        /// Decided, but not in use.
        Decided = "decided",
        /// Decided and in use.
        Introduced = "introduced",
        /// No longer in force, or never to be.
        Closed = "closed",
    }
}

/// A deliverable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// Its name: of the document, or of the role.
    pub title: String,
    /// What kind it is.
    pub kind: DeliverableKind,
    /// Version of a document, as it says itself: `2.1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// What a role answers for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub responsibilities: String,
    /// What a role may decide by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mandate: String,
    /// Function that has the role.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holder: String,
    /// When it was given the role.
    pub assigned: Option<NaiveDate>,
    /// Who decided it: an organ or a function.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// When it was decided.
    pub decided: Option<NaiveDate>,
    /// Reference: diarienummer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// First day it is in force, where that isn't the day it was decided.
    pub valid_from: Option<NaiveDate>,
    /// When it is to be reviewed next.
    pub next_review: Option<NaiveDate>,
    /// The day it was taken into use.
    pub introduced: Option<NaiveDate>,
    /// Function that answers for it.
    pub owner: String,
    /// Measures that deliver it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer in force.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// What a document has none of.
const OF_ROLES: [&str; 4] = ["responsibilities", "mandate", "holder", "assigned"];

impl Deliverable {
    /// Fields a secrecy marking may cover. Dates are not among them: what a measure may be reported as rests on them.
    pub const MARKABLE: &'static [&'static str] = &["responsibilities", "mandate", "reference"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("kind", Input::Choice("deliverable", DeliverableKind::CODES)),
        Field::required("owner", Input::Function),
        Field::optional("version", Input::Line(40)),
        Field::optional("responsibilities", Input::Text(2000)),
        Field::optional("mandate", Input::Text(2000)),
        Field::optional("holder", Input::Function),
        Field::optional("assigned", Input::Date),
        Field::optional("decided_by", Input::Line(200)),
        Field::optional("decided", Input::Date),
        Field::optional("reference", Input::Line(200)),
        Field::optional("valid_from", Input::Date),
        Field::optional("next_review", Input::Date),
        Field::optional("introduced", Input::Date),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a decision.
    pub const ADOPT: &'static [Field] = &[
        Field::required("decided_by", Input::Line(200)),
        Field::optional("decided", Input::Date),
        Field::optional("reference", Input::Line(200)),
        Field::optional("version", Input::Line(40)),
        Field::optional("valid_from", Input::Date),
        Field::optional("next_review", Input::Date),
    ];

    /// The form of taking it into use. Who has the role is asked for of roles alone.
    pub const INTRODUCE: &'static [Field] = &[
        Field::optional("introduced", Input::Date),
        Field::optional("holder", Input::Function),
        Field::optional("assigned", Input::Date),
    ];

    /// Reads the form; `base` is the deliverable as it was.
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
        let kind = reader.required_choice("kind", DeliverableKind::from_code);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let version = reader.text("version", 40);
        let responsibilities = reader.text("responsibilities", 2000);
        let mandate = reader.text("mandate", 2000);
        let holder = if draft.get("holder").is_empty() {
            String::new()
        } else {
            reader.word("holder", &settings.functions, base.map(|b| b.holder.as_str()))
        };
        let assigned = reader.date("assigned");
        let decided_by = reader.text("decided_by", 200);
        let decided = reader.date("decided");
        let reference = reader.text("reference", 200);
        let valid_from = reader.date("valid_from");
        let next_review = reader.date("next_review");
        let introduced = reader.date("introduced");
        let measures = reader.keys("measures", Kind::Measure);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = kind.map(|kind| Self {
            title,
            kind,
            version,
            responsibilities,
            mandate,
            holder,
            assigned,
            decided_by,
            decided,
            reference,
            valid_from,
            next_review,
            introduced,
            owner,
            measures,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        if let Some(value) = &value {
            value.check(&mut reader, today);
        }
        reader.finish(value)
    }

    /// Records what was decided of it.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it has been decided already: then the form corrects it.
    pub fn adopt(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.decided.is_some() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let mut value = self.clone();
        value.decided_by = reader.required("decided_by", 200);
        value.decided = if draft.get("decided").is_empty() { Some(today) } else { reader.date("decided") };
        let (reference, version) = (reader.text("reference", 200), reader.text("version", 40));
        // What is left empty stands as it was.
        for (place, given) in [(&mut value.reference, reference), (&mut value.version, version)] {
            if !given.is_empty() {
                *place = given;
            }
        }
        value.valid_from = reader.date("valid_from").or(self.valid_from);
        value.next_review = reader.date("next_review").or(self.next_review);
        value.check(&mut reader, today);
        reader.finish(Some(value))
    }

    /// Records that it is in use.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it isn't decided, or has been taken into use already.
    pub fn introduce(&self, draft: &Draft, settings: &Settings, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        if self.decided.is_none() || self.introduced.is_some() {
            return Err(FieldError::not_now());
        }
        let mut reader = Reader::new(draft);
        let mut value = self.clone();
        value.introduced = if draft.get("introduced").is_empty() { Some(today) } else { reader.date("introduced") };
        if !draft.get("holder").is_empty() {
            value.holder = reader.word("holder", &settings.functions, Some(self.holder.as_str()));
        }
        value.assigned = reader.date("assigned").or(self.assigned);
        value.check(&mut reader, today);
        reader.finish(Some(value))
    }

    /// What must hold between its fields. A decision has a date and someone who took it; nothing is in use before it is
    /// decided; and a role is in use when some function has it.
    fn check(&self, reader: &mut Reader<'_>, today: NaiveDate) {
        let role = self.kind == DeliverableKind::Role;
        let given = [
            !self.responsibilities.is_empty(),
            !self.mandate.is_empty(),
            !self.holder.is_empty(),
            self.assigned.is_some(),
        ];
        for (field, given) in OF_ROLES.into_iter().zip(given) {
            if given && !role {
                reader.error(field, ErrorCode::NotNow);
            }
        }
        let must = |reader: &mut Reader<'_>, field: &str, missing: bool| {
            if missing {
                reader.error(field, ErrorCode::Required);
            }
        };
        must(reader, "decided_by", self.decided.is_some() && self.decided_by.is_empty());
        must(reader, "decided", self.decided.is_none() && (self.introduced.is_some() || !self.decided_by.is_empty()));
        must(
            reader,
            "holder",
            role && self.holder.is_empty() && (self.introduced.is_some() || self.assigned.is_some()),
        );
        must(reader, "assigned", role && self.assigned.is_none() && self.introduced.is_some());
        for (field, day) in [("decided", self.decided), ("introduced", self.introduced), ("assigned", self.assigned)] {
            if day.is_some_and(|day| day > today) {
                reader.error(field, ErrorCode::InTheFuture);
            }
        }
        for (field, day) in
            [("introduced", self.introduced), ("valid_from", self.valid_from), ("next_review", self.next_review)]
        {
            reader.in_order(("decided", self.decided), (field, day));
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> DeliverableState {
        match (&self.closed, self.decided, self.introduced) {
            (Some(_), ..) => DeliverableState::Closed,
            (None, None, _) => DeliverableState::Draft,
            (None, Some(_), None) => DeliverableState::Decided,
            (None, Some(_), Some(_)) => DeliverableState::Introduced,
        }
    }

    /// The date of its next review, while there is something in force to review.
    #[must_use]
    pub fn review(&self) -> Option<NaiveDate> {
        let in_force = matches!(self.state(), DeliverableState::Decided | DeliverableState::Introduced);
        self.next_review.filter(|_| in_force)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.kind.code())
            .with("owner", self.owner.as_str())
            .with("version", self.version.as_str())
            .with("responsibilities", self.responsibilities.as_str())
            .with("mandate", self.mandate.as_str())
            .with("holder", self.holder.as_str())
            .with("decided_by", self.decided_by.as_str())
            .with("reference", self.reference.as_str())
            .with("source", self.source.as_str());
        draft.set_date("assigned", self.assigned);
        draft.set_date("decided", self.decided);
        draft.set_date("valid_from", self.valid_from);
        draft.set_date("next_review", self.next_review);
        draft.set_date("introduced", self.introduced);
        draft.set_keys("measures", &self.measures);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        for (field, text) in [
            ("responsibilities", &mut self.responsibilities),
            ("mandate", &mut self.mandate),
            ("reference", &mut self.reference),
        ] {
            if marking.covers(field) {
                text.clear();
            }
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Deliverable::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn typed(kind: &str) -> Draft {
        Draft::default().with("title", "Rutin för loggning").with("kind", kind).with("owner", "IT-säkerhetsansvarig")
    }

    fn read(draft: &Draft) -> Result<Deliverable, Vec<FieldError>> {
        Deliverable::read(draft, None, &Settings::default(), day("2026-11-23"))
    }

    fn wrong(draft: &Draft) -> Vec<String> {
        read(draft).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn dates_decide_the_state() {
        let draft = read(&typed("routine")).unwrap();
        assert_eq!(draft.state(), DeliverableState::Draft);
        let decision = Draft::default().with("decided_by", "Förvaltningsdirektör").with("decided", "2026-11-02");
        let decided = draft.adopt(&decision, day("2026-11-23")).unwrap();
        assert_eq!(decided.state(), DeliverableState::Decided);
        let use_of = |text: &str| Draft::default().with("introduced", text);
        let introduced = decided.introduce(&use_of("2026-11-10"), &Settings::default(), day("2026-11-23")).unwrap();
        assert_eq!(
            (introduced.state(), introduced.introduced),
            (DeliverableState::Introduced, Some(day("2026-11-10")))
        );
        let early = decided.introduce(&use_of("2026-11-01"), &Settings::default(), day("2026-11-23")).unwrap_err();
        assert_eq!(early, [FieldError::new("introduced", ErrorCode::Before { other: "decided".into() })]);
    }

    #[test]
    fn nothing_is_decided_or_introduced_twice_or_out_of_turn() {
        let draft = read(&typed("routine")).unwrap();
        let today = day("2026-11-23");
        assert!(draft.introduce(&Draft::default(), &Settings::default(), today).is_err());
        let decision = Draft::default().with("decided_by", "Förvaltningsdirektör");
        let decided = draft.adopt(&decision, today).unwrap();
        assert_eq!(decided.adopt(&decision, today).unwrap_err()[0].code, ErrorCode::NotNow);
    }

    #[test]
    fn a_decision_has_a_date_and_someone_who_took_it() {
        assert_eq!(wrong(&typed("routine").with("decided", "2026-11-02")), ["decided_by"]);
        assert_eq!(wrong(&typed("routine").with("decided_by", "Nämnden")), ["decided"]);
        assert_eq!(wrong(&typed("routine").with("introduced", "2026-11-02")), ["decided"]);
        let tomorrow = typed("routine").with("decided_by", "Nämnden").with("decided", "2026-11-24");
        assert_eq!(wrong(&tomorrow), ["decided"]);
    }

    #[test]
    fn a_role_is_in_use_when_some_function_has_it() {
        let decided = typed("role").with("decided_by", "Nämnden").with("decided", "2026-11-02");
        let role = read(&decided).unwrap();
        let missing = role.introduce(&Draft::default(), &Settings::default(), day("2026-11-23")).unwrap_err();
        assert_eq!(missing.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["holder", "assigned"]);
        let given = Draft::default().with("holder", "Arkivansvarig").with("assigned", "2026-11-05");
        let settings = Settings { functions: vec!["Arkivansvarig".into()], ..Settings::default() };
        let in_use = role.introduce(&given, &settings, day("2026-11-23")).unwrap();
        assert_eq!((in_use.state(), in_use.holder.as_str()), (DeliverableState::Introduced, "Arkivansvarig"));
    }

    #[test]
    fn a_document_has_no_mandate() {
        assert_eq!(wrong(&typed("routine").with("mandate", "Får stoppa en driftsättning.")), ["mandate"]);
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let whole = typed("routine")
            .with("version", "1.2")
            .with("decided_by", "Nämnden")
            .with("decided", "2026-11-02")
            .with("introduced", "2026-11-10")
            .with("next_review", "2027-11-02")
            .with("measures", "ATG-01, ATG-02");
        let read = read(&whole).unwrap();
        assert_eq!(read.draft(), whole);
    }
}
