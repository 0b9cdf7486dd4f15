//! Files, edits and sizes, and the raw limits beside them.

use crate::pages::coordinator;
use crate::report::Report;
use crate::{Failure, http};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use chrono::{Days, NaiveDate};
use domain::{Action, Cell, Command, Draft, Key, Kind, ListQuery, Moment, Register};
use std::io::Write;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use store::{CHUNK, Store};

/// The middle of some times.
#[must_use]
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A server that does nothing but send bytes.
pub struct Plain(SocketAddr);

impl Plain {
    /// Starts it.
    ///
    /// # Errors
    /// When it can't listen.
    pub async fn start() -> Result<Self, Failure> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let at = listener.local_addr()?;
        let router = Router::new().route("/{bytes}", get(|Path(bytes): Path<usize>| async move { vec![b'x'; bytes] }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self(at))
    }

    /// The middle time of sending that many bytes.
    ///
    /// # Errors
    /// When it doesn't answer.
    pub async fn served(&self, bytes: usize) -> Result<Duration, Failure> {
        let mut times = Vec::new();
        for _ in 0..20 {
            times.push(http::ask(self.0, "GET", &format!("/{bytes}"), "", "").await?.total);
        }
        Ok(median(&mut times))
    }
}

/// Taking 10,000 risks out, beside the same cells written from memory.
///
/// # Errors
/// When an export doesn't answer 200.
pub async fn exports(store: &Store, at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    let path = "kolumner=alla&status=all";
    let cells = all_risks(store).await?;
    for (format, aim) in [(export::Format::Xlsx, 1500.0), (export::Format::Csv, 500.0), (export::Format::Json, 0.0)] {
        let (mut totals, mut firsts) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            let address = format!("/export/risker.{}?{path}", format.code());
            let answer = http::ask(at, "GET", &address, cookie, "").await?;
            if answer.status != 200 {
                return Err(format!("{address} answered {}", answer.status).into());
            }
            totals.push(answer.total);
            firsts.push(answer.first);
        }
        let alone = written(format, &cells)?;
        let name = format.code().to_uppercase();
        report.add(&format!("10,000 risks as {name}"), &mut totals, ("the same cells written from memory", alone), aim);
        let first_aim = if format == export::Format::Json { 0.0 } else { 100.0 };
        report.add(
            &format!("10,000 risks as {name}, first byte"),
            &mut firsts,
            ("the same cells written from memory", alone),
            first_aim,
        );
    }
    Ok(())
}

async fn all_risks(store: &Store) -> Result<Vec<Vec<Cell>>, Failure> {
    let actor = coordinator();
    let view = store.view(&actor, Moment::Now).await?;
    let mut query = ListQuery::new(Register::Risks);
    query.all_columns = true;
    query.filters.insert("status".to_owned(), "all".to_owned());
    let mut cells = Vec::new();
    loop {
        let rows = view.chunk(&query, u32::try_from(cells.len())?).await?;
        let last = rows.len() < CHUNK as usize;
        cells.extend(rows.into_iter().map(|row| row.cells));
        if last {
            return Ok(cells);
        }
    }
}

/// Words for codes that cost nothing to find.
pub struct Bare;

impl export::Words for Bare {
    fn code<'a>(&'a self, _: &str, code: &str) -> std::borrow::Cow<'a, str> {
        code.to_owned().into()
    }
    fn flag(&self, yes: bool) -> std::borrow::Cow<'_, str> {
        if yes { "ja".into() } else { "nej".into() }
    }
    fn masked<'a>(&'a self, provision: &str) -> std::borrow::Cow<'a, str> {
        provision.to_owned().into()
    }
}

