//! Coverage: what there is behind each requirement of a framework, and what is missing.

use crate::cell::Cell;
use crate::codes;
use crate::framework::Framework;
use crate::key::Key;
use crate::requirement::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What there is to show for a requirement. What is missing comes first.
    Basis {
        /// Nothing that can be shown: no evidence that holds.
        Missing = "missing",
        /// Something, but a deviation, an open measure or a judgement says it isn't enough.
        Partly = "partly",
        /// Evidence that holds, and judged fully met.
        Met = "met",
        /// Judged not applicable.
        NotApplicable = "not_applicable",
        /// It asks nothing of the organisation.
        Information = "information",
    }
}

/// Linked records shown for a requirement before the rest are a number.
pub const SHOWN: usize = 4;

/// Coverage of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The framework's key.
    pub framework_key: String,
    /// The framework.
    pub framework: Framework,
    /// The frameworks the actor can choose among.
    pub frameworks: Vec<(String, String)>,
    /// The date it is seen from.
    pub day: NaiveDate,
    /// Requirements, in the framework's order.
    pub rows: Vec<CoverageRow>,
}

impl Coverage {
    /// Requirements with this basis, in the framework's order.
    pub fn with(&self, basis: Basis) -> impl Iterator<Item = &CoverageRow> {
        self.rows.iter().filter(move |row| row.basis == basis)
    }

    /// How many have this basis.
    #[must_use]
    pub fn count(&self, basis: Basis) -> u64 {
        self.with(basis).count() as u64
    }

    /// How many ask something of the organisation.
    #[must_use]
    pub fn assessable(&self) -> u64 {
        self.rows.len() as u64 - self.count(Basis::Information)
    }
}

/// A requirement and what there is behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// The requirement.
    pub key: Key,
    /// Its number, as it is cited: `NIS2 art. 21.2 d`.
    pub cited: String,
    /// Its title.
    pub title: String,
    /// What it corresponds to in other frameworks, whichever of the two says so: key, and framework with number.
    pub related: Vec<(Key, String)>,
    /// From when it is in force, while that lies ahead.
    pub coming: Option<NaiveDate>,
    /// Measures behind it.
    pub measures: u32,
    /// Of them done.
    pub measures_done: u32,
    /// Those not done, the first few.
    pub measures_open: Vec<Key>,
    /// Controls behind it.
    pub controls: u32,
    /// Of them with a deviation, or not carried out, at their last occasion.
    pub controls_deviating: u32,
    /// Controls with their last result, the first few.
    pub control_results: Vec<(Key, Cell)>,
    /// Evidence that holds on the day.
    pub evidence: u32,
    /// The newest of it, with its effective date.
    pub evidence_newest: Vec<(Key, NaiveDate)>,
    /// Evidence there was that no longer holds.
    pub evidence_expired: u32,
    /// An example of evidence that usually shows it.
    pub example: String,
    /// The judged level.
    pub level: Level,
    /// When it was judged.
    pub judged: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// What there is to show.
    pub basis: Basis,
}

/// What there is to show for a requirement.
#[must_use]
pub fn basis(assessable: bool, level: Level, evidence: u32, measures_open: u32, deviating: u32) -> Basis {
    match (assessable, level) {
        (false, _) => Basis::Information,
        (_, Level::NotApplicable) => Basis::NotApplicable,
        _ if evidence == 0 => Basis::Missing,
        (_, Level::Fully) if measures_open == 0 && deviating == 0 => Basis::Met,
        _ => Basis::Partly,
    }
}

/// A framework in the list of frameworks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkSummary {
    /// Its key.
    pub key: String,
    /// The framework.
    pub framework: Framework,
    /// Requirements that can be judged.
    pub assessable: u32,
    /// Of them with evidence that holds.
    pub evidenced: u32,
    /// Of them judged.
    pub judged: u32,
    /// Whether it is not in force yet.
    pub coming: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgement_alone_shows_nothing() {
        assert_eq!(basis(true, Level::Fully, 0, 0, 0), Basis::Missing);
        assert_eq!(basis(true, Level::Fully, 1, 0, 0), Basis::Met);
        assert_eq!(basis(true, Level::Fully, 1, 0, 1), Basis::Partly);
        assert_eq!(basis(true, Level::NotApplicable, 0, 0, 0), Basis::NotApplicable);
    }
}
