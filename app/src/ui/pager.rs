//! Leafing through a list.

use crate::context::lang;
use crate::t;
use domain::listing::Listing;
use domain::query::PAGE_SIZES;
use leptos::prelude::*;

/// The pages of a list, and how many rows each has.
#[component]
pub fn Pager(listing: Listing) -> AnyView {
    let lang = lang();
    let query = listing.query.clone();
    let (page, pages, total) = (u64::from(query.page), listing.pages(), listing.total);
    let from = ((page - 1) * u64::from(query.size) + 1).min(total);
    let to = (from + listing.rows.len() as u64).saturating_sub(1).min(total);
    let base = format!("/{}", query.register.code());
    let address = |page: u64| {
        let mut query = query.clone();
        query.page = u32::try_from(page).unwrap_or(u32::MAX);
        format!("{base}{}", query.address())
    };
    let numbers = page_numbers(page, pages)
        .into_iter()
        .map(|number| match number {
            Some(number) => {
                let current = (number == page).then_some("page");
                view! { <li><a href=address(number) aria-current=current>{number}</a></li> }.into_any()
            }
            None => view! { <li class="gap">"…"</li> }.into_any(),
        })
        .collect_view();
    let previous =
        (page > 1).then(|| view! { <li><a rel="prev" href=address(page - 1)>{t!(lang, "common.previous")}</a></li> });
    let next =
        (page < pages).then(|| view! { <li><a rel="next" href=address(page + 1)>{t!(lang, "common.next")}</a></li> });
    let sizes = PAGE_SIZES
        .iter()
        .map(|size| view! { <option value=size.to_string() selected=*size == query.size>{*size}</option> })
        .collect_view();
    let kept = query
        .pairs()
        .into_iter()
        .filter(|(name, _)| name != "antal" && name != "sida")
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let summary = t!(
        lang,
        "common.rows_shown",
        from = crate::i18n::number(lang, from),
        to = crate::i18n::number(lang, to),
        total = crate::i18n::number(lang, total)
    );
    view! {
        <nav class="pager" aria-label=t!(lang, "common.pages")>
            <p role="status">{summary}</p>
            {(pages > 1).then(|| view! { <ul>{previous}{numbers}{next}</ul> })}
            <form class="pager__size" action=base.clone() method="get">
                {kept}
                <label for="antal">{t!(lang, "common.rows_per_page")}</label>
                <select class="input" id="antal" name="antal">{sizes}</select>
                <button class="btn btn--s" type="submit">{t!(lang, "common.show")}</button>
            </form>
        </nav>
    }
    .into_any()
}

/// The page numbers to show: the ends, the current one and its neighbours, with gaps between.
#[must_use]
pub fn page_numbers(page: u64, pages: u64) -> Vec<Option<u64>> {
    let mut numbers = Vec::new();
    let mut last = 0;
    for number in 1..=pages {
        if number == 1 || number == pages || number.abs_diff(page) <= 1 {
            if number > last + 1 {
                numbers.push(None);
            }
            numbers.push(Some(number));
            last = number;
        } else if number > page + 1 {
            // Nothing more to show before the last page.
            numbers.push(None);
            numbers.push(Some(pages));
            return numbers;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_neighbours() {
        assert_eq!(page_numbers(1, 1), [Some(1)]);
        assert_eq!(page_numbers(5, 400), [Some(1), None, Some(4), Some(5), Some(6), None, Some(400)]);
        assert_eq!(page_numbers(2, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(page_numbers(400, 400), [Some(1), None, Some(399), Some(400)]);
    }
}
