//! Files that come in piece by piece: `/evidens/ladda-upp/del/{id}`. What broke off, for whatever reason, goes on from where it
//! was. The page's own form says, when all of a file is here, what it is evidence of.
//!
//! The id is the browser's own and tells the account's files apart; it is worth nothing to another account. Every answer tells in
//! `upload-offset` how many bytes are here.

use crate::failure::Failure;
use crate::files::status;
use crate::incoming::{STALL, broken};
use crate::many_files::{may_upload, said};
use crate::site::Site;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::{Bytes, BytesMut};
use domain::evidence::PIECE;
use domain::{Actor, AppError};
use futures::StreamExt;
use serde::Deserialize;
use store::files::{Here, Piece, Unfinished};

/// How many bytes of a file are here.
pub const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// Longest id, in bytes.
const ID_MAX: usize = 64;

/// The routes. What a piece may hold is counted as it comes.
pub fn routes() -> Router<Site> {
    let one = get(ask).post(add).delete(forget);
    Router::new().route("/evidens/ladda-upp/del/{id}", one).layer(DefaultBodyLimit::disable())
}

/// What an address asks for beside the id.
#[derive(Debug, Deserialize)]
struct Asked {
    /// Bytes of the whole file.
    storlek: u64,
    /// Where the piece begins.
    #[serde(default)]
    fran: u64,
}

/// Who asks, when they may, and of which upload.
fn upload<'a>(visitor: &'a Visitor, id: &'a str, size: u64) -> Result<(&'a Actor, Unfinished<'a>), AppError> {
    let actor = visitor.actor.as_ref().ok_or(AppError::Unauthenticated)?;
    if !may_upload(actor) {
        return Err(AppError::Forbidden);
    }
    if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(AppError::NotFound);
    }
    Ok((actor, Unfinished { username: &actor.username, id, size }))
}

/// Tells how much is here: all of it also when it has become a file already.
async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(Asked { storlek, .. }): Query<Asked>,
) -> Response {
    let here = async {
        let (_, upload) = upload(&visitor, &id, storlek)?;
        Ok(match site.files.here(upload).await? {
            Here::Bytes(bytes) => bytes,
            Here::Taken(_) => storlek,
        })
    };
    answer(&visitor, here.await.map(Piece::Kept))
}

/// Takes the next piece.
async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(Asked { storlek, fran }): Query<Asked>,
    request: Request,
) -> Response {
    let added = async {
        let (actor, upload) = upload(&visitor, &id, storlek)?;
        // Whole before it is kept, so that one that breaks off was never here, and nobody waits for it.
        let piece = gathered(request).await?;
        let turn = site.files.turn(&actor.username).await;
        Ok(site.files.add_piece(&turn, upload, fran, piece).await?)
    };
    answer(&visitor, added.await)
}

/// Lets go of an upload that isn't to go on.
async fn forget(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(Asked { storlek, .. }): Query<Asked>,
) -> Response {
    let forgotten = async {
        let (actor, upload) = upload(&visitor, &id, storlek)?;
        let turn = site.files.turn(&actor.username).await;
        site.files.drop_upload(&turn, upload).await?;
        Ok(Piece::Kept(0))
    };
    answer(&visitor, forgotten.await)
}

/// A piece's bytes, when they are no more than one has.
async fn gathered(request: Request) -> Result<Bytes, AppError> {
    let mut gathered = BytesMut::new();
    let mut coming = request.into_body().into_data_stream();
    while let Some(bytes) = tokio::time::timeout(STALL, coming.next()).await.map_err(|_| broken())? {
        let bytes = bytes.map_err(|_| broken())?;
        if (gathered.len() + bytes.len()) as u64 > PIECE {
            return Err(broken());
        }
        gathered.extend_from_slice(&bytes);
    }
    Ok(gathered.freeze())
}

/// A refusal says why in words, since the page shows them beside the file.
fn answer(visitor: &Visitor, came: Result<Piece, AppError>) -> Response {
    match came {
        Ok(Piece::Kept(bytes)) => (StatusCode::NO_CONTENT, [(OFFSET, bytes.to_string())]).into_response(),
        Ok(Piece::Misplaced(bytes)) => (StatusCode::CONFLICT, [(OFFSET, bytes.to_string())]).into_response(),
        Err(error @ AppError::Invalid { .. }) => (status(&error), said(visitor, &error)).into_response(),
        Err(error) => Failure::App(error).into_response(),
    }
}
