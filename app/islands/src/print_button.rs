//! A button that prints the page.

use leptos::prelude::*;

/// Prints the page. Without scripts it isn't there; the browser's own way to print gives the same.
#[island]
pub fn PrintButton(
    /// Its word.
    children: Children,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let print = move |_| {
        // Refused only where the browser can't print, and then it says so itself.
        let _ = window().print();
    };
    view! { <button class="btn" type="button" hidden=move || !ready.get() on:click=print>{children()}</button> }
}
