//! The risk matrix.

use super::View;
use super::since::Marks;
use crate::error::Result;
use crate::outline::{Line, Passing};
use crate::record::Record;
use domain::matrix::{Chip, HELD, Matrix, MatrixCell};
use domain::{AppError, Grant, Key, Kind, ListQuery};
use std::collections::{BTreeMap, HashMap};

impl View<'_> {
    /// The matrix of the risks a list would show.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see no risks.
    pub async fn matrix(&self, query: &ListQuery) -> Result<Matrix> {
        if self.grant(Kind::Risk) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let scale = self.settings.scale.clone();
        let cells = self.cells(query).await?;
        let size = scale.size();
        let mut rows = Vec::new();
        for likelihood in (1..=size).rev() {
            let mut row = Vec::new();
            for consequence in 1..=size {
                let score = likelihood * consequence;
                let place = i64::from(likelihood) * 10 + i64::from(consequence);
                let (count, chips) =
                    cells.iter().find(|(cell, ..)| *cell == place).map_or((0, Vec::new()), |(_, n, c)| (*n, c.clone()));
                let (tone, above) = (scale.tone(score), scale.above_tolerance(score));
                row.push(MatrixCell { likelihood, consequence, score, tone, above, count, chips });
            }
            rows.push(row);
        }
        let flat = || rows.iter().flatten();
        let total = flat().map(|cell| cell.count).sum();
        let above = flat().filter(|cell| cell.above).map(|cell| cell.count).sum();
        Ok(Matrix { query: query.clone(), scale, total, above, rows })
    }

    async fn cells(&self, query: &ListQuery) -> Result<Vec<(i64, u64, Vec<Chip>)>> {
        let held = self.cell_keys(query).await?;
        let keys: Vec<Key> = held.values().flat_map(|(_, keys)| keys).cloned().collect();
        let records = self.some(Kind::Risk, &keys).await?;
        let marks = self.marks().await?;
        let chips: HashMap<Key, Chip> =
            records.iter().map(|record| (record.key.clone(), chip(record, marks.as_deref()))).collect();
        let cells = held.into_iter().map(|(cell, (count, keys))| {
            (cell, count, keys.iter().filter_map(|key| chips.get(key).cloned()).collect())
        });
        Ok(cells.collect())
    }

    /// How many risks each cell holds, and the first of them by number.
    async fn cell_keys(&self, query: &ListQuery) -> Result<BTreeMap<i64, (u64, Vec<Key>)>> {
        let outline = self.outline(&Self::told_by(query, Kind::Risk)).await?;
        let passing = Passing::new(&outline, query, self.day(), self.instant());
        let mut lines: Vec<(&Key, &Line)> = outline
            .of(Kind::Risk)
            .filter(|one| query.takes_key(one.0) && self.sees_line(Kind::Risk, &outline, *one) && passing.takes(one.1))
            .collect();
        lines.sort_unstable_by_key(|(_, line)| line.ordinal);
        let mut cells: BTreeMap<i64, (u64, Vec<Key>)> = BTreeMap::new();
        for (key, line) in lines {
            let (count, keys) = cells.entry(line.cell).or_default();
            *count += 1;
            if keys.len() < HELD {
                keys.push(key.clone());
            }
        }
        Ok(cells)
    }
}

fn chip(record: &Record, marks: Option<&Marks>) -> Chip {
    let since = marks.is_some_and(|marks| marks.differs(record));
    Chip { key: record.key.clone(), title: record.body.title(), since }
}
