//! Where one wants letters, and which.

use super::appearance::{Choices, languages};
use crate::context::{ReminderState, lang};
use crate::i18n::{Lang, app_error_text, error_text, field_label};
use crate::t;
use crate::ui::Icon;
use domain::reminder::Mailing;
use domain::{AppError, Kind};
use leptos::prelude::*;

/// The address's field.
const ADDRESS: &str = "mail_address";

/// The section. Without a mail server it says so, and what is stored can still be taken away.
#[component]
pub fn Mail(mailing: Option<Mailing>, state: ReminderState) -> AnyView {
    let lang = lang();
    let body = if state.mail || mailing.is_some() {
        view! { <MailForm mailing=mailing state=state/> }.into_any()
    } else {
        view! { <p class="mt-s">{t!(lang, "reminder.mail_off")}</p> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-epost">
            <div class="sec__head"><h2 id="h-epost">{t!(lang, "reminder.mail_heading")}</h2></div>
            <p class="m muted">{t!(lang, "reminder.mail_lead")}</p>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn MailForm(mailing: Option<Mailing>, state: ReminderState) -> AnyView {
    let lang = lang();
    let ReminderState { mail, typed, error, .. } = state;
    let known = mailing.as_ref().map(|mailing| mailing.confirmed);
    let shown = typed.or(mailing).unwrap_or_else(|| Mailing { language: lang.code().to_owned(), ..Mailing::default() });
    let wrong = match &error {
        Some(AppError::Invalid { errors }) => errors.first().map(|one| error_text(lang, one, Kind::Account)),
        _ => None,
    };
    let summary = error.map(|error| view! { <Summary error=error wrong=wrong.clone()/> });
    let off = (!mail).then(|| view! { <p class="mt-s">{t!(lang, "reminder.mail_off")}</p> });
    let language = Lang::from_code(&shown.language).unwrap_or(lang);
    view! {
        {off}
        {summary}
        <form class="form mt" method="post" action="/konto/epost">
            <Address address=shown.address wrong=wrong confirmed=known/>
            <fieldset class="choices">
                <legend>{t!(lang, "reminder.mail_which")}</legend>
                <Wanted name="digest" on=shown.digest words=t!(lang, "reminder.mail_digest") help=t!(lang, "reminder.mail_digest_help")/>
                <Wanted name="overdue" on=shown.overdue words=t!(lang, "reminder.mail_overdue") help=t!(lang, "reminder.mail_overdue_help")/>
            </fieldset>
            <Choices name="language" legend=t!(lang, "reminder.mail_language") help="" choices=languages(language)/>
            <div><button class="btn" type="submit">{t!(lang, "reminder.mail_save")}</button></div>
        </form>
    }
    .into_any()
}

/// The address, with what has become of it; `confirmed` is none when there is none.
#[component]
fn Address(address: String, wrong: Option<String>, confirmed: Option<bool>) -> AnyView {
    let lang = lang();
    let invalid = wrong.is_some();
    let described = if invalid { "mail_address-error mail_address-help" } else { "mail_address-help" };
    let error = wrong.map(|words| {
        view! { <p class="error" id="mail_address-error"><Icon name="i-warn"/> " " {words}</p> }
    });
    let state = confirmed.map(|confirmed| {
        let (icon, words) = if confirmed {
            ("i-check", t!(lang, "reminder.mail_confirmed"))
        } else {
            ("i-clock", t!(lang, "reminder.mail_waiting"))
        };
        view! { <p class="m"><Icon name=icon/> " " {words}</p> }
    });
    view! {
        <div class="field" class:field--error=invalid>
            <label for=ADDRESS>{field_label(lang, Kind::Account, ADDRESS)}</label>
            {error}
            <input class="input" id=ADDRESS name=ADDRESS type="email" autocomplete="email" maxlength="254" value=address
                aria-invalid=invalid.then_some("true") aria-describedby=described/>
            <p class="help" id="mail_address-help">{t!(lang, "reminder.mail_address_help")}</p>
            {state}
        </div>
    }
    .into_any()
}

#[component]
fn Wanted(name: &'static str, on: bool, words: &'static str, help: &'static str) -> impl IntoView {
    let help_id = format!("{name}-help");
    view! {
        <label class="check">
            <input type="checkbox" name=name value="on" checked=on aria-describedby=help_id.clone()/>
            " "
            <span>{words}<span class="help" id=help_id>{help}</span></span>
        </label>
    }
}

#[component]
fn Summary(error: AppError, wrong: Option<String>) -> impl IntoView {
    let lang = lang();
    let items = match (wrong, &error) {
        (Some(words), _) => view! { <ul><li><a href="#mail_address">{words}</a></li></ul> }.into_any(),
        (None, AppError::Throttled { .. }) => view! { <p>{t!(lang, "reminder.mail_too_many")}</p> }.into_any(),
        (None, error) => {
            let texts = app_error_text(lang, error);
            view! { <p>{texts.what} " " {texts.remedy}</p> }.into_any()
        }
    };
    view! {
        <div class="errors" role="alert" tabindex="-1">
            <h2>{t!(lang, "reminder.mail_kept")}</h2>
            {items}
        </div>
    }
}
