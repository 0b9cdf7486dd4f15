//! A glyph of the sprite that every page carries.

use leptos::prelude::*;

/// A glyph of the sprite. Always beside a word.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="ico" aria-hidden="true"><use href=format!("#{name}")></use></svg>
    }
}
