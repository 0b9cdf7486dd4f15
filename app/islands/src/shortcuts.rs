//! The shortcuts: `/` leads to the search, `g` and a letter to a page, `t` to the page's table, and `?` shows them all.

use leptos::ev::{KeyboardEvent, MouseEvent, click, keydown};
use leptos::html::Dialog;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Where the list of shortcuts stands for those who don't get it as a box.
pub const SHORTCUTS: &str = "/tillganglighet#kortkommandon";

/// How long `g` waits for its letter.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The box with the list of shortcuts, shown by `?` and by the links to [`SHORTCUTS`]. Nothing of it is seen until then.
#[island]
pub fn Shortcuts(
    /// The pages that `g` leads to: letter and address.
    pages: Vec<(String, String)>,
    /// What stands in the box.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let pages = StoredValue::new(pages);
    Effect::new(move |_| {
        let going = StoredValue::new(false);
        window_event_listener(keydown, move |event| press(&event, dialog, pages, going));
        window_event_listener(click, move |event| follow(&event, dialog));
    });
    view! { <dialog class="dialog" node_ref=dialog aria-labelledby="h-genvagar">{children()}</dialog> }
}

fn press(
    event: &KeyboardEvent,
    dialog: NodeRef<Dialog>,
    pages: StoredValue<Vec<(String, String)>>,
    going: StoredValue<bool>,
) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || typing() {
        return;
    }
    let key = event.key();
    let went = going.try_update_value(std::mem::take).unwrap_or(false);
    match key.as_str() {
        _ if went => {
            let found = pages.with_value(|pages| pages.iter().find(|(letter, _)| *letter == key).cloned());
            if let Some((_, to)) = found {
                event.prevent_default();
                // Refused only for what is no address, and ours are.
                let _ = location().assign(&to);
            }
        }
        "g" => {
            going.set_value(true);
            set_timeout(move || going.set_value(false), PATIENCE);
        }
        "/" => {
            event.prevent_default();
            find();
        }
        "?" => {
            event.prevent_default();
            open(dialog);
        }
        "t" => {
            // The page's own link to the same thing as a table, where it has one.
            let link = document().query_selector("a[aria-keyshortcuts=t]").ok().flatten();
            if let Some(link) = link.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                link.click();
            }
        }
        _ => {}
    }
}

/// Opens the box in place of the page that a link to the list leads to, unless that page is asked for beside this one.
fn follow(event: &MouseEvent, dialog: NodeRef<Dialog>) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a").ok().flatten());
    if link.is_some_and(|link| link.get_attribute("href").as_deref() == Some(SHORTCUTS)) {
        event.prevent_default();
        open(dialog);
    }
}

fn open(dialog: NodeRef<Dialog>) {
    // Refused only when it is open already, which is as it should be.
    let _ = dialog.get_untracked().map(|dialog| dialog.show_modal());
}

/// Whether a key goes into a field, or into an open box.
fn typing() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| {
        matches!(element.closest("input, textarea, select, [contenteditable], dialog"), Ok(Some(_)))
    })
}

/// Leads to the search: in the rail, or in the menu where there is no rail.
fn find() {
    let field = |id: &str| document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    let shown = field("sok").filter(|found| found.offset_parent().is_some());
    let found = shown.or_else(|| {
        // The menu is native and opens by its attribute. What can't be opened can't be focused, and nothing happens.
        let menu = document().query_selector("details.menu").ok().flatten()?;
        menu.set_attribute("open", "").ok()?;
        field("sok-meny")
    });
    if let Some(found) = found {
        let _ = found.focus();
    }
}
