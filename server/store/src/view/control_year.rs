//! The controls' occasions over a year.

use super::View;
use crate::error::Result;
use chrono::Datelike;
use domain::control::year::ControlYear;
use domain::{AppError, Body, Grant, Kind};

impl View<'_> {
    /// A year of the controls the actor may see, those of one function or of all; the view's own year when none is asked for.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see no controls.
    pub async fn control_year(&self, year: Option<i32>, owner: &str) -> Result<ControlYear> {
        if self.grant(Kind::Control) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let records = self.all(Kind::Control).await?;
        let controls = records.iter().filter_map(|record| match &record.body {
            Body::Control(control) => Some((&record.key, control)),
            _ => None,
        });
        let day = self.day();
        Ok(ControlYear::of(controls, owner, (year.unwrap_or(day.year()), day)))
    }
}
