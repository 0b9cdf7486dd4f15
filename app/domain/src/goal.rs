//! Goals and the activities that lead to them (mål och aktiviteter): what the council and the board want, area by area, and what
//! is done for it, with a comment for each reporting period.
//!
//! The areas and kinds are those of the city's quarterly report, chapter 4.1.1: the council's own goals (KF-mål) are followed up
//! in the August report, the board's (nämndmål) and their activities in each.

use crate::cell::Cell;
use crate::codes;
use crate::deviation::Period;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::period_comment::{self, PeriodComment};
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Whose goal it is, or that it is an activity.
    GoalKind {
        /// KF-mål: the council's goal for the whole city, followed up in August.
        CouncilGoal = "council_goal",
        /// Nämndmål: the board's own goal.
        BoardGoal = "board_goal",
        /// Aktivitet: what is done to reach a goal.
        Activity = "activity",
    }
}

codes! {
    /// The area of the board's report it belongs to.
    GoalArea {
        /// Kund och ägare.
        Customer = "customer",
        /// Process.
        Process = "process",
        /// Medarbetare.
        Staff = "staff",
        /// Ekonomi.
        Economy = "economy",
        /// Hållbarhet.
        Sustainability = "sustainability",
    }
}

/// A goal, or an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The goal's or the activity's words.
    pub title: String,
    /// Whose it is, or that it is an activity.
    pub kind: GoalKind,
    /// Its area.
    pub area: GoalArea,
    /// The first year it holds.
    pub first_year: u16,
    /// The last year it holds; none while that isn't said.
    pub last_year: Option<u16>,
    /// Function that answers for it.
    pub owner: String,
    /// Goals it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Key>,
    /// Measures that lead to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// What is said of it, period by period, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<PeriodComment>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it is no longer followed.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

impl Goal {
    /// Fields a secrecy marking may cover.
    pub const MARKABLE: &'static [&'static str] = &["comment"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(300)),
        Field::required("kind", Input::Choice("goal_kind", GoalKind::CODES)),
        Field::required("area", Input::Choice("goal_area", GoalArea::CODES)),
        Field::required("owner", Input::Function),
        Field::required("first_year", Input::Number(2000, 2100)),
        Field::optional("last_year", Input::Number(2000, 2100)),
        Field::optional("goals", Input::Links(Kind::Goal)),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// The form of a period's comment.
    pub const REPORT: &'static [Field] = &period_comment::FIELDS;

    /// Reads the form; `base` is the goal as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, settings: &Settings) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 300);
        let kind = reader.required_choice("kind", GoalKind::from_code);
        let area = reader.required_choice("area", GoalArea::from_code);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let first_year = reader.required_number("first_year", 2000, 2100).and_then(|year| u16::try_from(year).ok());
        let last_year = reader.number("last_year", 2000, 2100).and_then(|year| u16::try_from(year).ok());
        if first_year.zip(last_year).is_some_and(|(first, last)| last < first) {
            reader.error("last_year", ErrorCode::Before { other: "first_year".to_owned() });
        }
        let goals = reader.keys("goals", Kind::Goal);
        let measures = reader.keys("measures", Kind::Measure);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = (|| {
            Some(Self {
                title,
                kind: kind?,
                area: area?,
                first_year: first_year?,
                last_year,
                owner,
                goals,
                measures,
                comments: base.map(|b| b.comments.clone()).unwrap_or_default(),
                source,
                closed: base.and_then(|b| b.closed.clone()),
                secrecy,
            })
        })();
        reader.finish(value)
    }

    /// Adds a period's comment.
    ///
    /// # Errors
    /// Every field error; `InTheFuture` at a period that hasn't begun.
    pub fn report(&self, draft: &Draft, by: &str, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let comment = PeriodComment::read(&mut reader, by, today);
        let mut goal = self.clone();
        reader.finish(comment)?.keep(&mut goal.comments);
        Ok(goal)
    }

    /// What was last said of it in a period or before it.
    #[must_use]
    pub fn comment_through(&self, period: Period) -> Option<&PeriodComment> {
        period_comment::through(&self.comments, period)
    }

    /// Its years as they are said: `2024`, `2024–2026`, or `2024–` while it goes on.
    #[must_use]
    pub fn years(&self) -> String {
        match self.last_year {
            Some(last) if last == self.first_year => last.to_string(),
            Some(last) => format!("{}–{last}", self.first_year),
            None => format!("{}–", self.first_year),
        }
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.kind.code())
            .with("area", self.area.code())
            .with("owner", self.owner.as_str())
            .with("first_year", self.first_year.to_string())
            .with("last_year", self.last_year.map(|year| year.to_string()).unwrap_or_default())
            .with("source", self.source.as_str());
        draft.set_keys("goals", &self.goals);
        draft.set_keys("measures", &self.measures);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// One value of it as a list shows it, by column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        let last = self.comments.last();
        match column {
            "title" => Cell::text(&self.title),
            "goal_kind" => Cell::code("goal_kind", self.kind.code()),
            "area" => Cell::code("goal_area", self.area.code()),
            "years" => Cell::Text(self.years()),
            "period" => last.map_or(Cell::Empty, |comment| Cell::Text(comment.period.to_string())),
            "comment" => last.map_or(Cell::Empty, |comment| Cell::text(&comment.text)),
            "goals" => Cell::keys(&self.goals),
            "measures" => Cell::keys(&self.measures),
            "source" => Cell::text(&self.source),
            _ => Cell::Empty,
        }
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        if marking.covers("comment") {
            self.comments.iter_mut().for_each(|comment| comment.text.clear());
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Goal::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Utveckla förvaltningens säkerhetsarbete")
            .with("kind", "activity")
            .with("area", "process")
            .with("owner", "Säkerhetssamordnare")
            .with("first_year", "2024")
            .with("goals", "MAL-02")
            .with("measures", "ATG-01")
    }

    fn read(draft: &Draft) -> Result<Goal, Vec<FieldError>> {
        Goal::read(draft, None, &Settings::default())
    }

    #[test]
    fn the_form_reads_back_what_it_shows() {
        assert_eq!(read(&typed()).unwrap().draft(), typed());
        let wrong = read(&typed().with("last_year", "2023").with("area", "")).unwrap_err();
        assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["area", "last_year"]);
    }

    #[test]
    fn years_are_said_as_short_as_they_can_be() {
        let years = |last: &str| read(&typed().with("last_year", last)).unwrap().years();
        assert_eq!([years("2024"), years("2026"), years("")], ["2024", "2024–2026", "2024–"]);
    }

    #[test]
    fn a_comment_is_kept_for_its_period_and_masked_with_its_marking() {
        let day = date::parse("2024-04-02").unwrap();
        let comment = Draft::default().with("period", "mars 2024").with("comment", "Ett flerårigt projekt pågår.");
        let mut goal = read(&typed()).unwrap().report(&comment, "Säkerhetssamordnare", day).unwrap();
        let march = Period::parse("2024-03").unwrap();
        assert_eq!(goal.comment_through(march).map(|said| said.text.as_str()), Some("Ett flerårigt projekt pågår."));
        let marking = Draft::default()
            .with("secrecy_provision", "OSL 18 kap. 8 §")
            .with("secrecy_date", "2024-04-02")
            .with("secrecy_authority", "Nämnden")
            .with("secrecy_fields", "comment");
        goal.secrecy = SecrecyMarking::read(&mut Reader::new(&marking), Goal::MARKABLE);
        goal.mask();
        assert_eq!(goal.cell("comment"), Cell::Empty);
        assert_eq!(goal.cell("period"), Cell::Text("2024-03".into()));
    }
}
