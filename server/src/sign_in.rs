//! Signing in and out.

use crate::failure::Failure;
use crate::fields::{Fields, local};
use crate::pages::{draw, to};
use crate::passwords::From;
use crate::session;
use crate::site::Site;
use crate::submit;
use crate::throttle::Verdict;
use crate::visitor::Visitor;
use app::context::{SignInError, SignInState};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::account::Account;
use domain::{AppError, Page};
use tower_sessions::Session;

/// The sign-in form's field of the name.
pub const USERNAME: &str = "anvandarnamn";
/// The sign-in form's field of the password.
pub const PASSWORD: &str = "losenord";
/// The sign-in form's field of where to go afterwards.
pub const NEXT: &str = "till";
/// What stands before the names of a pending form's fields: `pending[fields[title]]`.
pub const PENDING: &str = "pending[";
/// Longest name at sign-in, in characters.
const LONGEST_NAME: usize = 64;

/// Signs in.
pub async fn sign_in(State(site): State<Site>, visitor: Visitor, session: Session, fields: Fields) -> Response {
    let username = fields.get(USERNAME).trim().to_owned();
    let state = SignInState {
        next: local(fields.get(NEXT)).unwrap_or("/").to_owned(),
        username: username.clone(),
        error: None,
        pending: pending(&fields),
    };
    match attempt(&site, &visitor, &session, &username, fields.get(PASSWORD)).await {
        Ok(account) => {
            let visitor = visitor.signed_in(&username, account);
            if state.pending.is_empty() {
                return to(&state.next);
            }
            match submit::page_of(&state.pending) {
                (_, Some(_)) => submit::again(&site, &visitor, &state.pending, None).await,
                _ => to(&state.next),
            }
        }
        Err(refusal) => show(&site, &visitor, SignInState { error: Some(refusal), ..state }).await,
    }
}

/// Tries a name and a password.
async fn attempt(
    site: &Site,
    visitor: &Visitor,
    session: &Session,
    username: &str,
    password: &str,
) -> Result<Account, SignInError> {
    let (hold, known) = match site.throttle.attempt(username, visitor.address) {
        Verdict::Try { hold, known } => (hold, known),
        Verdict::Wait(seconds) => return Err(SignInError::Throttled(seconds)),
    };
    tokio::time::sleep(hold).await;
    let fits = (1..=LONGEST_NAME).contains(&username.chars().count());
    let found = if fits { site.store.credential(username).await.map_err(AppError::from) } else { Ok(None) };
    let found = found.map_err(told)?;
    let from = if known { From::Known } else { From::Stranger };
    let hash = found.as_ref().map(|credential| credential.hash.clone());
    let right = site.passwords.verify(password.to_owned(), hash, from).await.map_err(told)?;
    let today = site.store.clock().today();
    let opened = found.filter(|credential| right && credential.account.open_on(today));
    let credential = opened.ok_or(SignInError::Refused)?;
    site.throttle.succeeded(username, visitor.address);
    session::begin(site, session, username, credential.epoch).await.map_err(told)?;
    tracing::info!(role = credential.account.role.code(), "signed in");
    Ok(credential.account)
}

fn told(error: AppError) -> SignInError {
    match error {
        AppError::Throttled { seconds } => SignInError::Throttled(seconds),
        _ => SignInError::Unavailable,
    }
}

/// Signs out of this session.
pub async fn sign_out(session: Session) -> Response {
    match session::end(&session).await {
        Ok(()) => to(Page::SignIn.path()),
        Err(error) => Failure::App(error).into_response(),
    }
}

/// Asks for a sign-in before a form can be carried out, and carries the form through it.
pub async fn ask_first(site: &Site, visitor: &Visitor, pairs: Vec<(String, String)>) -> Response {
    let next = match submit::page_of(&pairs) {
        (Some(address), Some(_)) => address.to_string(),
        _ => "/".to_owned(),
    };
    let state = SignInState { next, error: Some(SignInError::Ended), pending: pairs, ..SignInState::default() };
    show(site, visitor, state).await
}

/// Shows the sign-in page in place of what was asked for.
async fn show(site: &Site, visitor: &Visitor, state: SignInState) -> Response {
    let status = match state.error {
        Some(SignInError::Throttled(_)) => StatusCode::TOO_MANY_REQUESTS,
        Some(SignInError::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNAUTHORIZED,
    };
    let address = Uri::from_static(Page::SignIn.path());
    let mut told = Visitor::nobody(visitor.address, visitor.look.clone()).page_request(site, Page::SignIn.path());
    told.sign_in = state;
    draw(site, told, &address, Some(status)).await
}

/// The fields of a form that waits for the sign-in, under their own names.
fn pending(fields: &Fields) -> Vec<(String, String)> {
    let inner = |name: &str| name.strip_prefix(PENDING).and_then(|rest| rest.strip_suffix(']')).map(str::to_owned);
    fields.0.iter().filter_map(|(name, value)| Some((inner(name)?, value.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pending_forms_fields_keep_their_names() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let sent = Fields(vec![
            field(USERNAME, "agare"),
            field("pending[page]", "/risker/ny"),
            field("pending[fields[title]]", "Brand"),
        ]);
        assert_eq!(pending(&sent), [field("page", "/risker/ny"), field("fields[title]", "Brand")]);
    }
}
