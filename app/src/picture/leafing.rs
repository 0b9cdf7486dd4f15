//! Leafing through the rows of a picture.

use crate::address::Address;
use crate::context::lang;
use crate::i18n::number;
use crate::t;
use crate::ui::page_numbers;
use domain::picture::page::{Board, ROWS};
use leptos::prelude::*;

/// The pages of what a board holds; nothing where all of it is shown.
#[component]
pub fn Leafing(board: Board, address: Address) -> AnyView {
    let lang = lang();
    let (page, pages) = (board.page, board.pages());
    if pages <= 1 {
        return ().into_any();
    }
    let from = ((page - 1) * ROWS + 1).min(board.matching);
    let to = ((page - 1) * ROWS + u32::try_from(board.rows.len()).unwrap_or(ROWS)).min(board.matching);
    let at = |page: u32| address.with("sida", &if page > 1 { page.to_string() } else { String::new() }).to_string();
    let numbers = page_numbers(page.into(), pages.into())
        .into_iter()
        .map(|number| match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) => {
                let current = (number == page).then_some("page");
                view! { <li><a href=at(number) aria-current=current>{number}</a></li> }.into_any()
            }
            None => view! { <li class="gap">"…"</li> }.into_any(),
        })
        .collect_view();
    let previous =
        (page > 1).then(|| view! { <li><a rel="prev" href=at(page - 1)>{t!(lang, "common.previous")}</a></li> });
    let next = (page < pages).then(|| view! { <li><a rel="next" href=at(page + 1)>{t!(lang, "common.next")}</a></li> });
    let shown = t!(
        lang,
        "picture.rows",
        from = number(lang, from),
        to = number(lang, to),
        total = number(lang, board.matching)
    );
    view! {
        <nav class="pager" aria-label=t!(lang, "common.pages")>
            <p role="status">{shown}</p>
            <ul>{previous}{numbers}{next}</ul>
        </nav>
    }
    .into_any()
}
