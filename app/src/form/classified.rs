//! What has no place in the register, said where something is written or taken in.

use crate::context::lang;
use crate::t;
use crate::ui::Icon;
use leptos::prelude::*;

/// That classified information (KLASSA level 4) doesn't belong here, and whom to turn to.
#[component]
pub fn ClassifiedBanner() -> AnyView {
    let lang = lang();
    view! {
        <div class="banner banner--warn">
            <p><Icon name="i-warn"/> " " <b>{t!(lang, "secrecy.classified")}</b> " " {t!(lang, "secrecy.classified_do")}</p>
        </div>
    }
    .into_any()
}
