//! Forms as browsers send them by themselves, without the client: an answer is a page, and nothing typed is lost.

use crate::failure::Failure;
use crate::fields::{Fields, local};
use crate::pages::{draw, to};
use crate::sign_in;
use crate::site::Site;
use crate::visitor::Visitor;
use app::form::{Sent, carry_out};
use axum::extract::{FromRequest, Request};
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Response};
use domain::access::Function;
use domain::{AppError, Page, Subject};

/// Takes a form in.
pub async fn answer(site: Site, visitor: Visitor, request: Request) -> Response {
    if request.method() != Method::POST {
        // Someone has reloaded the address that a form left behind.
        return to("/");
    }
    let Fields(pairs) = match Fields::from_request(request, &()).await {
        Ok(fields) => fields,
        Err(failure) => return failure.into_response(),
    };
    take(&site, &visitor, pairs).await
}

/// Carries out what a form's fields say, and answers with where that leads or with the form's page.
pub async fn take(site: &Site, visitor: &Visitor, pairs: Vec<(String, String)>) -> Response {
    match submit(site, visitor, &pairs).await {
        Ok(next) => to(&next),
        Err(AppError::Unauthenticated) => sign_in::ask_first(site, visitor, pairs).await,
        Err(error) => again(site, visitor, &pairs, Some(error)).await,
    }
}

async fn submit(site: &Site, visitor: &Visitor, pairs: &[(String, String)]) -> Result<String, AppError> {
    let actor = visitor.actor()?;
    if !actor.may(Subject::Function(Function::Submit)) {
        return Err(AppError::Forbidden);
    }
    let (_, next) = carry_out(&site.store, actor, &Sent::read(pairs)).await?;
    Ok(next)
}

/// Shows the page a form was sent from, with everything that was typed and why it wasn't carried out. Without an error
/// it has been brought back after a sign-in: nothing is saved until the person has looked it over.
pub async fn again(site: &Site, visitor: &Visitor, pairs: &[(String, String)], error: Option<AppError>) -> Response {
    let failure = |error: Option<AppError>| Failure::App(error.unwrap_or(AppError::NotFound)).into_response();
    let (Some(address), Some(page)) = page_of(pairs) else { return failure(error) };
    let may = visitor.actor.as_ref().is_some_and(|actor| actor.may(Subject::Page(page)));
    let (true, Some(state)) = (may, Sent::read(pairs).state(error.clone())) else { return failure(error) };
    let status = error.as_ref().map_or(axum::http::StatusCode::OK, app::error::status);
    let mut told = visitor.page_request(site, &address.to_string());
    told.form = Some(state);
    draw(site, told, &address, Some(status)).await
}

/// The page a form says that it stands on.
#[must_use]
pub fn page_of(pairs: &[(String, String)]) -> (Option<Uri>, Option<Page>) {
    let given = pairs.iter().find(|(name, _)| name == "page").map_or("", |(_, value)| value.as_str());
    let address = local(given).and_then(|path| path.parse::<Uri>().ok());
    let page = address.as_ref().and_then(|address| Page::at(address.path())).filter(|page| !page.public());
    (address, page)
}
