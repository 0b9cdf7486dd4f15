//! Registers as files: `/export/<register>.<csv|xlsx|json|pdf>` with the list page's own filters.
//!
//! A file holds exactly what the list shows: the address is read by the same rules, the rows come through the same view
//! in the same order, and what secrecy covers is taken out there. Only paging is left out, since a file has no pages.
//!
//! Rows are read some at a time and written on a thread that may block; both wait for whoever receives the bytes, so
//! that memory doesn't grow with the register. What goes wrong before the first byte is answered as an error. After it
//! the connection is broken off, since half a file looks like a whole one.

mod address;
pub mod briefing;
mod document;
mod front;
mod name;
mod pack;
mod public;
mod report;
mod rows;
mod send;
mod statement;
mod template;
mod words;

pub use address::{Asked, What};
pub use name::attachment;
pub use pack::Making;
pub use rows::{Batch, Begun, Job};
pub use send::write;
pub use words::In;

use crate::failure::Failure;
use crate::pages::sign_in_first;
use crate::site::Site;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use domain::import::page;
use domain::{AppError, ListQuery, Page, Register, Subject};
use export::Format;

/// The routes.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/export/{file}", get(answer))
        .route(briefing::PATH, get(briefing::answer))
        .route("/import/{register}/mall.xlsx", get(fill_in))
}

/// The addresses of reports: each is a page, and with an ending a file.
pub fn report_routes() -> Router<Site> {
    Router::new().route(report::PATH, any(report::answer))
}

/// Answers with a workbook to fill in: empty, or with the register as it is.
async fn fill_in(
    State(site): State<Site>,
    visitor: Visitor,
    Path(register): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return sign_in_first(&visitor, &uri, &headers) };
    let register = Register::from_code(&register);
    let Some((register, page)) = register.and_then(|register| Some((register, page(register)?))) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    if !actor.may(Subject::Page(page)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap_or_default();
    let filled = pairs.iter().any(|(name, value)| name == "rader" && value == "alla");
    let what = What::Template(filled.then(|| ListQuery::new(register)));
    let asked = Asked { register, format: Format::Xlsx, what };
    let job = Job { store: site.store.clone(), actor, lang: visitor.look.lang, asked };
    send::answer(job).await.unwrap_or_else(|error| Failure::App(error).into_response())
}

/// Answers an export's address.
async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return sign_in_first(&visitor, &uri, &headers) };
    if let Some(key) = pack::file(&file) {
        if !actor.may(Subject::Page(Page::Pack)) {
            return Failure::App(AppError::Forbidden).into_response();
        }
        let answer = pack::answer(&site, actor, visitor.look.lang, key).await;
        return answer.unwrap_or_else(|error| Failure::App(error).into_response());
    }
    if let Some((key, form)) = public::file(&file) {
        if !actor.may(Subject::Page(Page::Disclosure)) {
            return Failure::App(AppError::Forbidden).into_response();
        }
        return public::answer(&site, &actor, visitor.look.lang, &key, form).await;
    }
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap_or_default();
    if let Some((document, form)) = document::file(&file) {
        if !actor.may(Subject::Document(document)) {
            return Failure::App(AppError::Forbidden).into_response();
        }
        // What is given out can be held against the journal as it was.
        site.store.want_signed_head();
        return document::answer(&site, &actor, visitor.look.lang, (document, form), &pairs).await;
    }
    if let Some(ending) = address::statement(&file) {
        return statement::answer(&site, actor, visitor.look.lang, ending, &pairs).await;
    }
    let Some((register, format)) = address::file(&file) else {
        return Failure::App(AppError::NotFound).into_response();
    };
    if !actor.may(Subject::Export(register)) {
        return Failure::App(AppError::Forbidden).into_response();
    }
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let asked = match Asked::read(register, format, pairs, site.store.clock().today()) {
        Ok(asked) => asked,
        Err(errors) => return Failure::Address(errors).into_response(),
    };
    site.store.want_signed_head();
    let job = Job { store: site.store.clone(), actor, lang: visitor.look.lang, asked };
    send::answer(job).await.unwrap_or_else(|error| Failure::App(error).into_response())
}
