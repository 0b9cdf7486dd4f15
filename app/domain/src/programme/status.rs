//! Project status per dimension: time, cost and result, each green, yellow or red.
//!
//! As in the quarterly reports' portfolio chapter: a dimension that isn't green is told with its cause and what is done
//! about it.

use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::programme::Programme;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How a dimension stands.
    Signal {
        /// Grön: as planned.
        Green = "green",
        /// Gul: deviates, and can be handled within the project.
        Yellow = "yellow",
        /// Röd: deviates so that the plan doesn't hold.
        Red = "red",
    }
}

codes! {
    /// What a project's status is told of.
    Dimension {
        /// Tid.
        Time = "time",
        /// Kostnad.
        Cost = "cost",
        /// Resultat.
        Result = "result",
    }
}

/// How the programme stood on a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectStatus {
    /// The date it was so.
    pub date: NaiveDate,
    /// Time.
    pub time: Standing,
    /// Cost.
    pub cost: Standing,
    /// Result.
    pub result: Standing,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// How one dimension stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How.
    pub signal: Signal,
    /// Why; always there when it isn't green.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// What is done about it; always there when it isn't green.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
}

macro_rules! dimension {
    ($name:literal) => {
        [
            Field::required($name, Input::Choice("signal", Signal::CODES)),
            Field::optional(concat!($name, "_cause"), Input::Text(1000)),
            Field::optional(concat!($name, "_action"), Input::Text(1000)),
        ]
    };
}

const TIME: [Field; 3] = dimension!("time");
const COST: [Field; 3] = dimension!("cost");
const RESULT: [Field; 3] = dimension!("result");

/// The form of a status.
pub const STATUS: &[Field] = &[
    Field::optional("date", Input::Date),
    TIME[0],
    TIME[1],
    TIME[2],
    COST[0],
    COST[1],
    COST[2],
    RESULT[0],
    RESULT[1],
    RESULT[2],
    Field::optional("comment", Input::Text(2000)),
];

impl ProjectStatus {
    /// One dimension of it.
    #[must_use]
    pub const fn of(&self, dimension: Dimension) -> &Standing {
        match dimension {
            Dimension::Time => &self.time,
            Dimension::Cost => &self.cost,
            Dimension::Result => &self.result,
        }
    }

    /// The form of the next status, with what stands until it is said otherwise.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default();
        for &dimension in Dimension::ALL {
            let (name, standing) = (dimension.code(), self.of(dimension));
            draft.set(name, standing.signal.code());
            draft.set(&format!("{name}_cause"), standing.cause.as_str());
            draft.set(&format!("{name}_action"), standing.action.as_str());
        }
        draft
    }

    fn read(draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let date = if draft.get("date").is_empty() { Some(today) } else { reader.date("date") };
        if date.is_some_and(|day| day > today) {
            reader.error("date", ErrorCode::InTheFuture);
        }
        let [time, cost, result] =
            [Dimension::Time, Dimension::Cost, Dimension::Result].map(|one| Standing::read(&mut reader, one));
        let comment = reader.text("comment", 2000);
        let value = (|| Some(Self { date: date?, time: time?, cost: cost?, result: result?, comment }))();
        reader.finish(value)
    }
}

impl Standing {
    fn read(reader: &mut Reader<'_>, dimension: Dimension) -> Option<Self> {
        let name = dimension.code();
        let signal = reader.required_choice(name, Signal::from_code);
        let deviates = signal.is_some_and(|signal| signal != Signal::Green);
        let mut told = |part: &str| {
            let field = format!("{name}_{part}");
            if deviates { reader.required(&field, 1000) } else { reader.text(&field, 1000) }
        };
        let (cause, action) = (told("cause"), told("action"));
        Some(Self { signal: signal?, cause, action })
    }
}

impl Programme {
    /// Adds a status. One on the date of an earlier status replaces it: the later word counts, and the journal keeps both.
    ///
    /// # Errors
    /// Every field error; `Required` at the cause or action of a dimension that isn't green.
    pub fn report(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let status = ProjectStatus::read(draft, today)?;
        let mut programme = self.clone();
        programme.statuses.retain(|earlier| earlier.date != status.date);
        let place = programme.statuses.partition_point(|earlier| earlier.date < status.date);
        programme.statuses.insert(place, status);
        Ok(programme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn programme() -> Programme {
        let typed = Draft::default().with("name", "Program").with("start", "2023-01-01").with("end", "2026-12-31");
        Programme::read(&typed, None).unwrap()
    }

    fn status(time: &str) -> Draft {
        Draft::default().with("time", time).with("cost", "green").with("result", "green")
    }

    fn today() -> NaiveDate {
        date::parse("2026-11-23").unwrap()
    }

    #[test]
    fn yellow_and_red_need_cause_and_action() {
        for signal in ["yellow", "red"] {
            let errors = programme().report(&status(signal), today()).unwrap_err();
            let required = |field| FieldError::new(field, ErrorCode::Required);
            assert_eq!(errors, [required("time_cause"), required("time_action")], "{signal}");
            let told = status(signal).with("time_cause", "Sent beslut.").with("time_action", "Omplanering.");
            let programme = programme().report(&told, today()).unwrap();
            assert_eq!(programme.statuses[0].time.cause, "Sent beslut.");
        }
        let errors = programme().report(&Draft::default(), today()).unwrap_err();
        assert_eq!(errors.len(), 3, "every dimension is told of");
    }

    #[test]
    fn statuses_stay_in_order_and_a_later_word_of_a_day_counts() {
        let on = |day: &str, comment: &str| status("green").with("date", day).with("comment", comment);
        let mut programme = programme();
        for told in [on("2026-08-31", "b"), on("2026-04-30", "a"), on("2026-08-31", "c")] {
            programme = programme.report(&told, today()).unwrap();
        }
        let told: Vec<&str> = programme.statuses.iter().map(|one| one.comment.as_str()).collect();
        assert_eq!(told, ["a", "c"]);
        assert!(programme.report(&on("2026-12-01", ""), today()).is_err());
    }

    #[test]
    fn changing_the_programme_keeps_what_has_been_reported() {
        let reported = programme().report(&status("green"), today()).unwrap();
        let changed = Programme::read(&reported.draft().with("goal", "Ett mål"), Some(&reported)).unwrap();
        assert_eq!(changed.statuses, reported.statuses);
        let next = reported.statuses[0].draft();
        assert_eq!((next.get("time"), next.get("date")), ("green", ""));
    }
}
