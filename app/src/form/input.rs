//! One field of a form: label above, help below, error beside it with what to do.

use crate::context::lang;
use crate::i18n::{code_label, field_help, field_label};
use crate::t;
use crate::ui::Icon;
use domain::field::{Field, Input};
use domain::secrecy::read_provisions;
use domain::settings::Settings;
use domain::{Draft, Kind};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What a field is drawn from.
#[derive(Clone)]
pub struct Drawn {
    /// The kind whose form it is.
    pub kind: Kind,
    /// What stands before its name in its id, so that several forms can stand on a page.
    pub prefix: String,
    /// What is filled in.
    pub draft: Draft,
    /// Scale and vocabularies.
    pub settings: Settings,
    /// Errors by field name, in words.
    pub errors: Vec<(String, String)>,
}

/// The id of a field's control.
#[must_use]
pub fn control_id(prefix: &str, field: &str) -> String {
    format!("{prefix}-{field}")
}

/// The id of the list that a field's suggestions stand in.
fn list_id(field: &str) -> String {
    format!("forslag-{field}")
}

/// What is suggested in the fields of a form, by their names.
#[component]
pub fn Suggestions(known: BTreeMap<String, Vec<String>>) -> AnyView {
    known
        .into_iter()
        .map(|(field, words)| {
            let options = words.into_iter().map(|word| view! { <option value=word></option> }).collect_view();
            view! { <datalist id=list_id(&field)>{options}</datalist> }
        })
        .collect_view()
        .into_any()
}

