//! The fields of a form, as a browser sends them.

use crate::failure::Failure;
use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::AppError;
use futures::StreamExt;

/// Most bytes of a form.
pub const MAX_BYTES: usize = 1 << 20;

/// Most bytes that are read of a form that is refused for its size.
const MAX_DRAINED: usize = 16 << 20;

/// Refuses a form that says it is too large. Its bytes are read and forgotten first: a browser whose sending is cut off
/// shows a broken connection instead of the answer.
pub async fn limit(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let length = length.and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
    if length <= MAX_BYTES {
        return next.run(request).await;
    }
    if length <= MAX_DRAINED {
        let mut body = request.into_body().into_data_stream();
        while let Some(Ok(_)) = body.next().await {}
    }
    Failure::TooLarge.into_response()
}

/// A form's fields, in order.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first field of this name; empty when there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(pairs)) => Ok(Self(pairs)),
            Err(rejection) => match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Err(Failure::TooLarge),
                _ => Err(AppError::Invalid { errors: Vec::new() }.into()),
            },
        }
    }
}

/// A path of this site, with its query; none when it would lead elsewhere.
#[must_use]
pub fn local(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//") && path.len() <= 2000).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_local() {
        assert_eq!(local("/risker?q=brand%20i#x"), Some("/risker?q=brand%20i#x"));
        for elsewhere in ["", "https://example.org", "//example.org", "/\\example.org", "/a\r\nSet-Cookie: x", "/\t/x"]
        {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }
}
