//! Language, theme and density: kept on the device.

use crate::context::lang;
use crate::i18n::Lang;
use crate::t;
use leptos::prelude::*;

/// The form that chooses them. Everything is read anew afterwards.
#[component]
pub fn Appearance(theme: String, density: String) -> AnyView {
    let lang = lang();
    let chosen = |value: &str, now: &str| value == now;
    let themes = [
        ("", t!(lang, "common.theme_system")),
        ("light", t!(lang, "common.theme_light")),
        ("dark", t!(lang, "common.theme_dark")),
    ]
    .into_iter()
    .map(|(value, words)| (value, words, chosen(value, &theme), None))
    .collect();
    let densities = [("", t!(lang, "common.roomy")), ("tight", t!(lang, "common.dense"))]
        .into_iter()
        .map(|(value, words)| (value, words, chosen(value, &density), None))
        .collect();
    view! {
        <section class="sec" aria-labelledby="h-utseende">
            <div class="sec__head"><h2 id="h-utseende">{t!(lang, "account.appearance_heading")}</h2></div>
            <form class="form" method="post" action="/konto/utseende">
                <input type="hidden" name="till" value="/konto"/>
                <Choices name="sprak" legend=t!(lang, "account.language_heading") help=t!(lang, "account.language_help") choices=languages(lang)/>
                <Choices name="utseende" legend=t!(lang, "account.theme_heading") help="" choices=themes/>
                <Choices name="tathet" legend=t!(lang, "account.density_heading") help="" choices=densities/>
                <div><button class="btn" type="submit">{t!(lang, "account.appearance_save")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// The languages, each in its own, with the one that is chosen.
pub(super) fn languages(chosen: Lang) -> Vec<Choice> {
    Lang::ALL.iter().map(|one| (one.code(), one.own_name(), *one == chosen, Some(one.html_lang()))).collect()
}

/// A value, its words, whether it is chosen, and the language of the words when it isn't the page's.
pub(super) type Choice = (&'static str, &'static str, bool, Option<&'static str>);

/// Choices of which one holds.
#[component]
pub(super) fn Choices(
    name: &'static str,
    legend: &'static str,
    help: &'static str,
    choices: Vec<Choice>,
) -> impl IntoView {
    let radios = choices
        .into_iter()
        .map(|(value, words, checked, language)| {
            view! {
                <label class="check">
                    <input type="radio" name=name value=value checked=checked/>
                    " "
                    <span lang=language>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            {(!help.is_empty()).then(|| view! { <p class="help">{help}</p> })}
            {radios}
        </fieldset>
    }
}
