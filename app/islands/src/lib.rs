//! What moves in the browser. The server draws the pages, and these few parts of them wake up there.
//!
//! Each is whole without scripts, or not to be seen. They hold no texts and no rules: a page gives them their words.

// Islands are documented where they are written; the structs that their macro makes of the properties can't be.
#![allow(missing_docs)]

mod grid;
mod icon;
mod print_button;
mod sending;
mod shortcuts;
mod stepping;
mod time_slider;
mod upload;

pub use grid::{GRID, Grid};
pub use icon::Icon;
pub use print_button::PrintButton;
pub use sending::{NO_ANSWER, NOT_SIGNED_IN, SUBMIT, Sending};
pub use shortcuts::{SHORTCUTS, Shortcuts};
pub use stepping::{Stepping, anchor, heading};
pub use time_slider::TimeSlider;
pub use upload::{UPLOADS, Uploads};

use leptos::prelude::document;

/// Says on the document that the islands are awake.
pub fn mark_hydrated() {
    if let Some(root) = document().document_element() {
        // Nothing depends on it but those who wait for it, so failing to say it is no fault.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
