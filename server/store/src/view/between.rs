//! What has happened between an earlier day and the view's own moment.

use super::View;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::stretch;
use chrono::{Days, NaiveDate};
use domain::since::{DECISIONS, SHOWN, SinceGroup, SincePage, SinceRow};
use domain::{Body, Grant, Key, Kind, Moment, Register};
use std::collections::{HashMap, HashSet};
use surrealdb::types::SurrealValue;

/// Days that are looked back where the board has decided on nothing.
const OTHERWISE: u64 = 30;
/// Entries read at a time.
const PIECE: u64 = 20_000;

#[derive(SurrealValue)]
struct Touched {
    kind: String,
    key: String,
}

impl View<'_> {
    /// What has happened since a day ended: each record that is otherwise now, new or closed, by register. Where no day is
    /// named, since the board's last decision on a risk picture.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn since(&self, from: Option<NaiveDate>) -> Result<SincePage> {
        let decisions = self.decisions().await?;
        let last = decisions.first().map(|(day, _)| *day);
        let from = from.or(last).unwrap_or(self.day() - Days::new(OTHERWISE)).min(self.day());
        let begun = self.store.position_on(from, self.length).await?.min(self.position);
        let earlier = self.store.view_at(self.actor, Moment::On(from), Some(begun)).await?;
        let mut touched = self.touched(begun).await?;
        let mut groups = Vec::new();
        for &register in Register::ALL {
            let Some(kind) = register.kind().filter(|kind| self.grant(*kind) != Grant::No) else { continue };
            let Some(keys) = touched.remove(&kind) else { continue };
            let before: HashMap<Key, Body> =
                earlier.some(kind, &keys).await?.into_iter().map(|record| (record.key, record.body)).collect();
            let now = self.some(kind, &keys).await?;
            let rows = now.into_iter().filter(|record| !record.body.is_drill()).filter_map(|record| {
                let before = before.get(&record.key);
                SinceRow::of(record.key, before, &record.body)
            });
            let mut rows: Vec<SinceRow> = rows.collect();
            let total = rows.len() as u64;
            rows.truncate(SHOWN);
            if total > 0 {
                groups.push(SinceGroup { register, total, rows });
            }
        }
        Ok(SincePage { from, day: self.day(), groups, decisions })
    }

    /// The records that entries after a position are about, by kind; what was touched last comes first.
    async fn touched(&self, after: u64) -> Result<HashMap<Kind, Vec<Key>>> {
        let mut told: Vec<(Kind, Key)> = Vec::new();
        let mut from = after + 1;
        while from <= self.position {
            let to = (from + PIECE).min(self.position + 1);
            let bind = Bind::new().with("range", stretch(from, Some(to)));
            let rows: Vec<Touched> = self.store.db.ask("SELECT kind, key FROM $range", bind).await?.rows(0)?;
            told.extend(
                rows.into_iter().filter_map(|row| Some((Kind::from_code(&row.kind)?, Key::parse(&row.key).ok()?))),
            );
            from = to;
        }
        let (mut seen, mut keys) = (HashSet::new(), HashMap::<Kind, Vec<Key>>::new());
        for (kind, key) in told.into_iter().rev() {
            if seen.insert((kind, key.clone())) {
                keys.entry(kind).or_default().push(key);
            }
        }
        Ok(keys)
    }

    /// The days before today of the board's last decisions on a risk picture in their order, for those who may see them. What
    /// was decided today is seen as of today.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn decided_days(&self) -> Result<Vec<(NaiveDate, String)>> {
        let mut days = self.decisions().await?;
        days.retain(|(day, _)| *day < self.today);
        days.sort();
        days.dedup_by_key(|(day, _)| *day);
        Ok(days)
    }

    /// The days of the board's last decisions on a risk picture, for those who may see them; the last one first.
    async fn decisions(&self) -> Result<Vec<(NaiveDate, String)>> {
        if self.grant(Kind::Picture) == Grant::No {
            return Ok(Vec::new());
        }
        let adopted = self.pictures().await?.into_iter();
        let adopted = adopted.filter_map(|row| Some((row.picture.adoption()?.date, row.picture.name())));
        Ok(adopted.take(DECISIONS).collect())
    }
}
