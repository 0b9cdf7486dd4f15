//! The programme's decided plans, held against the plan at the moment.

use super::View;
use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use crate::record::{BodyRow, Record, record_id};
use domain::history::Change;
use domain::listing::Row;
use domain::measure::MeasureState;
use domain::overview::HISTORY;
use domain::programme::baseline::{Baseline, Decided, in_force};
use domain::programme::plan::{DecidedDates, MeasurePlan, PlanLine, PlanPage, ShownPlan, moves};
use domain::risk::Area;
use domain::{AppError, Body, Cell, Grant, Key, Kind};
use std::sync::Arc;

/// The columns that tell what was decided of a measure, and how far it has been moved since.
const COLUMNS: [&str; 2] = ["decided_end", "slip"];
/// Versions of a measure that moves of its dates are looked for in: more than any has.
const VERSIONS: usize = 10_000;

impl View<'_> {
    /// A decided plan against the plan at the moment: the one in force where none is named. Measures of others are left
    /// out for an owner.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see no plan; `NotFound` when there is none by that name at the moment.
    pub async fn plan(&self, key: Option<&Key>, area: Option<Area>) -> Result<PlanPage> {
        if self.grant(Kind::Baseline) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let plans = self.every_plan().await?;
        let standing = in_force(&plans);
        let shown = match key {
            Some(key) => Some(plans.iter().find(|(known, _)| known == key).ok_or(AppError::NotFound)?),
            None => standing,
        };
        let measures = self.measures().await?;
        let planned = measures.iter().filter(|(_, measure)| measure.state() != MeasureState::Closed);
        let is_standing = |key: &Key| standing.is_some_and(|(known, _)| known == key);
        let line = |(key, plan): &(Key, Arc<Baseline>)| PlanLine {
            key: key.clone(),
            name: plan.name(),
            in_force: is_standing(key),
        };
        let mut latest: Vec<&(Key, Arc<Baseline>)> = plans.iter().collect();
        latest.sort_by_key(|(key, plan)| std::cmp::Reverse((plan.minutes.date, key.number())));
        Ok(PlanPage {
            measures: u32::try_from(planned.count()).unwrap_or(u32::MAX),
            shown: match shown {
                Some((key, plan)) => {
                    let (_, sha256) = self.store.stored(Kind::Baseline, key).await?;
                    let shown = ShownPlan::of((key, plan), sha256, &measures, area, self.day());
                    Some(ShownPlan { in_force: is_standing(key), ..shown })
                }
                None => None,
            },
            plans: latest.into_iter().map(line).collect(),
            settings: self.settings.clone(),
            day: self.day(),
        })
    }

    /// Decided start and end of each measure by the plan in force; empty before the board has decided on any.
    pub(super) async fn decided_dates(&self) -> Result<Decided> {
        Ok(in_force(&self.every_plan().await?).map(|(_, plan)| plan.dates()).unwrap_or_default())
    }

    /// A measure's history, and with it how its planned dates stand to those decided and when they were moved.
    pub(super) async fn planned(&self, key: &Key) -> Result<(Vec<Change>, MeasurePlan)> {
        let mut history = self.history(Kind::Measure, key, VERSIONS).await?;
        let moves = moves(&history);
        history.truncate(HISTORY);
        let plans = self.every_plan().await?;
        let decided = in_force(&plans).and_then(|(plan, baseline)| {
            let planned = baseline.planned(key)?;
            let (date, start, end) = (baseline.minutes.date, planned.start, planned.end);
            Some(DecidedDates { plan: plan.clone(), date, start, end })
        });
        Ok((history, MeasurePlan { decided, moves }))
    }

    /// Fills in what was decided of measures in the rows of a list, where its columns ask for it.
    pub(super) async fn add_decided(&self, rows: &mut [Row], records: &[Record], columns: &[String]) -> Result<()> {
        let [end_at, slip_at] = COLUMNS.map(|name| columns.iter().position(|column| column == name));
        if end_at.is_none() && slip_at.is_none() {
            return Ok(());
        }
        let decided = self.decided_dates().await?;
        for (row, record) in rows.iter_mut().zip(records) {
            let Body::Measure(measure) = &record.body else { continue };
            let Some((_, end)) = decided.get(&record.key) else { continue };
            let slip = Cell::Number((measure.end - *end).num_days());
            for (place, cell) in [(end_at, Cell::Date(*end)), (slip_at, slip)] {
                if let Some(own) = place.and_then(|place| row.cells.get_mut(place)) {
                    *own = cell;
                }
            }
        }
        Ok(())
    }

    /// Every decided plan at the moment, whole: to be cut down to what the actor may see. None for those who see no plan.
    async fn every_plan(&self) -> Result<Vec<(Key, Arc<Baseline>)>> {
        const TEXT: &str = "SELECT VALUE key FROM baseline WHERE seq <= $seq";
        if self.grant(Kind::Baseline) == Grant::No {
            return Ok(Vec::new());
        }
        // A plan is written once, so those that were written by then are those there were.
        let bind = Bind::new().with("seq", int(self.position));
        let keys: Vec<String> = self.store.db.ask(TEXT, bind).await?.rows(0)?;
        let mut plans = Vec::with_capacity(keys.len());
        for key in keys.iter().filter_map(|key| Key::parse(key).ok()) {
            let plan = self.store.baseline(&key).await?;
            plans.extend(plan.map(|plan| (key, plan)));
        }
        Ok(plans)
    }
}

impl Store {
    /// A decided plan by its key, whole. It is the same at every moment.
    async fn baseline(&self, key: &Key) -> Result<Option<Arc<Baseline>>> {
        if let Some(plan) = self.kept.baselines.found(key) {
            return Ok(Some(plan));
        }
        let bind = Bind::new().with("id", record_id(Kind::Baseline, key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        Ok(match row.map(BodyRow::record).transpose()?.map(|record| record.body) {
            Some(Body::Baseline(plan)) => Some(self.kept.baselines.keep(key.clone(), *plan)),
            _ => None,
        })
    }
}
