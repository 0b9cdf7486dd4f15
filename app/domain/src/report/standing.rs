//! How what a report says stands to what the register says now.

use crate::codes;
use crate::report::reading::Reading;
use crate::report::{Fact, Report, Statement, Taken};
use serde::{Deserialize, Serialize};

codes! {
    /// How a statement stands to the register.
    Freshness {
        /// The register says the same.
        Fresh = "fresh",
        /// The register says something else now.
        Stale = "stale",
        /// The register no longer has what it rests on.
        Gone = "gone",
        /// A person's own, which rests on nothing.
        Own = "own",
        /// New in the register since the report was written, or classified and therefore not in the report by itself.
        New = "new",
        /// Left out by choice.
        LeftOut = "left_out",
    }
}

/// A statement of a report, or one that it could have, beside what the register says now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// As the report has it; none for what it doesn't have.
    pub taken: Option<Taken>,
    /// As the register says it now; none for what is gone, and for a person's own.
    pub now: Option<Statement>,
    /// How the two stand to each other.
    pub freshness: Freshness,
}

impl Standing {
    /// The statement: as the report has it, else as the register says it.
    #[must_use]
    pub fn statement(&self) -> Option<&Statement> {
        self.taken.as_ref().map(|taken| &taken.statement).or(self.now.as_ref())
    }
}

/// Every statement of a report and those it could have, chapter by chapter: what it says in its own order, and each that it
/// doesn't have where the register's order puts it. To one without clearance nothing is told of what is classified.
#[must_use]
pub fn standings(report: &Report, reading: &Reading) -> Vec<Standing> {
    let mut all: Vec<Standing> = report.taken.iter().map(|taken| of_taken(taken, reading)).collect();
    for (place, statement) in reading.statements.iter().enumerate() {
        if report.taken.iter().any(|taken| taken.statement.id == statement.id) {
            continue;
        }
        let left_out = report.left_out.contains(&statement.id);
        let freshness = if left_out { Freshness::LeftOut } else { Freshness::New };
        let standing = Standing { taken: None, now: Some(statement.clone()), freshness };
        let known: Vec<&Statement> = all.iter().filter_map(Standing::statement).collect();
        let at = place_of(statement, place, &known, reading);
        all.insert(at, standing);
    }
    all
}

fn of_taken(taken: &Taken, reading: &Reading) -> Standing {
    let own = taken.read.is_none();
    let now = reading.statements.iter().find(|one| one.id == taken.statement.id).cloned();
    // What rests on what one may not see can't be compared with it.
    let hidden = taken.statement.classified && !reading.whole;
    let freshness = match &now {
        _ if own => Freshness::Own,
        _ if hidden => Freshness::Fresh,
        None => Freshness::Gone,
        Some(now) if moved(taken, now) => Freshness::Stale,
        Some(_) => Freshness::Fresh,
    };
    Standing { taken: Some(taken.clone()), now: now.filter(|_| !hidden && !own), freshness }
}

/// Whether the register has moved away from a statement: its facts, what it is about, or what the register itself said then.
fn moved(taken: &Taken, now: &Statement) -> bool {
    let then = &taken.statement;
    let told = |facts: &[Fact]| facts.iter().map(|fact| (fact.name.clone(), fact.value.clone())).collect::<Vec<_>>();
    told(&then.facts) != told(&now.facts)
        || (&then.group, &then.subject) != (&now.group, &now.subject)
        || taken.read.as_deref() != Some(now.text.as_str())
}

/// Where among others of a report a statement of the register belongs: after the one that the register says before it.
pub(super) fn place_of(statement: &Statement, place: usize, known: &[&Statement], reading: &Reading) -> usize {
    let before = reading.statements.iter().take(place).rev();
    let before = before.take_while(|one| one.chapter == statement.chapter);
    let after = before.filter_map(|one| known.iter().position(|other| other.id == one.id)).next();
    after.map_or_else(|| known.partition_point(|other| other.chapter < statement.chapter), |after| after + 1)
}

/// How many statements of each kind there are that someone has to look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Stale ones.
    pub stale: u32,
    /// Those whose basis is gone.
    pub gone: u32,
    /// New ones.
    pub new: u32,
}

impl Counts {
    /// Counts them.
    #[must_use]
    pub fn of(standings: &[Standing]) -> Self {
        let count = |freshness| {
            let found = standings.iter().filter(|one| one.freshness == freshness).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        Self { stale: count(Freshness::Stale), gone: count(Freshness::Gone), new: count(Freshness::New) }
    }

    /// Those that the report says otherwise than the register.
    #[must_use]
    pub const fn moved(self) -> u32 {
        self.stale + self.gone
    }
}
