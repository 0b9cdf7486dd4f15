//! Around every request: its id, its time, and what people see when it fails.

use crate::failure::{Failure, as_page};
use crate::log;
use crate::security::add_headers;
use crate::site::Site;
use crate::visitor::{AnsweredTo, Look};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::AppError;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use store::ids;
use tracing::Instrument;

/// The header that carries a request's id in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest time until an answer begins. A page takes milliseconds; this is for what hangs.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// A request's id.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Runs a request and answers whatever becomes of it.
pub async fn layer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (look, person) = (Look::of(request.headers()), wants_page(request.headers()));
    request.extensions_mut().insert(RequestId(id.clone()));

    let span = tracing::info_span!("request", id);
    let run = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone());
    let mut response = match run.await {
        Ok(response) => response,
        Err(_) => Failure::App(AppError::Internal { id: id.clone() }).into_response(),
    };
    if let Some(failure) = failure(&response, person, &id) {
        let page = as_page(&failure, look.lang);
        let (mut parts, _) = response.into_parts();
        let (told, body) = page.into_parts();
        // Cookies that were set on the way stay.
        parts.headers.remove(axum::http::header::CONTENT_LENGTH);
        parts.headers.remove(axum::http::header::CONTENT_ENCODING);
        parts.headers.extend(told.headers);
        response = Response::from_parts(parts, body);
    }
    add_headers(response.headers_mut(), site.settings.behind_tls);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let role = response.extensions().get::<AnsweredTo>().map_or("", |answered| answered.0.code());
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let status = response.status().as_u16();
    let path = log::path(&path);
    span.in_scope(|| tracing::info!(%method, path, status, ms, role, "answered"));
    response
}

/// What a failed answer says, when it has no page of its own and a person waits for one.
fn failure(response: &Response, person: bool, id: &str) -> Option<Failure> {
    let status = response.status();
    let page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !person || page || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(response.extensions().get::<Failure>().cloned().unwrap_or_else(|| Failure::of(status, id)))
}

/// Gives up on what hangs.
pub async fn patience(request: Request, next: Next) -> Response {
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::App(AppError::Unavailable).into_response(),
    }
}

/// Whether a person waits for a page, rather than a program for data.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// The id a proxy gave the request, when it is one that can stand in a log; otherwise a new one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let plain = |id: &&str| (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    given.filter(plain).map_or_else(ids::fresh, str::to_owned)
}
