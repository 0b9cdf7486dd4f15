//! A file being sent: read, and laid aside.

use super::register_of;
use crate::answer::wants_page;
use crate::failure::Failure;
use crate::files::status;
use crate::incoming::{Incoming, pieces, short};
use crate::pages::{draw, sign_in_first, to};
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::ImportState;
use app::import::lexicon;
use axum::extract::multipart::Field;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::import::{Aside, FILE_MAX};
use domain::{Actor, AppError, ErrorCode, Page, Register, Subject};
use futures::StreamExt;
use std::time::Duration;
use store::ids;
use tokio::sync::Semaphore;

/// Files being read at once. Each takes a thread, and memory by what it holds.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// How long one more waits for its turn.
const TURN: Duration = Duration::from_secs(20);

/// Takes a file.
pub async fn answer(State(site): State<Site>, visitor: Visitor, request: Request) -> Response {
    let Some((register, page)) = register_of(request.uri().path()) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    let address = Uri::from_static(page.path());
    let Some(actor) = &visitor.actor else { return sign_in_first(&visitor, &address, request.headers()) };
    // Whoever may not take anything in sends nothing further.
    if !actor.may(Subject::Page(page)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let person = wants_page(request.headers());
    match take(&site, actor, register, page, request).await {
        Ok(next) => to(&next),
        Err(error) => {
            let status = status(&error);
            if !person {
                let mut response = Failure::App(error).into_response();
                *response.status_mut() = status;
                return response;
            }
            let mut told = visitor.page_request(&site, page.path());
            told.import = Some(ImportState { error: Some(error), ..ImportState::default() });
            draw(&site, told, &address, Some(status)).await
        }
    }
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    name: String,
    bytes: Vec<u8>,
    sheet: String,
}

async fn take(
    site: &Site,
    actor: &Actor,
    register: Register,
    page: Page,
    request: Request,
) -> Result<String, AppError> {
    let sent = sent(request).await?;
    let turn = tokio::time::timeout(TURN, AT_ONCE.acquire()).await;
    let Ok(Ok(turn)) = turn else { return Err(AppError::Unavailable) };
    let read = tokio::task::spawn_blocking(move || {
        let words = lexicon(register);
        let known = |heading: &str| words.column(heading).is_some();
        import::read(&sent.name, &sent.bytes, &sent.sheet, &known)
            .map(|table| (table.lines.len(), Aside::Table(table).written()))
    });
    let (rows, laid) = match read.await {
        Ok(read) => read.map_err(|code| AppError::field("file", code))?,
        Err(error) => {
            let id = ids::fresh();
            tracing::error!(id, %error, "a file could not be read");
            return Err(AppError::Internal { id });
        }
    };
    drop(turn);
    let id = site.files.lay_aside(&actor.username, laid).await?;
    tracing::info!(register = register.code(), rows, role = actor.role.code(), "file sent");
    Ok(format!("{}?fil={id}", page.path()))
}

async fn sent(request: Request) -> Result<Sent, AppError> {
    let mut form = Incoming::with_file(request, FILE_MAX).await?;
    let mut sent = Sent::default();
    while let Some(field) = form.next().await? {
        match field.name() {
            Some("blad") => sent.sheet = short(field).await?,
            Some("fil") => {
                sent.name = store::files::file_name(field.file_name().unwrap_or_default());
                match gathered(field).await {
                    Ok(bytes) => sent.bytes = bytes,
                    Err(code) => {
                        // The form's next field is looked for beyond the rest of this one, which is thus read and forgotten.
                        form.rest(&[]).await;
                        return Err(AppError::field("file", code));
                    }
                }
            }
            _ => {}
        }
    }
    if sent.bytes.is_empty() { Err(AppError::field("file", ErrorCode::Required)) } else { Ok(sent) }
}

/// A file's bytes, when they are no more than are read.
async fn gathered(field: Field<'_>) -> Result<Vec<u8>, ErrorCode> {
    let mut bytes = Vec::new();
    let mut coming = std::pin::pin!(pieces(field));
    while let Some(piece) = coming.next().await {
        let piece = piece.map_err(|()| ErrorCode::FileBroken)?;
        if (bytes.len() + piece.len()) as u64 > FILE_MAX {
            return Err(ErrorCode::FileSize { max: FILE_MAX });
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
