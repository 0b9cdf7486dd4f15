//! A way to an earlier date, for pages without filters.

use crate::context::lang;
use crate::t;
use leptos::prelude::*;
use leptos_router::components::Form;

/// The date a page is seen from. Stands among the page's actions.
#[component]
pub fn AsOf(
    /// The page's path.
    path: &'static str,
    /// The date it is seen from now; empty for today.
    day: String,
) -> AnyView {
    let lang = lang();
    view! {
        <Form action=path method="GET" attr:class="actions">
            <label class="m" for="per">{t!(lang, "asof.label")}</label>
            <input class="input input--date" id="per" name="per" type="date" value=day/>
            <button class="btn" type="submit">{t!(lang, "asof.submit")}</button>
        </Form>
    }
    .into_any()
}
