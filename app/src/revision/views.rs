//! Which rows a page shows, as links.

use super::finding::{changing, staying};
use crate::address::Address;
use crate::context::lang;
use crate::i18n::{code_label, number};
use crate::t;
use domain::picture::page::{Board, Show};
use leptos::prelude::*;

/// The selections, each with how many it holds.
#[component]
pub fn Views(board: Board, waiting: u32, address: Address, standard: Show) -> AnyView {
    let lang = lang();
    let count = |show: Show| match show {
        Show::Changes => changing(board.counts),
        Show::All => changing(board.counts) + staying(board.counts),
        Show::Unreviewed => waiting,
    };
    let shown = board.show;
    let links = [Show::All, Show::Changes, Show::Unreviewed]
        .into_iter()
        .map(|show| {
            let value = if show == standard { "" } else { show.code() };
            let name = code_label(lang, "show", show.code());
            let words = t!(lang, "revision.view_count", name = name, n = number(lang, count(show)));
            let current = (show == shown).then_some("true");
            view! { <a href=address.with("visa", value).to_string() aria-current=current>{words}</a> }
        })
        .collect_view();
    view! { <nav class="views" aria-label=t!(lang, "revision.views")>{links}</nav> }.into_any()
}
