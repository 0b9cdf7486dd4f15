//! The outline: of every record in a register, what lists filter, sort, search and count by, as it is now, in memory.
//!
//! It can't be stale. It holds the journal position it was drawn at, and a view asks for it at the position it was opened
//! at: what the journal tells of since then is read first, record by record, in one transaction with the journal's end.
//! So it is the same whoever wrote, this process or another. What is shown is never taken from here: the outline only
//! says which records, in which order and how many; their content is read and masked as ever.
//!
//! Earlier places of the journal have outlines of their own ([`past`]), so that an earlier day is listed by the same code.

mod labels;
mod line;
mod past;
mod read;

pub(crate) use line::{Facts, Line, Names, Passing};
pub(crate) use past::{Drawn, Past, draw};

use crate::db::Db;
use crate::disposal::GoneRow;
use crate::error::Result;
use chrono::NaiveDate;
use domain::surroundings::Surroundings;
use domain::{Key, Kind};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LockResult, PoisonError, RwLock, RwLockReadGuard};
use tokio::sync::Mutex;

/// Registers there is an outline of.
pub(crate) const KINDS: [Kind; 16] = [
    Kind::Risk,
    Kind::Measure,
    Kind::Deliverable,
    Kind::Control,
    Kind::Evidence,
    Kind::Requirement,
    Kind::Deviation,
    Kind::Incident,
    Kind::Indicator,
    Kind::Assignment,
    Kind::Recommendation,
    Kind::Analysis,
    Kind::Goal,
    Kind::Project,
    Kind::CityMatter,
    Kind::Service,
];

/// Every record's line, at a position of the journal.
#[derive(Default)]
pub(crate) struct Outline {
    /// The journal's length.
    pub seq: u64,
    /// The journal's root hash at that length.
    pub root: String,
    pub names: Names,
    lines: HashMap<Kind, BTreeMap<Key, Line>>,
    /// What stands around the records on a day, once it has been asked for.
    around: std::sync::Mutex<Option<(NaiveDate, Arc<Surroundings>)>>,
}

impl Outline {
    /// The lines of a kind.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = (&Key, &Line)> {
        self.lines.get(&kind).into_iter().flatten()
    }

    /// Takes out what has been disposed of.
    fn take_out(&mut self, gone: &HashMap<(Kind, Key), GoneRow>) {
        for (kind, key) in gone.keys() {
            if let Some(lines) = self.lines.get_mut(kind) {
                lines.remove(key);
            }
        }
    }
}

/// The one outline, shared by all who ask.
#[derive(Default)]
pub(crate) struct Shared {
    outline: RwLock<Outline>,
    /// Held by whoever brings it up to date, so that it is read once.
    turn: Mutex<()>,
}

impl Shared {
    /// The outline at a position of the journal, or a later one. Not to be held while something else is waited for.
    pub(crate) async fn at(&self, db: &Db, position: u64) -> Result<RwLockReadGuard<'_, Outline>> {
        if self.now().seq < position {
            let _turn = self.turn.lock().await;
            if self.now().seq < position {
                read::catch_up(self, db, position).await?;
            }
        }
        Ok(self.now())
    }

    fn now(&self) -> RwLockReadGuard<'_, Outline> {
        poisoned(self.outline.read())
    }

    fn change(&self, change: impl FnOnce(&mut Outline)) {
        let mut outline = poisoned(self.outline.write());
        change(&mut outline);
    }
}

/// What a lock holds, whoever held it before: a reader that panicked left the outline whole, and writing it doesn't panic.
fn poisoned<G>(lock: LockResult<G>) -> G {
    lock.unwrap_or_else(PoisonError::into_inner)
}
