//! Stepping through meeting mode. Nothing of it asks the network for anything: all items are in the page, and one at a
//! time is shown.

use crate::Icon;
use leptos::ev::{KeyboardEvent, MouseEvent, click, keydown};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What stands before an item's number in its id.
const ITEM: &str = "punkt-";

/// The id of an item, and where the agenda's link to it leads.
#[must_use]
pub fn anchor(n: usize) -> String {
    format!("{ITEM}{n}")
}

/// The id of its heading.
#[must_use]
pub fn heading(n: usize) -> String {
    format!("h-{}", anchor(n))
}

/// Back and forth. It is there once the page can step by itself, which is also when it no longer needs the network.
#[island]
pub fn Stepping(
    /// What tells where one is, item by item.
    progress: Vec<String>,
    /// What the button on says, item by item; one less, since the last leads nowhere.
    next: Vec<String>,
    /// What the button back says.
    previous: String,
    /// What the button to the first item says.
    overview: String,
    /// The name of the key that does the same.
    escape: String,
    /// What says that the network is no longer needed.
    ready: String,
) -> impl IntoView {
    let steps = Steps { at: RwSignal::new(0), one: RwSignal::new(false), total: progress.len() };
    Effect::new(move |_| steps.start());
    Effect::new(move |before: Option<Option<usize>>| {
        let now = steps.one.get().then(|| steps.at.get())?;
        show(now, steps.total);
        if before.flatten().is_some_and(|before| before != now) {
            read(now);
            remember(now);
        }
        Some(now)
    });
    let on = move || next.get(steps.at.get()).cloned();
    let last = move || steps.at.get() + 1 >= steps.total;
    view! {
        <div class="meeting__foot" hidden=move || !steps.one.get()>
            <span class="tag tag--ok"><Icon name="i-check"/>{ready}</span>
            <span class="actions">
                <span role="status">{move || progress.get(steps.at.get()).cloned()}</span>
                <button class="btn" type="button" on:click=move |_| steps.go(0)>{overview} " " <kbd>{escape}</kbd></button>
                <button class="btn" type="button" disabled=move || steps.at.get() == 0 on:click=move |_| steps.by(-1)>
                    <kbd aria-hidden="true">"←"</kbd> " " {previous}
                </button>
                <button class="btn btn--main" type="button" hidden=last on:click=move |_| steps.by(1)>
                    {on} " " <Icon name="i-to"/>
                </button>
            </span>
        </div>
    }
}

/// Where one is.
#[derive(Clone, Copy)]
struct Steps {
    /// The item, from 0.
    at: RwSignal<usize>,
    /// Whether only that one is shown.
    one: RwSignal<bool>,
    /// How many items there are.
    total: usize,
}

impl Steps {
    /// Shows one item from now on: the one that the address names, or the first.
    fn start(self) {
        let hash = location().hash().unwrap_or_default();
        self.go(item(&hash).unwrap_or(0));
        self.one.set(true);
        window_event_listener(keydown, move |event| self.press(&event));
        window_event_listener(click, move |event| self.follow(&event));
    }

    /// Goes to an item; beyond the ends, to the end.
    fn go(self, to: usize) {
        self.at.set(to.min(self.total.saturating_sub(1)));
    }

    /// Goes so many items on, or back.
    fn by(self, step: isize) {
        self.go(self.at.get_untracked().saturating_add_signed(step));
    }

    fn press(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => self.by(1),
            "ArrowLeft" | "PageUp" => self.by(-1),
            "Home" | "Escape" => self.go(0),
            "End" => self.go(usize::MAX),
            _ => return,
        }
        event.prevent_default();
    }

    /// A link of the agenda leads to an item that may be hidden, where the browser wouldn't go by itself.
    fn follow(self, event: &MouseEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a").ok().flatten());
        if let Some(n) = link.and_then(|link| item(&link.get_attribute("href")?)) {
            event.prevent_default();
            self.go(n);
        }
    }
}

/// The item that a fragment names.
fn item(hash: &str) -> Option<usize> {
    hash.strip_prefix('#')?.strip_prefix(ITEM)?.parse().ok()
}

/// Shows one item and hides the others, and tells in the agenda which one it is. None of it can fail in a page that is
/// made of these items, and in any other there is nothing to do.
fn show(now: usize, total: usize) {
    for n in 0..total {
        if let Some(section) = document().get_element_by_id(&anchor(n)) {
            let _ = section.toggle_attribute_with_force("hidden", n != now);
        }
        let link = document().query_selector(&format!(".agenda a[href='#{}']", anchor(n)));
        if let Ok(Some(link)) = link {
            let _ = link.class_list().toggle_with_force("seen", n < now);
            let _ = if n == now {
                link.set_attribute("aria-current", "step")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    }
}

/// Brings an item's heading into view and reads it out.
fn read(n: usize) {
    let found = document().get_element_by_id(&heading(n)).and_then(|one| one.dyn_into::<HtmlElement>().ok());
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Some(found) = found {
        // Without focus the item is shown all the same.
        let _ = found.focus();
    }
}

/// Puts the item in the address, so that a page that is loaded anew opens where it was. It adds nothing to go back through.
fn remember(n: usize) {
    let history = window().history();
    // Refused only when it is asked too often, and then the next step is remembered.
    let _ = history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{}", anchor(n)))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_found_by_its_own_anchor() {
        assert_eq!(item(&format!("#{}", anchor(12))), Some(12));
        for other in ["", "#", "#punkt-", "#punkt-x", "punkt-1", "#h-punkt-1", "/riskbilder"] {
            assert_eq!(item(other), None, "{other}");
        }
    }
}
