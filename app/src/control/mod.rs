//! The control pages.

mod detail;
mod occasion;
mod year;

pub use detail::ControlPage;
pub use year::ControlYearPage;

use crate::api::ListPage;
use crate::i18n::Lang;
use crate::plural;
use crate::ui::RegisterPage;
use domain::Register;
use leptos::prelude::*;

/// The control register.
#[component]
pub fn ControlListPage() -> AnyView {
    view! { <RegisterPage register=Register::Controls finding=finding/> }.into_any()
}

/// How many have passed their occasion, of those the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return crate::t!(lang, "register.kontroller").to_owned();
    }
    plural!(lang, "control.late_of", listing.overdue, total = listing.total)
}
