//! The links in letters: confirming an address, and turning a letter off. They work without signing in.
//!
//! Opening one changes nothing, since mail filters open every link there is: a button on the page does it. A mail program
//! that turns a letter off by itself sends the same form (RFC 8058). It isn't asked where it comes from, for it has no
//! page to come from; what it may do is in the token, and that is to turn letters off.

use crate::failure::{Failure, WayOn, document};
use crate::site::Site;
use crate::throttle::Verdict;
use crate::visitor::{Look, address};
use app::i18n::{Lang, t, text};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::reminder::Letter;
use domain::{AppError, Page};

/// What a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Confirms the address.
    Confirm,
    /// Turns a letter off.
    Stop(Letter),
}

impl Link {
    /// The address of a link with a token, on this site.
    pub fn path(self, token: &str) -> String {
        format!("/epost/{}/{token}", self.word())
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Confirm => "bekrafta",
            Self::Stop(Letter::Confirm) => "avsta",
            Self::Stop(Letter::Digest) => "avsluta-veckobrev",
            Self::Stop(Letter::Overdue) => "avsluta-besked",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let stops = Letter::ALL.iter().map(|letter| Self::Stop(*letter));
        stops.chain([Self::Confirm]).find(|link| link.word() == word)
    }
}

/// Shows what a link would do.
pub async fn show(State(site): State<Site>, Path((word, token)): Path<(String, String)>, asked: Parts) -> Response {
    let known = match admit(&site, &word, &token, &asked).await {
        Ok(known) => known,
        Err(error) => return Failure::App(error).into_response(),
    };
    let lang = Look::of(&asked.headers).lang;
    let Some((link, lang)) = known.map(|(link, letters)| (link, letters.unwrap_or(lang))) else { return gone(lang) };
    let (title, what, button) = match link {
        Link::Confirm => {
            let then = t!(lang, "reminder.confirm_then");
            (t!(lang, "reminder.confirm_title"), then, t!(lang, "reminder.confirm_do"))
        }
        Link::Stop(letter) => {
            let title = text(lang, &format!("reminder.stop_{}_title", letter.code()));
            (title, t!(lang, "reminder.stop_what"), t!(lang, "reminder.stop_do"))
        }
    };
    page(lang, StatusCode::OK, title, what, WayOn::Button(&link.path(&token), button))
}

/// Does what a link says.
pub async fn carry_out(
    State(site): State<Site>,
    Path((word, token)): Path<(String, String)>,
    asked: Parts,
) -> Response {
    let lang = Look::of(&asked.headers).lang;
    let done = async {
        let Some((link, letters)) = admit(&site, &word, &token, &asked).await? else { return Ok(None) };
        let did = match link {
            Link::Confirm => site.store.confirm_mailing(&token).await?,
            Link::Stop(letter) => site.store.stop_letter(&token, letter).await?,
        };
        Ok::<_, AppError>(did.then_some((link, letters.unwrap_or(lang))))
    };
    match done.await {
        Ok(Some((link, lang))) => {
            let (title, what) = match link {
                Link::Confirm => (t!(lang, "reminder.confirmed_title"), t!(lang, "reminder.confirmed_what")),
                Link::Stop(_) => (t!(lang, "reminder.stopped_title"), t!(lang, "reminder.stopped_what")),
            };
            page(lang, StatusCode::OK, title, what, WayOn::Link(Page::MyAccount.path(), t!(lang, "page.my_account")))
        }
        Ok(None) => gone(lang),
        Err(error) => Failure::App(error).into_response(),
    }
}

/// What a link does and the language of the letters it stood in, when its token is known.
async fn admit(site: &Site, word: &str, token: &str, asked: &Parts) -> Result<Option<(Link, Option<Lang>)>, AppError> {
    let from = address(&asked.headers, &asked.extensions, site.settings.behind_tls);
    match site.links.attempt(token, from) {
        Verdict::Try { hold, .. } => tokio::time::sleep(hold).await,
        Verdict::Wait(seconds) => return Err(AppError::Throttled { seconds }),
    }
    let Some(link) = Link::from_word(word) else { return Ok(None) };
    let Some(subscriber) = site.store.subscriber_at(token).await? else { return Ok(None) };
    site.links.succeeded(token, from);
    Ok(Some((link, Lang::from_code(&subscriber.mailing.language))))
}

fn gone(lang: Lang) -> Response {
    let to_account = WayOn::Link(Page::MyAccount.path(), t!(lang, "page.my_account"));
    page(lang, StatusCode::NOT_FOUND, t!(lang, "reminder.gone_title"), t!(lang, "reminder.gone_what"), to_account)
}

fn page(lang: Lang, status: StatusCode, title: &str, what: &str, way_on: WayOn<'_>) -> Response {
    (status, Html(document(lang, title, &[what.to_owned()], way_on))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_is_known_by_its_word() {
        let links = Letter::ALL.iter().map(|letter| Link::Stop(*letter)).chain([Link::Confirm]);
        for link in links {
            assert_eq!(Link::from_word(link.word()), Some(link));
        }
        assert_eq!(Link::from_word("annat"), None);
    }
}
