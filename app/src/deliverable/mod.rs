//! The deliverable pages.

mod detail;

pub use detail::DeliverablePage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of deliverables.
#[component]
pub fn DeliverableListPage() -> AnyView {
    view! { <RegisterPage register=Register::Deliverables finding=finding/> }.into_any()
}

/// How many of those shown should have been reviewed.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return t!(lang, "register.leverabler").to_owned();
    }
    plural!(lang, "deliverable.finding_of", listing.overdue, total = listing.total)
}
