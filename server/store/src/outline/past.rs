//! Outlines of earlier places of the journal.
//!
//! Each is drawn from what the records were at its place, kind by kind as they are asked for, and by the same rules as the
//! rows of the records that are now. It never changes but for what is secret: what is marked today is marked in it too.

use super::line::LineRow;
use super::{Outline, poisoned};
use crate::error::Result;
use crate::record::{Record, row};
use crate::work::apart;
use domain::Kind;
use domain::settings::Scale;
use std::collections::HashSet;
use std::sync::{RwLock, RwLockReadGuard};
use tokio::sync::Mutex;

/// The outline of an earlier place, as far as it has been drawn.
#[derive(Default)]
pub(crate) struct Past {
    outline: RwLock<Outline>,
    /// The kinds that are drawn. Held by whoever draws, so that each is drawn once.
    pub drawn: Mutex<HashSet<Kind>>,
}

impl Past {
    /// Puts the lines of a kind in their places.
    pub(crate) fn put(&self, drawn: Drawn) -> Result<()> {
        let mut outline = poisoned(self.outline.write());
        drawn.0.into_iter().try_for_each(|line| outline.put(line))
    }

    /// The outline as far as it is drawn. Not to be held while something else is waited for.
    pub(crate) fn now(&self) -> RwLockReadGuard<'_, Outline> {
        poisoned(self.outline.read())
    }
}

/// The lines of a kind, not yet in an outline.
pub(crate) struct Drawn(Vec<LineRow>);

/// Draws the lines of a kind from its records as they were, marked as they are today.
pub(crate) async fn draw(kind: Kind, records: Vec<Record>, scale: &Scale) -> Result<Drawn> {
    let scale = scale.clone();
    apart(move || Ok(Drawn(records.iter().map(|record| line(kind, record, &scale)).collect::<Result<_>>()?))).await
}

fn line(kind: Kind, record: &Record, scale: &Scale) -> Result<LineRow> {
    Ok(LineRow::of(kind, row(&record.key, record.rev, 0, (&record.body, String::new()), scale)?))
}
