//! Coverage: what there is behind each requirement of a framework, and what is missing.

pub mod applicability;
pub mod gap;
pub mod map;
pub mod tally;

use self::tally::Tally;
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
        /// Something, but a deviation, an open measure, a control that nothing shows or a judgement says it isn't enough.
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

    /// Requirements by the chapter, article or heading they stand under, in the framework's order.
    #[must_use]
    pub fn chapters(&self) -> Vec<(&str, &[CoverageRow])> {
        let chapters = self.rows.chunk_by(|one, next| one.heading == next.heading);
        chapters.filter_map(|rows| Some((rows.first()?.heading.as_str(), rows))).collect()
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
    /// The chapter, article or heading it stands under in its framework; empty where there is none.
    pub heading: String,
    /// Its title.
    pub title: String,
    /// What it corresponds to in other frameworks, whichever of the two says so: key, and framework with number.
    pub related: Vec<(Key, String)>,
    /// From when it is in force, while that lies ahead.
    pub coming: Option<NaiveDate>,
    /// How many records stand behind it, and how they are.
    pub tally: Tally,
    /// Measures not done, the first few.
    pub measures_open: Vec<Key>,
    /// Controls with what they show, the first few.
    pub control_results: Vec<ControlBehind>,
    /// The newest of the evidence that holds, with its effective date.
    pub evidence_newest: Vec<(Key, NaiveDate)>,
    /// Open risks that it meets, the first few.
    pub risks: Vec<Key>,
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

/// A control behind a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlBehind {
    /// The control.
    pub key: Key,
    /// Its last result, as far as who looks may see it; empty before the first.
    pub result: Cell,
    /// Whether it was carried out and nothing that holds shows it (ej styrkt).
    pub not_evidenced: bool,
}

/// How many requirements of a framework have each basis. Those that ask nothing are in none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// Nothing that can be shown.
    pub missing: u32,
    /// Partly met.
    pub partly: u32,
    /// Met.
    pub met: u32,
    /// Not applicable.
    pub not_applicable: u32,
}

impl Shares {
    /// Counts them.
    #[must_use]
    pub fn of(bases: impl IntoIterator<Item = Basis>) -> Self {
        let mut shares = Self::default();
        for basis in bases {
            match basis {
                Basis::Missing => shares.missing += 1,
                Basis::Partly => shares.partly += 1,
                Basis::Met => shares.met += 1,
                Basis::NotApplicable => shares.not_applicable += 1,
                Basis::Information => {}
            }
        }
        shares
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
    /// What there is to show for them.
    pub shares: Shares,
    /// Whether it is not in force yet.
    pub coming: bool,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::date;

    /// A row with nothing behind it, judged on a day of 2026 or not at all.
    pub(crate) fn row(level: Level, judged: Option<&str>, tally: Tally) -> CoverageRow {
        CoverageRow {
            key: Key::parse("NIS2-1").unwrap(),
            cited: "NIS2 art. 1".to_owned(),
            heading: "Artikel 1".to_owned(),
            title: "Krav".to_owned(),
            related: Vec::new(),
            coming: None,
            tally,
            measures_open: Vec::new(),
            control_results: Vec::new(),
            evidence_newest: Vec::new(),
            risks: Vec::new(),
            example: String::new(),
            level,
            judged: judged.and_then(date::parse),
            reason: String::new(),
            basis: tally.basis(true, level),
        }
    }

    #[test]
    fn what_asks_nothing_is_in_no_share() {
        let shares = Shares::of([Basis::Missing, Basis::Information, Basis::Met, Basis::Missing, Basis::NotApplicable]);
        assert_eq!(shares, Shares { missing: 2, partly: 0, met: 1, not_applicable: 1 });
    }

    #[test]
    fn chapters_keep_the_order_of_the_framework() {
        let of = |heading: &str| CoverageRow {
            heading: heading.to_owned(),
            ..row(Level::NotJudged, None, Tally::default())
        };
        let rows = vec![of("20"), of("21"), of("21"), of("")];
        let framework = Framework {
            short: "NIS2".to_owned(),
            title: String::new(),
            description: String::new(),
            source: String::new(),
            in_force: None,
            version: 1,
            place: 1,
        };
        let day = date::parse("2026-11-23").unwrap();
        let coverage = Coverage { framework_key: "nis2".to_owned(), framework, frameworks: Vec::new(), day, rows };
        let chapters: Vec<(&str, usize)> =
            coverage.chapters().into_iter().map(|(heading, rows)| (heading, rows.len())).collect();
        assert_eq!(chapters, [("20", 1), ("21", 2), ("", 1)]);
    }
}
