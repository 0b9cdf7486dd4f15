//! Risks: cause → event → consequence, assessed on the organisation's scale.
//!
//! The sentence is MSB's: *på grund av (orsak) inträffar (händelse) vilket leder till (konsekvens)*.

use crate::codes;
use crate::date;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::secrecy::SecrecyMarking;
use crate::settings::{Scale, Settings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What is done about a risk.
    Treatment {
        /// Lower its likelihood or consequence.
        Reduce = "reduce",
        /// Live with it, knowingly.
        Accept = "accept",
        /// Stop doing what causes it.
        Avoid = "avoid",
        /// Share it or pass it on.
        Transfer = "transfer",
    }
}

codes! {
    /// What kind of consequence weighs most (MSB's consequence categories).
    ConsequenceKind {
        /// Money.
        Economy = "economy",
        /// The organisation's work stops or suffers.
        Operations = "operations",
        /// Legal requirements aren't met.
        Legal = "legal",
        /// People are harmed or lose their privacy.
        Person = "person",
        /// Other organisations or society suffer.
        Society = "society",
    }
}

codes! {
    /// The two areas of the programme.
    Area {
        /// Administrativ säkerhet.
        Administrative = "administrative",
        /// Teknisk säkerhet.
        Technical = "technical",
    }
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Short name.
    pub title: String,
    /// One of the organisation's categories.
    pub category: String,
    /// Area it belongs to, where it belongs to one.
    pub area: Option<Area>,
    /// På grund av …
    pub cause: String,
    /// … kan det inträffa …
    pub event: String,
    /// … vilket leder till.
    pub consequence: String,
    /// What kind of consequence weighs most.
    pub consequence_kind: Option<ConsequenceKind>,
    /// Function that owns the risk.
    pub owner: String,
    /// Before any measure.
    pub inherent: Option<Assessment>,
    /// As it is now.
    pub current: Assessment,
    /// Where it should be.
    pub target: Option<Assessment>,
    /// What is done about it.
    pub treatment: Treatment,
    /// How, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub treatment_note: String,
    /// Months between reviews, 1–24.
    pub review_months: u8,
    /// When it is reviewed next.
    pub next_review: NaiveDate,
    /// Requirements it endangers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Where it comes from: a report and its section, or that it is an example.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is closed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// One assessment of a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// 1 up to the scale's size.
    pub likelihood: u8,
    /// 1 up to the scale's size.
    pub consequence: u8,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// When it was assessed.
    pub date: Option<NaiveDate>,
}

impl Assessment {
    /// Likelihood × consequence.
    #[must_use]
    pub const fn score(&self) -> u8 {
        self.likelihood.saturating_mul(self.consequence)
    }
}

/// That a record is closed. Nothing is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

/// The three assessments of a form, by the first part of their field names.
pub const ASSESSMENTS: [&str; 3] = ["inherent", "current", "target"];

impl Risk {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["cause", "event", "consequence", "rationale", "treatment_note"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("category", Input::Category),
        Field::optional("area", Input::Choice("area", Area::CODES)),
        Field::required("cause", Input::Text(2000)),
        Field::required("event", Input::Text(2000)),
        Field::required("consequence", Input::Text(2000)),
        Field::optional("consequence_kind", Input::Choice("consequence_kind", ConsequenceKind::CODES)),
        Field::required("owner", Input::Function),
        Field::optional("inherent_likelihood", Input::Likelihood),
        Field::optional("inherent_consequence", Input::Consequence),
        Field::optional("inherent_rationale", Input::Text(2000)),
        Field::required("current_likelihood", Input::Likelihood),
        Field::required("current_consequence", Input::Consequence),
        Field::optional("current_rationale", Input::Text(2000)),
        Field::optional("current_date", Input::Date),
        Field::optional("target_likelihood", Input::Likelihood),
        Field::optional("target_consequence", Input::Consequence),
        Field::optional("target_rationale", Input::Text(2000)),
        Field::required("treatment", Input::Choice("treatment", Treatment::CODES)),
        Field::optional("treatment_note", Input::Text(2000)),
        Field::required("review_months", Input::Number(1, 24)),
        Field::optional("next_review", Input::Date),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a new assessment.
    pub const ASSESS: &'static [Field] = &[
        Field::required("current_likelihood", Input::Likelihood),
        Field::required("current_consequence", Input::Consequence),
        Field::required("current_rationale", Input::Text(2000)),
        Field::optional("current_date", Input::Date),
    ];

