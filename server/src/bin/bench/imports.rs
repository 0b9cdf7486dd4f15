//! A file of 10,000 measures, from its bytes to what each row would change, beside reading its cells and nothing more.

use crate::Failure;
use crate::pages::coordinator;
use crate::report::Report;
use crate::work::{Bare, median};
use app::i18n::{Lang, column_label};
use app::import::lexicon;
use calamine::{Reader, Xlsx};
use chrono::Days;
use domain::import::{Aside, Mapping};
use domain::{Cell, ListQuery, Moment, Register};
use std::io::Cursor;
use std::time::{Duration, Instant};
use store::{Importing, Store};

/// Rows of the file.
const ROWS: usize = 10_000;
/// Every so many of them is changed.
const CHANGED: usize = 4;

/// Measures it.
///
/// # Errors
/// When the file can't be made, or isn't read as it was made.
pub async fn measure(store: &Store, report: &mut Report) -> Result<(), Failure> {
    let bytes = workbook(store).await?;
    let mut alone = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..]))?;
        let names = book.sheet_names();
        let range = book.worksheet_range(names.get(1).ok_or("no sheet of rows")?)?;
        if range.height() <= ROWS {
            return Err("the library read fewer rows than were written".into());
        }
        alone.push(begun.elapsed());
    }
    let mut times = Vec::new();
    for _ in 0..5 {
        times.push(dry_run(store, &bytes).await?);
    }
    report.add("dry run of 10,000 rows", &mut times, ("the same cells read, nothing else", median(&mut alone)), 2000.0);
    // The highest the process has been from here on; what it held before is not the file's.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let before = memory("VmRSS:")?;
    dry_run(store, &bytes).await?;
    report.note("dry run of 10,000 rows, MB at most", memory("VmHWM:")? - before, 150.0);
    Ok(())
}

/// Reads the file, lays it aside as text and takes it up again, and compares it with the register.
async fn dry_run(store: &Store, bytes: &[u8]) -> Result<Duration, Failure> {
    let (begun, actor) = (Instant::now(), coordinator());
    let words = lexicon(Register::Measures);
    let known = |heading: &str| words.column(heading).is_some();
    let table = import::read("bench.xlsx", bytes, "", &known).map_err(|code| format!("{code:?}"))?;
    let laid = Aside::Table(table).written();
    let Some(Aside::Table(table)) = Aside::read(&laid) else { return Err("what was laid aside is gone".into()) };
    drop(laid);
    let mapping = Mapping::of(Register::Measures, &table.heads, &words, |_| None);
    let importing =
        Importing { table: &table, mapping: &mapping, lexicon: &words, upload: "bench", reason: "", since: None };
    let plan = store.view(&actor, Moment::Now).await?.import(importing).await?;
    let time = begun.elapsed();
    let changed = ROWS.div_ceil(CHANGED);
    if plan.counts.changed as usize != changed || plan.counts.rows as usize != ROWS {
        return Err(format!("{:?}", plan.counts).into());
    }
    Ok(time)
}

/// Measures with every column, some of them a day later than they are.
async fn workbook(store: &Store) -> Result<Vec<u8>, Failure> {
    let actor = coordinator();
    let mut view = store.view(&actor, Moment::Now).await?;
    let mut query = ListQuery::new(Register::Measures);
    query.all_columns = true;
    let mut extract = view.extract(&query).await?;
    let end = extract.columns.iter().position(|column| column == "end").ok_or("no column of ends")?;
    let headings = extract
        .columns
        .iter()
        .map(|name| export::Heading::of_column(name, column_label(Lang::Sv, Register::Measures, name)))
        .collect();
    let front = export::Front::new("Om", "Åtgärder", chrono::DateTime::UNIX_EPOCH);
    let sheet = export::Sheet::new("Åtgärder", headings, front);
    let mut file = export::Export::start(export::Format::Xlsx, sheet, Bare, Vec::new())?;
    let mut written = 0;
    while written < ROWS {
        let rows = view.next_rows(&mut extract).await?;
        if rows.is_empty() {
            return Err("the city has too few measures".into());
        }
        for row in rows.into_iter().take(ROWS - written) {
            let mut cells = row.cells;
            if let Some(Cell::Date(day)) = cells.get_mut(end)
                && written % CHANGED == 0
            {
                *day = *day + Days::new(1);
            }
            file.row(&cells)?;
            written += 1;
        }
    }
    Ok(file.finish()?)
}

/// A line of what the system says of this process's memory, in megabytes.
///
/// # Errors
/// When it says nothing.
pub fn memory(line: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let told = status.lines().find_map(|told| told.strip_prefix(line)).ok_or("the system tells no memory")?;
    Ok(told.trim().trim_end_matches("kB").trim().parse::<f64>()? / 1024.0)
}
