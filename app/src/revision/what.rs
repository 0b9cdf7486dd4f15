//! What changes in a risk, field by field.

use crate::context::lang;
use crate::i18n::{Lang, code_label, field_name};
use crate::t;
use crate::ui::Icon;
use domain::Kind;
use domain::action::form;
use domain::diff::FieldChange;
use domain::field::Input;
use domain::picture::page::ChangeRow;
use domain::picture::preparation::Count;
use leptos::prelude::*;

/// A text of at most this many characters is shown where it stands; a longer one can be opened.
const SHORT: usize = 40;

/// What changes, in the order of the risk's form.
#[component]
pub fn What(row: ChangeRow) -> AnyView {
    let lang = lang();
    let alone = match row.count {
        Count::New => Some(t!(lang, "revision.what_new")),
        Count::Closed => Some(t!(lang, "revision.what_closed")),
        _ => None,
    };
    if let Some(said) = alone {
        return said.into_any();
    }
    let mut fields = row.fields;
    fields.sort_by_key(|change| place(&change.field));
    let items = fields.into_iter().map(|change| view! { <li><Field change=change/></li> }).collect_view();
    view! { <ul class="bare">{items}</ul> }.into_any()
}

/// The values first, then in the order of the form.
fn place(field: &str) -> (usize, usize) {
    let values = ["current_likelihood", "current_consequence"];
    match values.iter().position(|name| *name == field) {
        Some(place) => (0, place),
        None => (1, form(Kind::Risk).iter().position(|one| one.name == field).unwrap_or(usize::MAX)),
    }
}

/// What a field is called beside its two values.
fn name(lang: Lang, field: &str) -> &'static str {
    match field {
        "current_likelihood" => t!(lang, "risk.likelihood"),
        "current_consequence" => t!(lang, "risk.consequence"),
        field => field_name(lang, Kind::Risk, field),
    }
}

fn words(lang: Lang, field: &str, value: &str) -> String {
    let group = form(Kind::Risk).iter().find(|one| one.name == field).and_then(|one| match one.input {
        Input::Choice(group, _) => Some(group),
        _ => None,
    });
    match group {
        _ if value.is_empty() => t!(lang, "common.nothing").to_owned(),
        Some(group) => code_label(lang, group, value).to_owned(),
        None => value.to_owned(),
    }
}

#[component]
fn Field(change: FieldChange) -> AnyView {
    let lang = lang();
    let FieldChange { field, before, after } = change;
    let name = name(lang, &field);
    if before.is_empty() && after.is_empty() {
        let said = t!(lang, "revision.field_secret", field = name);
        return view! { <Icon name="i-lock"/> " " {said} }.into_any();
    }
    let long = |text: &str| text.chars().count() > SHORT;
    if long(&before) || long(&after) {
        return view! {
            <details>
                <summary>{t!(lang, "revision.rewritten", field = name)}</summary>
                <dl class="diff">
                    <div><dt>{t!(lang, "common.before")}</dt><dd><del>{words(lang, &field, &before)}</del></dd></div>
                    <div><dt>{t!(lang, "common.after")}</dt><dd><ins>{words(lang, &field, &after)}</ins></dd></div>
                </dl>
            </details>
        }
        .into_any();
    }
    view! {
        {name} " "
        <span>
            {words(lang, &field, &before)}
            <svg class="arr" aria-hidden="true"><use href="#i-to"></use></svg>
            <span class="vh">" " {t!(lang, "common.to")} " "</span>
            <b>{words(lang, &field, &after)}</b>
        </span>
    }
    .into_any()
}