    /// Reads the form; `base` is the risk as it was.
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
        let category = reader.word("category", &settings.categories, base.map(|b| b.category.as_str()));
        let area = reader.choice("area", Area::from_code);
        let cause = reader.required("cause", 2000);
        let event = reader.required("event", 2000);
        let consequence = reader.required("consequence", 2000);
        let consequence_kind = reader.choice("consequence_kind", ConsequenceKind::from_code);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let inherent = read_assessment(&mut reader, draft, "inherent", false, &settings.scale, None);
        let assessed = if draft.get("current_date").is_empty() { Some(today) } else { reader.date("current_date") };
        if assessed.is_some_and(|day| day > today) {
            reader.error("current_date", ErrorCode::InTheFuture);
        }
        let current = read_assessment(&mut reader, draft, "current", true, &settings.scale, assessed);
        let target = read_assessment(&mut reader, draft, "target", false, &settings.scale, None);
        let treatment = reader.required_choice("treatment", Treatment::from_code);
        let treatment_note = reader.text("treatment_note", 2000);
        let review_months = reader.required_number("review_months", 1, 24).and_then(|n| u8::try_from(n).ok());
        let given = reader.date("next_review");
        reader.in_order(("current_date", assessed), ("next_review", given));
        let requirements = reader.keys("requirements", Kind::Requirement);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = (|| {
            let (current, review_months) = (current?, review_months?);
            let next_review =
                given.unwrap_or_else(|| date::months_after(assessed.unwrap_or(today), review_months.into()));
            Some(Self {
                title,
                category,
                area,
                cause,
                event,
                consequence,
                consequence_kind,
                owner,
                inherent,
                current,
                target,
                treatment: treatment?,
                treatment_note,
                review_months,
                next_review,
                requirements,
                source,
                closed: base.and_then(|b| b.closed.clone()),
                secrecy,
            })
        })();
        reader.finish(value)
    }

    /// A new assessment of the risk as it is now; the next review moves one interval on.
    ///
    /// # Errors
    /// Every field error.
    pub fn assess(&self, draft: &Draft, scale: &Scale, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let day = reader.date("current_date").unwrap_or(today);
        if day > today {
            reader.error("current_date", ErrorCode::InTheFuture);
        }
        reader.required("current_rationale", 2000);
        let current = read_assessment(&mut reader, draft, "current", true, scale, Some(day));
        let value = current.map(|current| Self {
            current,
            next_review: date::months_after(day, self.review_months.into()),
            ..self.clone()
        });
        reader.finish(value)
    }

    /// Days past its next review on a date, while it is open.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        (self.closed.is_none() && today > self.next_review).then(|| (today - self.next_review).num_days())
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("category", self.category.as_str())
            .with("area", self.area.map_or("", Area::code))
            .with("cause", self.cause.as_str())
            .with("event", self.event.as_str())
            .with("consequence", self.consequence.as_str())
            .with("consequence_kind", self.consequence_kind.map_or("", ConsequenceKind::code))
            .with("owner", self.owner.as_str())
            .with("treatment", self.treatment.code())
            .with("treatment_note", self.treatment_note.as_str())
            .with("review_months", self.review_months.to_string())
            .with("source", self.source.as_str());
        draft.set_date("next_review", Some(self.next_review));
        draft.set_keys("requirements", &self.requirements);
        let assessments = [self.inherent.as_ref(), Some(&self.current), self.target.as_ref()];
        for (name, assessment) in ASSESSMENTS.iter().zip(assessments) {
            if let Some(assessment) = assessment {
                draft.set(&format!("{name}_likelihood"), assessment.likelihood.to_string());
                draft.set(&format!("{name}_consequence"), assessment.consequence.to_string());
                draft.set(&format!("{name}_rationale"), assessment.rationale.as_str());
            }
        }
        draft.set_date("current_date", self.current.date);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        for (field, text) in [
            ("cause", &mut self.cause),
            ("event", &mut self.event),
            ("consequence", &mut self.consequence),
            ("treatment_note", &mut self.treatment_note),
            ("rationale", &mut self.current.rationale),
        ] {
            if marking.covers(field) {
                text.clear();
            }
        }
        if marking.covers("rationale") {
            for assessment in [&mut self.inherent, &mut self.target].into_iter().flatten() {
                assessment.rationale.clear();
            }
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Risk::MARKABLE);

