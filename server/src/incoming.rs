//! Forms with files, as they come: field by field, and a file piece by piece. What stands still for long has broken off.

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_LENGTH;
use bytes::Bytes;
use domain::{AppError, ErrorCode};
use futures::{Stream, stream};
use std::time::Duration;

/// How long an upload may stand still.
pub const STALL: Duration = Duration::from_secs(60);
/// How long the rest of a refused upload is read, so that the browser comes to read the answer.
const DRAIN: Duration = Duration::from_secs(30);
/// Most bytes of a field beside the files that is as short as most of ours are.
const SHORT: usize = 200;

/// A form on its way in.
pub struct Incoming(Multipart);

impl Incoming {
    /// Begins to read. A form that says itself that it is much larger than a file of `max` bytes is not read at all: it is too much
    /// to read only to throw it away, and the browser finds the connection closed.
    ///
    /// # Errors
    /// At the field `file`: `FileSize`, and `FileBroken` when it is no form with files.
    pub async fn with_file(request: Request, max: u64) -> Result<Self, AppError> {
        let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > max.saturating_mul(4)) {
            return Err(AppError::field("file", ErrorCode::FileSize { max }));
        }
        Self::with_files(request).await
    }

    /// Begins to read a form with any number of files, each of which is counted as it comes.
    ///
    /// # Errors
    /// `FileBroken` at the field `file` when it is no form with files.
    pub async fn with_files(request: Request) -> Result<Self, AppError> {
        Ok(Self(Multipart::from_request(request, &()).await.map_err(|_| broken())?))
    }

    /// The next field; none at the end.
    ///
    /// # Errors
    /// `FileBroken` at the field `file` when there is no end to come.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, AppError> {
        tokio::time::timeout(STALL, self.0.next_field()).await.map_err(|_| broken())?.map_err(|_| broken())
    }

    /// Reads what is left, for as long as anyone waits, and answers with the texts of these fields of a record. Everything else
    /// is forgotten.
    pub async fn rest(&mut self, names: &[&'static str]) -> Vec<(&'static str, String)> {
        let mut told = Vec::new();
        let read = async {
            while let Ok(Some(field)) = self.0.next_field().await {
                if let Some(name) = named(&field, names)
                    && let Ok(text) = short(field).await
                {
                    told.push((name, text));
                }
            }
        };
        // What is still to come then, nobody reads.
        let _ = tokio::time::timeout(DRAIN, read).await;
        told
    }
}

/// That an upload broke off.
pub fn broken() -> AppError {
    AppError::field("file", ErrorCode::FileBroken)
}

/// Which of these fields of a record it is, as forms name them.
pub fn named(field: &Field<'_>, names: &[&'static str]) -> Option<&'static str> {
    let name = field.name()?.strip_prefix("fields[")?.strip_suffix(']')?;
    names.iter().copied().find(|known| *known == name)
}

/// A field's text, when it is as short as most of ours are.
///
/// # Errors
/// As for [`text`].
pub async fn short(field: Field<'_>) -> Result<String, AppError> {
    text(field, SHORT).await
}

/// A field's text, when it has no more bytes than this.
///
/// # Errors
/// `Invalid` when it has more, breaks off, or isn't text.
pub async fn text(mut field: Field<'_>, max: usize) -> Result<String, AppError> {
    let invalid = || AppError::Invalid { errors: Vec::new() };
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| invalid())? {
        if text.len() + piece.len() > max {
            return Err(invalid());
        }
        text.extend_from_slice(&piece);
    }
    String::from_utf8(text).map_err(|_| invalid())
}

/// A file's bytes as they come. One that stands still for long has broken off.
pub fn pieces(field: Field<'_>) -> impl Stream<Item = Result<Bytes, ()>> {
    stream::unfold(field, async |mut field| match tokio::time::timeout(STALL, field.chunk()).await {
        Ok(Ok(Some(piece))) => Some((Ok(piece), field)),
        Ok(Ok(None)) => None,
        _ => Some((Err(()), field)),
    })
}
