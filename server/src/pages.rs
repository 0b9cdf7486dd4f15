//! The pages: who may see which, and drawing them.

use crate::answer::wants_page;
use crate::failure::Failure;
use crate::fields::local;
use crate::security::policy;
use crate::site::Site;
use crate::visitor::Visitor;
use app::context::{Request as PageRequest, SignInError, SignInState};
use app::shell;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::query::encode;
use domain::{AppError, Page, Subject};
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

/// Answers a page's address.
pub async fn answer(State(site): State<Site>, visitor: Visitor, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::App(AppError::NotFound).into_response();
    }
    let uri = request.uri().clone();
    // Who is signed in is told what is wrong with a way on beside it; the page tells the status.
    let framed = visitor.actor.is_some() && wants_page(request.headers());
    let Some(page) = Page::at(uri.path()) else {
        if framed {
            return draw(&site, visitor.page_request(&site, address(&uri)), &uri, None).await;
        }
        return Failure::App(AppError::NotFound).into_response();
    };
    if let Some(tidy) = uri.path().strip_suffix('/').filter(|path| !path.is_empty()) {
        let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
        return to(&format!("{}{query}", tidy.trim_end_matches('/')));
    }
    match site.has_accounts().await {
        Ok(true) => {}
        Ok(false) => return Failure::NoAccounts.into_response(),
        Err(error) => return Failure::App(error).into_response(),
    }
    match admit(&visitor, page, &uri) {
        Ok(()) => {
            let mut told = visitor.page_request(&site, address(&uri));
            told.sign_in = asked(&uri);
            draw(&site, told, &uri, None).await
        }
        Err(instead) if framed && instead.status() == StatusCode::FORBIDDEN => {
            draw(&site, visitor.page_request(&site, address(&uri)), &uri, None).await
        }
        Err(instead) => *instead,
    }
}

/// Lets a visitor in to a page, or says where to instead.
fn admit(visitor: &Visitor, page: Page, uri: &Uri) -> Result<(), Box<Response>> {
    match &visitor.actor {
        None if page.public() => Ok(()),
        None => Err(Box::new(to_sign_in(visitor, uri))),
        Some(_) if page == Page::SignIn => Err(Box::new(to(&asked(uri).next))),
        Some(actor) if actor.may(Subject::Page(page)) => Ok(()),
        Some(_) => Err(Box::new(Failure::App(AppError::Forbidden).into_response())),
    }
}

/// Sends someone to the sign-in page, and from there back to what was asked for.
fn to_sign_in(visitor: &Visitor, uri: &Uri) -> Response {
    let ended = if visitor.ended { "&slut=1" } else { "" };
    to(&format!("{}?till={}{ended}", Page::SignIn.path(), encode(address(uri))))
}

/// The same for what isn't a page; a program is told instead, since it can't sign in there.
pub fn sign_in_first(visitor: &Visitor, uri: &Uri, headers: &HeaderMap) -> Response {
    if wants_page(headers) { to_sign_in(visitor, uri) } else { Failure::App(AppError::Unauthenticated).into_response() }
}

/// What the sign-in page's address asks for.
fn asked(uri: &Uri) -> SignInState {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).unwrap_or_default();
    let find = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let error = (find("slut") == "1").then_some(SignInError::Ended);
    SignInState { next: local(find("till")).unwrap_or("/").to_owned(), error, ..SignInState::default() }
}

/// Draws the page at an address. `status` is what a page that is drawn in place of the one asked for is answered with.
pub async fn draw(site: &Site, told: PageRequest, uri: &Uri, status: Option<StatusCode>) -> Response {
    let context = move || {
        provide_context(told.clone());
        provide_context(told.lang);
        let nonce = use_nonce();
        if let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), nonce)
            && let Ok(policy) = HeaderValue::from_str(&policy(Some(&nonce)))
        {
            options.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    };
    let options = site.leptos.clone();
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri.clone();
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/html"));
    let mut response = render_app_async_with_context(context, move || shell(options.clone()))(request).await;
    if let Some(status) = status
        && response.status() == StatusCode::OK
    {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Sends a browser to a path of this site, to be read with GET.
#[must_use]
pub fn to(path: &str) -> Response {
    let path = local(path).unwrap_or("/");
    let value = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, value)]).into_response()
}

fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |path| path.as_str())
}
