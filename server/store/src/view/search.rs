//! Search over everything the actor may see.

use super::View;
use super::excerpt::{around, parts};
use crate::error::Result;
use crate::record::Record;
use crate::words::words;
use domain::query::TEXT_MAX;
use domain::register::STATE_ALL;
use domain::search::{Hit, SearchGroup};
use domain::{Cell, Grant, Key, ListQuery, Register};
use futures::future::try_join_all;
use std::collections::BTreeSet;

/// Hits shown of each register.
const HITS: u32 = 10;

impl View<'_> {
    /// Records whose unmarked text holds the words, in each register the actor may see; and the record itself when the
    /// text is its id.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn search(&self, text: &str) -> Result<Vec<SearchGroup>> {
        let text: String = text.trim().chars().take(TEXT_MAX).collect();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let asked = words(&text);
        let groups = try_join_all(Register::ALL.iter().map(|register| self.found(*register, &text, &asked))).await?;
        Ok(groups.into_iter().flatten().collect())
    }

    /// What is found in a register; none where nothing is, or the actor may see nothing of it.
    async fn found(&self, register: Register, text: &str, asked: &BTreeSet<String>) -> Result<Option<SearchGroup>> {
        let Some(kind) = register.kind().filter(|kind| self.grant(*kind) != Grant::No) else { return Ok(None) };
        let mut query = ListQuery::new(register);
        text.clone_into(&mut query.text);
        query.size = HITS;
        if let Some(state) = register.filters().iter().find(|filter| filter.param == "status") {
            query.filters.insert(state.param.to_owned(), STATE_ALL.to_owned());
        }
        let mut rows: Vec<Hit> = Vec::new();
        if let Ok(key) = Key::parse(&text.to_uppercase())
            && let Some(record) = self.some(kind, &[key]).await?.first().filter(|record| !record.body.is_drill())
        {
            rows.push(self.hit(record, asked));
        }
        let (records, total) = self.hits(&query).await?;
        for record in records {
            if !rows.iter().any(|row| row.key == record.key) {
                rows.push(self.hit(&record, asked));
            }
        }
        let total = total.max(rows.len() as u64);
        Ok((!rows.is_empty()).then_some(SearchGroup { register, rows, total }))
    }

    /// A record as it was found. What is marked secret is neither searched nor shown around a hit.
    fn hit(&self, record: &Record, asked: &BTreeSet<String>) -> Hit {
        let scale = &self.settings.scale;
        let title = match record.body.cell("title", &record.key, scale) {
            Cell::Masked(provision) => Err(provision),
            Cell::Text(text) => Ok(parts(&text, asked)),
            _ => Ok(Vec::new()),
        };
        let text = record.body.facets(&record.key, scale).text;
        // Id and title are shown already. Of the other fields the one that tells most is shown.
        let shown = [record.key.to_string(), record.body.title()];
        let fields = text.lines().filter(|line| !shown.iter().any(|known| known == line));
        let best =
            fields.max_by_key(|field| (words(field).intersection(asked).count(), field.len())).unwrap_or_default();
        Hit { key: record.key.clone(), closed: record.body.closed().is_some(), title, excerpt: around(best, asked) }
    }
}
