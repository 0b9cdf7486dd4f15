//! What has changed in the register since the board decided: reckoned from the picture in force, never stored.

use super::View;
use crate::Store;
use crate::error::Result;
use crate::record::Record;
use domain::picture::page::Spot;
use domain::picture::{Content, in_force};
use domain::risk::Risk;
use domain::settings::Scale;
use domain::{Body, Cell, Grant, Key, Kind};
use std::collections::HashMap;
use std::sync::Arc;

/// The column that tells it.
pub(super) const COLUMN: &str = "since";

/// A risk as it was decided: its revision, likelihood and consequence.
pub(super) type Mark = (u32, u8, u8);

/// Every risk of a decided content, and the scale it was assessed on.
pub(crate) struct Marks {
    risks: HashMap<Key, Mark>,
    scale: Scale,
}

/// What a risk says of itself, to be held against its mark.
pub(super) const fn mark(rev: u32, risk: &Risk) -> Mark {
    (rev, risk.current.likelihood, risk.current.consequence)
}

impl Marks {
    /// The marks of a content.
    pub(super) fn of(content: &Content) -> Self {
        let risks = content.items.iter().map(|item| (item.key.clone(), mark(item.rev, &item.risk))).collect();
        Self { risks, scale: content.scale.clone() }
    }

    /// Where a risk was decided to be.
    pub(super) fn spot(&self, key: &Key) -> Option<Spot> {
        let (_, likelihood, consequence) = self.risks.get(key)?;
        Some(Spot::at(*likelihood, *consequence, &self.scale))
    }

    /// What has become of a risk since: `new`, `changed`, or nothing.
    pub(super) fn cell(&self, record: &Record) -> Cell {
        let Body::Risk(risk) = &record.body else { return Cell::Empty };
        match self.risks.get(&record.key) {
            None => Cell::code(COLUMN, "new"),
            // The board may have decided otherwise than the register says: then that stands until it says the same.
            Some(decided) if *decided != mark(record.rev, risk) => Cell::code(COLUMN, "changed"),
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
        match in_force(&pictures).and_then(|(_, picture)| picture.adoption()?.content.as_ref()) {
            Some(key) => self.store.marks(key).await,
            None => Ok(None),
        }
    }
}

impl Store {
    /// The marks of a frozen content.
    pub(super) async fn marks(&self, key: &Key) -> Result<Option<Arc<Marks>>> {
        if let Some(marks) = self.kept.marks.found(key) {
            return Ok(Some(marks));
        }
        let content = self.content(Some(key)).await?;
        Ok(content.map(|content| self.kept.marks.keep(key.clone(), Marks::of(&content))))
    }
}
