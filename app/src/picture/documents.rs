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
    let each = Document::ALL.iter().flat_map(|document| ["pdf", "xlsx"].map(|form| (document, form)));
    let links = each
        .map(|(document, form)| {
            let to = with_per(&format!("/export/{}.{form}?riskbild={picture}", document.code()), &per);
            let name = text(lang, &format!("picture.document_{}", document.code()));
            let named = t!(lang, "picture.document_as", name = name, form = form.to_uppercase());
            view! { <li><a href=to download="">{named}</a></li> }
        })
        .collect_view();
    view! {
        <details class="more more--menu">
            <summary class="btn">{t!(lang, "picture.documents")}</summary>
            <ul>{links}</ul>
        </details>
    }
}
