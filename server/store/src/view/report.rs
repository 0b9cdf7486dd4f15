//! Reports, as an actor may see them, and the register as it reads for one.

use super::View;
use crate::Store;
use crate::commit::Before;
use crate::db::Bind;
use crate::error::Result;
use crate::record::{BodyRow, Record, record_id};
use chrono::NaiveDate;
use domain::overview::HISTORY;
use domain::period::Period;
use domain::report::page::{ReportList, ReportPage};
use domain::report::reading::from;
use domain::report::standing::Counts;
use domain::report::{Content, Report, ReportMatter, ReportRow, standings};
use domain::{Action, Actor, AppError, Body, Command, Grant, Key, Kind, Moment, Subject};
use std::sync::Arc;

impl Store {
    /// What the rules are told besides a command about a report.
    pub(crate) async fn report_matter(
        &self,
        actor: &Actor,
        command: &Command,
        before: &Before,
    ) -> Result<ReportMatter> {
        let reports = self.every_report().await?;
        let own = match (command.action, before.record.as_ref().map(|record| &record.body)) {
            (Action::Create, _) => Report::asked(&command.draft),
            (Action::Write | Action::Refresh | Action::Prepare, Some(Body::Report(report))) => {
                Some((report.period, report.read_on))
            }
            _ => None,
        };
        let reading = match own {
            Some((period, chosen)) => Some(self.reading(actor, period, chosen, &reports).await?),
            None => None,
        };
        Ok(ReportMatter { reading: reading.map(Arc::unwrap_or_clone), reports })
    }

    /// Every report as it is now, whole.
    async fn every_report(&self) -> Result<Vec<(Key, Report)>> {
        let rows: Vec<BodyRow> = self.db.ask("SELECT key, rev, body FROM report", Bind::new()).await?.rows(0)?;
        let mut reports = Vec::new();
        for row in rows {
            let record = row.record()?;
            if let Body::Report(report) = record.body {
                reports.push((record.key, *report));
            }
        }
        Ok(reports)
    }

    /// A report's frozen content by its key. It is the same at every moment.
    pub(crate) async fn report_content(&self, key: &Key) -> Result<Option<Content>> {
        let bind = Bind::new().with("id", record_id(Kind::ReportContent, key.as_str()));
        let row = self.db.ask("SELECT key, rev, body FROM $id", bind).await?.first::<BodyRow>(0)?;
        Ok(match row.map(BodyRow::record).transpose()?.map(|record| record.body) {
            Some(Body::ReportContent(content)) => Some(*content),
            _ => None,
        })
    }

    /// The day the report before one of a period read the register as of: as its frozen content has it, where it has one.
    pub(super) async fn previous_day(
        &self,
        period: Period,
        reports: &[(Key, Report)],
        today: NaiveDate,
    ) -> Result<Option<NaiveDate>> {
        let Some((_, report)) = Report::previous(period, reports) else { return Ok(None) };
        let frozen = match report.frozen() {
            Some(last) => self.report_content(&last.content).await?,
            None => None,
        };
        Ok(Some(frozen.map_or_else(|| report.day(today), |content| content.day)))
    }
}

impl View<'_> {
    /// The reports, the newest period first.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see none.
    pub async fn reports(&self) -> Result<ReportList> {
        if self.grant(Kind::Report) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let mut reports: Vec<ReportRow> = self.all(Kind::Report).await?.into_iter().filter_map(row).collect();
        reports.sort_by_key(|row| std::cmp::Reverse((row.report.period.end(), row.key.number())));
        Ok(ReportList { reports, settings: self.settings.clone(), day: self.day() })
    }

    /// One report: as it was frozen where it has been laid before the board, else, to those who write in it, as it stands, beside
    /// what the register says now.
    ///
    /// # Errors
    /// `NotFound` when there is none at the moment, or the actor may not know of it.
    pub async fn report(&self, key: &Key) -> Result<ReportPage> {
        let row = row(self.record(Kind::Report, key.as_str()).await?).ok_or(AppError::NotFound)?;
        let writes = self.actor.may(Subject::Command(Action::Write, Kind::Report));
        let report = &row.report;
        let reports: Vec<(Key, Report)> = self
            .all_of(Kind::Report)
            .await?
            .into_iter()
            .filter_map(|record| match record.body {
                Body::Report(report) => Some((record.key, *report)),
                _ => None,
            })
            .collect();
        let previous_day = self.store.previous_day(report.period, &reports, self.today).await?;
        let frozen = match report.frozen() {
            Some(last) => self.store.report_content(&last.content).await?,
            None => None,
        };
        let day = frozen.as_ref().map_or_else(|| report.day(self.day()), |content| content.day);
        let mut standing = Vec::new();
        let mut bare = false;
        if writes && self.moment == Moment::Now && report.decided().is_none() && report.closed.is_none() {
            let reading = self.store.reading(self.actor, report.period, report.read_on, &reports).await?;
            bare = reading.bare();
            standing = standings(report, &reading);
        }
        let content = match frozen {
            Some(content) => Some(content),
            None if writes => Some(report.content(key, day, self.position)),
            None => None,
        };
        let attached = self.some(Kind::Evidence, &report.attachments).await?;
        let history = self.history(Kind::Report, key, HISTORY).await?;
        let previous = Report::previous(report.period, &reports).map(|(key, report)| (key.clone(), report.title()));
        let from = from(report.period, previous_day);
        let mut row = row;
        if !self.actor.cleared("") {
            // That something classified was left out tells that there is such.
            row.report.left_out.clear();
        }
        Ok(ReportPage {
            counts: Counts::of(&standing),
            standings: standing,
            content,
            reading_day: day,
            from,
            previous,
            bare,
            history,
            attachments: attached.into_iter().map(|record| (record.key.clone(), record.body.title())).collect(),
            settings: self.settings.clone(),
            day: self.day(),
            row,
        })
    }

    /// A report's content as it was laid before the board in a version, its bytes as they are stored and their SHA-256: what the
    /// official files are made of.
    ///
    /// # Errors
    /// `NotFound` when there is no such report at the moment, or no such version of it has been laid before the board.
    pub async fn sealed_report(&self, key: &Key, version: u16) -> Result<(Content, String, String)> {
        let row = row(self.record(Kind::Report, key.as_str()).await?).ok_or(AppError::NotFound)?;
        let frozen = row.report.preparations.iter().find(|one| one.version == version).ok_or(AppError::NotFound)?;
        let content = self.store.report_content(&frozen.content).await?.ok_or(AppError::NotFound)?;
        let (bytes, sha256) = self.store.stored(Kind::ReportContent, &frozen.content).await?;
        Ok((content, bytes, sha256))
    }
}

fn row(record: Record) -> Option<ReportRow> {
    match record.body {
        Body::Report(report) => Some(ReportRow { key: record.key, rev: record.rev, report: *report }),
        _ => None,
    }
}
