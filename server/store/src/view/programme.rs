//! The programme's state.

use super::View;
use crate::error::Result;
use domain::measure::Measure;
use domain::programme::{Part, ProgrammeReport, Told, report};
use domain::{Body, Key, Kind};
use std::sync::Arc;

impl View<'_> {
    /// How far the programme had come at the moment. An owner's share is reckoned from what it may see.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn programme(&self) -> Result<ProgrammeReport> {
        self.programme_part(Part::default()).await
    }

    /// How far a part of the programme had come, as for [`View::programme`].
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn programme_part(&self, part: Part) -> Result<ProgrammeReport> {
        let report = self.kept(&self.store.kept.reports, &part.query(), self.reported(part)).await?;
        Ok(Arc::unwrap_or_clone(report))
    }

    /// The programme's key, when there is one.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn programme_key(&self) -> Result<Option<Key>> {
        Ok(self.all(Kind::Programme).await?.into_iter().next().map(|record| record.key))
    }

    async fn reported(&self, part: Part) -> Result<ProgrammeReport> {
        let programme = self.all(Kind::Programme).await?.into_iter().find_map(|record| match record.body {
            Body::Programme(programme) => Some(programme),
            _ => None,
        });
        Ok(report(part, programme, &self.told().await?, &self.decided_dates().await?, self.day()))
    }

    /// Every measure the actor may see.
    pub(super) async fn measures(&self) -> Result<Vec<(Key, Measure)>> {
        let measures = self.all(Kind::Measure).await?.into_iter().filter_map(|record| match record.body {
            Body::Measure(measure) => Some((record.key, measure)),
            _ => None,
        });
        Ok(measures.collect())
    }

    /// Every measure the actor may see, with what stands out about it.
    async fn told(&self) -> Result<Vec<Told>> {
        let records = self.all(Kind::Measure).await?;
        let labels = self.labels(&records).await?;
        let measures = records.into_iter().zip(labels).filter_map(|(record, labels)| match record.body {
            Body::Measure(measure) => Some(Told { key: record.key, measure, labels }),
            _ => None,
        });
        Ok(measures.collect())
    }
}
