//! What can be done to the selected rows, and the keys of the grid. Both are seen once the grid is awake.

use crate::context::lang;
use crate::i18n::text;
use crate::t;
use leptos::prelude::*;

/// The bar of the selected rows, and the keys.
#[component]
pub fn Bulk() -> AnyView {
    let lang = lang();
    view! {
        <div class="bulk" role="region" aria-label=t!(lang, "grid.selected_rows") hidden=true>
            <b data-selected="" data-one=text(lang, "measure.selected.one") data-other=text(lang, "measure.selected.other")></b>
            <span class="muted" data-keys=""></span>
            <span class="spacer"></span>
            <details class="more more--up">
                <summary class="btn">{t!(lang, "measure.set_done")}</summary>
                <form data-bulk="percent" novalidate=true>
                    <div class="field">
                        <label for="alla-klart">{t!(lang, "field_measure.percent")}</label>
                        <input class="input input--num" id="alla-klart" name="value" inputmode="numeric" maxlength="5" autocomplete="off"/>
                    </div>
                    <button class="btn btn--main" type="submit">{t!(lang, "common.save")}</button>
                </form>
            </details>
            <details class="more more--up">
                <summary class="btn">{t!(lang, "measure.move_end")}</summary>
                <form data-bulk="end" novalidate=true>
                    <div class="field">
                        <label for="alla-slut">{t!(lang, "field_measure.end")}</label>
                        <input class="input input--date" id="alla-slut" name="value" inputmode="numeric" maxlength="10" autocomplete="off"
                            placeholder=t!(lang, "grid.date_form")/>
                    </div>
                    <div class="field">
                        <label for="alla-skal">{t!(lang, "field_action.reason")}</label>
                        <input class="input" id="alla-skal" name="reason" maxlength="1000" autocomplete="off"/>
                    </div>
                    <button class="btn btn--main" type="submit">{t!(lang, "common.save")}</button>
                </form>
            </details>
            <details class="more more--up">
                <summary class="btn">{t!(lang, "grid.ask")}</summary>
                <form data-question="" novalidate=true>
                    <div class="field">
                        <label for="alla-fraga">{t!(lang, "grid.ask_text")}</label>
                        <textarea class="input" id="alla-fraga" name="text" rows="3" maxlength="2000" aria-describedby="alla-fraga-hjalp">
                            {t!(lang, "grid.ask_words")}
                        </textarea>
                        <p class="help" id="alla-fraga-hjalp">{t!(lang, "grid.ask_help")}</p>
                    </div>
                    <button class="btn btn--main" type="submit">{t!(lang, "grid.ask_send")}</button>
                </form>
            </details>
            <button class="btn" type="button" data-unselect="">
                {t!(lang, "measure.unselect")} " " <kbd>{t!(lang, "shortcuts.key_escape")}</kbd>
            </button>
        </div>
        <p class="grid-keys note no-print">
            <kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " " {t!(lang, "grid.keys_row")} ", "
            <kbd>{t!(lang, "shortcuts.key_enter")}</kbd> " " {t!(lang, "grid.keys_edit")} ", "
            <kbd>{t!(lang, "shortcuts.key_space")}</kbd> " " {t!(lang, "grid.keys_select")} ", "
            <kbd>"Ctrl"</kbd> " " <kbd>"D"</kbd> " " {t!(lang, "grid.keys_fill")} ", "
            <kbd>"Ctrl"</kbd> " " <kbd>"Z"</kbd> " " {t!(lang, "grid.keys_undo")} "."
        </p>
    }
    .into_any()
}
