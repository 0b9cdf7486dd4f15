//! Controls: recurring checks (kontrollmoment) within internal control, and the tests of them.

pub mod year;

use crate::codes;
use crate::date;
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
    /// How often a control is carried out.
    Frequency {
        /// Every month.
        Monthly = "monthly",
        /// Every third month.
        Quarterly = "quarterly",
        /// Every sixth month.
        HalfYearly = "half_yearly",
        /// Every twelfth month.
        Yearly = "yearly",
        /// When there is occasion to; it is never due by date.
        PerOccasion = "per_occasion",
    }
}

impl Frequency {
    /// Months between two occasions.
    #[must_use]
    pub const fn months(self) -> Option<u32> {
        match self {
            Self::Monthly => Some(1),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
            Self::PerOccasion => None,
        }
    }
}

codes! {
    /// What a test showed.
    TestResult {
        /// Utan anmärkning.
        Clean = "clean",
        /// Mindre avvikelse.
        Minor = "minor",
        /// Större avvikelse.
        Major = "major",
        /// Ej utförd.
        NotDone = "not_done",
    }
}

impl TestResult {
    /// Whether something has to be done about it: a deviation, or a test that was not carried out.
    #[must_use]
    pub const fn deviates(self) -> bool {
        matches!(self, Self::Minor | Self::Major | Self::NotDone)
    }
}

/// A control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// Short name.
    pub title: String,
    /// How it is carried out.
    pub method: String,
    /// How often.
    pub frequency: Frequency,
    /// Function that carries it out.
    pub owner: String,
    /// When the first occasion is due.
    pub first_due: Option<NaiveDate>,
    /// Tests, in order of date.
    pub tests: Vec<ControlTest>,
    /// Risks it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Measures it checks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Requirements it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer carried out.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// One occasion a control was carried out, or should have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTest {
    /// When.
    pub date: NaiveDate,
    /// What it showed; none in a copy where it is masked.
    pub result: Option<TestResult>,
    /// What was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub observation: String,
}

impl Control {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["method", "result", "observation"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("method", Input::Text(2000)),
        Field::required("frequency", Input::Choice("frequency", Frequency::CODES)),
        Field::required("owner", Input::Function),
        Field::optional("first_due", Input::Date),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a test.
    pub const TEST: &'static [Field] = &[
        Field::optional("date", Input::Date),
        Field::required("result", Input::Choice("result", TestResult::CODES)),
        Field::optional("observation", Input::Text(2000)),
    ];

