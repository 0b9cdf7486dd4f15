//! Errors on their way from the server to a page.

use domain::AppError;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An [`AppError`] as server functions answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub AppError);

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    /// What happened on the way: nothing reached the register, or its answer was lost.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::MissingArg(_) => {
                Self(AppError::Invalid { errors: Vec::new() })
            }
            _ => Self(AppError::Unavailable),
        }
    }
}

impl From<store::StoreError> for ApiError {
    fn from(error: store::StoreError) -> Self {
        Self(error.into())
    }
}

/// What a server function answers.
pub type ApiResult<T> = Result<T, ApiError>;

/// The HTTP status an error is answered with: the one map there is.
#[must_use]
pub fn status(error: &AppError) -> http::StatusCode {
    use http::StatusCode;
    match error {
        AppError::Unauthenticated => StatusCode::UNAUTHORIZED,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Disposed { .. } => StatusCode::GONE,
        AppError::Conflict(_) => StatusCode::CONFLICT,
        AppError::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        AppError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        AppError::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
        AppError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
