//! The pages of services.

mod detail;

pub use detail::ServicePage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of services.
#[component]
pub fn ServiceListPage() -> AnyView {
    view! { <RegisterPage register=Register::Services finding=finding/> }.into_any()
}

/// How many the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.tjanster").to_owned(),
        total => plural!(lang, "service.finding", total),
    }
}
