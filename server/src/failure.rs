//! What a request is answered with when it doesn't succeed: JSON to programs, a page to people.

use app::error::status;
use app::i18n::{Lang, app_error_text, error_text, text};
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::{AppError, FieldError};

/// Why a request wasn't carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// As the register says.
    App(AppError),
    /// A form came from another site.
    Foreign,
    /// More was sent than is taken.
    TooLarge,
    /// There are no accounts yet.
    NoAccounts,
    /// An address asks for what can't be understood.
    Address(Vec<FieldError>),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

impl Failure {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::App(error) => status(error),
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoAccounts => StatusCode::SERVICE_UNAVAILABLE,
            Self::Address(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// What a bare status stands for; `id` finds it in the log.
    #[must_use]
    pub fn of(status: StatusCode, id: &str) -> Self {
        Self::App(match status {
            StatusCode::UNAUTHORIZED => AppError::Unauthenticated,
            StatusCode::FORBIDDEN => AppError::Forbidden,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => AppError::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => return Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
            status if status.is_client_error() => AppError::Invalid { errors: Vec::new() },
            _ => AppError::Internal { id: id.to_owned() },
        })
    }

    /// The page that tells of it.
    #[must_use]
    pub fn page(&self, lang: Lang) -> String {
        let own = |name: &str| {
            let part = |part: &str| text(lang, &format!("server.{name}_{part}")).to_owned();
            (part("title"), vec![part("what"), part("do")])
        };
        let (title, paragraphs) = match self {
            Self::App(error) => {
                let texts = app_error_text(lang, error);
                (texts.title, vec![texts.what, format!("{} {}", texts.kept, texts.remedy)])
            }
            Self::Foreign => own("foreign"),
            Self::TooLarge => own("too_large"),
            Self::NoAccounts => own("no_accounts"),
            Self::Address(errors) => {
                let wrong = errors.iter().map(|error| error_text(lang, error, None));
                let paragraphs = wrong.chain([text(lang, "error.address_do").to_owned()]).collect();
                (text(lang, "error.address").to_owned(), paragraphs)
            }
        };
        let (address, link) = match self {
            Self::App(AppError::Unauthenticated) => ("/logga-in", text(lang, "page.sign_in")),
            _ => ("/", text(lang, "page.overview")),
        };
        let way_on = if *self == Self::NoAccounts { WayOn::Nowhere } else { WayOn::Link(address, link) };
        document(lang, &title, &paragraphs, way_on)
    }
}

impl IntoResponse for Failure {
    /// The error as JSON. It travels with the response as well, and [`crate::answer`] makes a page of it for people.
    fn into_response(self) -> Response {
        let status = self.status();
        let error = match &self {
            Self::App(error) => error.clone(),
            Self::Foreign => AppError::Forbidden,
            Self::TooLarge => AppError::Invalid { errors: Vec::new() },
            Self::NoAccounts => AppError::Unavailable,
            Self::Address(errors) => AppError::Invalid { errors: errors.clone() },
        };
        let mut response = (status, Json(error)).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page as a response.
#[must_use]
pub fn as_page(failure: &Failure, lang: Lang) -> Response {
    (failure.status(), [(CONTENT_TYPE, "text/html; charset=utf-8")], failure.page(lang)).into_response()
}

/// The way on from a page that stands by itself: an address of this site, and its words.
#[derive(Debug, Clone, Copy)]
pub enum WayOn<'a> {
    /// There is none.
    Nowhere,
    /// To another page.
    Link(&'a str, &'a str),
    /// Something is done, by a form without fields.
    Button(&'a str, &'a str),
}

/// A page that needs nothing but itself and the stylesheet, and nobody signed in: it is shown when the rest may not work,
/// and to those who come from a letter.
#[must_use]
pub fn document(lang: Lang, title: &str, paragraphs: &[String], way_on: WayOn<'_>) -> String {
    let paragraphs: String = paragraphs.iter().map(|text| format!("<p>{}</p>", escaped(text))).collect();
    let link = match way_on {
        WayOn::Nowhere => String::new(),
        WayOn::Link(address, words) => {
            format!("<p><a class=\"btn\" href=\"{}\">{}</a></p>", escaped(address), escaped(words))
        }
        WayOn::Button(address, words) => format!(
            "<form method=\"post\" action=\"{}\"><button class=\"btn btn--main\">{}</button></form>",
            escaped(address),
            escaped(words)
        ),
    };
    let (code, title) = (lang.html_lang(), escaped(title));
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Riskbild</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"/pkg/riskbild.css\"></head><body>\
         <main class=\"signin\" id=\"innehall\"><a class=\"wordmark\" href=\"/\">Riskbild</a>\
         <h1>{title}</h1>{paragraphs}{link}</main></body></html>"
    )
}

/// Text as it stands in HTML, and in the value of an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ErrorCode;

    #[test]
    fn every_failure_has_a_page_in_both_languages() {
        let failures = [
            Failure::Foreign,
            Failure::TooLarge,
            Failure::NoAccounts,
            Failure::Address(vec![FieldError::new("per", ErrorCode::NotADate)]),
            Failure::of(StatusCode::INTERNAL_SERVER_ERROR, "abc123"),
            Failure::of(StatusCode::NOT_FOUND, ""),
        ];
        for failure in failures {
            let (swedish, english) = (failure.page(Lang::Sv), failure.page(Lang::En));
            assert!(swedish.contains("lang=\"sv\"") && english.contains("lang=\"en\""));
            assert_ne!(swedish.replace("sv", "en"), english);
            assert!(!swedish.contains(app::i18n::MISSING), "{failure:?}");
        }
        assert!(Failure::of(StatusCode::INTERNAL_SERVER_ERROR, "abc123").page(Lang::Sv).contains("abc123"));
    }

    #[test]
    fn nothing_in_a_page_can_become_markup() {
        assert_eq!(escaped("<b a=\"x\">&"), "&lt;b a=&quot;x&quot;&gt;&amp;");
    }
}
