//! Health: whether the process lives, and whether it can do its work.

use crate::site::Site;
use axum::extract::State;
use axum::http::StatusCode;
use std::time::Duration;

/// Longest wait for the database's answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers, and its schema is this program's.
pub async fn readyz(State(site): State<Site>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, site.store.ready()).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready\n"),
        Ok(Ok(false)) => (StatusCode::SERVICE_UNAVAILABLE, "schema not current\n"),
        Ok(Err(error)) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database unavailable\n")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database too slow\n"),
    }
}
