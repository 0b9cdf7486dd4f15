//! The log: JSON lines on standard error, without names, texts, queries or secrets.

use domain::Page;
use std::panic::PanicHookInfo;
use tracing_subscriber::EnvFilter;

/// What is logged when `RISKBILD_LOG` doesn't say. Left out are ordinary ends of sessions, and the engine's complaints of
/// its own shutdown; whatever fails in earnest is told by the store.
const DEFAULT: &str = "info,surrealdb=warn,surrealdb::core::kvs::ds=off,surrealdb_core=warn,surrealkv=warn,\
    tower_sessions=error,tower_sessions_core=off";

/// Starts the log, and sends panics to it instead of to the terminal.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(if filter.is_empty() { DEFAULT } else { filter });
    let filter = filter.unwrap_or_else(|_| EnvFilter::new(DEFAULT));
    let started = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
}

/// Where it happened, and not what was said: a message may hold what someone typed.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "panic");
}

/// A path as the log may tell it: never a name at sign-in or a secret, and of an unknown path nothing, for it may be anything.
#[must_use]
pub fn path(path: &str) -> &str {
    match Page::at(path) {
        Some(page @ Page::EditAccount) => page.path(),
        Some(_) => path,
        // What follows is a secret.
        None if path.starts_with("/kalender/") => "/kalender/:secret",
        None if path.starts_with("/epost/") => "/epost/:secret",
        // What a browser chose as a file's id could be anything.
        None if path.starts_with("/evidens/ladda-upp/del/") => "/evidens/ladda-upp/del/:id",
        None if KNOWN.iter().any(|known| path.starts_with(known)) => path,
        None => "unknown",
    }
}

const KNOWN: [&str; 10] = [
    "/api/",
    "/pkg/",
    "/fonts/",
    "/export/",
    "/rapporter/namndunderlag.pdf",
    "/konto/",
    "/logga-",
    "/healthz",
    "/readyz",
    "/favicon.svg",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_tells_no_names() {
        assert_eq!(path("/admin/konton/anna.andersson"), "/admin/konton/:key");
        assert_eq!(path("/risker/RSK-01"), "/risker/RSK-01");
        assert_eq!(path("/anna.andersson@example.org"), "unknown");
        assert_eq!(path("/kalender/0123456789abcdef.ics"), "/kalender/:secret");
        assert_eq!(path("/evidens/ladda-upp/del/anna-andersson"), "/evidens/ladda-upp/del/:id");
        assert_eq!(path("/epost/bekrafta/0123456789abcdef"), "/epost/:secret");
    }
}
