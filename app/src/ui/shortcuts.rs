//! The shortcuts: `/` leads to the search, `g` and a letter to a page, and `?` shows them all. Each can be done without
//! them, and they can be turned off, since a lone key is easily pressed by who speaks to the computer or shakes
//! (WCAG 2.1.4).

use crate::context::lang;
use crate::i18n::text;
use crate::page::per_now;
use crate::t;
use domain::{Action, Actor, Kind, Page, Subject};
use islands::{SHORTCUTS, Shortcuts};
use leptos::prelude::*;

/// The pages that `g` leads to, each by a letter of its Swedish name.
const PAGES: [(Page, &str); 15] = [
    (Page::Overview, "o"),
    (Page::Risks, "r"),
    (Page::Matrix, "m"),
    (Page::Pictures, "b"),
    (Page::Revisions, "d"),
    (Page::Measures, "a"),
    (Page::Deliverables, "l"),
    (Page::Programme, "p"),
    (Page::Roadmap, "n"),
    (Page::Functions, "f"),
    (Page::Controls, "k"),
    (Page::Coverage, "v"),
    (Page::Evidences, "e"),
    (Page::Reports, "t"),
    (Page::Journal, "j"),
];

/// The list of shortcuts, as a box over the page. Nobody is led to what they can't open.
#[component]
pub fn ShortcutsBox(
    /// Who uses them.
    actor: Actor,
) -> impl IntoView {
    let lang = lang();
    let per = per_now();
    let pages = open_to(&actor).map(|(page, letter)| (letter.to_owned(), format!("{}{per}", page.path()))).collect();
    view! {
        <Shortcuts pages=pages>
            <form method="dialog">
                <div class="dialog__head">
                    <h2 id="h-genvagar">{t!(lang, "shortcuts.heading")}</h2>
                    <button class="btn btn--s">{t!(lang, "common.close")} " " <kbd>"Esc"</kbd></button>
                </div>
            </form>
            <p class="muted">{t!(lang, "shortcuts.lead")}</p>
            <ShortcutKeys actor=actor/>
            <ShortcutsChoice on=true/>
        </Shortcuts>
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
    let grid = actor.may(Subject::Command(Action::Set, Kind::Measure)).then(|| view! { <GridKeys/> });
    view! {
        <dl class="keys mt">
            <div><dt><kbd>"/"</kbd></dt><dd>{t!(lang, "shortcuts.search")}</dd></div>
            <div><dt><kbd>"?"</kbd></dt><dd>{t!(lang, "shortcuts.help")}</dd></div>
            <div><dt><kbd>"t"</kbd></dt><dd>{t!(lang, "shortcuts.table")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_escape")}</kbd></dt><dd>{t!(lang, "shortcuts.close")}</dd></div>
            {pages}
        </dl>
        {grid}
    }
    .into_any()
}

/// The keys of the list of measures, which is filled in like a sheet.
#[component]
fn GridKeys() -> AnyView {
    let lang = lang();
    view! {
        <h3 class="mt">{t!(lang, "shortcuts.in_lists")}</h3>
        <dl class="keys">
            <div><dt><kbd>"↑"</kbd> " " <kbd>"↓"</kbd></dt><dd>{t!(lang, "shortcuts.row")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_tab")}</kbd></dt><dd>{t!(lang, "shortcuts.cell")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_enter")}</kbd></dt><dd>{t!(lang, "shortcuts.edit")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_escape")}</kbd></dt><dd>{t!(lang, "shortcuts.cancel")}</dd></div>
            <div><dt><kbd>{t!(lang, "shortcuts.key_space")}</kbd></dt><dd>{t!(lang, "shortcuts.select")}</dd></div>
            <div><dt><kbd>"Ctrl"</kbd> " " <kbd>"D"</kbd></dt><dd>{t!(lang, "shortcuts.fill")}</dd></div>
            <div><dt><kbd>"Ctrl"</kbd> " " <kbd>"Z"</kbd></dt><dd>{t!(lang, "shortcuts.undo")}</dd></div>
        </dl>
    }
    .into_any()
}

/// The link to the list: the box where scripts run and the shortcuts are on, and otherwise the page that has it too.
#[component]
pub fn ShortcutsLink() -> impl IntoView {
    view! { <a href=SHORTCUTS>{t!(lang(), "shortcuts.link")}</a> }
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
