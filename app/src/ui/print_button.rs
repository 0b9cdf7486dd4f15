//! A button that prints the page.

use crate::context::lang;
use crate::t;
use leptos::prelude::*;

/// Prints the page. Without scripts it isn't there; the browser's own way to print gives the same.
#[component]
pub fn PrintButton() -> AnyView {
    let lang = lang();
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let print = move |_| {
        // Refused only where the browser can't print, and then it says so itself.
        let _ = window().print();
    };
    view! {
        {move || {
            ready.get().then(|| view! { <button class="btn" type="button" on:click=print>{t!(lang, "common.print")}</button> })
        }}
    }
    .into_any()
}
