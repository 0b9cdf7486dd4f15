//! The going through of the marked fields: each with what stands in it, and the choice to give it out or to mask it.

use crate::api::DisclosureListView;
use crate::context::lang;
use crate::disclosure::{asked, what};
use crate::form::{CommandForm, Hidden};
use crate::i18n::{error_text, field_label};
use crate::ui::{CellView, Icon, Prose, record_path};
use crate::{plural, t};
use domain::disclosure::{Disclosure, Marked, Scope, filter_lines, outcome_name, provision_name};
use domain::error::FieldError;
use domain::field::Field;
use domain::{Action, AppError, Cell, Draft, Key, Kind, Page};
use leptos::prelude::*;

/// The form.
#[component]
pub fn Examining(view: DisclosureListView) -> AnyView {
    let lang = lang();
    let Some((scope, marked)) = view.list.examining else { return ().into_any() };
    let (page, sends) = began(&scope);
    let hidden = Hidden {
        action: Action::Create,
        kind: Kind::Disclosure,
        key: String::new(),
        rev: None,
        command_id: view.command_id,
        next: Page::Disclosure.path().to_owned(),
        page,
    };
    let state = view.form.filter(|state| state.kind == Kind::Disclosure);
    let draft = state.as_ref().map(|state| state.draft.clone()).unwrap_or_default();
    let errors = match state.as_ref().and_then(|state| state.error.clone()) {
        Some(AppError::Invalid { errors }) => errors,
        _ => Vec::new(),
    };
    let lead = if marked.is_empty() {
        t!(lang, "disclosure.nothing_marked").to_owned()
    } else {
        plural!(lang, "disclosure.examine_lead", marked.len())
    };
    let mut before: Option<Key> = None;
    let fields = marked
        .into_iter()
        .map(|one| {
            // Each risk is named above the first of its fields.
            let first = before.as_ref() != Some(&one.record);
            before = Some(one.record.clone());
            view! { <Choice marked=one heading=first draft=draft.clone() errors=errors.clone()/> }
        })
        .collect_view();
    let sent = |field: &&Field| !matches!(field.name, "picture" | "register" | "filters" | "day");
    let asked: Vec<Field> = Disclosure::FIELDS.iter().filter(sent).copied().collect();
    view! {
        <section class="sec" aria-labelledby="h-prova">
            <div class="sec__head"><h2 id="h-prova">{t!(lang, "disclosure.examine_heading", what = what(lang, &scope))}</h2></div>
            <p class="m muted">{lead} " " {t!(lang, "disclosure.examine_law")}</p>
            <div class="mt">
                <CommandForm hidden=hidden form_fields=asked draft=Draft::default() settings=view.list.settings
                    submit=t!(lang, "action.save_disclosure").to_owned() state=state cancel=Page::Disclosures.path()
                    sends=sends>
                    {fields}
                </CommandForm>
            </div>
        </section>
    }
    .into_any()
}

/// The address where the form began, and what it sends without asking.
fn began(scope: &Scope) -> (String, Vec<(&'static str, String)>) {
    match scope {
        Scope::Picture { picture, .. } => (asked::of_picture(picture), vec![("picture", picture.to_string())]),
        Scope::List { register, filters, day, position } => {
            let lines = filter_lines(filters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            let page = asked::of_list(*register, filters.clone(), &day.to_string());
            let sends = vec![
                ("register", register.code().to_owned()),
                ("filters", lines),
                ("day", day.to_string()),
                ("position", position.to_string()),
            ];
            (page, sends)
        }
    }
}

/// One marked field.
#[component]
fn Choice(marked: Marked, heading: bool, draft: Draft, errors: Vec<FieldError>) -> AnyView {
    let lang = lang();
    let (outcome, provision) =
        (outcome_name(&marked.record, &marked.field), provision_name(&marked.record, &marked.field));
    let id = format!("utl-{}-{}", marked.record, marked.field);
    let chosen = draft.get(&outcome).to_owned();
    let typed = match draft.get(&provision) {
        "" => marked.provision.clone(),
        typed => typed.to_owned(),
    };
    let error = |field: &str| {
        let found = errors.iter().find(|error| error.field == field)?;
        let text = error_text(lang, found, Kind::Disclosure);
        Some(view! { <p class="error"><Icon name="i-warn"/> " " {text}</p> })
    };
    let (no_choice, no_provision) = (error(&outcome), error(&provision));
    let has_error = no_choice.is_some() || no_provision.is_some();
    let label = field_label(lang, marked.record.kind(), &marked.field);
    let title = heading.then(|| {
        let to = record_path(&marked.record);
        view! {
            <h3 class="mt"><a class="id" href=to>{marked.record.to_string()}</a> " " {marked.title.clone()}</h3>
        }
    });
    let said = marked
        .said
        .into_iter()
        .map(|cell| match cell {
            Cell::Text(text) => view! { <p><Prose text=text/></p> }.into_any(),
            other => view! { <p><CellView cell=other/></p> }.into_any(),
        })
        .collect_view();
    let radio = |value: &'static str, words: &'static str| {
        let name = format!("fields[{outcome}]");
        let checked = chosen == value;
        view! {
            <label class="check"><input type="radio" name=name value=value checked=checked/> " " {words}</label>
        }
    };
    let provision_id = format!("{id}-best");
    view! {
        {title}
        <fieldset class="choices" id=id class:field--error=has_error>
            <legend>{label}<span class="vh">" " {marked.record.to_string()}</span></legend>
            {no_choice}
            <blockquote class="quote">{said}</blockquote>
            {radio("disclose", t!(lang, "disclosure.give_out"))}
            {radio("mask", t!(lang, "disclosure.mask"))}
            <div class="field">
                <label for=provision_id.clone()>{t!(lang, "disclosure.provision")}</label>
                {no_provision}
                <input class="input" id=provision_id name=format!("fields[{provision}]") value=typed maxlength="120" autocomplete="off"/>
            </div>
        </fieldset>
    }
    .into_any()
}
