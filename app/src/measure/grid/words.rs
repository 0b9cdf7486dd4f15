//! The grid's words where scripts run: what the last cell of a row may say, and the sentences of its status line.

use crate::context::lang;
use crate::i18n::text;
use crate::t;
use crate::ui::Icon;
use leptos::prelude::*;

/// Sentences whose number is told in the browser.
const COUNTED: [&str; 7] = ["choosing", "queued", "pasted", "beyond", "filled", "asked", "unasked"];

/// The templates of what a row says, and the sentences of the status line.
#[component]
pub fn Words() -> AnyView {
    let lang = lang();
    let counted = COUNTED
        .into_iter()
        .map(|name| {
            let form = |form: &str| text(lang, &format!("grid.{name}.{form}"));
            view! { <template data-counted=name data-one=form("one") data-other=form("other")></template> }
        })
        .collect_view();
    view! {
        <template data-says="saving"><span class="tag">{t!(lang, "common.saving")}</span></template>
        <template data-says="waiting">
            <span class="tag tag--late"><Icon name="i-ring"/>{t!(lang, "grid.waiting")}</span>
        </template>
        <template data-says="choose">
            <span class="tag tag--missing"><Icon name="i-warn"/>{t!(lang, "conflict.choose")}</span>
        </template>
        <template data-says="signed-out">
            <span class="tag tag--late">
                <Icon name="i-lock"/>
                <a href="/logga-in?till=/konto" target="_blank" rel="noopener">{t!(lang, "grid.signed_out")}</a>
            </span>
        </template>
        <template data-says="was">
            <span class="tag">
                <span>{t!(lang, "grid.was")} " " <b data-value=""></b> ". "</span>
                <span><kbd>{t!(lang, "shortcuts.key_enter")}</kbd> " " {t!(lang, "grid.enter_saves")}</span>
            </span>
        </template>
        <template data-says="undone">{t!(lang, "grid.undone")}</template>
        <template data-says="nothing-undone">{t!(lang, "grid.nothing_undone")}</template>
        {counted}
    }
    .into_any()
}
