//! The accounts.

use crate::account::window;
use crate::context::lang;
use crate::i18n::code_label;
use crate::t;
use crate::ui::{Icon, column_heads};
use chrono::NaiveDate;
use domain::account::Account;
use domain::query::encode;
use domain::{Kind, Role};
use leptos::prelude::*;

/// The accounts, by role: who may do most comes first.
#[component]
pub fn Accounts(accounts: Vec<(String, Account)>, today: NaiveDate) -> AnyView {
    let lang = lang();
    let mut accounts = accounts;
    accounts.sort_by(|(a, one), (b, other)| (one.role, a).cmp(&(other.role, b)));
    let rows = accounts
        .into_iter()
        .map(|(username, account)| {
            let to = format!("{}/{}", Kind::Account.path(), encode(&username));
            let functions = if account.functions.is_empty() { "–".to_owned() } else { account.functions.join(", ") };
            let frameworks = match (account.role, account.frameworks.is_empty()) {
                (Role::Auditor, false) => account.frameworks.join(", ").to_uppercase(),
                _ => t!(lang, "account.frameworks_all").to_owned(),
            };
            let (state, icon, class) = if account.shut {
                (t!(lang, "admin.account_shut"), "i-x", "tag")
            } else if account.open_on(today) {
                (t!(lang, "admin.account_open"), "i-check", "tag tag--ok")
            } else {
                (t!(lang, "admin.account_outside"), "i-clock", "tag tag--late")
            };
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">
                        <span class="id">{username}</span> " " <a class="title" href=to>{account.name.clone()}</a>
                    </th>
                    <td role="cell" data-label=t!(lang, "account.role")>{code_label(lang, "role", account.role.code())}</td>
                    <td role="cell" data-label=t!(lang, "account.acts_for")>{functions}</td>
                    <td role="cell" data-label=t!(lang, "admin.frameworks")>{frameworks}</td>
                    <td role="cell" data-label=t!(lang, "account.window")>{window(lang, &account)}</td>
                    <td role="cell" data-label=t!(lang, "admin.account_state")><span class=class><Icon name=icon/>{state}</span></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-konton">
            <div class="sec__head"><h2 id="h-konton">{t!(lang, "admin.accounts")}</h2></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "admin.accounts_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "admin.account")),
                    ("", t!(lang, "account.role")),
                    ("", t!(lang, "account.acts_for")),
                    ("", t!(lang, "admin.frameworks")),
                    ("", t!(lang, "account.window")),
                    ("", t!(lang, "admin.account_state")),
                ])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
