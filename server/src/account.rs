//! One's own account: another password, and signing out everywhere.

use crate::failure::Failure;
use crate::fields::Fields;
use crate::pages::{draw, to};
use crate::passwords::{self, From};
use crate::session;
use crate::site::Site;
use crate::throttle::Verdict;
use crate::visitor::Visitor;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::error::FieldError;
use domain::{AppError, ErrorCode, Page};
use tower_sessions::Session;

/// The field of the password in use.
pub const OLD: &str = "old_password";
/// The field of the new one.
pub const NEW: &str = "new_password";
/// The field of the new one again.
pub const REPEAT: &str = "repeat_password";

/// Changes the password. Every other session ends; this one goes on under a new id.
pub async fn change_password(State(site): State<Site>, visitor: Visitor, session: Session, fields: Fields) -> Response {
    match change(&site, &visitor, &session, &fields).await {
        Ok(()) => to("/konto?klart=losenord"),
        Err(AppError::Unauthenticated) => Failure::App(AppError::Unauthenticated).into_response(),
        Err(error) => {
            let status = app::error::status(&error);
            let mut told = visitor.page_request(&site, Page::MyAccount.path());
            told.account_error = Some(error);
            draw(&site, told, &Uri::from_static(Page::MyAccount.path()), Some(status)).await
        }
    }
}

async fn change(site: &Site, visitor: &Visitor, session: &Session, fields: &Fields) -> Result<(), AppError> {
    let username = visitor.actor()?.username.clone();
    let (new, repeated) = (fields.get(NEW), fields.get(REPEAT));
    let mut errors = Vec::new();
    if let Err(AppError::Invalid { errors: found }) = passwords::check(NEW, new) {
        errors.extend(found);
    }
    if new != repeated {
        errors.push(FieldError::new(REPEAT, ErrorCode::NotNow));
    }
    if fields.get(OLD).is_empty() {
        errors.push(FieldError::new(OLD, ErrorCode::Required));
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid { errors });
    }
    // Who has found an open session must not be able to guess the password through this form.
    if let Verdict::Wait(seconds) = site.throttle.attempt(&username, visitor.address) {
        return Err(AppError::Throttled { seconds });
    }
    let credential = site.store.credential(&username).await?.ok_or(AppError::Unauthenticated)?;
    if !site.passwords.verify(fields.get(OLD).to_owned(), Some(credential.hash), From::Known).await? {
        return Err(AppError::field(OLD, ErrorCode::WrongPassword));
    }
    site.throttle.succeeded(&username, visitor.address);
    let hash = site.passwords.hash(new.to_owned()).await?;
    let epoch = site.store.set_password(&username, &hash).await?;
    session::begin(site, session, &username, epoch).await
}

/// Ends every session of the account, this one too.
pub async fn sign_out_everywhere(State(site): State<Site>, visitor: Visitor, session: Session) -> Response {
    let work = async {
        let actor = visitor.actor()?;
        site.store.sign_out_everywhere(&actor.username).await?;
        session::end(&session).await
    };
    match work.await {
        Ok(()) => to(Page::SignIn.path()),
        Err(error) => Failure::App(error).into_response(),
    }
}

/// The address a form of the account page leaves behind, read again.
pub async fn back() -> Response {
    to(Page::MyAccount.path())
}
