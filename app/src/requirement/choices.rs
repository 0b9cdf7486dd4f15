//! What the pages of a framework share: the way between them, and the choice of framework and day.

use crate::context::lang;
use crate::page::{per_suffix, use_per, with_per};
use crate::t;
use domain::Page;
use domain::coverage::Coverage;
use domain::query::encode;
use leptos::prelude::*;

/// The pages of a framework, in order.
const PAGES: [Page; 3] = [Page::Coverage, Page::CoverageMap, Page::Applicability];

/// The address of a page of a framework; `per` is `?per=…` or empty.
#[must_use]
pub fn page_of(page: Page, framework: &str, per: &str) -> String {
    with_per(&format!("{}?ramverk={}", page.path(), encode(framework)), per)
}

/// The ways between the pages of a framework.
#[component]
pub fn FrameworkPages(framework: String, here: Page) -> AnyView {
    let lang = lang();
    let per = per_suffix(&use_per());
    let links = PAGES
        .into_iter()
        .map(|page| {
            let name = match page {
                Page::CoverageMap => t!(lang, "coverage.tab_map"),
                Page::Applicability => t!(lang, "coverage.tab_applicability"),
                _ => t!(lang, "coverage.tab_list"),
            };
            let current = (page == here).then_some("page");
            view! { <a href=page_of(page, &framework, &per) aria-current=current>{name}</a> }
        })
        .collect_view();
    view! {
        <div class="views-row"><nav class="views" aria-label=t!(lang, "coverage.tabs")>{links}</nav></div>
    }
    .into_any()
}

/// Framework and date, with what the page itself lets choose: a plain form whose answer is an address.
#[component]
pub fn Choices(
    /// What is shown.
    coverage: Coverage,
    /// The page that answers.
    page: Page,
    /// The page's own fields.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let lang = lang();
    let per = use_per();
    let chosen = coverage.framework_key;
    let options = coverage
        .frameworks
        .into_iter()
        .map(|(key, short)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{short}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" action=page.path() method="get" autocomplete="off">
            <div class="field">
                <label for="k-ramverk">{t!(lang, "coverage.frameworks")}</label>
                <select class="input" id="k-ramverk" name="ramverk">{options}</select>
            </div>
            <div class="field">
                <label for="k-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="k-per" name="per" type="date" value=per/>
            </div>
            {children.map(|children| children())}
            <button class="btn" type="submit">{t!(lang, "common.show")}</button>
        </form>
    }
    .into_any()
}
