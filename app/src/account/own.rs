//! One's own account: who one is here, another password, calendar and e-mail, language and looks, and signing out everywhere.

use super::FromFrame;
use super::appearance::Appearance;
use super::password::PasswordForm;
use super::reminders::Reminders;
use crate::context::{Frame, lang};
use crate::i18n::{Lang, code_label, text};
use crate::page::Head;
use crate::t;
use crate::ui::{Icon, ShortcutsChoice};
use domain::account::Account;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// One's own account.
#[component]
pub fn MyAccountPage() -> AnyView {
    view! { <FromFrame draw=|frame| view! { <Shown frame=frame/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(frame: Frame) -> AnyView {
    let lang = lang();
    let (Some(actor), Some(account)) = (frame.actor.clone(), frame.account.clone()) else { return ().into_any() };
    let role = actor.role.code();
    let help = text(lang, &format!("role.{role}_help"));
    let query = use_query_map();
    let changed = query.with_untracked(|query| query.get("klart")).and_then(|what| done(lang, &what)).map(|words| {
        view! {
            <div class="banner banner--ok" role="status">
                <p><Icon name="i-check"/> " " {words}</p>
            </div>
        }
    });
    view! {
        {changed}
        <Head title=account.name.clone() above=t!(lang, "account.heading") lede=help/>
        <div class="cols cols--7-5">
            <div class="stack">
                <section class="sec" aria-labelledby="h-konto">
                    <div class="sec__head"><h2 id="h-konto">{t!(lang, "account.facts_heading")}</h2></div>
                    <Known username=actor.username.clone() account=account/>
                </section>
                <Reminders/>
                <PasswordForm username=actor.username error=frame.account_error/>
            </div>
            <div class="stack">
                <Appearance theme=frame.theme density=frame.density/>
                <section class="sec" aria-labelledby="h-genvagar-val">
                    <div class="sec__head"><h2 id="h-genvagar-val">{t!(lang, "shortcuts.heading")}</h2></div>
                    <p class="m muted">{t!(lang, "shortcuts.lead")}</p>
                    <ShortcutsChoice on=frame.shortcuts/>
                </section>
                <section class="sec" aria-labelledby="h-overallt">
                    <div class="sec__head"><h2 id="h-overallt">{t!(lang, "account.everywhere_heading")}</h2></div>
                    <p class="m muted">{t!(lang, "account.everywhere_help")}</p>
                    <form class="mt" method="post" action="/konto/logga-ut-overallt">
                        <button class="btn" type="submit">{t!(lang, "account.everywhere_submit")}</button>
                    </form>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// What the address says was just done.
fn done(lang: Lang, what: &str) -> Option<&'static str> {
    Some(match what {
        "losenord" => t!(lang, "account.password_changed"),
        "kalender" => t!(lang, "reminder.calendar_ended"),
        "epost" => t!(lang, "reminder.mail_saved"),
        "epost-bekrafta" => t!(lang, "reminder.mail_asked"),
        "epost-borta" => t!(lang, "reminder.mail_forgotten"),
        _ => return None,
    })
}

/// What the register knows of the account.
#[component]
fn Known(username: String, account: Account) -> impl IntoView {
    let lang = lang();
    let functions = if account.functions.is_empty() {
        t!(lang, "account.acts_for_none").to_owned()
    } else {
        account.functions.join(", ")
    };
    let frameworks = (account.role == domain::Role::Auditor).then(|| {
        let seen = if account.frameworks.is_empty() {
            t!(lang, "account.frameworks_all").to_owned()
        } else {
            account.frameworks.join(", ").to_uppercase()
        };
        view! { <div><dt>{t!(lang, "account.frameworks")}</dt><dd>{seen}</dd></div> }
    });
    view! {
        <dl class="facts">
            <div><dt>{t!(lang, "account.username")}</dt><dd>{username}</dd></div>
            <div><dt>{t!(lang, "account.role")}</dt><dd>{code_label(lang, "role", account.role.code())}</dd></div>
            <div><dt>{t!(lang, "account.acts_for")}</dt><dd>{functions}</dd></div>
            {frameworks}
            <div><dt>{t!(lang, "account.window")}</dt><dd>{window(lang, &account)}</dd></div>
        </dl>
    }
}

/// When an account may be used, in words.
#[must_use]
pub fn window(lang: Lang, account: &Account) -> String {
    match (account.from, account.to) {
        (Some(from), Some(to)) => t!(lang, "account.window_range", from = from, to = to),
        (Some(from), None) => t!(lang, "account.window_from", from = from),
        (None, Some(to)) => t!(lang, "account.window_to", to = to),
        (None, None) => t!(lang, "account.window_open").to_owned(),
    }
}
