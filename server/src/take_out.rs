//! `riskbild export`: a register as a file, by the same code as the site's exports.

use crate::cli::{Export, Format};
use crate::commands::Stopped;
use crate::downloads::{Asked, Begun, Job, write};
use app::i18n::text;
use domain::{Actor, AppError};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use store::Store;
use tokio::sync::{mpsc, oneshot};

/// Takes a register out.
///
/// # Errors
/// Why there is no file. What was half written is removed.
pub async fn run(store: &Store, options: &Export) -> Result<(), Stopped> {
    let actor = Actor {
        // Nothing is written in its name.
        username: "drift".to_owned(),
        name: text(options.language, "export.operator").to_owned(),
        role: options.role.into(),
        functions: options.functions.clone(),
        frameworks: Vec::new(),
    };
    let pairs = options.filters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let pairs = pairs.chain([("per", options.per.as_str())]).filter(|(_, value)| !value.is_empty());
    let asked = Asked::read(options.register, options.format.into(), pairs, store.clock().today());
    let asked = asked.map_err(|errors| AppError::Invalid { errors })?;
    if options.out.is_none() && matches!(options.format, Format::Xlsx | Format::Pdf) && std::io::stdout().is_terminal()
    {
        return Err(Stopped::not_done(
            "a workbook or a PDF can't be shown on a terminal: give --out FILE or --format csv",
        ));
    }
    let job = Job { store: store.clone(), actor, lang: options.language, asked };
    match &options.out {
        None => {
            made(job, std::io::stdout()).await?;
        }
        Some(path) => {
            let half = beside(path);
            let whole = match File::create(&half) {
                Ok(file) => made(job, BufWriter::new(file)).await,
                Err(error) => return Err(Stopped::not_done(format!("can't write {}: {error}", half.display()))),
            };
            let settled = whole.and_then(|(file, rows)| {
                let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.sync_all()?;
                std::fs::rename(&half, path)?;
                Ok(rows)
            });
            match settled {
                Ok(rows) => println!("{}: {rows} rows", path.display()),
                Err(error) => {
                    // When this fails too, the first fault is what counts.
                    let _ = std::fs::remove_file(&half);
                    return Err(error);
                }
            }
        }
    }
    Ok(())
}

/// Writes the file. Answers with what was written to, and the number of rows.
async fn made<O: Write + Send + 'static>(job: Job, out: O) -> Result<(O, u64), Stopped> {
    let (lang, format) = (job.lang, job.asked.format);
    let (begin, begun) = oneshot::channel();
    let (rows, to_write) = mpsc::channel(2);
    let reader = tokio::spawn(job.read(begin, rows));
    let writer = match begun.await {
        Ok(Begun { sheet, .. }) => {
            Some(tokio::task::spawn_blocking(move || write(format, sheet, lang, to_write, out)).await)
        }
        Err(_) => None,
    };
    let fault = || Stopped::not_done("a fault of ours; the log says where");
    reader.await.map_err(|_| fault())??;
    match writer {
        Some(Ok(Ok(written))) => Ok(written),
        Some(Ok(Err(error))) => Err(Stopped::not_done(error.to_string())),
        Some(Err(_)) | None => Err(fault()),
    }
}

/// Where a file is written until it is whole: beside its place, so that it can be moved there at once.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
