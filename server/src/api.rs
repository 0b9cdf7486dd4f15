//! The server functions under `/api`: each has a row in the access table, and nothing else is there.

use crate::answer::wants_page;
use crate::failure::Failure;
use crate::site::Site;
use crate::submit;
use crate::visitor::Visitor;
use app::error::status;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use domain::access::Function;
use domain::{AppError, Subject};
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;

/// Most bytes of an error's answer: a conflict carries both versions of a record.
const MAX_ERROR: usize = 4 << 20;

/// Calls a server function. A form sent by a browser itself is answered with a page instead.
pub async fn call(State(site): State<Site>, Path(name): Path<String>, visitor: Visitor, request: Request) -> Response {
    let Some(function) = Function::from_code(&name) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    if function == Function::Submit && wants_page(request.headers()) {
        return submit::answer(site, visitor, request).await;
    }
    if request.method() != Method::POST {
        return Failure::App(AppError::NotFound).into_response();
    }
    if let Err(error) = admit(&visitor, function) {
        return Failure::App(error).into_response();
    }
    let address = format!("/api/{name}");
    let told = visitor.page_request(&site, &address);
    let context = move || provide_context(told.clone());
    let mut response = with_status(handle_server_fns_with_context(context, request).await.into_response()).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether the access table lets a visitor call a function. The functions ask as well; this holds for one that forgot.
fn admit(visitor: &Visitor, function: Function) -> Result<(), AppError> {
    match &visitor.actor {
        Some(actor) if actor.may(Subject::Function(function)) => Ok(()),
        Some(_) => Err(AppError::Forbidden),
        // What stands around every page stands around the sign-in page, too.
        None if function == Function::Frame => Ok(()),
        None => Err(AppError::Unauthenticated),
    }
}

/// Gives an error the status that fits it: by default every error of a server function is answered with 500.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, MAX_ERROR).await else {
        return Failure::App(AppError::Unavailable).into_response();
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = status(&error);
    }
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}
