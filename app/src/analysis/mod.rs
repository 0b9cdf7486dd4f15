//! The pages of risk analyses.

mod detail;

pub use detail::AnalysisPage;

use crate::api::ListPage;
use crate::assignment::related;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of risk analyses.
#[component]
pub fn AnalysisListPage() -> AnyView {
    view! { <RegisterPage register=Register::Analyses finding=finding above=related/> }.into_any()
}

/// How many of those shown are late.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return t!(lang, "register.riskanalyser").to_owned();
    }
    plural!(lang, "analysis.finding_of", listing.overdue, total = listing.total)
}
