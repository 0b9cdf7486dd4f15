//! The pages of the portfolios' projects.

mod detail;
mod statuses;

pub use detail::ProjectPage;

use crate::api::ListPage;
use crate::goal::related;
use crate::i18n::Lang;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::Register;
use leptos::prelude::*;

/// The register of the portfolios' projects.
#[component]
pub fn ProjectListPage() -> AnyView {
    view! { <RegisterPage register=Register::Projects finding=finding above=related/> }.into_any()
}

/// How many the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.projekt").to_owned(),
        total => plural!(lang, "project.finding", total),
    }
}
