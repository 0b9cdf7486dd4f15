//! Lists: filtered, sorted and paged by the outline of the moment they are seen at.

use super::{View, since};
use crate::error::Result;
use crate::outline::{Line, Passing};
use crate::record::{Record, sort_key};
use crate::words::words;
use domain::listing::{Listing, Row};
use domain::register::{Register, Sort};
use domain::{AppError, Body, Cell, Grant, Key, Kind, ListQuery};

/// Rows read at a time when a whole register is taken out.
pub const CHUNK: u32 = 1000;

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
        let skip = (query.page - 1).saturating_mul(query.size);
        let chosen = self.chosen(query, kind, skip, query.size).await?;
        let records = self.some(kind, &chosen.keys).await?;
        let columns: Vec<String> = query.columns().into_iter().map(str::to_owned).collect();
        let rows = self.rows(&records, &columns).await?;
        let Chosen { total, above, overdue, whole, .. } = chosen;
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
        let chosen = self.chosen(query, kind, skip, CHUNK).await?;
        let records = self.some(kind, &chosen.keys).await?;
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
        let chosen = self.chosen(query, kind, 0, query.size).await?;
        Ok((self.some(kind, &chosen.keys).await?, chosen.total))
    }

    pub(super) fn listed(&self, query: &ListQuery) -> Result<Kind> {
        let kind = query.register.kind().ok_or(AppError::NotFound)?;
        if self.grant(kind) == Grant::No { Err(AppError::Forbidden.into()) } else { Ok(kind) }
    }

    /// The records of a list, in its order: at most `limit` from `skip` on.
    async fn chosen(&self, query: &ListQuery, kind: Kind, skip: u32, limit: u32) -> Result<Chosen> {
        let outline = self.outline(&Self::told_by(query, kind)).await?;
        let passing = Passing::new(&outline, query, self.day(), self.instant());
        let tolerance = i64::from(self.settings.scale.tolerance);
        let mut chosen = Chosen::default();
        let mut lines = Vec::new();
        for (key, line) in outline.of(kind).filter(|one| self.sees_line(kind, &outline, *one)) {
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

    /// The same filters and order over records as they are disclosed: a filter can't tell what was masked in them.
    pub(super) async fn filtered(&self, query: &ListQuery, records: Vec<Record>) -> Result<Vec<Record>> {
        let asked = words(&query.text);
        let labels = if query.label().is_some() { self.labels(&records).await? } else { Vec::new() };
        let mut passed: Vec<(_, Record)> = records
            .into_iter()
            .enumerate()
            .filter_map(|(place, record)| {
                let facets = record.body.facets(&record.key, &self.settings.scale);
                let found = || query.text.is_empty() || !asked.is_empty() && asked.is_subset(&words(&facets.text));
                let labelled = || labels.get(place).is_none_or(|labels| query.takes_labels(labels));
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

fn tie(query: &ListQuery, record: &Record) -> i64 {
    let number = match &record.body {
        Body::Requirement(requirement) => i64::from(requirement.place),
        _ => record.key.number().map_or(0, i64::from),
    };
    // Ties follow the register's own default order, also where a list is turned around.
    let falling = query.register.default_sort().1 && query.sort != Sort::Key;
    if falling { -number } else { number }
}
