//! The evidence pages.

mod detail;
mod file;
mod life;
mod upload;

pub use detail::EvidencePage;
pub use upload::{FAILED, MADE, SAME, TOGETHER, UploadPage};

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The evidence register.
#[component]
pub fn EvidenceListPage() -> AnyView {
    view! { <RegisterPage register=Register::Evidence finding=finding/> }.into_any()
}

/// How much no longer holds, of what the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return t!(lang, "register.evidens").to_owned();
    }
    plural!(lang, "evidence.finding_of", listing.overdue, total = listing.total)
}
