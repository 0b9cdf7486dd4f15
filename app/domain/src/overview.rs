//! The overview: what needs me now, the largest risks, the programme and the requirements, in one answer.

use crate::history::JournalRow;
use crate::key::Key;
use crate::label::Label;
use crate::listing::Row;
use crate::programme::Share;
use crate::register::Register;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a record is, as a page shows it: its content with what it is linked to, in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The record.
    pub key: Key,
    /// Its revision.
    pub rev: u32,
    /// Its content, with what the actor may not see taken out.
    pub body: crate::body::Body,
    /// A requirement's framework: key and short name.
    pub framework: Option<(String, String)>,
    /// What stands beside a requirement; none for other kinds.
    pub requirement: Option<crate::requirement::judgements::Beside>,
    /// When it was last changed, in Swedish time.
    pub changed: String,
    /// An incident's clocks, as they stand at the moment it is seen from; none for other kinds.
    pub clocks: Vec<crate::incident::ShownClock>,
    /// What stands out about it.
    pub labels: Vec<Label>,
    /// Linked records as rows of their own registers, closed ones last. At most `LINKS` of each.
    pub links: Vec<LinkedRows>,
    /// Records of its own kind that point at it: measures that wait for a measure, evidence that another took the place of.
    pub behind: Option<LinkedRows>,
    /// What has happened to it, newest first; at most `HISTORY`.
    pub history: Vec<crate::history::Change>,
    /// How a measure stands to the decided plan; empty for other kinds.
    pub plan: crate::programme::plan::MeasurePlan,
    /// Comments on it, oldest first; at most `COMMENTS` of the last.
    pub comments: Vec<crate::comment::ShownComment>,
    /// The record before it and after it in its register's default order.
    pub neighbours: (Option<Key>, Option<Key>),
    /// Scale and vocabularies.
    pub settings: crate::settings::Settings,
    /// The date it is seen from.
    pub day: NaiveDate,
}

/// Linked records shown of each register.
pub const LINKS: usize = 50;
/// Comments shown.
pub const COMMENTS: usize = 100;
/// Entries of history shown.
pub const HISTORY: usize = 50;

/// Linked records of one register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedRows {
    /// The register.
    pub register: Register,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: u64,
}

/// The overview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The date it is seen from.
    pub day: NaiveDate,
    /// Active risks.
    pub risks: u64,
    /// Of them above what the board tolerates.
    pub risks_above: u64,
    /// The score from which a risk is above what the board tolerates.
    pub tolerance: u8,
    /// The highest score that can occur below it.
    pub tolerated: u8,
    /// Steps on each axis of the scale.
    pub scale_size: u8,
    /// The largest risks, with the score they had on the date they are compared with.
    pub largest: Vec<Largest>,
    /// The date they are compared with: half a year earlier.
    pub compared: NaiveDate,
    /// The programme's deliverables.
    pub programme: Share,
    /// Planned ends and dates done, for the small curve; empty without a programme.
    pub curve: Option<crate::programme::ProgrammeReport>,
    /// Requirements of the first framework that can be judged, and those with evidence that holds.
    pub requirements: Option<(String, u32, u32)>,
    /// What needs the actor now, most pressing first.
    pub tasks: Vec<Task>,
    /// Open measures, most overdue first.
    pub measures: Vec<Row>,
    /// Names of their columns.
    pub measure_columns: Vec<String>,
    /// Last in the journal, for those who may see it.
    pub journal: Vec<JournalRow>,
    /// What is coming: dates and the records they belong to.
    pub coming: Vec<(NaiveDate, Key, String)>,
    /// The steps of the board's year that come next: the late ones, and then the nearest.
    pub year_steps: Vec<crate::year_cycle::CycleStep>,
    /// Steps of the year that are done, and all of them.
    pub year_done: (usize, usize),
}

/// A large risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Largest {
    /// The risk.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its score.
    pub score: u8,
    /// Its tone.
    pub tone: u8,
    /// The name of its band.
    pub band: String,
    /// Its score half a year earlier, when it was there.
    pub before: Option<u8>,
}

/// Something that needs doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What, as a code: `measures_late`, `controls_due`, `controls_deviating`, `reviews_due`, `done_without_evidence`,
    /// `evidence_expired`, `mentions`, `clocks_late`, `clocks_soon`.
    pub code: String,
    /// How many.
    pub count: u64,
    /// The most pressing of them; none when no one is more pressing than another.
    pub first: Option<(Key, String)>,
    /// Where to see them all.
    pub link: String,
}
