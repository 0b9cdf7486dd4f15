//! The WebAssembly entry: wakes the islands of the page that the server has drawn.

use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes ready for the islands. The page's script wakes them one by one as soon as this returns; when they all are awake
/// is told on the document for those who wait for it.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    leptos::prelude::set_timeout(islands::mark_hydrated, Duration::ZERO);
}
