//! An indicator's figures period by period: which stand side by side, where sources differ, and where there is nothing.

use super::{Indicator, Sources, Value, ValueKind};
use crate::cell::Cell;
use crate::period::Period;
use chrono::{Days, NaiveDate};

/// Most periods without figures that are told of one by one.
const GAPS: usize = 60;

/// What is known of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodRow<'a> {
    /// The period, as the first of its values names it.
    pub period: Period,
    /// What the sources say of it, kind by kind in the order of [`ValueKind::ALL`]. Empty where nothing is known.
    pub values: Vec<&'a Value>,
    /// The kinds of which sources say different things.
    pub differs: Vec<ValueKind>,
    /// Whether it should have an outcome by now and has none.
    pub missing: bool,
}

/// Whether an outcome tells of a whole period: it ends when the period does, and begins no later.
fn tells_of(told: Period, period: Period) -> bool {
    told.end() == period.end() && told.span().0 <= period.span().0
}

impl Indicator {
    /// The periods in their order, those among them without figures too, as seen from a day.
    #[must_use]
    pub fn rows(&self, day: NaiveDate) -> Vec<PeriodRow<'_>> {
        let mut rows: Vec<PeriodRow<'_>> = Vec::new();
        for value in &self.values {
            match rows.iter_mut().find(|row| row.period.same(value.period)) {
                Some(row) => row.values.push(value),
                None => rows.push(PeriodRow {
                    period: value.period,
                    values: vec![value],
                    differs: Vec::new(),
                    missing: false,
                }),
            }
        }
        for row in &mut rows {
            row.values.sort_by_key(|value| value.kind);
            row.differs = ValueKind::ALL.iter().copied().filter(|kind| differ(&row.values, *kind)).collect();
        }
        for period in self.gaps(day) {
            match rows.iter_mut().find(|row| row.period.same(period)) {
                // Of a period that hasn't been told of a target may be known, or a forecast.
                Some(row) => row.missing = true,
                None => rows.push(PeriodRow { period, values: Vec::new(), differs: Vec::new(), missing: true }),
            }
        }
        rows.sort_by_key(|row| (row.period.end(), row.period.span().0));
        rows
    }

    /// The periods that should have an outcome by now and have none: from the first that has one, as often as the indicator is
    /// followed, to the last that has ended.
    #[must_use]
    pub fn gaps(&self, day: NaiveDate) -> Vec<Period> {
        let Some(months) = self.frequency.and_then(|frequency| frequency.months()) else { return Vec::new() };
        let outcomes: Vec<&Value> = self.outcomes().collect();
        let Some(first) = outcomes.iter().map(|value| value.period.span().0).min() else { return Vec::new() };
        let mut gaps = Vec::new();
        let mut next = Period::holding(first, months);
        while let Some(period) = next.filter(|period| period.end() < day && gaps.len() < GAPS) {
            if !outcomes.iter().any(|value| tells_of(value.period, period)) {
                gaps.push(period);
            }
            next = Period::holding(period.end() + Days::new(1), months);
        }
        gaps
    }

    /// The day after which an outcome is missing: the end of the period after the last that has one. None where it isn't
    /// settled how often there is one, and where its values are marked, since the day would tell of them.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        if self.closed.is_some() || self.values_marked() {
            return None;
        }
        let months = self.frequency.and_then(|frequency| frequency.months())?;
        let last = self.outcomes().filter_map(|value| {
            let whole = Period::holding(value.period.end(), months)?;
            // One that ends before its period does leaves that period to be told of.
            let before = value.period.span().0 - Days::new(1);
            Some(if tells_of(value.period, whole) { whole.end() } else { before })
        });
        Period::holding(last.max()? + Days::new(1), months).map(Period::end)
    }

    /// Outcomes with a figure.
    fn outcomes(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(|value| value.kind == ValueKind::Outcome && value.number.is_some())
    }

    /// The values of a kind for the last period that has a figure of that kind.
    #[must_use]
    pub fn last(&self, kind: ValueKind) -> Vec<&Value> {
        let told = |value: &&Value| value.kind == kind && value.number.is_some();
        let Some(last) = self.values.iter().rfind(|value| told(value)) else { return Vec::new() };
        self.values.iter().filter(told).filter(|value| value.beside(last)).collect()
    }

    /// The last values of a kind as one text; each once, so that sources that differ stand side by side: `80 / 84`.
    #[must_use]
    pub fn last_said(&self, kind: ValueKind) -> String {
        let mut said: Vec<String> = Vec::new();
        for value in self.last(kind) {
            let text = value.said();
            if !said.contains(&text) {
                said.push(text);
            }
        }
        said.join(" / ")
    }

    /// Whether its sources say different things of some period.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let apart = |one: &Value| self.values.iter().any(|other| one.beside(other) && contradicts(one, other));
        if self.values.iter().any(apart) { Sources::Differ } else { Sources::Agree }
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let outcome = ValueKind::Outcome;
        match column {
            "title" => Cell::text(&self.title),
            "indicator_kind" => Cell::code("indicator_kind", self.kind.code()),
            "definition" => Cell::text(&self.definition),
            "unit" => Cell::text(&self.unit),
            "latest" => Cell::text(&self.last_said(outcome)),
            "latest_period" => Cell::text(&self.last(outcome).first().map_or(String::new(), |one| one.period.short())),
            "goal" => Cell::text(&self.last_said(ValueKind::Target)),
            "sources" if self.values.is_empty() => Cell::Empty,
            "sources" => Cell::code("sources", self.sources().code()),
            "frequency" => self.frequency.map_or(Cell::Empty, |one| Cell::code("frequency", one.code())),
            "note" => Cell::text(&self.note),
            "risks" => Cell::keys(&self.risks),
            "controls" => Cell::keys(&self.controls),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }
}

/// Whether sources say different things of a kind, among the values of one period.
fn differ(values: &[&Value], kind: ValueKind) -> bool {
    let of: Vec<&&Value> = values.iter().filter(|value| value.kind == kind).collect();
    of.iter().any(|one| of.iter().any(|other| contradicts(one, other)))
}

/// Whether two figures can't both be right.
fn contradicts(one: &Value, other: &Value) -> bool {
    one.number.as_ref().zip(other.number.as_ref()).is_some_and(|(one, other)| !one.equals(other))
}
