//! A way to an earlier date, for pages without filters.

use crate::context::lang;
use crate::t;
use leptos::prelude::*;

/// The date a page is seen from. Stands among the page's actions.
#[component]
pub fn AsOf(
    /// The page's path.
    #[prop(into)]
    path: String,
    /// The date it is seen from now; empty for today.
    day: String,
    /// The page's other parameters.
    #[prop(optional)]
    kept: Vec<(String, String)>,
) -> AnyView {
    let lang = lang();
    let kept =
        kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <form class="actions" action=path method="get" autocomplete="off">
            {kept}
            <label class="m" for="per">{t!(lang, "asof.label")}</label>
            <input class="input input--date" id="per" name="per" type="date" value=day/>
            <button class="btn" type="submit">{t!(lang, "asof.submit")}</button>
        </form>
    }
    .into_any()
}
