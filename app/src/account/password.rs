//! The form that changes one's own password.

use crate::context::lang;
use crate::i18n::{ErrorTexts, app_error_text, error_text, field_label};
use crate::t;
use crate::ui::Icon;
use domain::account::PASSWORD_MIN;
use domain::{AppError, Kind};
use leptos::prelude::*;

/// Its fields, as the browser should fill them in.
const FIELDS: [(&str, &str); 3] =
    [("old_password", "current-password"), ("new_password", "new-password"), ("repeat_password", "new-password")];

/// The form. `error` is why it wasn't carried out; what was typed doesn't come back, since it is a password.
#[component]
pub fn PasswordForm(username: String, error: Option<AppError>) -> AnyView {
    let lang = lang();
    let wrong: Vec<(String, String)> = match &error {
        Some(AppError::Invalid { errors }) => {
            errors.iter().map(|one| (one.field.clone(), error_text(lang, one, Kind::Account))).collect()
        }
        _ => Vec::new(),
    };
    let summary = error.map(|error| view! { <Summary error=error wrong=wrong.clone()/> });
    let fields = FIELDS
        .into_iter()
        .map(|(name, fill)| {
            let words = wrong.iter().find(|(field, _)| field == name).map(|(_, words)| words.clone());
            view! { <PasswordField name=name fill=fill wrong=words/> }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-losenord">
            <div class="sec__head"><h2 id="h-losenord">{t!(lang, "account.password_heading")}</h2></div>
            {summary}
            <form class="form" method="post" action="/konto/losenord">
                // Tells a password keeper which account the new password belongs to.
                <input type="text" name="username" autocomplete="username" value=username hidden=true/>
                {fields}
                <div><button class="btn" type="submit">{t!(lang, "account.password_save")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn PasswordField(name: &'static str, fill: &'static str, wrong: Option<String>) -> AnyView {
    let lang = lang();
    let (help_id, error_id) = (format!("{name}-help"), format!("{name}-error"));
    let help = (name == "new_password").then(|| {
        let least = t!(lang, "field_account.password_min", min = PASSWORD_MIN);
        view! { <p class="help" id=help_id.clone()>{least} " " {t!(lang, "field_account.new_password_help")}</p> }
    });
    let described = match (help.is_some(), wrong.is_some()) {
        (true, true) => Some(format!("{error_id} {help_id}")),
        (true, false) => Some(help_id),
        (false, true) => Some(error_id.clone()),
        (false, false) => None,
    };
    let invalid = wrong.is_some();
    let error = wrong.map(|words| view! { <p class="error" id=error_id><Icon name="i-warn"/> " " {words}</p> });
    view! {
        <div class="field" class:field--error=invalid>
            <label for=name>{field_label(lang, Kind::Account, name)}</label>
            {error}
            <input class="input" id=name name=name type="password" autocomplete=fill required=true
                aria-invalid=invalid.then_some("true") aria-describedby=described/>
            {help}
        </div>
    }
    .into_any()
}

#[component]
fn Summary(error: AppError, wrong: Vec<(String, String)>) -> impl IntoView {
    let lang = lang();
    let ErrorTexts { what, remedy, .. } = app_error_text(lang, &error);
    let rest = wrong.is_empty().then(|| view! { <p>{what} " " {remedy}</p> });
    let items = wrong
        .into_iter()
        .map(|(field, words)| view! { <li><a href=format!("#{field}")>{words}</a></li> })
        .collect_view();
    view! {
        <div class="errors" role="alert" tabindex="-1">
            <h2>{t!(lang, "account.password_kept")}</h2>
            {rest}
            <ul>{items}</ul>
        </div>
    }
}
