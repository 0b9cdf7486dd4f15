//! Indicators: what is followed in figures, with what each source says of each period.
//!
//! A figure stands as its source gave it, with the words around it ("strax över") and what there is to doubt. Where sources
//! say different things of the same period both stand, and it is told that they differ: the register never chooses, and
//! never reckons a figure of its own.

pub mod periods;

use crate::codes;
use crate::control::Frequency;
use crate::decimal::Decimal;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::period::Period;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What kind of indicator it is.
    IndicatorKind {
        /// Effektmått: what the work leads to.
        Effect = "effect",
        /// Nyckeltal: how much, how often or how fast.
        Figure = "figure",
        /// Självskattning on a stair of four levels, as in Infosäkkollen and Cybersäkerhetskollen.
        SelfAssessment = "self_assessment",
    }
}

codes! {
    /// What a figure is.
    ValueKind {
        /// Utfall.
        Outcome = "outcome",
        /// Mål.
        Target = "target",
        /// Prognos.
        Forecast = "forecast",
    }
}

impl ValueKind {
    /// What reports call it, which are Swedish whatever the language around them.
    const fn word(self) -> &'static str {
        match self {
            Self::Outcome => "utfall",
            Self::Target => "mål",
            Self::Forecast => "prognos",
        }
    }
}

codes! {
    /// Whether the sources of an indicator agree.
    Sources {
        /// They say different things of some period.
        Differ = "differ",
        /// They don't.
        Agree = "agree",
    }
}

/// The levels of a self-assessment.
pub const LEVELS: std::ops::RangeInclusive<i64> = 1..=4;
/// One, in the millionths that decimals are compared by.
const ONE: i64 = 1_000_000;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its name.
    pub title: String,
    /// What kind it is.
    pub kind: IndicatorKind,
    /// What its figures are counted in: `%`, `MSEK`, `nivå`.
    pub unit: String,
    /// What it measures, and how.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// How often an outcome is to be had; none where that isn't settled.
    pub frequency: Option<Frequency>,
    /// Function that follows it.
    pub owner: String,
    /// What the sources say, in order of period, kind and source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// What there is to know of its figures as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Risks it tells of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Key>,
    /// Controls that look at it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer followed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// What one source says of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The period.
    pub period: Period,
    /// What the figure is.
    pub kind: ValueKind,
    /// The figure; none where the source has none, which `doubt` then tells.
    pub number: Option<Decimal>,
    /// Who says so: a report and its section.
    pub source: String,
    /// The source's words before the figure: `strax över`, `under`, `cirka`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// What there is to doubt: that a table's column isn't to be told, that the figure is preliminary.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doubt: String,
    /// When it was taken down here.
    pub recorded: NaiveDate,
}

impl Value {
    /// The figure with the source's words before it: `strax över 84`; empty where there is no figure.
    #[must_use]
    pub fn said(&self) -> String {
        match &self.number {
            Some(number) if self.qualifier.is_empty() => number.to_string(),
            Some(number) => format!("{} {number}", self.qualifier),
            None => String::new(),
        }
    }

    /// Whether two are of the same period and of the same kind.
    #[must_use]
    pub fn beside(&self, other: &Self) -> bool {
        self.kind == other.kind && self.period.same(other.period)
    }

    /// Whether another takes its place: the same source's word on the same.
    fn replaced_by(&self, other: &Self) -> bool {
        self.beside(other) && self.source.to_lowercase() == other.source.to_lowercase()
    }

    /// Its place among the others.
    fn order(&self) -> (NaiveDate, NaiveDate, ValueKind, String) {
        let (first, last) = self.period.span();
        (last, first, self.kind, self.source.to_lowercase())
    }

    /// As a difference tells it, in the words of the reports it is from: `2024-01–03 utfall: strax över 84 (Delårsrapport)`.
    fn line(&self) -> String {
        let figure = if self.number.is_some() { self.said() } else { "–".to_owned() };
        format!("{} {}: {figure} ({})", self.period.short(), self.kind.word(), self.source)
    }
}

