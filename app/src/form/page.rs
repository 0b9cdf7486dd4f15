//! The page of a record's own form: the same for every kind.

use super::command_form::{CommandForm, Hidden, Reason};
use super::key_field;
use crate::api::{FormPage, form};
use crate::context::lang;
use crate::i18n::{action_label, text};
use crate::page::{Crumbs, Head, Loaded, use_key, use_query};
use crate::t;
use chrono::Datelike;
use domain::settings::Settings;
use domain::{Action, Draft, Kind, Page};
use leptos::prelude::*;

/// The form of a new record, or of an existing one.
#[component]
pub fn RecordFormPage(
    /// The kind of record.
    kind: Kind,
    /// Whether it is for a new one.
    #[prop(default = false)]
    new: bool,
    /// What stands below the form.
    #[prop(default = |_| ().into_any())]
    below: fn(&FormPage) -> AnyView,
) -> AnyView {
    let key = match (new, kind) {
        (true, _) => String::new(),
        // There is one settings record, so its address doesn't name it.
        (false, Kind::Settings) => Settings::KEY.to_owned(),
        (false, _) => use_key(),
    };
    let draw = move |page: FormPage| {
        let after = below(&page);
        view! { <Filled page=page/> {after} }.into_any()
    };
    view! { <Loaded data=form(kind, key) draw=draw/> }.into_any()
}

#[component]
fn Filled(page: FormPage) -> AnyView {
    let lang = lang();
    let kind = page.kind;
    let new = page.key.is_empty();
    let action = if new { Action::Create } else { Action::Update };
    let record = format!("{}/{}", kind.path(), page.key);
    let (address, back) = match (kind, new) {
        (Kind::Settings, _) => ("/admin/installningar".to_owned(), "/admin".to_owned()),
        (Kind::Account, true) => (Page::NewAccount.path().to_owned(), "/admin".to_owned()),
        (Kind::Account, false) => (record.clone(), "/admin".to_owned()),
        (Kind::Picture, _) => (Page::NewRevision.path().to_owned(), Page::Revisions.path().to_owned()),
        // There is one programme, and one page that shows it.
        (Kind::Programme, false) => (format!("{record}/redigera"), Page::Programme.path().to_owned()),
        (_, true) => (format!("{}/ny", kind.path()), kind.path().to_owned()),
        (_, false) => (format!("{record}/redigera"), record.clone()),
    };
    let next = match kind {
        Kind::Settings => "/admin".to_owned(),
        Kind::Picture => Page::Reviewing.path().to_owned(),
        Kind::Programme => Page::Programme.path().to_owned(),
        _ => format!("{}/:key", kind.path()),
    };
    let title = if new || kind == Kind::Settings || page.title.is_empty() {
        text(lang, &format!("form.{}_{}", action.code(), kind.code())).to_owned()
    } else {
        page.title.clone()
    };
    let above = (!new && kind != Kind::Settings).then(|| page.key.clone());
    let hidden = Hidden {
        action,
        kind,
        key: page.key.clone(),
        rev: page.rev,
        command_id: page.command_id.clone(),
        next,
        page: address,
    };
    let crumb = match kind {
        Kind::Settings | Kind::Account => t!(lang, "page.administration"),
        Kind::Picture => t!(lang, "page.revisions"),
        _ => text(lang, &format!("kind.{}_plural", kind.code())),
    };
    let crumb = (crumb.to_owned(), back.clone());
    let submit = if new { t!(lang, "form.create").to_owned() } else { t!(lang, "common.save").to_owned() };
    let fields = key_field(action, kind).into_iter().chain(domain::action::form(kind).iter().copied()).collect();
    let here = action_label(lang, action, kind).to_owned();
    let draft = match (kind, new) {
        // A deliverable is most often added from the measure that delivers it.
        (Kind::Deliverable, true) => Draft::default().with("measures", use_query("atgard")),
        (Kind::Picture, true) => Draft::default().with("year", page.today.year().to_string()),
        _ => page.draft,
    };
    let reason = match (new, kind) {
        (true, _) => Reason::No,
        (false, Kind::Measure) => Reason::WhenMoved,
        (false, _) => Reason::Optional,
    };
    view! {
        <Crumbs trail=vec![crumb] here=here/>
        <Head title=title above=above.unwrap_or_default()/>
        <CommandForm hidden=hidden form_fields=fields draft=draft settings=page.settings submit=submit state=page.form
            cancel=back reason=reason grouped=true/>
    }
    .into_any()
}
