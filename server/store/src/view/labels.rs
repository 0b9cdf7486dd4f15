//! What stands out about records: reckoned by the domain's rules, from the outline of the moment.
//!
//! A label is the same for everyone who may see the record. It tells that something is there or is missing, never what; and
//! it would be wrong to say that nothing shows a measure because the reader may not see what does.

use super::View;
use crate::error::Result;
use crate::record::Record;
use domain::label::Label;
use domain::listing::Row;
use domain::{Cell, Kind};

/// The column that tells them.
pub(super) const COLUMN: &str = "labels";
/// Kinds of record that labels are reckoned from.
pub(super) const TOLD_BY: [Kind; 6] =
    [Kind::Risk, Kind::Measure, Kind::Deliverable, Kind::Control, Kind::Requirement, Kind::Evidence];

impl View<'_> {
    /// The labels of records, each in the place of its record.
    pub(super) async fn labels(&self, records: &[Record]) -> Result<Vec<Vec<Label>>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let kinds: Vec<Kind> = TOLD_BY.into_iter().chain(records.iter().map(|record| record.body.kind())).collect();
        let (outline, day) = (self.outline(&kinds).await?, self.day());
        let around = outline.surroundings(day);
        let told = records.iter().map(|record| {
            let kind = record.body.kind();
            outline.line(kind, &record.key).map(|line| outline.labels(kind, line, &around, day)).unwrap_or_default()
        });
        Ok(told.collect())
    }

    /// Fills the column of labels, where there is one.
    pub(super) async fn label(&self, rows: &mut [Row], records: &[Record], columns: &[String]) -> Result<()> {
        if columns.iter().any(|column| column == COLUMN) {
            fill(rows, self.labels(records).await?, columns);
        }
        Ok(())
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
