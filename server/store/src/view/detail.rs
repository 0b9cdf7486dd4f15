//! One record with everything it is linked to, in both directions.

use super::View;
use crate::clock::shown;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use domain::action::form;
use domain::field::Input;
use domain::overview::{Detail, HISTORY, LINKS, LinkedRows};
use domain::programme::plan::MeasurePlan;
use domain::{AppError, Body, Cell, Draft, Grant, Key, Kind, Moment, Register};
use futures::future::try_join_all;
use std::collections::BTreeMap;

/// Kinds of record that are shown beside one, in order.
const LINKED: [Kind; 16] = [
    Kind::Risk,
    Kind::Measure,
    Kind::Deliverable,
    Kind::Control,
    Kind::Requirement,
    Kind::Evidence,
    Kind::Deviation,
    Kind::Incident,
    Kind::Assignment,
    Kind::Analysis,
    Kind::Goal,
    Kind::Project,
    Kind::CityMatter,
    Kind::Service,
    Kind::Recommendation,
    Kind::Indicator,
];

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
            None if super::closed_off(&record.body) => String::new(),
            None => self.store.last_entry(kind, key).await?.map(|entry| shown(&entry.at)).unwrap_or_default(),
        };
        let links = try_join_all(LINKED.iter().map(|other| self.linked(&record.body, key, *other))).await?;
        let comments = self.comments(&record).await?;
        let behind = match (kind, self.register(kind)) {
            (Kind::Measure | Kind::Evidence, Some(register)) => {
                Some(self.linked_rows(register, self.pointing_at(key, kind).await?, None).await?)
            }
            _ => None,
        };
        let labels = self.labels(std::slice::from_ref(&record)).await?.into_iter().next().unwrap_or_default();
        let neighbours = self.neighbours(&record.body, key).await?;
        let clocks = match &record.body {
            Body::Incident(incident) => incident.clocks().iter().map(|clock| clock.shown(self.instant())).collect(),
            _ => Vec::new(),
        };
        let framework = match &record.body {
            Body::Requirement(requirement) => {
                self.framework_list().await?.into_iter().find(|(key, _)| *key == requirement.framework)
            }
            _ => None,
        };
        let beside = match &record.body {
            Body::Requirement(requirement) => Some(self.beside(key, requirement, &history).await?),
            _ => None,
        };
        Ok(Detail {
            requirement: beside,
            framework: framework.map(|(key, framework)| (key, framework.short)),
            key: record.key,
            rev: record.rev,
            body: record.body,
            changed,
            clocks,
            labels,
            links: links.into_iter().flatten().collect(),
            comments,
            behind: behind.filter(|rows| !rows.rows.is_empty()),
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

    /// What the records of a kind that the actor may see say in the fields where that is suggested, by field.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn known(&self, kind: Kind) -> Result<BTreeMap<String, Vec<String>>> {
        let suggests = form(kind).iter().filter(|field| matches!(field.input, Input::Known(_)));
        let mut known: BTreeMap<String, Vec<String>> =
            suggests.map(|field| (field.name.to_owned(), Vec::new())).collect();
        if known.is_empty() || self.grant(kind) == Grant::No {
            return Ok(known);
        }
        for record in self.all(kind).await? {
            let draft = record.body.draft();
            for (field, words) in &mut known {
                let word = draft.get(field).to_owned();
                if !word.is_empty() && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        known.values_mut().for_each(|words| words.sort());
        Ok(known)
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
        self.linked_rows(register, keys, Some(key)).await.map(Some)
    }

    /// Records of a register as rows beside another. Evidence tells what it shows of the one it stands `beside`, where any does.
    async fn linked_rows(&self, register: Register, mut keys: Vec<Key>, beside: Option<&Key>) -> Result<LinkedRows> {
        let Some(other) = register.kind() else { return Err(AppError::NotFound.into()) };
        keys.sort();
        keys.dedup();
        if other == Kind::Incident {
            // Neither a drill nor what is kept from who looks is told by a number.
            let real = self.some(other, &keys).await?.into_iter().filter(|record| !record.body.is_drill());
            keys = real.map(|record| record.key).collect();
        }
        let total = keys.len() as u64;
        keys.truncate(LINKS);
        let mut records = self.some(other, &keys).await?;
        records.sort_by_key(|record| (record.body.closed().is_some(), record.key.number(), record.key.clone()));
        let mut columns = Self::link_columns(register);
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
        if let Some(key) = beside.filter(|_| register == Register::Evidence) {
            let shown: Vec<Cell> = records.iter().map(|record| shown_of(&record.body, key)).collect();
            if shown.iter().any(|cell| *cell != Cell::Empty) {
                columns.push("shows".to_owned());
                for (row, cell) in rows.iter_mut().zip(shown) {
                    row.cells.push(cell);
                }
            }
        }
        Ok(LinkedRows { register, columns, rows, total })
    }

    /// The deviations that a programme deals with; none for those who see none.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn deviations_of(&self, programme: &Key) -> Result<Option<LinkedRows>> {
        let Some(register) = self.register(Kind::Deviation) else { return Ok(None) };
        let keys = self.pointing_at(programme, Kind::Deviation).await?;
        let keys = self.some(Kind::Deviation, &keys).await?.into_iter().map(|record| record.key).collect();
        self.linked_rows(register, keys, None).await.map(Some)
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
    async fn neighbours(&self, body: &Body, key: &Key) -> Result<(Option<Key>, Option<Key>)> {
        let kind = body.kind();
        let (Moment::Now, Some(number)) = (self.moment, key.number()) else {
            return Ok((None, None));
        };
        let Some(prefix) = kind.prefix() else { return Ok((None, None)) };
        let around = [number.checked_sub(1), number.checked_add(1)].map(|n| n.map(|n| Key::numbered(prefix, n)));
        let keys: Vec<Key> = around.iter().flatten().cloned().collect();
        let mut found = self.some(kind, &keys).await?;
        // One never leafs from what is real to a drill.
        found.retain(|record| record.body.is_drill() == body.is_drill());
        let there = |key: &Option<Key>| key.clone().filter(|key| found.iter().any(|record| record.key == *key));
        Ok((there(&around[0]), there(&around[1])))
    }
}

/// What a piece of evidence shows of a record.
fn shown_of(body: &Body, key: &Key) -> Cell {
    match body {
        Body::Evidence(evidence) => evidence.shown_of(key),
        _ => Cell::Empty,
    }
}
