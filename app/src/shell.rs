//! The document around the pages: what is sent before the first byte of any page.

use crate::context::Request;
use crate::routes::App;
use leptos::config::LeptosOptions;
use leptos::hydration::{AutoReload, HydrationScripts};
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let request = use_context::<Request>();
    let lang = request.as_ref().map(|request| request.lang).unwrap_or_default();
    let theme = request.as_ref().map(|request| request.theme.clone()).filter(|theme| !theme.is_empty());
    let density = request.as_ref().map(|request| request.density.clone()).filter(|density| !density.is_empty());
    provide_context(lang);
    view! {
        <!DOCTYPE html>
        <html lang=lang.html_lang() data-theme=theme data-density=density>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="referrer" content="same-origin"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>

                <link rel="stylesheet" href="/pkg/riskbild.css"/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
