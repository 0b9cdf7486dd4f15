//! The deviation pages.

mod detail;
mod statuses;

pub use detail::DeviationPage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of deviations.
#[component]
pub fn DeviationListPage() -> AnyView {
    view! { <RegisterPage register=Register::Deviations finding=finding/> }.into_any()
}

/// How many the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.avvikelser").to_owned(),
        total => plural!(lang, "deviation.finding", total),
    }
}
