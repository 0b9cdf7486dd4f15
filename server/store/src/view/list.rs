//! Lists: filtered, sorted and paged by the outline when seen now, and by the same rules over the versions for an earlier
//! day.

use super::{View, since};
use crate::error::Result;
use crate::outline::{Line, Outline, Passing};
use crate::record::{Record, sort_key};
use crate::words::words;
use domain::incident::{ClockStanding, DRILL};
use domain::listing::{Listing, Row};
use domain::register::{Register, Sort};
use domain::{AppError, Body, Cell, Grant, Key, Kind, ListQuery, Moment};
use std::sync::RwLockReadGuard;

/// Rows read at a time when a whole register is taken out.
pub const CHUNK: u32 = 1000;

/// The whole table of a kind.
pub(crate) const fn whole_table(kind: Kind) -> &'static str {
    match kind {
        Kind::Risk => "SELECT key, rev, body FROM risk",
        Kind::Measure => "SELECT key, rev, body FROM measure",
        Kind::Deliverable => "SELECT key, rev, body FROM deliverable",
        Kind::Control => "SELECT key, rev, body FROM control",
        Kind::Evidence => "SELECT key, rev, body FROM evidence",
        Kind::Requirement => "SELECT key, rev, body FROM requirement",
        Kind::Framework => "SELECT key, rev, body FROM framework",
        Kind::Programme => "SELECT key, rev, body FROM programme",
        Kind::Settings => "SELECT key, rev, body FROM settings",
        Kind::Picture => "SELECT key, rev, body FROM picture",
        Kind::Content => "SELECT key, rev, body FROM content",
        Kind::Review => "SELECT key, rev, body FROM review",
        Kind::Remark => "SELECT key, rev, body FROM remark",
        Kind::Baseline => "SELECT key, rev, body FROM baseline",
        Kind::Comment => "SELECT key, rev, body FROM comment",
        Kind::SavedView => "SELECT key, rev, body FROM saved_view",
        Kind::Pack => "SELECT key, rev, body FROM pack",
        Kind::Disclosure => "SELECT key, rev, body FROM disclosure",
        Kind::Disposal => "SELECT key, rev, body FROM disposal",
        Kind::Deviation => "SELECT key, rev, body FROM deviation",
        Kind::Incident => "SELECT key, rev, body FROM incident",
        Kind::Indicator => "SELECT key, rev, body FROM indicator",
        Kind::Assignment => "SELECT key, rev, body FROM assignment",
        Kind::Recommendation => "SELECT key, rev, body FROM recommendation",
        Kind::Analysis => "SELECT key, rev, body FROM analysis",
        Kind::Goal => "SELECT key, rev, body FROM goal",
        Kind::Project => "SELECT key, rev, body FROM project",
        Kind::CityMatter => "SELECT key, rev, body FROM city_matter",
        Kind::Service => "SELECT key, rev, body FROM service",
        Kind::Report => "SELECT key, rev, body FROM report",
        Kind::ReportContent => "SELECT key, rev, body FROM report_content",
        Kind::Account => "SELECT key, rev, body FROM account",
    }
}

/// Which records a list shows, and what is counted of those that pass its filters.
#[derive(Default)]
pub(super) struct Chosen {
    pub keys: Vec<Key>,
    pub total: u64,
    above: u64,
    overdue: u64,
    whole: u64,
}

