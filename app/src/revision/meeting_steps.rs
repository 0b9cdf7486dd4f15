//! Stepping through meeting mode. Nothing of it asks the network for anything.

use leptos::prelude::*;

/// Where one is: the item, and whether only that one is shown.
#[derive(Clone, Copy)]
pub struct Steps {
    /// The item, from 0.
    pub at: RwSignal<usize>,
    /// Whether only that one is shown.
    pub one: RwSignal<bool>,
    /// How many items there are.
    pub total: usize,
}

impl Steps {
    /// At the first of so many items, with all of them shown.
    #[must_use]
    pub fn new(total: usize) -> Self {
        Self { at: RwSignal::new(0), one: RwSignal::new(false), total }
    }

    /// Goes to an item; beyond the ends, to the end.
    pub fn go(self, to: usize) {
        self.at.set(to.min(self.total.saturating_sub(1)));
    }

    /// Goes so many items on, or back.
    pub fn by(self, step: isize) {
        self.go(self.at.get_untracked().saturating_add_signed(step));
    }

    /// Whether an item is hidden.
    #[must_use]
    pub fn hidden(self, n: usize) -> bool {
        self.one.get() && self.at.get() != n
    }
}

/// The id of an item.
#[must_use]
pub fn anchor(n: usize) -> String {
    format!("punkt-{n}")
}

/// The id of its heading.
#[must_use]
pub fn heading(n: usize) -> String {
    format!("h-punkt-{n}")
}

/// Shows one item at a time, and steps by the keyboard.
#[cfg(feature = "hydrate")]
pub fn step_by_keys(steps: Steps) {
    use leptos::ev::keydown;
    let hash = leptos_router::hooks::use_location().hash;
    Effect::new(move |before: Option<usize>| {
        let now = steps.at.get();
        match before {
            None => {
                let asked =
                    hash.get_untracked().trim_start_matches('#').strip_prefix("punkt-").and_then(|n| n.parse().ok());
                steps.go(asked.unwrap_or(0));
                steps.one.set(true);
            }
            // The browser has shown the item when the next frame is drawn; what is hidden can't take focus.
            Some(before) if before != now => request_animation_frame(move || show(now)),
            Some(_) => {}
        }
        now
    });
    let listening = window_event_listener(keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => steps.by(1),
            "ArrowLeft" | "PageUp" => steps.by(-1),
            "Home" | "Escape" => steps.go(0),
            "End" => steps.go(usize::MAX),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listening.remove());
}

/// Without scripts nothing steps: every item is shown.
#[cfg(not(feature = "hydrate"))]
pub fn step_by_keys(steps: Steps) {
    steps.go(0);
}

/// Brings an item's heading into view and reads it out.
#[cfg(feature = "hydrate")]
fn show(n: usize) {
    use wasm_bindgen::JsCast;
    let found = document().get_element_by_id(&heading(n)).and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok());
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Some(found) = found {
        // Without focus the item is shown all the same.
        let _ = found.focus();
    }
}
