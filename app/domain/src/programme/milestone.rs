//! Milestones: days that the programme is steered by.

use crate::date;
use crate::draft::Reader;
use crate::error::ErrorCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its day.
    pub date: NaiveDate,
    /// What is to be so by then.
    pub name: String,
}

impl Milestone {
    /// Longest name, in characters.
    pub const NAME_MAX: usize = 120;

    /// Reads one a line, `2024-12-31 Namn`, into the order of their days.
    pub(super) fn read(reader: &mut Reader<'_>, field: &str) -> Vec<Self> {
        let mut milestones = Vec::new();
        for line in reader.lines(field, Self::NAME_MAX + 11) {
            let (day, name) = line.split_once(' ').unwrap_or((line.as_str(), ""));
            match (date::parse(day), name.trim()) {
                (None, _) => reader.error(field, ErrorCode::NotADate),
                (_, "") => reader.error(field, ErrorCode::Required),
                (Some(date), name) => milestones.push(Self { date, name: name.to_owned() }),
            }
        }
        milestones.sort_by(|a, b| (a.date, &a.name).cmp(&(b.date, &b.name)));
        milestones
    }

    /// As its line.
    pub(super) fn line(&self) -> String {
        format!("{} {}", self.date, self.name)
    }
}
