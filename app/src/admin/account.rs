//! One account: its form, and its password.

use crate::api::FormPage;
use crate::context::lang;
use crate::form::page::RecordFormPage;
use crate::frame::use_actor;
use crate::t;
use domain::query::encode;
use domain::{Kind, Page};
use leptos::prelude::*;

/// The form of a new account.
#[component]
pub fn NewAccountPage() -> AnyView {
    view! {
        <RecordFormPage kind=Kind::Account new=true below=|_| {
            view! { <p class="note">{t!(lang(), "admin.account_next")}</p> }.into_any()
        }/>
    }
    .into_any()
}

/// An account's form, and the way to give it a password.
#[component]
pub fn AccountPage() -> AnyView {
    view! { <RecordFormPage kind=Kind::Account below=|page| view! { <Password page=page.clone()/> }.into_any()/> }
        .into_any()
}

/// The button that gives the account a password, or the password it was just given.
#[component]
fn Password(page: FormPage) -> AnyView {
    let lang = lang();
    let own = use_actor().is_some_and(|actor| actor.username == page.key);
    let body = match page.given_password {
        _ if own => {
            let to = Page::MyAccount.path();
            view! { <p>{t!(lang, "admin.account_password_own")} " " <a href=to>{t!(lang, "page.my_account")}</a></p> }
                .into_any()
        }
        Some(password) => view! {
            <div class="banner banner--ok" role="status">
                <p>{t!(lang, "admin.account_password")} ": " <code class="given">{password}</code></p>
                <p>{t!(lang, "admin.account_password_help")}</p>
            </div>
        }
        .into_any(),
        None => {
            let to = format!("{}/{}/losenord", Kind::Account.path(), encode(&page.key));
            view! {
                <p class="m muted">{t!(lang, "admin.account_password_lead")}</p>
                <form class="mt" method="post" action=to>
                    <button class="btn" type="submit">{t!(lang, "admin.account_password_give")}</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <section class="sec mt" aria-labelledby="h-losenord">
            <div class="sec__head"><h2 id="h-losenord">{t!(lang, "admin.account_password_heading")}</h2></div>
            {body}
        </section>
    }
    .into_any()
}
