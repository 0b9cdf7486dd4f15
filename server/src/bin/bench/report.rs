//! What was measured, as a table for people and as JSON.

use serde::Serialize;
use std::time::Duration;

/// One figure beside its limit.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// Median, in milliseconds.
    pub p50_ms: f64,
    /// What nineteen of twenty stay under.
    pub p95_ms: f64,
    /// The physical or raw-library limit of the same work in the same run; what it is, is in `limit`.
    pub limit_ms: f64,
    /// `p50_ms / limit_ms`.
    pub ratio: f64,
    /// What the limit is.
    pub limit: String,
    /// The aim for `p95_ms` (for single runs, for the figure itself); 0 where there is none.
    pub aim_ms: f64,
    /// Whether the aim is met.
    pub met: bool,
}

/// The rows of a run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The figures.
    pub rows: Vec<Row>,
}

impl Report {
    /// Adds a figure.
    pub fn add(&mut self, name: &str, times: &mut [Duration], limit: (&str, Duration), aim_ms: f64) {
        times.sort_unstable();
        let at =
            |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).map_or(0.0, ms);
        let (p50_ms, p95_ms, limit_ms) = (at(50), at(95), ms(&limit.1));
        let ratio = if limit_ms > 0.0 { p50_ms / limit_ms } else { 0.0 };
        let met = aim_ms == 0.0 || p95_ms <= aim_ms;
        let row =
            Row { name: name.to_owned(), p50_ms, p95_ms, limit_ms, ratio, limit: limit.0.to_owned(), aim_ms, met };
        println!("{}", line(&row));
        self.rows.push(row);
    }

    /// Adds a size or another single figure, in its own unit.
    pub fn note(&mut self, name: &str, value: f64, aim: f64) {
        let row = Row {
            name: name.to_owned(),
            p50_ms: value,
            p95_ms: value,
            limit_ms: 0.0,
            ratio: 0.0,
            limit: String::new(),
            aim_ms: aim,
            met: aim == 0.0 || value <= aim,
        };
        println!("{}", line(&row));
        self.rows.push(row);
    }
}

/// The table's heading.
#[must_use]
pub fn heading() -> String {
    format!("{:<48} {:>9} {:>9} {:>9} {:>7} {:>9}  {}", "", "p50 ms", "p95 ms", "limit ms", "ratio", "aim", "limit is")
}

fn line(row: &Row) -> String {
    let mark = if row.met { ' ' } else { '!' };
    format!(
        "{:<48} {:>9.2} {:>9.2} {:>9.2} {:>7.1} {:>8.0}{mark} {}",
        row.name, row.p50_ms, row.p95_ms, row.limit_ms, row.ratio, row.aim_ms, row.limit
    )
}

fn ms(time: &Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
