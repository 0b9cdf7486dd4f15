//! How the measures stand function by function, and one's own.

use super::View;
use super::labels::TOLD_BY;
use crate::error::Result;
use domain::label::Label;
use domain::team::{Load, MINE, Team, urgency};
use domain::{AppError, Grant, Key, Kind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An open measure, as far as it is counted.
struct Open {
    key: Key,
    owner: String,
    end: String,
    labels: Vec<Label>,
}

impl View<'_> {
    /// The open measures of every function the actor may see, and those of its own functions.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see no measures.
    pub async fn team(&self) -> Result<Team> {
        if self.grant(Kind::Measure) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let open = self.open().await?;
        let mut loads: BTreeMap<&str, Load> = BTreeMap::new();
        for measure in &open {
            loads.entry(&measure.owner).or_insert_with(|| Load::of(&measure.owner)).count(&measure.labels);
        }
        let mut loads: Vec<Load> = loads.into_values().collect();
        loads.sort_by_key(|load| (Reverse((load.late, load.waiting, load.silent, load.soon)), load.function.clone()));
        let mut mine: Vec<&Open> = open.iter().filter(|measure| self.actor.acts_for(&measure.owner)).collect();
        mine.sort_by_cached_key(|measure| (urgency(&measure.labels, &measure.end), measure.key.clone()));
        let keys: Vec<Key> = mine.into_iter().take(MINE).map(|measure| measure.key.clone()).collect();
        let records = self.some(Kind::Measure, &keys).await?;
        let columns: Vec<String> = ["key", "title", "percent", "end", "state", "labels"].map(str::to_owned).to_vec();
        let mine = self.rows(&records, &columns).await?;
        Ok(Team { day: self.day(), loads, functions: self.actor.functions.clone(), mine, columns })
    }

    async fn open(&self) -> Result<Vec<Open>> {
        let (outline, day) = (self.outline(&TOLD_BY).await?, self.day());
        let around = outline.surroundings(day);
        let seen = outline.of(Kind::Measure).filter(|one| self.sees_line(Kind::Measure, &outline, *one));
        let open = seen.filter(|(_, line)| outline.own(Kind::Measure, line).open_measure());
        let told = open.map(|(key, line)| Open {
            key: key.clone(),
            owner: outline.names.text(line.owner).to_owned(),
            end: outline.facts(line).date.to_owned(),
            labels: outline.labels(Kind::Measure, line, &around, day),
        });
        Ok(told.collect())
    }
}
