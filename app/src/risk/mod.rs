//! The risk pages.

mod assessments;
mod detail;

pub use detail::RiskPage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The risk register.
#[component]
pub fn RiskListPage() -> AnyView {
    view! { <RegisterPage register=Register::Risks finding=finding/> }.into_any()
}

/// How many of those shown are above what the board tolerates.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    match listing.total {
        0 => t!(lang, "risk.finding_none").to_owned(),
        1 => plural!(lang, "risk.finding", listing.above),
        total => plural!(lang, "risk.finding_of", listing.above, total = total),
    }
}
