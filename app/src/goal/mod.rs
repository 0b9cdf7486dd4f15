//! The pages of goals and activities.

mod detail;

pub use detail::GoalPage;

use crate::api::ListPage;
use crate::context::lang;
use crate::i18n::{Lang, text};
use crate::page::per_now;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::{Page, Register};
use leptos::prelude::*;

/// What the board steers by, in the order of its tabs.
const RELATED: [(Register, Page); 3] =
    [(Register::Goals, Page::Goals), (Register::Indicators, Page::Indicators), (Register::Projects, Page::Projects)];

/// The register of goals and activities.
#[component]
pub fn GoalListPage() -> AnyView {
    view! { <RegisterPage register=Register::Goals finding=finding above=related/> }.into_any()
}

/// How many the list shows.
fn finding(lang: Lang, page: &ListPage) -> String {
    match page.listing.total {
        0 => t!(lang, "register.mal").to_owned(),
        total => plural!(lang, "goal.finding", total),
    }
}

/// The registers of what the board steers by as tabs. Who may see one may see all.
#[must_use]
pub fn related(page: &ListPage) -> AnyView {
    let (lang, per) = (lang(), per_now());
    let here = page.listing.query.register;
    let links = RELATED
        .into_iter()
        .map(|(register, page)| {
            let current = (register == here).then_some("page");
            let name = text(lang, &format!("page.nav_{}", page.code()));
            view! { <a href=format!("{}{per}", page.path()) aria-current=current>{name}</a> }
        })
        .collect_view();
    view! { <nav class="views" aria-label=t!(lang, "goal.related")>{links}</nav> }.into_any()
}
