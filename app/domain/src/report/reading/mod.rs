//! The register read for a report: what it has to say in each chapter, as plain Swedish sentences that each name what they rest
//! on. A report is written in Swedish, whoever reads the register.
//!
//! What has happened is counted from the day after the previous report's reading day, so that nothing falls between two
//! reports; how things stand is told as of the reading day.

mod annex;
mod assignments;
mod city_matters;
mod deviations;
mod information;
pub mod input;
mod portfolio;
mod process;
mod risks;
#[cfg(test)]
pub(super) mod tests;
mod words;

pub use input::{Earlier, Input, from};

use crate::report::Statement;
use chrono::NaiveDate;

/// The register as it reads for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day it is read as of.
    pub day: NaiveDate,
    /// The journal's position then.
    pub position: u64,
    /// Its statements, chapter by chapter.
    pub statements: Vec<Statement>,
    /// Whether it is read whole, by one with clearance for all of it.
    pub whole: bool,
}

/// Reads the register for a report: `open` is the register as everyone may see it, `whole` as those with clearance do, where
/// that is who reads. What the whole register says otherwise than the open one is classified.
#[must_use]
pub fn read(open: &Input, whole: Option<&Input>, position: u64) -> Reading {
    let said = statements(open);
    let day = open.day;
    let Some(whole) = whole else { return Reading { day, position, statements: said, whole: false } };
    let mut all = statements(whole);
    for statement in &mut all {
        let same = said.iter().any(|one| one == statement);
        statement.classified = statement.classified || !same;
    }
    Reading { day, position, statements: all, whole: true }
}

impl Reading {
    /// Whether the register has nothing to tell: every statement says only that there is nothing.
    #[must_use]
    pub fn bare(&self) -> bool {
        const NOTHING: [&str; 6] = [
            "deviations.none",
            "risks.picture",
            "risks.counts",
            "risks.changes",
            "assignments.counts",
            "information.incidents",
        ];
        self.statements.iter().all(|one| NOTHING.contains(&one.id.as_str()))
            && self
                .statements
                .iter()
                .flat_map(|one| &one.facts)
                .all(|fact| matches!(fact.value.to_lowercase().as_str(), "inga" | "ingen"))
    }
}

fn statements(input: &Input) -> Vec<Statement> {
    let mut all = deviations::read(input);
    all.extend(information::read(input));
    all.extend(risks::read(input));
    all.extend(process::read(input));
    all.extend(portfolio::read(input));
    all.extend(assignments::read(input));
    all.extend(annex::read(input));
    // What tells of incidents is for those with clearance: that there is one is part of what is kept.
    all.retain(|statement| input.whole || !statement.classified);
    all
}

/// A day's month as a sentence says it: `april 2024`.
fn words_of_month(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{} {}", crate::period::month_name(day.month()), day.year())
}
