//! The programme the measures belong to, and how far it has come.

pub mod baseline;
mod curve;
pub mod forecast;
mod milestone;
mod part;
pub mod plan;
mod push;
pub mod remaining;
mod report;
pub mod status;

pub use curve::{POINTS, Point, Step};
pub use forecast::{Forecast, NoForecast, Pace};
pub use milestone::Milestone;
pub use part::Part;
pub use push::Push;
pub use remaining::Remaining;
pub use report::{BARS, Bar, Group, ProgrammeReport, Share, Told, percent, report};

use self::status::ProjectStatus;
use crate::draft::{Draft, Reader};
use crate::error::FieldError;
use crate::field::{Field, Input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// Whom it covers.
    pub scope: String,
    /// What effect it is to have.
    pub effect: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day: everything is to be delivered by then.
    pub end: NaiveDate,
    /// Where it comes from.
    pub source: String,
    /// Days that it is steered by, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Reported project status, in order of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<ProjectStatus>,
}

impl Programme {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("name", Input::Line(200)),
        Field::optional("goal", Input::Text(2000)),
        Field::optional("scope", Input::Text(2000)),
        Field::optional("effect", Input::Text(2000)),
        Field::required("start", Input::Date),
        Field::required("end", Input::Date),
        Field::optional("milestones", Input::Text(4000)),
        Field::optional("source", Input::Line(200)),
    ];

    /// Reads the form: one milestone a line, as `2024-12-31 Namn`. `base` is the programme as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let name = reader.required("name", 200);
        let goal = reader.text("goal", 2000);
        let scope = reader.text("scope", 2000);
        let effect = reader.text("effect", 2000);
        let (start, end) = (reader.required_date("start"), reader.required_date("end"));
        reader.in_order(("start", start), ("end", end));
        let milestones = Milestone::read(&mut reader, "milestones");
        let source = reader.text("source", 200);
        let statuses = base.map(|base| base.statuses.clone()).unwrap_or_default();
        let value = start.zip(end).map(|(start, end)| Self {
            name,
            goal,
            scope,
            effect,
            start,
            end,
            source,
            milestones,
            statuses,
        });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let milestones: Vec<String> = self.milestones.iter().map(Milestone::line).collect();
        let mut draft = Draft::default()
            .with("name", self.name.as_str())
            .with("goal", self.goal.as_str())
            .with("scope", self.scope.as_str())
            .with("effect", self.effect.as_str())
            .with("milestones", milestones.join("\n"))
            .with("source", self.source.as_str());
        draft.set_date("start", Some(self.start));
        draft.set_date("end", Some(self.end));
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn typed(milestones: &str) -> Draft {
        Draft::default()
            .with("name", "Program")
            .with("start", "2023-01-01")
            .with("end", "2026-12-31")
            .with("milestones", milestones)
    }

    #[test]
    fn milestones_are_lines_and_stand_in_the_order_of_their_days() {
        let read = Programme::read(&typed("2025-06-30  Halvvägs \n\n2024-12-31 Roller på plats"), None).unwrap();
        let told: Vec<&str> = read.milestones.iter().map(|milestone| milestone.name.as_str()).collect();
        assert_eq!(told, ["Roller på plats", "Halvvägs"]);
        assert_eq!(Programme::read(&read.draft(), None).unwrap(), read);
        let errors = Programme::read(&typed("2024-12-31\nJuni Halvvägs"), None).unwrap_err();
        let codes: Vec<ErrorCode> = errors.into_iter().map(|error| error.code).collect();
        assert_eq!(codes, [ErrorCode::Required, ErrorCode::NotADate]);
    }
}
