//! The pages of audit recommendations.

mod detail;

pub use detail::RecommendationPage;

use crate::api::ListPage;
use crate::assignment::related;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of audit recommendations.
#[component]
pub fn RecommendationListPage() -> AnyView {
    view! { <RegisterPage register=Register::Recommendations finding=finding above=related/> }.into_any()
}

/// How many are followed.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.rekommendationer").to_owned(),
        total => plural!(lang, "recommendation.finding", total),
    }
}