/// A field.
#[component]
pub fn FieldInput(field: Field, drawn: Drawn) -> AnyView {
    let lang = lang();
    let id = control_id(&drawn.prefix, field.name);
    let label = field_label(lang, drawn.kind, field.name);
    let help = field_help(lang, drawn.kind, field.name);
    let error = drawn.errors.iter().find(|(name, _)| name == field.name).map(|(_, text)| text.clone());
    let has_error = error.is_some();
    let help_id = help.map(|_| format!("{id}-help"));
    let error_id = error.as_ref().map(|_| format!("{id}-error"));
    let described: Vec<&str> = help_id.as_deref().into_iter().chain(error_id.as_deref()).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let boxes = matches!(field.input, Input::Flag | Input::Fields(_) | Input::Provisions(_) | Input::Thresholds);
    let optional =
        (!field.required && !boxes).then(|| view! { <span class="opt">" (" {t!(lang, "common.optional")} ")"</span> });
    let error_view = error.map(|text| view! { <p class="error" id=error_id><Icon name="i-warn"/> " " {text}</p> });
    let help_view = help.map(|text| view! { <p class="help" id=help_id.clone()>{text}</p> });
    match field.input {
        Input::Flag => {
            let checked = !drawn.draft.get(field.name).is_empty();
            view! {
                <div class="field" class:field--error=has_error>
                    <label class="check">
                        <input type="checkbox" id=id name=name(field.name) value="on" checked=checked aria-describedby=described/>
                        " "
                        {label}
                    </label>
                    {error_view}
                    {help_view}
                </div>
            }
            .into_any()
        }
        Input::Fields(_) | Input::Thresholds => {
            let chosen: Vec<String> =
                drawn.draft.get(field.name).split([',', ' ']).map(|part| part.trim().to_owned()).collect();
            let choices = box_choices(&field, &drawn);
            let boxes = choices
                .into_iter()
                .map(|(choice, words)| {
                    let checked = chosen.contains(&choice);
                    view! {
                        <label class="check">
                            <input type="checkbox" name=name(&format!("{}.{choice}", field.name)) value="on" checked=checked/>
                            " "
                            {words}
                        </label>
                    }
                })
                .collect_view();
            view! {
                <fieldset class="choices" id=id class:field--error=has_error aria-describedby=described>
                    <legend>{label}</legend>
                    {error_view}
                    {help_view}
                    {boxes}
                </fieldset>
            }
            .into_any()
        }
        Input::Provisions(choices) => {
            let own: Vec<(&str, &str)> = read_provisions(drawn.draft.get(field.name)).collect();
            let open = has_error || !own.is_empty();
            let lines = choices
                .iter()
                .map(|choice| {
                    let given = own.iter().find(|(name, _)| name == choice).map(|(_, own)| (*own).to_owned());
                    let line_id = format!("{id}-{choice}");
                    view! {
                        <div class="field">
                            <label for=line_id.clone()>{field_label(lang, drawn.kind, choice)}</label>
                            <input class="input" type="text" id=line_id name=name(&format!("{}.{choice}", field.name)) value=given
                                maxlength="120" autocomplete="off" aria-invalid=has_error.then_some("true")/>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <details class="fold" open=open>
                    <summary>{label}</summary>
                    <fieldset class="choices" id=id class:field--error=has_error aria-describedby=described>
                        <legend class="vh">{label}</legend>
                        {error_view}
                        {help_view}
                        {lines}
                    </fieldset>
                </details>
            }
            .into_any()
        }
        _ => view! {
            <div class="field" class:field--error=has_error>
                <label for=id.clone()>{label} {optional}</label>
                {error_view}
                <Control field=field drawn=drawn id=id described=described invalid=has_error/>
                {help_view}
            </div>
        }
        .into_any(),
    }
}

/// What can be ticked: fields by their labels, or thresholds with where they come from.
fn box_choices(field: &Field, drawn: &Drawn) -> Vec<(String, String)> {
    match field.input {
        Input::Fields(choices) => {
            let named = |choice: &&str| ((*choice).to_owned(), field_label(lang(), drawn.kind, choice).to_owned());
            choices.iter().map(named).collect()
        }
        _ => {
            let named = |one: &domain::incident::Threshold| (one.id.clone(), format!("{} ({})", one.text, one.source));
            drawn.settings.thresholds.iter().map(named).collect()
        }
    }
}

fn name(field: &str) -> String {
    format!("fields[{field}]")
}

/// The control itself.
#[component]
fn Control(field: Field, drawn: Drawn, id: String, described: Option<String>, invalid: bool) -> AnyView {
    let lang = lang();
    let value = drawn.draft.get(field.name).to_owned();
    let name = name(field.name);
    let invalid = invalid.then_some("true");
    let required = field.required;
    let select = |choices: Vec<(String, String)>| {
        let known = choices.iter().any(|(code, _)| *code == value);
        let kept = (!known && !value.is_empty()).then(|| (value.clone(), value.clone()));
        let options = choices
            .into_iter()
            .chain(kept)
            .map(|(code, text)| {
                let selected = code == value;
                view! { <option value=code selected=selected>{text}</option> }
            })
            .collect_view();
        view! {
            <select class="input" id=id.clone() name=name.clone() required=required aria-invalid=invalid aria-describedby=described.clone()>
                <option value="">{t!(lang, "common.choose")}</option>
                {options}
            </select>
        }
        .into_any()
    };
    let steps = |labels: &[String]| {
        labels.iter().enumerate().map(|(n, label)| ((n + 1).to_string(), format!("{} – {label}", n + 1))).collect()
    };
    let words = |list: &[String]| list.iter().map(|word| (word.clone(), word.clone())).collect();
    match field.input {
        Input::Choice(group, codes) => {
            select(codes.iter().map(|code| ((*code).to_owned(), code_label(lang, group, code).to_owned())).collect())
        }
        Input::Likelihood => select(steps(&drawn.settings.scale.likelihood)),
        Input::Consequence => select(steps(&drawn.settings.scale.consequence)),
        Input::Category => select(words(&drawn.settings.categories)),
        Input::Function => select(words(&drawn.settings.functions)),
        Input::Text(max) => view! {
            <textarea class="input" id=id.clone() name=name.clone() rows=rows(max) maxlength=max.to_string() required=required
                aria-invalid=invalid aria-describedby=described>{value.clone()}</textarea>
        }
        .into_any(),
        Input::Date => view! {
            <input class="input input--date" type="date" id=id.clone() name=name.clone() value=value.clone() required=required
                min="1900-01-01" max="2200-12-31" aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Moment => view! {
            <input class="input" type="datetime-local" id=id.clone() name=name.clone() value=value.clone() required=required
                min="1900-01-01T00:00" max="2200-12-31T23:59" aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Number(min, max) => view! {
            <input class="input input--num" type="number" inputmode="numeric" id=id.clone() name=name.clone() value=value.clone()
                min=min.to_string() max=max.to_string() required=required aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Password => view! {
            <input class="input" type="password" id=id.clone() name=name.clone() required=required autocomplete="new-password"
                aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Line(max) => view! {
            <input class="input" type="text" id=id.clone() name=name.clone() value=value.clone() maxlength=max.to_string()
                required=required autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Known(max) => view! {
            <input class="input" type="text" id=id.clone() name=name.clone() value=value.clone() maxlength=max.to_string()
                list=list_id(field.name) required=required autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
        Input::Links(_) | Input::Flag | Input::Fields(_) | Input::Provisions(_) | Input::Thresholds => view! {
            <input class="input" type="text" id=id.clone() name=name.clone() value=value.clone() maxlength="2000"
                autocomplete="off" spellcheck="false" aria-invalid=invalid aria-describedby=described/>
        }
        .into_any(),
    }
}

fn rows(max: u32) -> &'static str {
    if max > 1000 { "4" } else { "3" }
}
