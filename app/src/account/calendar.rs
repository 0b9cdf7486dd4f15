//! The address of one's calendar: made, made anew and ended.

use crate::context::lang;
use crate::i18n::plain_date;
use crate::t;
use leptos::prelude::*;

/// The section. `made` is the date its address was made; `given` is the address, when it was made just now.
#[component]
pub fn Calendar(made: Option<String>, given: Option<String>) -> AnyView {
    let lang = lang();
    let has = made.is_some();
    let state = match (given, made) {
        (Some(address), _) => view! { <Given address=address/> }.into_any(),
        (None, Some(made)) => {
            let date = domain::date::parse(&made).map_or(made, |day| plain_date(lang, day));
            let known = t!(lang, "reminder.calendar_made", date = date);
            view! { <p class="mt-s">{known} " " {t!(lang, "reminder.calendar_renew_help")}</p> }.into_any()
        }
        (None, None) => view! { <p class="mt-s">{t!(lang, "reminder.calendar_none")}</p> }.into_any(),
    };
    let make = if has { t!(lang, "reminder.calendar_renew") } else { t!(lang, "reminder.calendar_make") };
    let end = has.then(|| {
        view! {
            <form method="post" action="/konto/kalender/avsluta">
                <button class="btn" type="submit">{t!(lang, "reminder.calendar_end")}</button>
            </form>
        }
    });
    view! {
        <section class="sec" aria-labelledby="h-kalender">
            <div class="sec__head"><h2 id="h-kalender">{t!(lang, "reminder.calendar_heading")}</h2></div>
            <p class="m muted">{t!(lang, "reminder.calendar_lead")}</p>
            {state}
            <div class="actions mt">
                <form method="post" action="/konto/kalender">
                    <button class="btn" type="submit">{make}</button>
                </form>
                {end}
            </div>
        </section>
    }
    .into_any()
}

/// The address, this once. In a field, so that it can be marked and copied as a whole with the keyboard.
#[component]
fn Given(address: String) -> AnyView {
    let lang = lang();
    view! {
        <div class="banner banner--ok mt" role="status">
            <div class="field">
                <label for="kalenderadress">{t!(lang, "reminder.calendar_given")}</label>
                <input class="input" id="kalenderadress" type="text" readonly=true value=address
                    aria-describedby="kalenderadress-help"/>
                <p class="help" id="kalenderadress-help">{t!(lang, "reminder.calendar_given_help")}</p>
                <p class="help">{t!(lang, "reminder.calendar_how")}</p>
            </div>
        </div>
    }
    .into_any()
}
