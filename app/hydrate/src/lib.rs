//! The WebAssembly entry: takes over the page the server has drawn.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page, and says so on the document for those who wait for it.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    app::page::mark_hydrated();
}