/// Reads one assessment. Half an assessment is an error at the missing half.
fn read_assessment(
    reader: &mut Reader<'_>,
    draft: &Draft,
    name: &str,
    required: bool,
    scale: &Scale,
    date: Option<NaiveDate>,
) -> Option<Assessment> {
    let fields = [format!("{name}_likelihood"), format!("{name}_consequence")];
    let rationale = reader.text(&format!("{name}_rationale"), 2000);
    let wanted = required || fields.iter().any(|field| !draft.get(field).is_empty());
    if !wanted {
        return None;
    }
    let top = i64::from(scale.size());
    let [likelihood, consequence] =
        fields.map(|field| reader.required_number(&field, 1, top).and_then(|n| u8::try_from(n).ok()));
    Some(Assessment { likelihood: likelihood?, consequence: consequence?, rationale, date })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        date::parse("2026-11-23").unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Nyckelpersoner slutar")
            .with("category", "Personal")
            .with("cause", "få kan systemet")
            .with("event", "en slutar")
            .with("consequence", "driften stannar")
            .with("owner", "Säkerhetssamordnare")
            .with("current_likelihood", "2")
            .with("current_consequence", "4")
            .with("treatment", "reduce")
            .with("review_months", "6")
    }

    #[test]
    fn the_next_review_is_one_interval_after_the_assessment() {
        let risk = Risk::read(&typed(), None, &Settings::default(), today()).unwrap();
        assert_eq!(risk.next_review.to_string(), "2027-05-23");
        assert_eq!(risk.current.score(), 8);
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let marked = typed()
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2024-02-12")
            .with("secrecy_authority", "Nämnden")
            .with("secrecy_fields", "cause");
        let risk = Risk::read(&marked, None, &Settings::default(), today()).unwrap();
        assert_eq!(Risk::read(&risk.draft(), Some(&risk), &Settings::default(), today()).unwrap(), risk);
    }

    #[test]
    fn a_score_off_the_scale_is_refused_at_its_field() {
        let errors =
            Risk::read(&typed().with("current_likelihood", "5"), None, &Settings::default(), today()).unwrap_err();
        assert_eq!(errors, [FieldError::new("current_likelihood", ErrorCode::OutOfRange { min: 1, max: 4 })]);
    }

    #[test]
    fn half_an_assessment_is_an_error_at_the_other_half() {
        let errors =
            Risk::read(&typed().with("target_likelihood", "1"), None, &Settings::default(), today()).unwrap_err();
        assert_eq!(errors, [FieldError::new("target_consequence", ErrorCode::Required)]);
    }

    #[test]
    fn a_masked_risk_holds_nothing_of_the_marked_fields() {
        let marked = typed()
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2024-02-12")
            .with("secrecy_authority", "Nämnden")
            .with("secrecy_fields", "cause");
        let mut risk = Risk::read(&marked, None, &Settings::default(), today()).unwrap();
        risk.mask();
        assert!(!serde_json::to_string(&risk).unwrap().contains("få kan systemet"));
        assert!(risk.event.contains("slutar"));
    }
}
