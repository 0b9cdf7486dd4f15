//! The assignment pages, and the way between them and what else is followed up.

mod detail;
mod steps;

pub use detail::AssignmentPage;

use crate::api::ListPage;
use crate::context::lang;
use crate::i18n::{Lang, text};
use crate::page::per_now;
use crate::ui::RegisterPage;
use crate::{plural, t};
use domain::{Page, Register};
use leptos::prelude::*;

/// What is followed up beside the assignments, in the order of its tabs.
const RELATED: [(Register, Page); 4] = [
    (Register::Assignments, Page::Assignments),
    (Register::Recommendations, Page::Recommendations),
    (Register::Analyses, Page::Analyses),
    (Register::CityMatters, Page::CityMatters),
];

/// The register of assignments.
#[component]
pub fn AssignmentListPage() -> AnyView {
    view! { <RegisterPage register=Register::Assignments finding=finding above=related/> }.into_any()
}

/// How many of those shown are past their time.
fn finding(lang: Lang, page: &ListPage) -> String {
    let listing = &page.listing;
    if listing.total == 0 {
        return t!(lang, "register.uppdrag").to_owned();
    }
    plural!(lang, "assignment.finding_of", listing.overdue, total = listing.total)
}

/// The registers of what is followed up as tabs. Who may see one may see all.
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
    view! { <nav class="views" aria-label=t!(lang, "assignment.related")>{links}</nav> }.into_any()
}
