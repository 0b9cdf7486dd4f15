//! The board's year: how its steps stand, read from the whole register. What shows them is told to those who may see it.

use super::View;
use super::reminder::written_at;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::int;
use crate::record::record_id;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::control::Control;
use domain::picture::PictureState;
use domain::settings::Settings;
use domain::year_cycle::{ControlTally, CycleStep, DecidedReport, Known, ShowingEvidence, ShownBy, YearCycle, strip};
use domain::{Body, Grant, Key, Kind};
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// A step of the year with what a calendar needs to tell one version of it from the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedStep {
    /// The step.
    pub step: CycleStep,
    /// The journal's position where what it says was last changed: it grows, whichever record changed it.
    pub version: u32,
    /// When that was.
    pub changed: DateTime<Utc>,
}

/// Where a record was last written.
#[derive(SurrealValue)]
struct Placed {
    key: String,
    seq: i64,
}

#[derive(SurrealValue)]
struct Speaks {
    from_key: String,
    to_key: String,
}

impl View<'_> {
    /// The steps of a year and how they stand; of the view's own year when none is asked for.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn year_cycle(&self, year: Option<i32>) -> Result<YearCycle> {
        let year = year.unwrap_or_else(|| self.day().year());
        let mut cycles = self.year_cycles(&[year]).await?;
        Ok(cycles.pop().unwrap_or(YearCycle { year, day: self.day(), steps: Vec::new() }))
    }

    /// What the overview shows: the steps that come next and the late ones, and how many of the year's are done, of how many.
    pub(super) async fn year_strip(&self) -> Result<(Vec<CycleStep>, (usize, usize))> {
        let year = self.day().year();
        let cycles = self.year_cycles(&[year - 1, year, year + 1]).await?;
        let done = |cycle: &YearCycle| (cycle.count(domain::year_cycle::StepState::Done), cycle.steps.len());
        Ok((strip(&cycles), cycles.iter().find(|cycle| cycle.year == year).map(done).unwrap_or_default()))
    }

    /// The steps whose days lie in this year or the next, for a calendar, in the order of their days.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn year_calendar(&self) -> Result<Vec<DatedStep>> {
        let year = self.day().year();
        // A step's day may lie in the year before its own, or in the one after.
        let cycles = self.year_cycles(&[year - 1, year, year + 1, year + 2]).await?;
        let steps = cycles.into_iter().flat_map(|cycle| cycle.steps);
        let mut steps: Vec<CycleStep> = steps.filter(|one| (year..=year + 1).contains(&one.due.year())).collect();
        steps.sort_by_key(|one| (one.due, one.name()));
        let controls: Vec<Key> = self.all_of(Kind::Control).await?.into_iter().map(|record| record.key).collect();
        let settings = record_id(Kind::Settings, Settings::KEY);
        let shown = steps.iter().filter_map(|one| one.shown.as_ref());
        let mut ids: Vec<RecordId> =
            shown.flat_map(|shown| shown.by.iter().map(|key| record_id(shown.kind, key.as_str()))).collect();
        ids.extend(controls.iter().map(|key| record_id(Kind::Control, key.as_str())));
        ids.push(settings);
        let placed: Vec<Placed> =
            self.store.db.ask("SELECT key, seq FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        let placed: HashMap<String, i64> = placed.into_iter().map(|one| (one.key, one.seq)).collect();
        // Before the settings were ever changed, the steps are those the register began with.
        let at = |key: &str| placed.get(key).copied().unwrap_or(1);
        let last_control = controls.iter().map(|key| at(key.as_str())).max().unwrap_or(1);
        let version = |one: &CycleStep| {
            let shown = one.shown.iter().flat_map(|shown| &shown.by).map(|key| at(key.as_str())).max().unwrap_or(1);
            let controls = if one.controls.is_some() { last_control } else { 1 };
            at(Settings::KEY).max(shown).max(controls)
        };
        let versions: Vec<i64> = steps.iter().map(version).collect();
        let written = written_at(self.store, &versions).await?;
        let dated = steps.into_iter().zip(versions).filter_map(|(step, version)| {
            let changed = *written.get(&version)?;
            Some(DatedStep { step, version: u32::try_from(version).unwrap_or(u32::MAX), changed })
        });
        Ok(dated.collect())
    }

    /// Some years' steps, with what shows them as far as the actor may see it.
    async fn year_cycles(&self, years: &[i32]) -> Result<Vec<YearCycle>> {
        let pictures = self.every_picture().await?;
        let controls = self.marked_as_today(Kind::Control).await?;
        let controls: Vec<&Control> = controls
            .iter()
            .filter_map(|record| match &record.body {
                Body::Control(control) => Some(control),
                _ => None,
            })
            .collect();
        let known = Known {
            pictures: &pictures,
            reports: self.decided_reports().await?,
            controls: years.iter().map(|year| ControlTally::of(controls.iter().copied(), *year, self.day())).collect(),
            evidence: self.showing_evidence().await?,
            in_force: self.in_force().await?,
        };
        let day = self.day();
        let mut cycles: Vec<YearCycle> =
            years.iter().map(|year| YearCycle::of(*year, day, &self.settings, &known)).collect();
        self.only_seen(&mut cycles).await?;
        Ok(cycles)
    }

    /// The reports that the board has decided on; one that it rejected is none of them.
    async fn decided_reports(&self) -> Result<Vec<DecidedReport>> {
        let records = self.all_of(Kind::Report).await?;
        let decided = records.into_iter().filter_map(|record| match record.body {
            Body::Report(report) if report.state() == PictureState::Decided => Some(DecidedReport {
                key: record.key,
                kind: Kind::Report,
                period: report.period,
                decided: report.decided()?.date,
            }),
            _ => None,
        });
        Ok(decided.collect())
    }

    /// The requirements that steps are shown by evidence for.
    fn asked_for(&self) -> Vec<Key> {
        let named = self.settings.year_steps.iter().filter_map(|step| match &step.shown {
            ShownBy::Evidence(requirement) => Some(requirement.clone()),
            _ => None,
        });
        named.collect()
    }

    /// When those requirements began to apply.
    async fn in_force(&self) -> Result<Vec<(Key, NaiveDate)>> {
        let records = self.some_of(Kind::Requirement, &self.asked_for()).await?;
        let dated = records.into_iter().filter_map(|record| match record.body {
            Body::Requirement(requirement) => Some((record.key, requirement.in_force?)),
            _ => None,
        });
        Ok(dated.collect())
    }

    /// Evidence in use for the requirements that steps name.
    async fn showing_evidence(&self) -> Result<Vec<ShowingEvidence>> {
        const TEXT: &str = "SELECT from_key, to_key FROM link \
             WHERE to_key IN $keys AND from_kind = 'evidence' AND from_seq <= $seq AND to_seq > $seq";
        let named: Vec<String> = self.asked_for().iter().map(Key::to_string).collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let bind = Bind::new().with("keys", named).with("seq", int(self.position));
        let links: Vec<Speaks> = self.store.db.ask(TEXT, bind).await?.rows(0)?;
        let keys: Vec<Key> = links.iter().filter_map(|link| Key::parse(&link.from_key).ok()).collect();
        let records = self.some_of(Kind::Evidence, &keys).await?;
        let mut found = Vec::new();
        for record in records {
            let Body::Evidence(evidence) = &record.body else { continue };
            if evidence.closed.is_some() {
                continue;
            }
            let speaks = links.iter().filter(|link| link.from_key == record.key.as_str());
            found.extend(speaks.filter_map(|link| {
                let requirement = Key::parse(&link.to_key).ok()?;
                Some(ShowingEvidence { key: record.key.clone(), requirement, effective: evidence.effective })
            }));
        }
        Ok(found)
    }

    /// Takes out what the actor may not see of what shows the steps; that a step is done stays.
    async fn only_seen(&self, cycles: &mut [YearCycle]) -> Result<()> {
        let shown = cycles.iter().flat_map(|cycle| &cycle.steps).filter_map(|one| one.shown.as_ref());
        let evidence = shown.filter(|shown| shown.kind == Kind::Evidence);
        let mut asked: Vec<Key> = evidence.flat_map(|shown| shown.by.clone()).collect();
        asked.sort();
        asked.dedup();
        let seen: HashSet<Key> =
            self.some(Kind::Evidence, &asked).await?.into_iter().map(|record| record.key).collect();
        let steps = cycles.iter_mut().flat_map(|cycle| &mut cycle.steps);
        for shown in steps.filter_map(|one| one.shown.as_mut()) {
            match shown.kind {
                Kind::Evidence => shown.by.retain(|key| seen.contains(key)),
                kind if self.grant(kind) == Grant::No => shown.by.clear(),
                _ => {}
            }
        }
        Ok(())
    }
}