impl View<'_> {
    /// A page of a register.
    ///
    /// # Errors
    /// `Forbidden` when the actor may see nothing of it.
    pub async fn list(&self, query: &ListQuery) -> Result<Listing> {
        let kind = self.listed(query)?;
        let (records, total, above, overdue, whole) = match self.moment {
            Moment::Now => {
                let skip = (query.page - 1).saturating_mul(query.size);
                let chosen = self.chosen(query, kind, skip, query.size).await?;
                let records = self.some(kind, &chosen.keys).await?;
                (records, chosen.total, chosen.above, chosen.overdue, chosen.whole)
            }
            Moment::On(_) => {
                let all = self.all(kind).await?;
                let whole = all.iter().filter(|record| on_side(query, &record.body)).count() as u64;
                let passed = self.filtered(query, all).await?;
                let total = passed.len() as u64;
                let above = passed.iter().filter(|record| self.above_tolerance(&record.body)).count() as u64;
                let late = passed.iter().filter(|record| self.is_late(&record.body)).count() as u64;
                let from = usize::try_from((query.page - 1) * query.size).unwrap_or(usize::MAX);
                (passed.into_iter().skip(from).take(query.size as usize).collect(), total, above, late, whole)
            }
        };
        let columns: Vec<String> = query.columns().into_iter().map(str::to_owned).collect();
        let rows = self.rows(&records, &columns).await?;
        Ok(Listing { query: query.clone(), columns, rows, total, above, overdue, whole })
    }

    /// The next rows of a register that is taken out whole: those from `skip` on, at most [`CHUNK`]. Filters, order and
    /// columns are the list's own.
    ///
    /// # Errors
    /// As for [`View::list`].
    pub async fn chunk(&self, query: &ListQuery, skip: u32) -> Result<Vec<Row>> {
        let kind = self.listed(query)?;
        let columns: Vec<String> = query.columns().into_iter().map(str::to_owned).collect();
        let records = match self.moment {
            Moment::Now => {
                let chosen = self.chosen(query, kind, skip, CHUNK).await?;
                self.some(kind, &chosen.keys).await?
            }
            Moment::On(_) => {
                let passed = self.filtered(query, self.all(kind).await?).await?;
                passed.into_iter().skip(skip as usize).take(CHUNK as usize).collect()
            }
        };
        self.rows(&records, &columns).await
    }

    /// One record as a row of its register, with the columns a list shows.
    ///
    /// # Errors
    /// `NotFound`, as for [`View::detail`].
    pub async fn line(&self, register: Register, key: &Key, columns: &[String]) -> Result<Row> {
        let kind = register.kind().ok_or(AppError::NotFound)?;
        let record = self.record(kind, key.as_str()).await?;
        self.rows(&[record], columns).await?.pop().ok_or_else(|| AppError::NotFound.into())
    }

    /// Rows of a list, with what has become of risks and measures since the board decided, and what stands out, where that
    /// is asked for.
    pub(super) async fn rows(&self, records: &[Record], columns: &[String]) -> Result<Vec<Row>> {
        let mut rows = self.unlabelled(records, columns).await?;
        self.label(&mut rows, records, columns).await?;
        Ok(rows)
    }

    /// The same without what stands out, for those who know it of an earlier place of the journal.
    pub(super) async fn unlabelled(&self, records: &[Record], columns: &[String]) -> Result<Vec<Row>> {
        let mut rows: Vec<Row> = records.iter().map(|record| self.row(record, columns)).collect();
        if let Some(place) = columns.iter().position(|column| column == since::COLUMN)
            && let Some(marks) = self.marks().await?
        {
            for (row, record) in rows.iter_mut().zip(records) {
                if let Some(cell) = row.cells.get_mut(place) {
                    *cell = marks.cell(record);
                }
            }
        }
        self.add_decided(&mut rows, records, columns).await?;
        Ok(rows)
    }

    /// The first page of a list as records, and how many there are.
    pub(super) async fn hits(&self, query: &ListQuery) -> Result<(Vec<Record>, u64)> {
        let kind = self.listed(query)?;
        if self.moment == Moment::Now {
            let chosen = self.chosen(query, kind, 0, query.size).await?;
            return Ok((self.some(kind, &chosen.keys).await?, chosen.total));
        }
        let mut passed = self.filtered(query, self.all(kind).await?).await?;
        let total = passed.len() as u64;
        passed.truncate(query.size as usize);
        Ok((passed, total))
    }

    pub(super) fn listed(&self, query: &ListQuery) -> Result<Kind> {
        let kind = query.register.kind().ok_or(AppError::NotFound)?;
        if self.grant(kind) == Grant::No { Err(AppError::Forbidden.into()) } else { Ok(kind) }
    }

    /// The outline, at the position the view was opened at or a later one.
    pub(super) async fn outline(&self) -> Result<RwLockReadGuard<'_, Outline>> {
        self.store.outline.at(&self.store.db, self.length).await
    }

    /// Whether the actor may see the record of a line: the same as [`View::sees`] says of its content.
    pub(super) fn sees_line(&self, kind: Kind, outline: &Outline, line: &Line) -> bool {
        let granted = match self.grant(kind) {
            Grant::Yes => true,
            Grant::Own => self.actor.acts_for(outline.names.text(line.owner)),
            Grant::No => false,
        };
        let closed_off = kind == Kind::Incident && line.marked && !self.actor.cleared(outline.names.text(line.owner));
        granted
            && !closed_off
            && (kind != Kind::Requirement || self.actor.sees_framework(outline.names.text(line.framework)))
    }

    /// The records of a list now, in its order: at most `limit` from `skip` on.
    async fn chosen(&self, query: &ListQuery, kind: Kind, skip: u32, limit: u32) -> Result<Chosen> {
        let outline = self.outline().await?;
        let passing = Passing::new(&outline, query, self.day(), self.instant());
        let tolerance = i64::from(self.settings.scale.tolerance);
        let mut chosen = Chosen::default();
        let mut lines = Vec::new();
        for (key, line) in outline.of(kind).filter(|(_, line)| self.sees_line(kind, &outline, line)) {
            // What is a drill isn't counted among what is real, nor the other way around.
            if !passing.on_side(line) {
                continue;
            }
            chosen.whole += 1;
            if query.takes_key(key) && passing.takes(line) {
                chosen.total += 1;
                chosen.above += u64::from(kind == Kind::Risk && line.number >= tolerance);
                chosen.overdue += u64::from(passing.late(line));
                lines.push((key, line));
            }
        }
        let (from, to) = (skip as usize, (skip as usize).saturating_add(limit as usize));
        if from >= lines.len() {
            return Ok(chosen);
        }
        let order = |one: &(&Key, &Line), other: &(&Key, &Line)| {
            let order = outline.compare(query.sort, *one, *other);
            if query.falling { order.reverse() } else { order }
        };
        if to < lines.len() {
            // Only what comes before the page's end needs to be in order.
            lines.select_nth_unstable_by(to, order);
            lines.truncate(to);
        }
        lines.sort_unstable_by(order);
        chosen.keys = lines.into_iter().skip(from).map(|(key, _)| key.clone()).collect();
        Ok(chosen)
    }

    /// The same filters and order in memory, for an earlier day.
    pub(super) async fn filtered(&self, query: &ListQuery, records: Vec<Record>) -> Result<Vec<Record>> {
        let asked = words(&query.text);
        let then = match query.label() {
            Some(_) => Some(self.around_then().await?),
            None => None,
        };
        let mut passed: Vec<(_, Record)> = records
            .into_iter()
            .filter_map(|record| {
                let facets = record.body.facets(&record.key, &self.settings.scale);
                let found = || query.text.is_empty() || !asked.is_empty() && asked.is_subset(&words(&facets.text));
                let labelled = || then.as_ref().is_none_or(|then| query.takes_labels(&self.labels_then(&record, then)));
                (query.takes_key(&record.key) && query.takes(&facets, self.day()) && found() && labelled())
                    .then_some((facets, record))
            })
            .collect();
        passed.sort_by_cached_key(|(facets, record)| {
            let number = match query.sort {
                Sort::Number => facets.number,
                _ => 0,
            };
            let text = match query.sort {
                Sort::Title => sort_key(&facets.title),
                Sort::Date => facets.date.clone(),
                Sort::Number | Sort::Key => String::new(),
            };
            (number, text, tie(query, record), record.key.clone())
        });
        if query.falling {
            passed.reverse();
        }
        Ok(passed.into_iter().map(|(_, record)| record).collect())
    }

    /// A row of a list.
    pub(super) fn row(&self, record: &Record, columns: &[String]) -> Row {
        let scale = &self.settings.scale;
        let cell = |column: &String| match column.as_str() {
            "rev" => Cell::Number(record.rev.into()),
            column => record.body.cell_at(column, &record.key, scale, self.instant()),
        };
        let cells = columns.iter().map(cell).collect();
        let (days_late, closed) = (self.days_late(&record.body), record.body.closed().is_some());
        Row { key: record.key.clone(), rev: record.rev, closed, days_late, cells }
    }

    /// Whether it is a risk above what the board tolerates.
    fn above_tolerance(&self, body: &Body) -> bool {
        matches!(body, Body::Risk(risk) if self.settings.scale.above_tolerance(risk.current.score()))
    }

    /// Whether it is past its date; of an incident, whether a clock has run out.
    fn is_late(&self, body: &Body) -> bool {
        match body {
            Body::Incident(incident) => incident.presses(self.instant()) == Some(ClockStanding::Late),
            _ => self.days_late(body).is_some(),
        }
    }

    /// Days past its date, when it is overdue.
    fn days_late(&self, body: &Body) -> Option<i64> {
        body.due().filter(|due| *due < self.day()).map(|due| (self.day() - due).num_days())
    }

    /// The columns a register shows of linked records.
    pub(super) fn link_columns(register: Register) -> Vec<String> {
        let names: &[&str] = match register {
            Register::Risks => &["key", "title", "score", "target", "state"],
            Register::Measures => &["key", "title", "percent", "end", "state", "labels"],
            Register::Deliverables => &["key", "title", "deliverable", "decided", "introduced", "state", "labels"],
            Register::Controls => &["key", "title", "frequency", "last_test", "result"],
            Register::Evidence => &["key", "title", "evidence_kind", "effective", "valid_until"],
            Register::Requirements => &["number", "title", "framework", "level"],
            Register::Deviations => &["key", "title", "period", "state"],
            Register::Incidents => &["key", "title", "significance", "aware", "standing", "state"],
            Register::Journal => &[],
            Register::Indicators => &["key", "title", "latest", "unit", "latest_period", "goal", "sources"],
            Register::Assignments => &["key", "title", "given_by", "period", "state"],
            Register::Recommendations => &["key", "title", "recommendation_kind", "reviewer", "reviewed", "state"],
            Register::Analyses => &["key", "title", "object", "planned_to", "done", "state"],
            Register::Goals => &["key", "title", "goal_kind", "years", "period", "state"],
            Register::Projects => &["key", "title", "portfolio", "cost", "result", "time", "state"],
            Register::CityMatters => &["key", "title", "counterpart", "raised", "state"],
            Register::Services => &["key", "title", "criticality", "used_by"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }
}

/// Whether a record is on the side that is asked for, of what is real and what is a drill.
fn on_side(query: &ListQuery, body: &Body) -> bool {
    query.takes_side(if body.is_drill() { DRILL } else { "" })
}

fn tie(query: &ListQuery, record: &Record) -> i64 {
    let number = match &record.body {
        Body::Requirement(requirement) => i64::from(requirement.place),
        _ => record.key.number().map_or(0, i64::from),
    };
    // Ties follow the register's own default order, also where a list is turned around.
    let falling = query.register.default_sort().1 && query.sort != Sort::Key;
    if falling { -number } else { number }
}
