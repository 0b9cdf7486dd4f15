//! The head of a table that becomes cards where there is no room for columns.

use leptos::prelude::*;

/// The head: each column's class, empty for none, and its words. Every part says what it is, since such a table is no table to a
/// browser once it is drawn as cards.
#[must_use]
pub fn column_heads<const N: usize>(columns: [(&'static str, &'static str); N]) -> AnyView {
    let heads = columns
        .into_iter()
        .map(|(class, words)| {
            let class = (!class.is_empty()).then_some(class);
            view! { <th role="columnheader" scope="col" class=class>{words}</th> }
        })
        .collect_view();
    view! { <thead role="rowgroup"><tr role="row">{heads}</tr></thead> }.into_any()
}