impl Indicator {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["definition", "values", "note"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("kind", Input::Choice("indicator_kind", IndicatorKind::CODES)),
        Field::required("unit", Input::Line(20)),
        Field::optional("definition", Input::Text(2000)),
        Field::required("owner", Input::Function),
        Field::optional("frequency", Input::Choice("frequency", Frequency::CODES)),
        Field::optional("note", Input::Text(2000)),
        Field::optional("risks", Input::Links(Kind::Risk)),
        Field::optional("controls", Input::Links(Kind::Control)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a value.
    pub const REPORT: &'static [Field] = &[
        Field::required("period", Input::Line(30)),
        Field::required("value_kind", Input::Choice("value_kind", ValueKind::CODES)),
        Field::optional("qualifier", Input::Line(40)),
        Field::optional("number", Input::Line(30)),
        Field::required("value_source", Input::Line(200)),
        Field::optional("doubt", Input::Text(1000)),
        Field::optional("taken_back", Input::Flag),
    ];

    /// Reads the form; `base` is the indicator as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let kind = reader.required_choice("kind", IndicatorKind::from_code);
        let unit = reader.required("unit", 20);
        let definition = reader.text("definition", 2000);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let frequency = reader.choice("frequency", Frequency::from_code);
        let note = reader.text("note", 2000);
        let risks = reader.keys("risks", Kind::Risk);
        let controls = reader.keys("controls", Kind::Control);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let values = base.map(|b| b.values.clone()).unwrap_or_default();
        let off = |value: &Value| value.number.as_ref().is_some_and(|number| !on_a_level(number));
        if kind == Some(IndicatorKind::SelfAssessment) && values.iter().any(off) {
            reader.error("kind", ErrorCode::NotNow);
        }
        let value = kind.map(|kind| Self {
            title,
            kind,
            unit,
            definition,
            frequency,
            owner,
            values,
            note,
            risks,
            controls,
            source,
            closed: base.and_then(|b| b.closed.clone()),
            secrecy,
        });
        reader.finish(value)
    }

    /// Takes down what a source says of a period. What the same source said of it before is replaced; what other sources say
    /// stands beside it. One that was taken down by mistake is taken back; the journal keeps both.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `taken_back` when there is nothing to take back.
    pub fn report(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let period = reader.required_period("period");
        let kind = reader.required_choice("value_kind", ValueKind::from_code);
        let qualifier = reader.text("qualifier", 40);
        let number = reader.decimal("number");
        let source = reader.required("value_source", 200);
        let doubt = reader.text("doubt", 1000);
        let back = reader.flag("taken_back");
        // That a source has no figure is worth taking down, when it is told why.
        if draft.get("number").is_empty() && doubt.is_empty() && !back {
            reader.error("number", ErrorCode::Required);
        }
        if self.kind == IndicatorKind::SelfAssessment && number.as_ref().is_some_and(|number| !on_a_level(number)) {
            reader.error("number", ErrorCode::OutOfRange { min: *LEVELS.start(), max: *LEVELS.end() });
        }
        let outcome_ahead = kind == Some(ValueKind::Outcome) && period.is_some_and(|period| period.span().0 > today);
        if outcome_ahead && !back {
            reader.error("period", ErrorCode::InTheFuture);
        }
        let value = period.zip(kind).map(|(period, kind)| Value {
            period,
            kind,
            number,
            source,
            qualifier,
            doubt,
            recorded: today,
        });
        let changed = value.map(|value| {
            let mut changed = self.clone();
            changed.values.retain(|known| !known.replaced_by(&value));
            if back && changed.values.len() == self.values.len() {
                reader.error("taken_back", ErrorCode::NotNow);
            }
            if !back {
                changed.values.push(value);
                changed.values.sort_by_cached_key(Value::order);
            }
            changed
        });
        reader.finish(changed)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.kind.code())
            .with("unit", self.unit.as_str())
            .with("definition", self.definition.as_str())
            .with("owner", self.owner.as_str())
            .with("frequency", self.frequency.map_or("", Frequency::code))
            .with("note", self.note.as_str())
            .with("source", self.source.as_str());
        draft.set_keys("risks", &self.risks);
        draft.set_keys("controls", &self.controls);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Its values as a difference compares them, a line each.
    #[must_use]
    pub fn lines(&self) -> String {
        self.values.iter().map(Value::line).collect::<Vec<_>>().join("\n")
    }

    /// Whether its values are marked: then nothing that lists filter or sort by may tell of them.
    #[must_use]
    pub fn values_marked(&self) -> bool {
        self.secrecy.as_ref().is_some_and(|marking| marking.covers("values"))
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("definition") {
            self.definition.clear();
        }
        if marking.covers("note") {
            self.note.clear();
        }
        if marking.covers("values") {
            self.values.clear();
        }
    }
}

/// Whether a number is one of the levels of a self-assessment.
fn on_a_level(number: &Decimal) -> bool {
    number.millionths() % ONE == 0 && LEVELS.contains(&(number.millionths() / ONE))
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Indicator::MARKABLE);

#[cfg(test)]
mod tests;
