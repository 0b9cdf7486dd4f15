//! The indicator pages.

mod detail;
mod values;
mod words;

pub use detail::IndicatorPage;
pub use words::period_words;

use crate::api::ListPage;
use crate::goal::related;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of indicators.
#[component]
pub fn IndicatorListPage() -> AnyView {
    view! { <RegisterPage register=Register::Indicators finding=finding above=related/> }.into_any()
}

/// How many of those shown lack an outcome that should be there.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return t!(lang, "register.indikatorer").to_owned();
    }
    plural!(lang, "indicator.finding_of", listing.overdue, total = listing.total)
}
