//! A command's form: hidden fields that say what is to be done, and the domain's own fields.

use super::conflict::ConflictView;
use super::fold::{FieldFold, Folded};
use super::groups::{fields, groups};
use super::input::{Drawn, FieldInput, control_id};
use crate::context::{FormState, lang};
use crate::i18n::{ErrorTexts, app_error_text, error_text, text};
use crate::ui::Icon;
use crate::{plural, t};
use domain::field::Field;
use domain::settings::Settings;
use domain::{Action, AppError, Draft, Kind};
use islands::SUBMIT;
use leptos::prelude::*;

/// What a form does, to what, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What is to be done.
    pub action: Action,
    /// To which kind of record.
    pub kind: Kind,
    /// To which record; empty for a new one.
    pub key: String,
    /// The revision it was decided on; none where that doesn't matter.
    pub rev: Option<u32>,
    /// The command's id.
    pub command_id: String,
    /// Where to go afterwards; `:key` stands for the record.
    pub next: String,
    /// The page the form stands on, to be shown again when it couldn't be carried out.
    pub page: String,
}

/// Whether and how a form asks why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It doesn't.
    No,
    /// It may be told.
    Optional,
    /// It may be told, and must be when a planned date is moved.
    WhenMoved,
}

/// What a form says without asking.
#[component]
pub(super) fn HiddenFields(
    hidden: Hidden,
    #[prop(default = Vec::new())] sends: Vec<(&'static str, String)>,
) -> AnyView {
    let sent = sends
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("fields[{name}]") value=value/> })
        .collect_view();
    view! {
        <input type="hidden" name="action" value=hidden.action.code()/>
        <input type="hidden" name="kind" value=hidden.kind.code()/>
        <input type="hidden" name="key" value=hidden.key/>
        <input type="hidden" name="rev" value=hidden.rev.map(|rev| rev.to_string()).unwrap_or_default()/>
        <input type="hidden" name="command_id" value=hidden.command_id/>
        <input type="hidden" name="next" value=hidden.next/>
        <input type="hidden" name="page" value=hidden.page/>
        {sent}
    }
    .into_any()
}

/// What the ids of a form's controls begin with.
#[must_use]
pub fn form_prefix(action: Action, command_id: &str) -> String {
    format!("{}-{}", action.code(), command_id.chars().rev().take(4).collect::<String>())
}