    /// Reads the form; `base` is the control as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let method = reader.required("method", 2000);
        let frequency = reader.required_choice("frequency", Frequency::from_code);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let first_due = reader.date("first_due");
        let risks = reader.keys("risks", Kind::Risk);
        let measures = reader.keys("measures", Kind::Measure);
        let requirements = reader.keys("requirements", Kind::Requirement);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = frequency.map(|frequency| Self {
            title,
            method,
            frequency,
            owner,
            first_due,
            tests: base.map(|b| b.tests.clone()).unwrap_or_default(),
            risks,
            measures,
            requirements,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Adds a test. A deviation needs an observation. One on the date of an earlier test replaces it; the journal keeps
    /// both.
    ///
    /// # Errors
    /// Every field error.
    pub fn test(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let day = if draft.get("date").is_empty() { Some(today) } else { reader.date("date") };
        if day.is_some_and(|day| day > today) {
            reader.error("date", ErrorCode::InTheFuture);
        }
        let result = reader.required_choice("result", TestResult::from_code);
        let deviates = matches!(result, Some(TestResult::Minor | TestResult::Major));
        let observation =
            if deviates { reader.required("observation", 2000) } else { reader.text("observation", 2000) };
        let value = (|| {
            let test = ControlTest { date: day?, result: Some(result?), observation };
            let mut control = self.clone();
            control.tests.retain(|earlier| earlier.date != test.date);
            let place = control.tests.partition_point(|earlier| earlier.date < test.date);
            control.tests.insert(place, test);
            Some(control)
        })();
        reader.finish(value)
    }

    /// When it is due next: one interval after it was last carried out, or as first planned. None when closed or when
    /// it is carried out per occasion.
    #[must_use]
    pub fn next_due(&self) -> Option<NaiveDate> {
        if self.closed.is_some() {
            return None;
        }
        let months = self.frequency.months()?;
        self.carried_out().map(|test| date::months_after(test.date, months)).or(self.first_due)
    }

    /// Days past its occasion; none when it isn't due yet.
    #[must_use]
    pub fn days_late(&self, day: NaiveDate) -> Option<i64> {
        self.next_due().filter(|due| *due < day).map(|due| (day - due).num_days())
    }

    /// The last test that was carried out.
    #[must_use]
    pub fn carried_out(&self) -> Option<&ControlTest> {
        self.tests.iter().rev().find(|test| test.result != Some(TestResult::NotDone))
    }

    /// A measure that mends what the last test showed, to be filled in further. A marked observation brings its marking.
    #[must_use]
    pub fn follow_up(&self, title: &str) -> Draft {
        let mut draft = Draft::default().with("title", title).with("owner", self.owner.as_str());
        let marked = self.secrecy.as_ref().filter(|marking| marking.covers("observation"));
        if let Some(test) = self.last_test().filter(|_| marked.is_none_or(|marking| !marking.masked)) {
            draft.set("purpose", test.observation.as_str());
            if let Some(marking) = marked.filter(|_| !test.observation.is_empty()) {
                let marking =
                    marking.of_fields([("purpose".to_owned(), marking.own.get("observation").cloned())].into());
                SecrecyMarking::write(Some(&marking), &mut draft);
            }
        }
        draft.set_keys("risks", &self.risks);
        draft.set_keys("requirements", &self.requirements);
        draft
    }

    /// The last test.
    #[must_use]
    pub fn last_test(&self) -> Option<&ControlTest> {
        self.tests.last()
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("method", self.method.as_str())
            .with("frequency", self.frequency.code())
            .with("owner", self.owner.as_str())
            .with("source", self.source.as_str());
        draft.set_date("first_due", self.first_due);
        draft.set_keys("risks", &self.risks);
        draft.set_keys("measures", &self.measures);
        draft.set_keys("requirements", &self.requirements);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// A copy as those without clearance see it.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mut copy = self.clone();
        copy.mask();
        copy
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("method") {
            self.method.clear();
        }
        for test in &mut self.tests {
            if marking.covers("result") {
                test.result = None;
            }
            if marking.covers("observation") {
                test.observation.clear();
            }
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Control::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;

    fn control() -> Control {
        let typed = Draft::default()
            .with("title", "Återläsningstest")
            .with("method", "Test med protokoll")
            .with("frequency", "quarterly")
            .with("owner", "IT-säkerhetsansvarig")
            .with("first_due", "2026-03-31");
        Control::read(&typed, None, &Settings::default()).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    #[test]
    fn due_one_interval_after_it_was_done() {
        let control = control();
        assert_eq!(control.next_due(), Some(day("2026-03-31")));
        let done = Draft::default().with("date", "2026-03-20").with("result", "clean");
        let missed = Draft::default().with("date", "2026-06-20").with("result", "not_done");
        let control = control.test(&done, day("2026-11-23")).unwrap();
        assert_eq!(control.next_due(), Some(day("2026-06-20")));
        let control = control.test(&missed, day("2026-11-23")).unwrap();
        assert_eq!(control.next_due(), Some(day("2026-06-20")), "a missed occasion does not move the due date");
    }

    #[test]
    fn what_follows_up_a_test_says_what_it_showed_and_keeps_its_marking() {
        let test =
            Draft::default().with("date", "2026-03-20").with("result", "minor").with("observation", "Tog för lång tid");
        let mut control = control().test(&test, day("2026-11-23")).unwrap();
        let draft = control.follow_up("Rätta");
        assert_eq!((draft.get("purpose"), draft.get("secrecy_provision")), ("Tog för lång tid", ""));
        control.secrecy = Some(SecrecyMarking {
            provision: "OSL 18 kap. 8 §".to_owned(),
            date: day("2026-03-20"),
            authority: "Nämnden".to_owned(),
            fields: vec!["method".to_owned(), "observation".to_owned()],
            own: [("observation".to_owned(), "OSL 18 kap. 13 §".to_owned())].into(),
            note: String::new(),
            masked: false,
        });
        let draft = control.follow_up("Rätta");
        assert_eq!((draft.get("secrecy_provision"), draft.get("secrecy_fields")), ("OSL 18 kap. 8 §", "purpose"));
        assert_eq!(draft.get("secrecy_own"), "purpose: OSL 18 kap. 13 §");
        control.mask();
        assert_eq!(
            (control.follow_up("Rätta").get("purpose"), control.follow_up("Rätta").get("secrecy_fields")),
            ("", "")
        );
    }

    #[test]
    fn a_deviation_needs_an_observation() {
        let errors = control().test(&Draft::default().with("result", "major"), day("2026-11-23")).unwrap_err();
        assert_eq!(errors, [FieldError::new("observation", ErrorCode::Required)]);
    }
}
