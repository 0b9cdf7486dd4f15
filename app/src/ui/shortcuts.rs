//! The shortcuts: `/` leads to the search, `g` and a letter to a page, and `?` shows them all. Each can be done without
//! them, and they can be turned off, since a lone key is easily pressed by who speaks to the computer or shakes
//! (WCAG 2.1.4).

use crate::context::lang;
use crate::i18n::text;
use crate::t;
use domain::{Actor, Page, Subject};
use leptos::html::Dialog;
use leptos::prelude::*;

/// The pages that `g` leads to, each by a letter of its Swedish name.
const PAGES: [(Page, &str); 12] = [
    (Page::Overview, "o"),
    (Page::Risks, "r"),
    (Page::Matrix, "m"),
    (Page::Pictures, "b"),
    (Page::Revisions, "d"),
    (Page::Measures, "a"),
    (Page::Programme, "p"),
    (Page::Controls, "k"),
    (Page::Coverage, "v"),
    (Page::Evidences, "e"),
    (Page::Reports, "t"),
    (Page::Journal, "j"),
];

/// The list of shortcuts, shown by `?` and by its link. Nothing of it is seen until then.
#[component]
pub fn Shortcuts(
    /// Where the list is put.
    dialog: NodeRef<Dialog>,
    /// Who uses them: nobody is led to what they can't open.
    actor: Actor,
) -> impl IntoView {
    let lang = lang();
    listen(dialog, actor.clone());
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="h-genvagar">
            <form method="dialog">
                <div class="dialog__head">
                    <h2 id="h-genvagar">{t!(lang, "shortcuts.heading")}</h2>
                    <button class="btn btn--s">{t!(lang, "common.close")} " " <kbd>"Esc"</kbd></button>
                </div>
            </form>
            <p class="muted">{t!(lang, "shortcuts.lead")}</p>
            <ShortcutKeys actor=actor/>
            <ShortcutsChoice on=true/>
        </dialog>
    }
}

/// The shortcuts and what each does.
#[component]
pub fn ShortcutKeys(actor: Actor) -> AnyView {
    let lang = lang();
    let pages = open_to(&actor)
        .map(|(page, letter)| {
            let name = text(lang, &format!("page.nav_{}", page.code()));
            view! { <div><dt><kbd>"g"</kbd> " " <kbd>{letter}</kbd></dt><dd>{t!(lang, "shortcuts.go", page = name)}</dd></div> }
        })
        .collect_view();
    view! {
        <dl class="keys mt">
            <div><dt><kbd>"/"</kbd></dt><dd>{t!(lang, "shortcuts.search")}</dd></div>
            <div><dt><kbd>"?"</kbd></dt><dd>{t!(lang, "shortcuts.help")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_escape")}</kbd></dt><dd>{t!(lang, "shortcuts.close")}</dd></div>
            {pages}
        </dl>
    }
    .into_any()
}

/// The link to the list: the box where scripts run and the shortcuts are on, and otherwise the page that has it too.
#[component]
pub fn ShortcutsLink(dialog: NodeRef<Dialog>) -> impl IntoView {
    let lang = lang();
    let open = move |event: leptos::ev::MouseEvent| {
        if let Some(dialog) = dialog.get_untracked() {
            event.prevent_default();
            // Refused only when it is open already, which is as it should be.
            let _ = dialog.show_modal();
        }
    };
    // "external" keeps the router from leading there by itself.
    view! { <a href="/tillganglighet#kortkommandon" rel="external" on:click=open>{t!(lang, "shortcuts.link")}</a> }
}

/// The button that turns them off, or on again.
#[component]
pub fn ShortcutsChoice(on: bool) -> impl IntoView {
    let lang = lang();
    let (value, words) = if on { ("off", t!(lang, "shortcuts.turn_off")) } else { ("", t!(lang, "shortcuts.turn_on")) };
    view! {
        <form class="mt" method="post" action="/konto/utseende">
            <input type="hidden" name="till" value="/konto"/>
            <input type="hidden" name="genvagar" value=value/>
            <button class="btn btn--s" type="submit">{words}</button>
        </form>
    }
}

fn open_to(actor: &Actor) -> impl Iterator<Item = (Page, &'static str)> {
    PAGES.into_iter().filter(|(page, _)| actor.may(Subject::Page(*page)))
}

#[cfg(feature = "hydrate")]
fn listen(dialog: NodeRef<Dialog>, actor: Actor) {
    use leptos::ev::keydown;
    let (navigate, per) = (leptos_router::hooks::use_navigate(), crate::page::use_per());
    let going = StoredValue::new(false);
    let listening = window_event_listener(keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || typing() {
            return;
        }
        let key = event.key();
        let went = going.try_update_value(std::mem::take).unwrap_or(false);
        match key.as_str() {
            _ if went => {
                let Some((page, _)) = open_to(&actor).find(|(_, letter)| *letter == key) else { return };
                event.prevent_default();
                let to = format!("{}{}", page.path(), crate::page::per_suffix(&per.get_untracked()));
                navigate(&to, leptos_router::NavigateOptions::default());
            }
            "g" => {
                going.set_value(true);
                set_timeout(move || going.set_value(false), std::time::Duration::from_millis(1500));
            }
            "/" => {
                event.prevent_default();
                find();
            }
            "?" => {
                event.prevent_default();
                // Refused only when it is open already, which is as it should be.
                let _ = dialog.get_untracked().map(|dialog| dialog.show_modal());
            }
            _ => {}
        }
    });
    on_cleanup(move || listening.remove());
}

#[cfg(not(feature = "hydrate"))]
fn listen(_: NodeRef<Dialog>, _: Actor) {}

/// Whether a key goes into a field, or into an open box.
#[cfg(feature = "hydrate")]
fn typing() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| {
        matches!(element.closest("input, textarea, select, [contenteditable], dialog"), Ok(Some(_)))
    })
}

/// Leads to the search: in the rail, or in the menu where there is no rail.
#[cfg(feature = "hydrate")]
fn find() {
    use wasm_bindgen::JsCast;
    let field =
        |id: &str| document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_page_has_a_letter_of_its_own_and_a_name() {
        let letters: BTreeSet<&str> = PAGES.iter().map(|(_, letter)| *letter).collect();
        assert!(letters.len() == PAGES.len() && !letters.contains("g"));
        for (page, _) in PAGES {
            assert_ne!(text(crate::i18n::Lang::Sv, &format!("page.nav_{}", page.code())), crate::i18n::MISSING);
        }
    }
}
