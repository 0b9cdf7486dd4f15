//! The overview: what needs the actor now, and how things stand.

use super::View;
use crate::error::Result;
use crate::record::Record;
use chrono::{DateTime, Utc};
use domain::history::JournalQuery;
use domain::incident::ClockStanding;
use domain::label::LabelCode;
use domain::listing::Row;
use domain::overview::{Largest, Overview, Task};
use domain::query::PAGE_SIZE_MAX;
use domain::register::{STATE_OVERDUE, Sort};
use domain::{Action, Body, Grant, Key, Kind, ListQuery, Moment, Page, Register, Subject};
use std::sync::Arc;

/// Risks, measures and coming dates shown.
const SHOWN: usize = 8;
/// Entries of the journal shown.
const ENTRIES: i64 = 5;

impl View<'_> {
    /// The overview.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn overview(&self) -> Result<Overview> {
        let mut overview = Arc::unwrap_or_clone(self.kept(&self.store.kept.overviews, "", self.drawn()).await?);
        // Clocks run while the register stands as it is, so what they tell is never kept.
        overview.tasks.splice(0..0, self.clock_tasks().await?);
        Ok(overview)
    }

    async fn drawn(&self) -> Result<Overview> {
        let report = self.programme().await?;
        let (year_steps, year_done) = self.year_strip().await?;
        let (measures, measure_columns) = self.open_measures().await?;
        let matrix = self.matrix(&ListQuery { moment: self.moment, ..ListQuery::new(Register::Risks) }).await?;
        Ok(Overview {
            day: self.day(),
            risks: matrix.total,
            risks_above: matrix.above,
            tolerance: self.settings.scale.tolerance,
            tolerated: self.settings.scale.tolerated(),
            scale_size: self.settings.scale.size(),
            largest: self.largest().await?,
            compared: self.compared(),
            programme: report.total,
            requirements: self.requirement_share().await?,
            tasks: self.tasks().await?,
            measures,
            measure_columns,
            journal: self.last_entries().await?,
            coming: self.coming().await?,
            year_steps,
            year_done,
            curve: report.programme.is_some().then_some(domain::programme::ProgrammeReport {
                bars: Vec::new(),
                remaining: None,
                ..report
            }),
        })
    }

    /// The date that largest risks are compared with.
    fn compared(&self) -> chrono::NaiveDate {
        self.day().checked_sub_months(chrono::Months::new(6)).unwrap_or(self.day())
    }

    /// The largest risks, with the score they had half a year earlier.
    async fn largest(&self) -> Result<Vec<Largest>> {
        let query = ListQuery { size: 7, moment: self.moment, ..ListQuery::new(Register::Risks) };
        let (records, _) = self.hits(&query).await?;
        let earlier = self.store.view(self.actor, Moment::On(self.compared())).await?;
        let keys: Vec<Key> = records.iter().map(|record| record.key.clone()).collect();
        let before = earlier.some(Kind::Risk, &keys).await?;
        let scale = &self.settings.scale;
        let largest = records.iter().filter_map(|record| {
            let Body::Risk(risk) = &record.body else { return None };
            let then = before.iter().find(|other| other.key == record.key).and_then(|other| match &other.body {
                Body::Risk(risk) => Some(risk.current.score()),
                _ => None,
            });
            let score = risk.current.score();
            Some(Largest {
                key: record.key.clone(),
                title: risk.title.clone(),
                score,
                tone: scale.tone(score),
                band: scale.band_name(score).to_owned(),
                before: then,
            })
        });
        Ok(largest.collect())
    }

    async fn open_measures(&self) -> Result<(Vec<Row>, Vec<String>)> {
        let columns: Vec<String> =
            ["key", "title", "owner", "percent", "end", "state", "labels"].map(str::to_owned).to_vec();
        let mut records: Vec<Record> = Vec::new();
        for state in [STATE_OVERDUE, "ongoing"] {
            let mut query = ListQuery { size: 8, moment: self.moment, ..ListQuery::new(Register::Measures) };
            query.filters.insert("status".to_owned(), state.to_owned());
            for record in self.hits(&query).await?.0 {
                if records.len() < SHOWN && !records.iter().any(|known| known.key == record.key) {
                    records.push(record);
                }
            }
        }
        Ok((self.rows(&records, &columns).await?, columns))
    }

    /// Requirements of the first framework that can be judged, and those of them with evidence that holds.
    async fn requirement_share(&self) -> Result<Option<(String, u32, u32)>> {
        let first = self.frameworks().await?.into_iter().next();
        Ok(first.map(|summary| (summary.framework.short, summary.assessable, summary.evidenced)))
    }

    /// What needs the actor now. Only those who can do something about it are told.
    async fn tasks(&self) -> Result<Vec<Task>> {
        let mut tasks = Vec::new();
        for (code, register, action) in [
            ("measures_late", Register::Measures, Action::Report),
            ("controls_due", Register::Controls, Action::Test),
            ("reviews_due", Register::Risks, Action::Assess),
            ("evidence_expired", Register::Evidence, Action::Update),
        ] {
            let Some(kind) = register.kind() else { continue };
            if self.grant(kind) == Grant::No || !self.actor.may(Subject::Command(action, kind)) {
                continue;
            }
            let mut query = ListQuery { size: 1, moment: self.moment, ..ListQuery::new(register) };
            (query.sort, query.falling) = (Sort::Date, false);
            query.filters.insert("status".to_owned(), STATE_OVERDUE.to_owned());
            let (records, count) = self.hits(&query).await?;
            let first = records.first().map(|record| (record.key.clone(), record.body.title()));
            if count > 0 {
                let link = format!("{}?status={STATE_OVERDUE}", kind.path());
                tasks.push(Task { code: code.to_owned(), count, first, link });
            }
        }
        tasks.extend(self.mentions().await?);
        tasks.extend(self.deviating_controls().await?);
        tasks.extend(self.done_without_evidence().await?);
        Ok(tasks)
    }

    /// Incidents whose next report is late, or soon. Drills ask for nothing here.
    async fn clock_tasks(&self) -> Result<Vec<Task>> {
        if self.grant(Kind::Incident) == Grant::No || !self.actor.may(Subject::Command(Action::Report, Kind::Incident))
        {
            return Ok(Vec::new());
        }
        let query = ListQuery { size: PAGE_SIZE_MAX, moment: self.moment, ..ListQuery::new(Register::Incidents) };
        let mut pressing: Vec<(DateTime<Utc>, ClockStanding, Key, String)> = Vec::new();
        for record in self.hits(&query).await?.0 {
            if let Body::Incident(incident) = &record.body
                && let Some(clock) = incident.next_clock()
                && let Some(due) = clock.due
            {
                pressing.push((due, clock.standing(self.instant()), record.key.clone(), record.body.title()));
            }
        }
        pressing.sort_by_key(|(due, ..)| *due);
        let task = |code: &str, standing: ClockStanding, status: &str| {
            let mut those = pressing.iter().filter(|(_, one, ..)| *one == standing).peekable();
            let first = those.peek().map(|(.., key, title)| (key.clone(), title.clone()));
            let count = those.count() as u64;
            let link = format!("{}{status}", Kind::Incident.path());
            (count > 0).then(|| Task { code: code.to_owned(), count, first, link })
        };
        let late = task("clocks_late", ClockStanding::Late, "?status=overdue");
        Ok(late.into_iter().chain(task("clocks_soon", ClockStanding::Soon, "")).collect())
    }

    async fn deviating_controls(&self) -> Result<Option<Task>> {
        if !self.actor.may(Subject::Command(Action::Test, Kind::Control)) {
            return Ok(None);
        }
        let mut found: Vec<Record> = Vec::new();
        let mut count = 0;
        for result in ["major", "minor"] {
            let mut query = ListQuery { size: 1, moment: self.moment, ..ListQuery::new(Register::Controls) };
            query.filters.insert("resultat".to_owned(), result.to_owned());
            let (records, total) = self.hits(&query).await?;
            found.extend(records);
            count += total;
        }
        let first = found.first().map(|record| (record.key.clone(), record.body.title()));
        Ok((count > 0).then(|| Task {
            code: "controls_deviating".to_owned(),
            count,
            first,
            link: "/kontroller?resultat=minor".to_owned(),
        }))
    }

    /// Measures that are done but that nothing shows.
    async fn done_without_evidence(&self) -> Result<Option<Task>> {
        if self.actor.grant(Subject::Command(Action::Create, Kind::Evidence)) == Grant::No {
            return Ok(None);
        }
        let mut query = ListQuery { size: 1, moment: self.moment, ..ListQuery::new(Register::Measures) };
        query.filters.insert("flagga".to_owned(), LabelCode::EvidenceMissing.code().to_owned());
        let (_, count) = self.hits(&query).await?;
        Ok((count > 0).then(|| Task {
            code: "done_without_evidence".to_owned(),
            count,
            first: None,
            link: format!("{}?flagga={}", Kind::Measure.path(), LabelCode::EvidenceMissing.code()),
        }))
    }

    async fn last_entries(&self) -> Result<Vec<domain::history::JournalRow>> {
        if self.actor.may(Subject::Page(Page::Journal)) {
            self.entries(&JournalQuery::default(), ENTRIES).await
        } else {
            Ok(Vec::new())
        }
    }

    /// The next dates among open measures, controls and risks.
    async fn coming(&self) -> Result<Vec<(chrono::NaiveDate, Key, String)>> {
        let mut dates = Vec::new();
        let horizon = self.day().checked_add_months(chrono::Months::new(2)).unwrap_or(self.day());
        for register in [Register::Measures, Register::Controls, Register::Risks] {
            let query = ListQuery {
                sort: Sort::Date,
                falling: false,
                size: 50,
                moment: self.moment,
                ..ListQuery::new(register)
            };
            for record in self.hits(&query).await?.0 {
                let date = match &record.body {
                    Body::Measure(measure) => measure.done_on().is_none().then_some(measure.end),
                    Body::Control(control) => control.next_due(),
                    Body::Risk(risk) => Some(risk.next_review),
                    _ => None,
                };
                if let Some(date) = date.filter(|date| (self.day()..=horizon).contains(date)) {
                    dates.push((date, record.key.clone(), record.body.title()));
                }
            }
        }
        dates.sort();
        dates.truncate(SHOWN);
        Ok(dates)
    }
}
