//! The pages of matters of the whole city.

mod detail;

pub use detail::CityMatterPage;

use crate::api::ListPage;
use crate::assignment::related;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of matters of the whole city.
#[component]
pub fn CityMatterListPage() -> AnyView {
    view! { <RegisterPage register=Register::CityMatters finding=finding above=related/> }.into_any()
}

/// How many the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.stadengemensamma-fragor").to_owned(),
        total => plural!(lang, "city_matter.finding", total),
    }
}
