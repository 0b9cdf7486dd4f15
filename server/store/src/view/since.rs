//! What has changed in the register since the board decided: reckoned from the picture in force, never stored.

use super::View;
use crate::error::Result;
use crate::record::Record;
use domain::picture::in_force;
use domain::{Body, Cell, Grant, Key, Kind};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The column that tells it.
pub(super) const COLUMN: &str = "since";

/// A risk as it was decided: its revision, likelihood and consequence.
type Mark = (u32, u8, u8);

/// Every risk of a decided content.
#[derive(Default)]
pub(crate) struct Marks(HashMap<Key, Mark>);

/// The marks asked for last. A content never changes, so they are right for as long as they are kept.
#[derive(Default)]
pub(crate) struct Held(Mutex<Option<(Key, Arc<Marks>)>>);

impl Marks {
    /// What has become of a risk since: `new`, `changed`, or nothing.
    pub(super) fn cell(&self, record: &Record) -> Cell {
        let Body::Risk(risk) = &record.body else { return Cell::Empty };
        let now = (record.rev, risk.current.likelihood, risk.current.consequence);
        match self.0.get(&record.key) {
            None => Cell::code(COLUMN, "new"),
            // The board may have decided otherwise than the register says: then that stands until it says the same.
            Some(decided) if *decided != now => Cell::code(COLUMN, "changed"),
            Some(_) => Cell::Empty,
        }
    }

    /// Whether it has become anything.
    pub(super) fn differs(&self, record: &Record) -> bool {
        self.cell(record) != Cell::Empty
    }
}

impl View<'_> {
    /// The risks as the board decided them last; none where it hasn't, or the actor sees no pictures.
    pub(super) async fn marks(&self) -> Result<Option<Arc<Marks>>> {
        if self.grant(Kind::Picture) == Grant::No {
            return Ok(None);
        }
        let pictures = self.every_picture().await?;
        let Some(key) = in_force(&pictures).and_then(|(_, picture)| picture.adoption()?.content.clone()) else {
            return Ok(None);
        };
        let held = &self.store.decided.0;
        if let Some((known, marks)) = held.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
            && *known == key
        {
            return Ok(Some(Arc::clone(marks)));
        }
        let Some(content) = self.content(Some(&key)).await? else { return Ok(None) };
        let mark = |item: domain::picture::Item| {
            (item.key, (item.rev, item.risk.current.likelihood, item.risk.current.consequence))
        };
        let marks = Arc::new(Marks(content.items.into_iter().map(mark).collect()));
        *held.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, Arc::clone(&marks)));
        Ok(Some(marks))
    }
}
