//! The measure pages.

mod detail;
pub mod grid;
mod plan;
mod progress;

pub use detail::MeasurePage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::{RegisterPage, tabs};
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of measures.
#[component]
pub fn MeasureListPage() -> AnyView {
    view! { <RegisterPage register=Register::Measures finding=finding above=tabs rows=grid::grid_or_table/> }.into_any()
}

/// How many of those shown are late.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    match listing.total {
        0 => t!(lang, "register.atgarder").to_owned(),
        1 => plural!(lang, "measure.finding", listing.overdue),
        total => plural!(lang, "measure.finding_of", listing.overdue, total = total),
    }
}
