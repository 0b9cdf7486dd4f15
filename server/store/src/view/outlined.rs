//! The outline as a view sees it: the one of its moment, and of that the lines of what the actor may see.

use super::{View, labels};
use crate::disposal::all_gone;
use crate::error::Result;
use crate::outline::{Drawn, Line, Outline, draw};
use crate::record::Record;
use domain::{Grant, Key, Kind, ListQuery};
use futures::stream::{self, StreamExt, TryStreamExt};
use std::sync::RwLockReadGuard;

/// Kinds that are drawn at a time: their records are in memory meanwhile.
const AT_ONCE: usize = 2;

impl View<'_> {
    /// The outline of the moment, with the lines of some kinds. Now it is the one at the position the view was opened at or a
    /// later one, and has them all.
    pub(super) async fn outline(&self, kinds: &[Kind]) -> Result<RwLockReadGuard<'_, Outline>> {
        let Some(past) = &self.past else { return self.outline_now().await };
        let mut drawn = past.drawn.lock().await;
        let mut lacking = kinds.to_vec();
        lacking.retain(|kind| !drawn.contains(kind));
        lacking.sort_unstable_by_key(|kind| kind.code());
        lacking.dedup();
        let mut drawing = stream::iter(lacking).map(|kind| self.lines_then(kind)).buffer_unordered(AT_ONCE);
        while let Some((kind, lines)) = drawing.try_next().await? {
            past.put(lines)?;
            drawn.insert(kind);
        }
        Ok(past.now())
    }

    /// The outline of what is now, also for a view of an earlier day.
    pub(super) async fn outline_now(&self) -> Result<RwLockReadGuard<'_, Outline>> {
        self.store.outline.at(&self.store.db, self.length).await
    }

    async fn lines_then(&self, kind: Kind) -> Result<(Kind, Drawn)> {
        let records = self.marked_as_today(kind).await?;
        Ok((kind, draw(kind, records, &self.settings.scale).await?))
    }

    /// Every record of a kind at the moment, marked as it was and as it is today.
    pub(super) async fn marked_as_today(&self, kind: Kind) -> Result<Vec<Record>> {
        let mut records = self.all_of(kind).await?;
        // What is being disposed of may still be there.
        let gone = all_gone(&self.store.db).await?;
        records.retain(|record| !gone.contains_key(&(kind, record.key.clone())));
        for record in &mut records {
            if let Some(marked) = self.markings.of(kind, &record.key) {
                record.body.mark_as(&marked.marking);
            }
        }
        Ok(records)
    }

    /// The kinds whose lines tell of a list of a kind: its own, and those that its labels are reckoned from.
    pub(super) fn told_by(query: &ListQuery, kind: Kind) -> Vec<Kind> {
        let labelled = query.label().is_some() || query.columns().contains(&labels::COLUMN);
        let mut kinds = if labelled { labels::TOLD_BY.to_vec() } else { Vec::new() };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        kinds
    }

    /// Whether the actor may see the record of a line: the same as [`View::sees`] says of its content. For an earlier day
    /// clearance is asked for both then and now, as for [`View::show`].
    pub(super) fn sees_line(&self, kind: Kind, outline: &Outline, (key, line): (&Key, &Line)) -> bool {
        let granted = match self.grant(kind) {
            Grant::Yes => true,
            Grant::Own => self.actor.acts_for(outline.names.text(line.owner)),
            Grant::No => false,
        };
        let closed_off = || {
            let owners = [Some(outline.names.text(line.owner)), self.marking_today(kind, key)];
            !owners.into_iter().flatten().all(|owner| self.actor.cleared(owner))
        };
        let closed_off = kind == Kind::Incident && line.marked && closed_off();
        granted
            && !closed_off
            && (kind != Kind::Requirement || self.actor.sees_framework(outline.names.text(line.framework)))
    }
}
