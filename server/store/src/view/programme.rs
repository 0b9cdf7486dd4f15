//! The programme's state.

use super::View;
use crate::error::Result;
use domain::measure::Measure;
use domain::programme::{ProgrammeReport, report};
use domain::{Body, Key, Kind};

impl View<'_> {
    /// How far the programme had come at the moment. An owner's share is reckoned from what it may see.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn programme(&self) -> Result<ProgrammeReport> {
        let asked = self.asked("");
        if let Some(report) = self.store.kept.reports.found(&asked) {
            return Ok((*report).clone());
        }
        let programme = self.all(Kind::Programme).await?.into_iter().find_map(|record| match record.body {
            Body::Programme(programme) => Some(programme),
            _ => None,
        });
        let report = report(programme, &self.measures().await?, self.day());
        Ok((*self.keep(&self.store.kept.reports, asked, report).await?).clone())
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
