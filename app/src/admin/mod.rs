//! Administration: accounts, settings, frameworks and the state of the register.

mod account;
mod accounts;
mod state;

use crate::api::{AdministrationPage as Data, administration};
use crate::context::lang;
use crate::form::page::RecordFormPage;
use crate::frame::use_actor;
use crate::page::{Head, Loaded};
use crate::{plural, t};
use accounts::Accounts;

use domain::{Action, Kind, Page, Subject};
use leptos::prelude::*;
use state::{Frameworks, SettingsSummary, State};

pub use account::{AccountPage, NewAccountPage};

/// The administration page.
#[component]
pub fn AdministrationPage() -> AnyView {
    view! { <Loaded data=administration() draw=|page: Data| view! { <Shown page=page/> }.into_any()/> }.into_any()
}

/// The form of the settings.
#[component]
pub fn SettingsPage() -> AnyView {
    view! {
        <RecordFormPage kind=Kind::Settings below=|_| {
            view! { <p class="note">{t!(lang(), "admin.settings_warning")}</p> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(page: Data) -> AnyView {
    let lang = lang();
    let actor = use_actor();
    let may = |subject| actor.as_ref().is_some_and(|actor| actor.may(subject));
    let today = page.today;
    let title = match &page.accounts {
        Some(accounts) => {
            let open = accounts.iter().filter(|(_, account)| account.open_on(today)).count();
            plural!(lang, "admin.accounts_finding", open)
        }
        None => t!(lang, "admin.heading").to_owned(),
    };
    let new = may(Subject::Command(Action::Create, Kind::Account)).then(|| {
        let to = Page::NewAccount.path();
        view! { <a class="btn btn--main" href=to>{t!(lang, "admin.account_new")}</a> }
    });
    let change = may(Subject::Command(Action::Update, Kind::Settings));
    view! {
        <Head title=title above=t!(lang, "admin.heading") lede=t!(lang, "admin.lead")>{new}</Head>
        {page.accounts.map(|accounts| view! { <Accounts accounts=accounts today=today/> })}
        <SettingsSummary settings=page.settings change=change/>
        <Frameworks frameworks=page.frameworks/>
        <State length=page.length root=page.root signed=page.signed verified=page.verified/>
    }
    .into_any()
}
