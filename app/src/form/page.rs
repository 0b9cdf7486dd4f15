//! The page of a record's own form: the same for every kind.

use super::ClassifiedBanner;
use super::command_form::{CommandForm, Hidden, Reason};
use super::input::Suggestions;
use super::key_field;
use super::sent::FOLLOWS;
use crate::api::{FormPage, form};
use crate::context::lang;
use crate::i18n::{action_label, text};
use crate::page::{Crumbs, Head, Loaded, use_key, use_query};
use crate::t;
use crate::ui::record_path;
use chrono::Datelike;
use domain::settings::Settings;
use domain::{Action, Draft, Key, Kind, Page};
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
    // What control a new measure follows up, its address tells; whatever else it tells is no control.
    let follows = if new && kind == Kind::Measure { use_query("kontroll") } else { String::new() };
    let follows = Key::parse(&follows).ok().filter(|key| key.kind() == Kind::Control);
    let asked = follows.as_ref().map(ToString::to_string).unwrap_or_default();
    let draw = move |page: FormPage| {
        let after = below(&page);
        view! { <Filled page=page follows=follows/> {after} }.into_any()
    };
    view! { <Loaded data=form(kind, key, asked) draw=draw/> }.into_any()
}

#[component]
fn Filled(page: FormPage, follows: Option<Key>) -> AnyView {
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
        (_, true) => {
            let asked = follows.as_ref().map(|key| format!("?kontroll={key}")).unwrap_or_default();
            (format!("{}/ny{asked}", kind.path()), follows.as_ref().map_or(kind.path().to_owned(), record_path))
        }
        (_, false) => (format!("{record}/redigera"), record.clone()),
    };
    let next = match (kind, &follows) {
        (_, Some(control)) => record_path(control),
        (Kind::Settings, _) => "/admin".to_owned(),
        (Kind::Picture, _) => Page::Reviewing.path().to_owned(),
        (Kind::Programme, _) => Page::Programme.path().to_owned(),
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
    let under = if follows.is_some() { kind.path().to_owned() } else { back.clone() };
    let crumb = (crumb.to_owned(), under);
    let submit = if new { t!(lang, "form.create").to_owned() } else { t!(lang, "common.save").to_owned() };
    let fields = key_field(action, kind).into_iter().chain(domain::action::form(kind).iter().copied()).collect();
    let here = action_label(lang, action, kind).to_owned();
    let draft = match (kind, new) {
        // A deliverable is most often added from the measure that delivers it.
        (Kind::Deliverable, true) => Draft::default().with("measures", use_query("atgard")),
        (Kind::Picture, true) => Draft::default().with("year", page.today.year().to_string()),
        (Kind::Report, true) => {
            Draft::default().with("year", page.today.year().to_string()).with("template", domain::report::TEMPLATE)
        }
        _ => page.draft,
    };
    let reason = match (new, kind) {
        (true, _) => Reason::No,
        (false, Kind::Measure) => Reason::WhenMoved,
        (false, _) => Reason::Optional,
    };
    let lead = follows.as_ref().map(|key| t!(lang, "control.follow_up_lead", key = key)).unwrap_or_default();
    let sends = follows.map(|key| vec![(FOLLOWS, key.to_string())]).unwrap_or_default();
    let markable = domain::action::form(kind).iter().any(|field| field.name == "secrecy_fields");
    let classified = markable.then(|| view! { <ClassifiedBanner/> });
    view! {
        <Crumbs trail=vec![crumb] here=here/>
        <Head title=title above=above.unwrap_or_default() lede=lead/>
        {classified}
        <CommandForm hidden=hidden form_fields=fields draft=draft settings=page.settings submit=submit state=page.form
            cancel=back reason=reason grouped=true sends=sends/>
        <Suggestions known=page.known/>
    }
    .into_any()
}