fn written(format: export::Format, cells: &[Vec<Cell>]) -> Result<Duration, Failure> {
    let columns = Register::Risks.columns().iter().map(|column| export::Heading::of_column(column.name, column.name));
    let created = chrono::DateTime::from_timestamp(0, 0).unwrap_or_default();
    let front = export::Front::new("Om", "Risker", created);
    let begun = Instant::now();
    let mut file =
        export::Export::start(format, export::Sheet::new("Risker", columns.collect(), front), Bare, Vec::new())?;
    for row in cells {
        file.row(row)?;
    }
    file.finish()?;
    Ok(begun.elapsed())
}

/// A committed edit, beside a durable write of as many bytes.
///
/// # Errors
/// When an edit isn't taken.
pub async fn edits(store: &Store, report: &mut Report) -> Result<(), Failure> {
    let (actor, mut times) = (coordinator(), Vec::new());
    for turn in 0..100_u32 {
        let command = Command {
            id: store::ids::fresh(),
            action: Action::Report,
            kind: Kind::Measure,
            key: Some(Key::numbered("ATG", 11 + turn * 7)),
            rev: None,
            draft: Draft::default()
                .with("percent", (turn % 90).to_string())
                .with("note", format!("Avstämning {turn}.")),
            reason: String::new(),
        };
        let begun = Instant::now();
        store.commit(&actor, &command).await?;
        times.push(begun.elapsed());
    }
    let mut file = std::fs::File::create("target/bench/durable")?;
    let mut raw = Vec::new();
    for _ in 0..100 {
        let begun = Instant::now();
        file.write_all(&[b'x'; 4096])?;
        file.sync_data()?;
        raw.push(begun.elapsed());
    }
    report.add("a committed edit", &mut times, ("4 kB written and synced", median(&mut raw)), 5.0);
    Ok(())
}

/// How long writing so many bytes takes until they are on disk.
///
/// # Errors
/// When they can't be written.
pub fn synced(bytes: usize) -> Result<Duration, Failure> {
    let content = vec![b'x'; bytes];
    let begun = Instant::now();
    let mut file = std::fs::File::create("target/bench/durable")?;
    file.write_all(&content)?;
    file.sync_data()?;
    Ok(begun.elapsed())
}

/// The forecast of 2,000 deliverables, at a pace that gets there and at one so slow that every simulation runs its
/// course.
pub fn forecast(report: &mut Report) {
    let today = NaiveDate::default();
    for (name, done) in [("at ten a week", 500_u64), ("at one a year", 1)] {
        // Evenly over the last year, the latest today.
        let days = (0..done).rev().map(|n| Days::new(n * 364 / done));
        let done_on: Vec<NaiveDate> = days.filter_map(|days| today.checked_sub_days(days)).collect();
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let begun = Instant::now();
                let made = domain::programme::forecast::forecast(2_000, &done_on, Some(today + Days::new(38)), today);
                // What nobody looks at might never be reckoned.
                std::hint::black_box(&made);
                begun.elapsed()
            })
            .collect();
        let middle = median(&mut times);
        report.add(&format!("forecast of 2,000 deliverables, {name}"), &mut times, ("itself", middle), 50.0);
    }
}

/// Memory after the run, and the client's weight.
///
/// # Errors
/// When they can't be read.
pub fn sizes(report: &mut Report) -> Result<(), Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<f64>().ok());
    report.note("resident memory, MB (this process, client included)", resident.unwrap_or(0.0) / 1024.0, 300.0);
    let root = std::env::var("LEPTOS_SITE_ROOT").unwrap_or_else(|_| "target/site".to_owned());
    let weight = |files: &[&str]| -> f64 {
        let sizes = files.iter().filter_map(|file| std::fs::metadata(format!("{root}/{file}")).ok());
        sizes.map(|file| file.len() as f64).sum::<f64>() / 1000.0
    };
    report.note(
        "WebAssembly and JavaScript, kB brotli",
        weight(&["pkg/riskbild.wasm.br", "pkg/riskbild.js.br"]),
        150.0,
    );
    let first = weight(&["pkg/riskbild.css.br", "fonts/source-sans-3-latin-wght-normal.woff2"]);
    report.note("stylesheet and font on first view, kB", first, 120.0);
    Ok(())
}
