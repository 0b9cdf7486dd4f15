//! One record with everything it is linked to, in both directions.

use super::View;
use crate::clock::shown;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use domain::overview::{Detail, HISTORY, LINKS, LinkedRows};
use domain::programme::plan::MeasurePlan;
use domain::{AppError, Body, Cell, Draft, Key, Kind, Moment, Register};

/// Kinds of record that are shown beside one, in order.
const LINKED: [Kind; 6] =
    [Kind::Risk, Kind::Measure, Kind::Deliverable, Kind::Control, Kind::Requirement, Kind::Evidence];

impl View<'_> {
    /// One record with its links and history.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it.
    pub async fn detail(&self, kind: Kind, key: &Key) -> Result<Detail> {
        let record = self.record(kind, key.as_str()).await?;
        let (history, plan) = match kind {
            Kind::Measure => self.planned(key).await?,
            _ => (self.history(kind, key, HISTORY).await?, MeasurePlan::default()),
        };
        let changed = match history.first() {
            Some(change) => change.at.clone(),
            None => self.store.last_entry(kind, key).await?.map(|entry| shown(&entry.at)).unwrap_or_default(),
        };
        let mut links = Vec::new();
        for other in LINKED {
            links.extend(self.linked(&record.body, key, other).await?);
        }
        let comments = self.comments(&record).await?;
        let waiting = match kind {
            Kind::Measure => {
                self.linked_rows(Register::Measures, self.pointing_at(key, kind).await?).await.map(Some)?
            }
            _ => None,
        };
        let labels = self.labels(std::slice::from_ref(&record)).await?.into_iter().next().unwrap_or_default();
        let neighbours = self.neighbours(kind, key).await?;
        let framework = match &record.body {
            Body::Requirement(requirement) => {
                self.framework_list().await?.into_iter().find(|(key, _)| *key == requirement.framework)
            }
            _ => None,
        };
        Ok(Detail {
            framework: framework.map(|(key, framework)| (key, framework.short)),
            key: record.key,
            rev: record.rev,
            body: record.body,
            changed,
            labels,
            links,
            comments,
            waiting: waiting.filter(|rows| !rows.rows.is_empty()),
            history,
            plan,
            neighbours,
            settings: self.settings.clone(),
            day: self.day(),
        })
    }

    /// A record's form, filled in, with its revision.
    ///
    /// # Errors
    /// `NotFound`, as for [`View::detail`].
    pub async fn draft(&self, kind: Kind, key: &Key) -> Result<(Draft, u32)> {
        let record = self.record(kind, key.as_str()).await?;
        Ok((record.body.draft(), record.rev))
    }

    /// A record's content as the actor may see it.
    ///
    /// # Errors
    /// `NotFound`, as for [`View::detail`].
    pub async fn body(&self, kind: Kind, key: &Key) -> Result<Body> {
        Ok(self.record(kind, key.as_str()).await?.body)
    }

    /// The records of a kind that this one points at, and those that point at it.
    async fn linked(&self, body: &Body, key: &Key, other: Kind) -> Result<Option<LinkedRows>> {
        let Some(register) = self.register(other) else { return Ok(None) };
        let mut keys: Vec<Key> = body.links().into_iter().filter(|link| link.kind() == other).collect();
        // Which of two measures waits for the other is told apart.
        let apart = (body.kind(), other) == (Kind::Measure, Kind::Measure);
        if other.links_to().contains(&body.kind()) && !apart {
            keys.extend(self.pointing_at(key, other).await?);
        }
        self.linked_rows(register, keys).await.map(Some)
    }

    /// Records of a register as rows beside another.
    async fn linked_rows(&self, register: Register, mut keys: Vec<Key>) -> Result<LinkedRows> {
        let Some(other) = register.kind() else { return Err(AppError::NotFound.into()) };
        keys.sort();
        keys.dedup();
        let total = keys.len() as u64;
        keys.truncate(LINKS);
        let mut records = self.some(other, &keys).await?;
        records.sort_by_key(|record| (record.body.closed().is_some(), record.key.number(), record.key.clone()));
        let columns = Self::link_columns(register);
        let mut rows = self.rows(&records, &columns).await?;
        // Beside records of other kinds a framework goes by its name.
        if let Some(place) = columns.iter().position(|name| name == "framework").filter(|_| !rows.is_empty()) {
            let names = self.framework_list().await?;
            for cell in rows.iter_mut().filter_map(|row| row.cells.get_mut(place)) {
                if let Cell::Text(text) = cell
                    && let Some((_, framework)) = names.iter().find(|(key, _)| key == text)
                {
                    text.clone_from(&framework.short);
                }
            }
        }
        Ok(LinkedRows { register, columns, rows, total })
    }

    /// Keys of the records of a kind that point at this one at the moment.
    pub(super) async fn pointing_at(&self, key: &Key, from: Kind) -> Result<Vec<Key>> {
        const TEXT: &str = "SELECT VALUE from_key FROM link \
             WHERE to_key = $key AND from_kind = $kind AND to_seq > $seq AND from_seq <= $seq";
        let bind = Bind::new().with("key", key.as_str()).with("kind", from.code()).with("seq", int(self.position));
        let rows: Vec<String> = self.store.db.ask(TEXT, bind).await?.rows(0)?;
        Ok(rows.iter().filter_map(|row| Key::parse(row).ok()).collect())
    }

    /// The records before and after this one by number, among those the actor may see.
    async fn neighbours(&self, kind: Kind, key: &Key) -> Result<(Option<Key>, Option<Key>)> {
        let (Moment::Now, Some(number)) = (self.moment, key.number()) else {
            return Ok((None, None));
        };
        let Some(prefix) = kind.prefix() else { return Ok((None, None)) };
        let around = [number.checked_sub(1), number.checked_add(1)].map(|n| n.map(|n| Key::numbered(prefix, n)));
        let keys: Vec<Key> = around.iter().flatten().cloned().collect();
        let found = self.some(kind, &keys).await?;
        let there = |key: &Option<Key>| key.clone().filter(|key| found.iter().any(|record| record.key == *key));
        Ok((there(&around[0]), there(&around[1])))
    }
}
