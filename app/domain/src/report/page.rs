//! What the pages of a report are made of.

use crate::history::Change;
use crate::key::Key;
use crate::picture::{Decision, Preparation};
use crate::report::standing::{Counts, Standing};
use crate::report::{Content, ReportRow};
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportList {
    /// The newest period first.
    pub reports: Vec<ReportRow>,
    /// The board, and the vocabularies.
    pub settings: Settings,
    /// Today's date, or the date it is seen as of.
    pub day: NaiveDate,
}

/// A report's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    /// The report; without the text that is being worked on for those who may not write in it.
    pub row: ReportRow,
    /// What it says: as it was frozen where it has been laid before the board, else as it stands to those who write in it. None
    /// to those who may not see a draft.
    pub content: Option<Content>,
    /// Its statements beside what the register says now, to those who write in it.
    pub standings: Vec<Standing>,
    /// How many of them someone has to look at.
    pub counts: Counts,
    /// The day the register is read as of.
    pub reading_day: NaiveDate,
    /// The first day whose events are counted: the day after the previous report's reading day, or the period's first.
    pub from: NaiveDate,
    /// The report before it: its key and title.
    pub previous: Option<(Key, String)>,
    /// Whether the register had anything to tell of the period.
    pub bare: bool,
    /// What is attached to it: key and title of evidence, as far as one may see it.
    pub attachments: Vec<(Key, String)>,
    /// What has happened to it, newest first.
    pub history: Vec<Change>,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// Today's date, or the date it is seen as of.
    pub day: NaiveDate,
}

impl ReportPage {
    /// The version that lies before the board or was decided.
    #[must_use]
    pub fn preparation(&self) -> Option<&Preparation> {
        self.row.report.frozen()
    }

    /// The last decision on it.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.row.report.decisions.last()
    }
}
