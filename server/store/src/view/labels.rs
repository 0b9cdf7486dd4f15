//! What stands out about records: reckoned by the domain's rules, from the outline now and from the versions for an earlier
//! day.
//!
//! A label is the same for everyone who may see the record. It tells that something is there or is missing, never what; and
//! it would be wrong to say that nothing shows a measure because the reader may not see what does.

use super::View;
use crate::error::Result;
use crate::record::Record;
use domain::facets::Facets;
use domain::label::{Label, Own, labels};
use domain::listing::Row;
use domain::surroundings::{Seen, Surroundings};
use domain::{Cell, Key, Kind, Moment};
use std::collections::HashMap;
use std::sync::Arc;

/// The column that tells them.
const COLUMN: &str = "labels";
/// Kinds of record that labels are reckoned from.
const TOLD_BY: [Kind; 6] =
    [Kind::Risk, Kind::Measure, Kind::Deliverable, Kind::Control, Kind::Requirement, Kind::Evidence];

/// What stands around every record at a place of the journal, seen from a day.
pub(crate) struct Then {
    places: HashMap<Key, u32>,
    around: Surroundings,
}

/// A record as it is gathered.
struct Gathered {
    place: u32,
    facets: Facets,
    links: Vec<u32>,
}

impl View<'_> {
    /// The labels of records, each in the place of its record.
    pub(super) async fn labels(&self, records: &[Record]) -> Result<Vec<Vec<Label>>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        if self.moment != Moment::Now {
            let then = self.around_then().await?;
            return Ok(records.iter().map(|record| self.labels_then(record, &then)).collect());
        }
        let (outline, day) = (self.outline().await?, self.day());
        let around = outline.surroundings(day);
        let told = records.iter().map(|record| {
            let kind = record.body.kind();
            outline.line(kind, &record.key).map(|line| outline.labels(kind, line, &around, day)).unwrap_or_default()
        });
        Ok(told.collect())
    }

    /// The labels of a record at an earlier moment.
    pub(super) fn labels_then(&self, record: &Record, then: &Then) -> Vec<Label> {
        let facets = record.body.facets(&record.key, &self.settings.scale);
        let around = then.places.get(&record.key).map(|place| then.around.at(*place)).unwrap_or_default();
        labels(Own::of(record.body.kind(), &facets), around, self.day())
    }

    /// Fills the column of labels, where there is one.
    pub(super) async fn label(&self, rows: &mut [Row], records: &[Record], columns: &[String]) -> Result<()> {
        if columns.iter().any(|column| column == COLUMN) {
            fill(rows, self.labels(records).await?, columns);
        }
        Ok(())
    }

    /// What stood around every record at an earlier moment. It never changes, but takes long to gather.
    pub(super) async fn around_then(&self) -> Result<Arc<Then>> {
        let asked = (self.position, self.day());
        if let Some(then) = self.store.kept.around.found(&asked) {
            return Ok(then);
        }
        let mut places: HashMap<Key, u32> = HashMap::new();
        let mut named = |key: Key| {
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            *places.entry(key).or_insert(next)
        };
        let mut gathered: HashMap<Kind, Vec<Gathered>> = HashMap::new();
        for kind in TOLD_BY {
            let records = self.all_of(kind).await?.into_iter().map(|record| Gathered {
                facets: record.body.facets(&record.key, &self.settings.scale),
                links: record.body.links().into_iter().map(&mut named).collect(),
                place: named(record.key),
            });
            gathered.insert(kind, records.collect());
        }
        let seen = |kind: Kind| {
            gathered.get(&kind).into_iter().flatten().map(move |one| Seen {
                place: one.place,
                own: Own::of(kind, &one.facets),
                from: &one.facets.date,
                links: &one.links,
            })
        };
        let around = Surroundings::gather(places.len(), self.day(), seen);
        Ok(self.store.kept.around.keep(asked, Then { places, around }))
    }
}

/// Puts labels into the rows they belong to.
pub(super) fn fill(rows: &mut [Row], labels: impl IntoIterator<Item = Vec<Label>>, columns: &[String]) {
    let Some(place) = columns.iter().position(|column| column == COLUMN) else { return };
    for (row, labels) in rows.iter_mut().zip(labels) {
        if let Some(cell) = row.cells.get_mut(place)
            && !labels.is_empty()
        {
            *cell = Cell::Labels(labels);
        }
    }
}
