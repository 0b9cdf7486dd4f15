//! The programme's state.

use super::View;
use crate::error::Result;
use chrono::NaiveDate;
use domain::measure::Measure;
use domain::programme::{ProgrammeReport, report};
use domain::{Actor, Body, Key, Kind};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Reports remembered.
const HELD: usize = 8;

/// What a report was reckoned from: everything it depends on. A journal never changes below its length, so a report is
/// right for as long as it is remembered.
#[derive(PartialEq, Eq)]
struct Asked {
    position: u64,
    length: u64,
    day: NaiveDate,
    actor: Actor,
}

/// The reports asked for last: each reads every measure, and the pages that show one are opened all the time.
#[derive(Default)]
pub(crate) struct Reports(Mutex<VecDeque<(Asked, ProgrammeReport)>>);

impl Reports {
    fn found(&self, asked: &Asked) -> Option<ProgrammeReport> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|(other, _)| other == asked).map(|(_, report)| report.clone())
    }

    fn keep(&self, asked: Asked, report: ProgrammeReport) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_front((asked, report));
        held.truncate(HELD);
    }
}

impl View<'_> {
    /// How far the programme had come at the moment. An owner's share is reckoned from what it may see.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn programme(&self) -> Result<ProgrammeReport> {
        let (position, length) = (self.position, self.length);
        let asked = Asked { position, length, day: self.day(), actor: self.actor.clone() };
        if let Some(report) = self.store.reports.found(&asked) {
            return Ok(report);
        }
        let programme = self.all(Kind::Programme).await?.into_iter().find_map(|record| match record.body {
            Body::Programme(programme) => Some(programme),
            _ => None,
        });
        let report = report(programme, &self.measures().await?, self.day());
        // What was written while it was reckoned may be in it: then it is right to show, but not to remember.
        if !self.outdated().await? {
            self.store.reports.keep(asked, report.clone());
        }
        Ok(report)
    }

    /// Every measure the actor may see.
    pub(super) async fn measures(&self) -> Result<Vec<(Key, Measure)>> {
        let records = self.all(Kind::Measure).await?;
        let measures = records.into_iter().filter_map(|record| match record.body {
            Body::Measure(measure) => Some((record.key, measure)),
            _ => None,
        });
        Ok(measures.collect())
    }
}
