//! The official documents about a picture.

use crate::context::lang;
use crate::i18n::text;
use crate::page::with_per;
use crate::t;
use domain::Key;
use domain::access::Document;
use leptos::prelude::*;

/// A menu with each document, for a picture of which something has been frozen.
#[component]
pub fn Documents(picture: Key, per: String) -> impl IntoView {
    let lang = lang();
    let links = Document::ALL
        .iter()
        .map(|document| {
            let to = with_per(&format!("/export/{}.pdf?riskbild={picture}", document.code()), &per);
            let name = text(lang, &format!("picture.document_{}", document.code()));
            view! { <li><a href=to download="" rel="external">{name}</a></li> }
        })
        .collect_view();
    view! {
        <details class="more more--menu">
            <summary class="btn">{t!(lang, "picture.documents")}</summary>
            <ul>{links}</ul>
        </details>
    }
}
