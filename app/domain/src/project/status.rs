//! How a project stood in a period, dimension by dimension.

use crate::deviation::Period;
use crate::draft::{Draft, Reader};
use crate::error::ErrorCode;
use crate::field::{Field, Input};
use crate::programme::status::{Dimension, Signal, Standing};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a project stood in a period. A dimension that nothing is said of is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodStatus {
    /// The period.
    pub period: Period,
    /// Cost.
    pub cost: Option<Standing>,
    /// Result.
    pub result: Option<Standing>,
    /// Time.
    pub time: Option<Standing>,
    /// When it was reported.
    pub reported: NaiveDate,
    /// Function that reported it.
    pub by: String,
}

macro_rules! dimension {
    ($name:literal) => {
        [
            Field::optional($name, Input::Choice("signal", Signal::CODES)),
            Field::optional(concat!($name, "_cause"), Input::Text(1000)),
            Field::optional(concat!($name, "_action"), Input::Text(1000)),
        ]
    };
}

const COST: [Field; 3] = dimension!("cost");
const RESULT: [Field; 3] = dimension!("result");
const TIME: [Field; 3] = dimension!("time");

/// The form of a period's status.
pub(super) const FIELDS: &[Field] = &[
    Field::optional("period", Input::Line(20)),
    COST[0],
    COST[1],
    COST[2],
    RESULT[0],
    RESULT[1],
    RESULT[2],
    TIME[0],
    TIME[1],
    TIME[2],
];

impl PeriodStatus {
    /// The dimensions in the order the report tells of them.
    pub const ORDER: [Dimension; 3] = [Dimension::Cost, Dimension::Result, Dimension::Time];

    /// One dimension of it.
    #[must_use]
    pub const fn of(&self, dimension: Dimension) -> Option<&Standing> {
        match dimension {
            Dimension::Cost => self.cost.as_ref(),
            Dimension::Result => self.result.as_ref(),
            Dimension::Time => self.time.as_ref(),
        }
    }

    /// How it stands at its worst; none where nothing is said.
    #[must_use]
    pub fn worst(&self) -> Option<Signal> {
        Self::ORDER.iter().filter_map(|one| self.of(*one)).map(|standing| standing.signal).max()
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default();
        for (name, standing) in Self::ORDER.iter().filter_map(|one| Some((one.code(), self.of(*one)?))) {
            draft.set(name, standing.signal.code());
            draft.set(&format!("{name}_cause"), standing.cause.as_str());
            draft.set(&format!("{name}_action"), standing.action.as_str());
        }
        draft
    }

    /// Every cause and action, in order.
    pub fn causes(&self) -> impl Iterator<Item = &str> {
        let told = Self::ORDER.iter().filter_map(|one| self.of(*one));
        told.flat_map(|standing| [standing.cause.as_str(), standing.action.as_str()]).filter(|text| !text.is_empty())
    }
}

/// Reads one dimension. What is red is told with its cause and what is done about it.
pub(super) fn standing(reader: &mut Reader<'_>, dimension: Dimension) -> Option<Standing> {
    let name = dimension.code();
    let signal = reader.choice(name, Signal::from_code);
    let mut told = |part: &str| {
        let field = format!("{name}_{part}");
        if signal == Some(Signal::Red) { reader.required(&field, 1000) } else { reader.text(&field, 1000) }
    };
    let (cause, action) = (told("cause"), told("action"));
    if signal.is_none() && !(cause.is_empty() && action.is_empty()) {
        reader.error(name, ErrorCode::Required);
    }
    signal.map(|signal| Standing { signal, cause, action })
}
