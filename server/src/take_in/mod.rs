//! Files taken in: `/<register>/import`, and what was confirmed of them below it.
//!
//! A file is read once, when it is sent, and what it says is laid aside under an id that only this account can use. Every
//! step after that begins with it and with the register as it is then, so that nothing a page has shown is believed: the
//! last step compares once more, writes all or nothing, and lays what came of it in the file's place.

mod confirm;
mod upload;

use crate::fields;
use crate::pages;
use crate::site::Site;
use app::import::CONFIRM;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::get;
use domain::import::{page, registers};
use domain::{Page, Register};
use tower_http::limit::RequestBodyLimitLayer;

/// The routes. What a file may hold is counted as it comes, and what takes its time to be written is not cut off.
pub fn routes() -> Router<Site> {
    let (mut files, mut forms) = (Router::new(), Router::new());
    for path in registers().filter_map(page).map(Page::path) {
        files = files.route(path, get(pages::answer).post(upload::answer));
        forms = forms.route(&format!("{path}/{CONFIRM}"), get(confirm::back).post(confirm::answer));
    }
    let forms = forms.layer(RequestBodyLimitLayer::new(fields::MAX_BYTES)).layer(from_fn(fields::limit));
    files.layer(DefaultBodyLimit::disable()).merge(forms)
}

/// The register that an address belongs to, and its page.
fn register_of(path: &str) -> Option<(Register, Page)> {
    let path = path.strip_suffix(CONFIRM).map_or(path, |path| path.trim_end_matches('/'));
    registers().filter_map(|register| Some((register, page(register)?))).find(|(_, page)| page.path() == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_register() {
        assert_eq!(register_of("/atgarder/import"), Some((Register::Measures, Page::ImportMeasures)));
        assert_eq!(register_of("/evidens/import/skriv"), Some((Register::Evidence, Page::ImportEvidence)));
        assert_eq!(register_of("/krav/import"), None);
    }
}
