//! The forms of calendar and e-mail on one's own account's page.

use crate::failure::Failure;
use crate::fields::Fields;
use crate::pages::{draw, to};
use crate::site::Site;
use crate::visitor::Visitor;
use app::i18n::Lang;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::reminder::Mailing;
use domain::{AppError, ErrorCode, Page};
use lettre::Address;

/// The field of the address.
pub const ADDRESS: &str = "mail_address";
/// Longest address, in bytes (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// Makes the calendar an address, and shows it this once. An earlier one stops working.
pub async fn make_calendar(State(site): State<Site>, visitor: Visitor, headers: HeaderMap) -> Response {
    let made = async {
        let actor = visitor.actor()?;
        Ok::<_, AppError>(site.store.make_feed(&actor.username, visitor.look.lang.code()).await?)
    };
    match made.await {
        Ok(secret) => {
            let mut told = visitor.page_request(&site, Page::MyAccount.path());
            told.reminders.given = Some(format!("{}/kalender/{secret}.ics", site.base(&headers)));
            draw(&site, told, &Uri::from_static(Page::MyAccount.path()), Some(StatusCode::OK)).await
        }
        Err(error) => Failure::App(error).into_response(),
    }
}

/// Ends the calendar.
pub async fn end_calendar(State(site): State<Site>, visitor: Visitor) -> Response {
    let ended = async {
        let actor = visitor.actor()?;
        Ok::<_, AppError>(site.store.end_feed(&actor.username).await?)
    };
    match ended.await {
        Ok(()) => to("/konto?klart=kalender"),
        Err(error) => Failure::App(error).into_response(),
    }
}

/// Keeps where letters are wanted, and which.
pub async fn keep_mailing(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Response {
    let wanted = Mailing {
        address: fields.get(ADDRESS).trim().to_owned(),
        confirmed: false,
        digest: fields.get("digest") == "on",
        overdue: fields.get("overdue") == "on",
        language: Lang::from_code(fields.get("language")).unwrap_or(visitor.look.lang).code().to_owned(),
    };
    match keep(&site, &visitor, &wanted).await {
        Ok(next) => to(&format!("{}?klart={next}", Page::MyAccount.path())),
        Err(AppError::Unauthenticated) => Failure::App(AppError::Unauthenticated).into_response(),
        Err(error) => {
            let status = app::error::status(&error);
            let mut told = visitor.page_request(&site, Page::MyAccount.path());
            (told.reminders.error, told.reminders.typed) = (Some(error), Some(wanted));
            draw(&site, told, &Uri::from_static(Page::MyAccount.path()), Some(status)).await
        }
    }
}

/// What was done, as the page is told it.
async fn keep(site: &Site, visitor: &Visitor, wanted: &Mailing) -> Result<&'static str, AppError> {
    let username = &visitor.actor()?.username;
    if wanted.address.is_empty() {
        site.store.keep_mailing(username, wanted).await?;
        return Ok("epost-borta");
    }
    // Without a mail server nothing could be sent there, and an address that isn't needed isn't kept.
    if site.settings.mail.is_none() {
        return Err(AppError::Unavailable);
    }
    if !may_be_written_to(&wanted.address) {
        return Err(AppError::field(ADDRESS, ErrorCode::NotAnAddress));
    }
    if site.store.keep_mailing(username, wanted).await? {
        site.letters.notify_one();
        return Ok("epost-bekrafta");
    }
    Ok("epost")
}

/// Whether it is an address that every mail server can write to: in plain letters, at a domain.
fn may_be_written_to(text: &str) -> bool {
    let plain = text.is_ascii() && text.len() <= LONGEST;
    plain && text.parse::<Address>().is_ok_and(|address| !address.domain().starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_be_written_to() {
        assert!(may_be_written_to("funktion@example.se") && may_be_written_to("it.drift+risk@mail.example.se"));
        for bad in [
            "",
            "funktion",
            "@example.se",
            "a@",
            "a b@example.se",
            "å@example.se",
            "a@[127.0.0.1]",
            "a@b\r\nBcc: c@d.se",
        ] {
            assert!(!may_be_written_to(bad), "{bad:?}");
        }
        assert!(!may_be_written_to(&format!("{}@example.se", "a".repeat(250))));
    }
}
