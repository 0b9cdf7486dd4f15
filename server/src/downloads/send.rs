//! Writing the file, and sending it as it is written.

use super::name::attachment;
use super::rows::{Batch, Begun, Job};
use super::words::In;
use app::i18n::Lang;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::{AppError, ErrorCode};
use export::{Chunks, Export, Format, evidence_list};
use futures::StreamExt;
use futures::stream;
use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use store::ids;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, SemaphorePermit, mpsc, oneshot};
use tracing::{Instrument, Span};

/// Files being written at once. Each takes a thread and some megabytes.
static AT_ONCE: Semaphore = Semaphore::const_new(8);
/// How long one more waits for its turn.
const TURN: Duration = Duration::from_secs(20);
/// How long a receiver may take nothing before it counts as gone.
const STALL: Duration = Duration::from_secs(60);
/// Batches of rows that wait for the writer, and chunks of bytes that wait for the receiver.
const AHEAD: usize = 2;

/// Where a file is written to on its way out.
pub type Out = Chunks<Box<dyn FnMut(Bytes) -> io::Result<()> + Send>>;
/// What has been written, chunk by chunk.
type Written = mpsc::Receiver<io::Result<Bytes>>;

/// The right to write a file now, for as long as it is held.
pub type Turn = SemaphorePermit<'static>;

/// Waits for one's turn.
///
/// # Errors
/// `Unavailable` when too many files are being written.
pub async fn turn() -> Result<Turn, AppError> {
    match tokio::time::timeout(TURN, AT_ONCE.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(AppError::Unavailable),
    }
}

/// Writes on a thread that may block, held back to the pace of whoever receives it. `work` tells whether the file is whole;
/// when it isn't, the connection is broken off, since half a file would pass for a whole one.
pub fn writing(turn: Turn, work: impl FnOnce(Out) -> bool + Send + 'static) -> Written {
    let (bytes, written) = mpsc::channel::<io::Result<Bytes>>(AHEAD);
    let (span, handle) = (Span::current(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let _entered = span.enter();
        let (chunks, to) = (bytes.clone(), handle.clone());
        let send = move |chunk| match to.block_on(tokio::time::timeout(STALL, chunks.send(Ok(chunk)))) {
            Ok(Ok(())) => Ok(()),
            _ => Err(ErrorKind::BrokenPipe.into()),
        };
        if !work(Chunks::new(Box::new(send))) {
            // An error in the stream is what makes the server break the connection off.
            let _ = handle.block_on(tokio::time::timeout(STALL, bytes.send(Err(io::Error::other("broken off")))));
        }
    });
    written
}

/// A file being sent, from its first chunk on.
pub fn sent(name: &str, media_type: &'static str, first: Bytes, written: Written) -> Response {
    let rest = stream::unfold(written, async |mut written| written.recv().await.map(|next| (next, written)));
    // Fused: who compresses the file on its way asks once more after its end.
    let body = Body::from_stream(stream::once(async { Ok(first) }).chain(rest).fuse());
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, attachment(name)),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// Answers with the file.
///
/// # Errors
/// What went wrong before the first byte.
pub async fn answer(job: Job) -> Result<Response, AppError> {
    let turn = turn().await?;
    let (lang, format) = (job.lang, job.asked.format);
    let (register, role) = (job.asked.register, job.actor.role);
    let (begin, begun) = oneshot::channel();
    let (rows, to_write) = mpsc::channel(AHEAD);
    let reader = tokio::spawn(job.read(begin, rows).in_current_span());
    let Ok(Begun { sheet, name, position }) = begun.await else { return Err(why(reader).await) };
    let full = Arc::new(OnceLock::new());
    let fills = full.clone();
    let mut written = writing(turn, move |out| {
        let (register, format_code, role) = (register.code(), format.code(), role.code());
        let made = write(format, sheet, lang, to_write, out);
        match &made {
            Ok((_, rows)) => tracing::info!(register, format = format_code, rows, seq = position, role, "exported"),
            Err(export::Error::TooManyRows { max }) => {
                let _ = fills.set(*max);
            }
            Err(error) => {
                tracing::warn!(register, format = format_code, seq = position, role, %error, "an export broke off");
            }
        }
        made.is_ok()
    });
    // A workbook sends nothing before its last row has been read, so that what goes wrong on the way there can still be
    // answered as what it is.
    match written.recv().await {
        Some(Ok(first)) => Ok(sent(&name, format.media_type(), first, written)),
        _ => match full.get() {
            Some(max) => Err(AppError::field(format.code(), ErrorCode::OutOfRange { min: 0, max: i64::from(*max) })),
            None => Err(why(reader).await),
        },
    }
}

/// Why there is no file.
async fn why(reader: tokio::task::JoinHandle<Result<(), AppError>>) -> AppError {
    match reader.await {
        Ok(Err(error)) => error,
        // Everything was read, so it was the writing that failed, and the log has said how; or the reader panicked.
        Ok(Ok(())) | Err(_) => {
            let id = ids::fresh();
            tracing::error!(id, "a file could not be made");
            AppError::Internal { id }
        }
    }
}

/// Writes a file of the rows that come, on a thread that may block. Answers with what was written to and the number of
/// rows.
///
/// # Errors
/// When writing fails, or the rows end without having come to an end.
pub fn write<O: Write + Send>(
    format: Format,
    sheet: export::Sheet,
    lang: Lang,
    mut rows: mpsc::Receiver<Batch>,
    out: O,
) -> export::Result<(O, u64)> {
    let mut file = Export::start(format, sheet, In(lang), out)?;
    let mut count = 0;
    loop {
        match rows.blocking_recv() {
            Some(Batch::Rows(batch)) => {
                batch.iter().try_for_each(|row| file.row(row))?;
                count += batch.len() as u64;
            }
            Some(Batch::Lines(batch)) => {
                evidence_list::write(&mut file, &batch)?;
                count += batch.len() as u64;
            }
            Some(Batch::End) => return Ok((file.finish()?, count)),
            None => return Err(io::Error::from(ErrorKind::UnexpectedEof).into()),
        }
    }
}