/// A form with the fields of an action. `state` is a form that was sent before and is shown again; it is this form's
/// when it is about the same action and record.
#[component]
pub fn CommandForm(
    /// What it does.
    hidden: Hidden,
    /// Its fields.
    form_fields: Vec<Field>,
    /// What is filled in.
    draft: Draft,
    /// Scale and vocabularies.
    settings: Settings,
    /// What its button says.
    submit: String,
    /// A form to be shown again.
    #[prop(optional_no_strip)]
    state: Option<FormState>,
    /// Where giving up leads.
    #[prop(optional, into)]
    cancel: Option<String>,
    /// Whether it asks why.
    #[prop(default = Reason::No)]
    reason: Reason,
    /// Whether its fields are grouped as the kind's own form.
    #[prop(default = false)]
    grouped: bool,
    /// Whether it takes the page's width, with what stands beside its fields.
    #[prop(default = false)]
    wide: bool,
    /// Fields it sends without asking.
    #[prop(default = Vec::new())]
    sends: Vec<(&'static str, String)>,
    /// Fields behind a line to open, after the others.
    #[prop(default = None)]
    fold: Option<FieldFold>,
    /// What stands before its fields, inside the form.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let lang = lang();
    let state =
        state.filter(|state| state.action == hidden.action && state.kind == hidden.kind && state.key == hidden.key);
    let brought_back = state.as_ref().is_some_and(|state| state.error.is_none());
    let (mut hidden, mut draft, mut typed_reason) = (hidden, draft, String::new());
    if let Some(state) = &state {
        draft = state.draft.clone();
        typed_reason.clone_from(&state.reason);
        hidden.command_id.clone_from(&state.command_id);
        hidden.rev = state.rev.parse().ok();
    }
    let error = match state.and_then(|state| state.error) {
        // Both versions side by side are a form of their own, in place of this one.
        Some(AppError::Conflict(conflict)) => {
            return view! { <ConflictView conflict=*conflict hidden=hidden reason=typed_reason/> }.into_any();
        }
        error => error,
    };
    let kind = hidden.kind;
    let errors: Vec<(String, String)> = match &error {
        Some(AppError::Invalid { errors }) => {
            errors.iter().map(|one| (one.field.clone(), error_text(lang, one, kind))).collect()
        }
        _ => Vec::new(),
    };
    let prefix = form_prefix(hidden.action, &hidden.command_id);
    let failed = error.map(|error| view! { <FormErrors error=error errors=errors.clone() prefix=prefix.clone()/> });
    let drawn = Drawn { kind, prefix: prefix.clone(), draft, settings, errors };
    let body = if grouped && !groups(kind).is_empty() {
        groups(kind)
            .iter()
            .map(|group| {
                let inner = fields(kind, group)
                    .into_iter()
                    .map(|field| view! { <FieldInput field=field drawn=drawn.clone()/> })
                    .collect_view();
                view! {
                    <section class="sec">
                        <div class="sec__head"><h2>{text(lang, &format!("form.group_{}", group.0))}</h2></div>
                        {inner}
                    </section>
                }
            })
            .collect_view()
            .into_any()
    } else {
        form_fields
            .into_iter()
            .map(|field| view! { <FieldInput field=field drawn=drawn.clone()/> })
            .collect_view()
            .into_any()
    };
    let folded = fold.map(|fold| view! { <Folded fold=fold drawn=drawn.clone()/> });
    let reason_field =
        (reason != Reason::No).then(|| view! { <ReasonInput reason=reason typed=typed_reason drawn=drawn.clone()/> });
    let form_class = if wide || grouped && !groups(kind).is_empty() { "form form--wide" } else { "form" };
    view! {
        {brought_back.then(|| view! {
            <div class="banner" role="status"><p>{t!(lang, "form.brought_back")}</p></div>
        })}
        {failed}
        <form class=form_class method="post" action=SUBMIT novalidate=true>
            <HiddenFields hidden=hidden sends=sends/>
            {children.map(|children| children())}
            {body}
            {folded}
            {reason_field}
            <div class="savebar">
                <button class="btn btn--main" type="submit">{submit}</button>
                {cancel.map(|to| view! { <a class="btn" href=to>{t!(lang, "common.cancel")}</a> })}
                <span class="tag" role="status" data-saving=t!(lang, "common.saving")></span>
            </div>
        </form>
    }
    .into_any()
}

/// The field that asks why.
#[component]
fn ReasonInput(reason: Reason, typed: String, drawn: Drawn) -> AnyView {
    let lang = lang();
    let id = control_id(&drawn.prefix, "reason");
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let error = drawn.errors.iter().find(|(field, _)| field == "reason").map(|(_, text)| text.clone());
    let (invalid, described) = match &error {
        Some(_) => (Some("true"), format!("{help_id} {error_id}")),
        None => (None, help_id.clone()),
    };
    let has_error = error.is_some();
    let error = error.map(|text| view! { <p class="error" id=error_id><Icon name="i-warn"/> " " {text}</p> });
    let when = if reason == Reason::WhenMoved { t!(lang, "form.reason_needed") } else { t!(lang, "common.optional") };
    view! {
        <div class="field" class:field--error=has_error>
            <label for=id.clone()>{t!(lang, "form.reason")} <span class="opt">" (" {when} ")"</span></label>
            {error}
            <textarea class="input" id=id name="reason" rows="2" maxlength="1000" aria-invalid=invalid
                aria-describedby=described>{typed}</textarea>
            <p class="help" id=help_id>{t!(lang, "form.reason_help")}</p>
        </div>
    }
    .into_any()
}

/// What was wrong with a form, with a link to each field. It has focus from the start, so that it is read out and the next
/// step of Tab is its links.
#[component]
pub fn FormErrors(error: AppError, errors: Vec<(String, String)>, prefix: String) -> AnyView {
    let lang = lang();
    if errors.is_empty() {
        let ErrorTexts { title, what, kept, remedy } = app_error_text(lang, &error);
        return view! {
            <div class="errors" role="alert" tabindex="-1" autofocus=true>
                <h2>{title}</h2>
                <p>{what} " " {kept} " " {remedy}</p>
            </div>
        }
        .into_any();
    }
    let count = errors.len();
    let items = errors
        .into_iter()
        .map(|(field, text)| view! { <li><a href=format!("#{}", control_id(&prefix, &field))>{text}</a></li> })
        .collect_view();
    view! {
        <div class="errors" role="alert" tabindex="-1" autofocus=true>
            <h2>{plural!(lang, "error.summary", count)}</h2>
            <p>{t!(lang, "error.summary_kept")}</p>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

/// A form that is only a button: remove a link, open again.
#[component]
pub fn SimpleForm(
    /// What it does.
    hidden: Hidden,
    /// Fields it sends without asking.
    sends: Vec<(&'static str, String)>,
    /// What its button says.
    submit: String,
    /// What its button says to those who hear it out of its place.
    label: String,
    /// Why it wasn't carried out, when it was sent before.
    error: Option<AppError>,
) -> AnyView {
    let lang = lang();
    let failed = error.map(|error| {
        let ErrorTexts { title, remedy, .. } = app_error_text(lang, &error);
        view! { <p class="error" role="alert" tabindex="-1" autofocus=true><Icon name="i-warn"/> " " {title} ". " {remedy}</p> }
    });
    view! {
        <form class="inline" method="post" action=SUBMIT>
            <HiddenFields hidden=hidden sends=sends/>
            <button class="btn--link" type="submit" aria-label=label>{submit}</button>
        </form>
        {failed}
    }
    .into_any()
}
