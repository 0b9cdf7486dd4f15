//! Work that keeps a core busy for long, done beside what answers.

use crate::error::Result;
use std::panic::resume_unwind;

/// Does it on a thread of its own, and waits for it.
pub(crate) async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // Only a runtime that is being shut down drops work.
            Err(stopped) => Err(std::io::Error::other(stopped).into()),
        },
    }
}
