//! Which columns a list shows. What is shown is what is taken out.

use crate::context::lang;
use crate::i18n::column_label;
use crate::t;
use domain::ListQuery;
use leptos::prelude::*;

/// A way to every column, and back; and the columns to choose among, those that are shown first and in their order.
#[component]
pub fn Columns(query: ListQuery) -> AnyView {
    let lang = lang();
    let register = query.register;
    let base = format!("/{}", register.code());
    let shown = query.columns();
    let rest = register.columns().iter().map(|column| column.name).filter(|name| !shown.contains(name));
    let boxes = shown
        .iter()
        .map(|name| (*name, true))
        .chain(rest.map(|name| (name, false)))
        .map(|(name, checked)| {
            view! {
                <label class="check">
                    <input type="checkbox" name="kolumner" value=name checked=checked/>
                    " "
                    {column_label(lang, register, name)}
                </label>
            }
        })
        .collect_view();
    let kept = query
        .pairs()
        .into_iter()
        .filter(|(name, _)| name != "kolumner")
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let mut other = query;
    other.chosen.clear();
    other.all_columns = !other.all_columns;
    let to = format!("{base}{}", other.address());
    let label = if other.all_columns { t!(lang, "common.all_columns") } else { t!(lang, "common.fewer_columns") };
    view! {
        <div class="columns-choice mt-s no-print">
            <a href=to>{label}</a>
            <details class="fold">
                <summary>{t!(lang, "common.choose_columns")}</summary>
                <form class="columns" action=base method="get" autocomplete="off">
                    {kept}
                    {boxes}
                    <button class="btn" type="submit">{t!(lang, "common.show")}</button>
                </form>
            </details>
        </div>
    }
    .into_any()
}
