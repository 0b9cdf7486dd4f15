//! The board pack: everything that a board or a management is told, as one document.

use crate::context::lang;
use crate::page::with_per;
use crate::t;
use leptos::prelude::*;

/// What it is, and where to take it out.
#[component]
pub fn BoardPack(per: String) -> AnyView {
    let lang = lang();
    let to = with_per("/rapporter/namndunderlag.pdf", &per);
    view! {
        <section class="sec" aria-labelledby="h-namndunderlag">
            <div class="sec__head"><h2 id="h-namndunderlag">{t!(lang, "report.briefing")}</h2></div>
            <p class="m muted">{t!(lang, "report.briefing_lead")}</p>
            <div class="actions">
                <a class="btn btn--main" href=to download="">{t!(lang, "report.briefing_take")}</a>
            </div>
        </section>
    }
    .into_any()
}
