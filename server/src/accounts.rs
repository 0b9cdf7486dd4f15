//! Passwords of others, for those who keep accounts.

use crate::failure::Failure;
use crate::pages::{draw, to};
use crate::passwords;
use crate::site::Site;
use crate::visitor::Visitor;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::query::encode;
use domain::{Action, AppError, Kind, Subject};

/// Gives an account a new password, made here, and shows it this once. The account is signed out everywhere.
pub async fn give_password(State(site): State<Site>, visitor: Visitor, Path(username): Path<String>) -> Response {
    match give(&site, &visitor, &username).await {
        Ok(password) => {
            let address = page(&username);
            let Ok(uri) = address.parse::<Uri>() else { return Failure::App(AppError::NotFound).into_response() };
            let mut told = visitor.page_request(&site, &address);
            told.given_password = Some(password);
            draw(&site, told, &uri, Some(StatusCode::OK)).await
        }
        Err(error) => Failure::App(error).into_response(),
    }
}

async fn give(site: &Site, visitor: &Visitor, username: &str) -> Result<String, AppError> {
    let actor = visitor.actor()?;
    // One's own is changed with the old one at hand, so that who finds an open session can't take the account over.
    if !actor.may(Subject::Command(Action::Update, Kind::Account)) || actor.username == username {
        return Err(AppError::Forbidden);
    }
    let credential = site.store.credential(username).await?.ok_or(AppError::NotFound)?;
    let password = passwords::generated();
    let hash = site.passwords.hash(password.clone()).await?;
    site.store.set_password(&credential.username, &hash).await?;
    tracing::info!(by = actor.role.code(), "password given");
    Ok(password)
}

/// The address the form leaves behind, read again.
pub async fn back(Path(username): Path<String>) -> Response {
    to(&page(&username))
}

fn page(username: &str) -> String {
    format!("{}/{}", Kind::Account.path(), encode(username))
}
