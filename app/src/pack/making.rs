//! The form of a new evidence pack: which requirements, evidence from when, seen from which day, and what it is for.

use crate::api::PackListView;
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::{action_label, error_text};
use crate::page::use_query;
use crate::t;
use crate::ui::Icon;
use domain::field::Field;
use domain::pack::Pack;
use domain::{Action, AppError, Draft, Kind, Moment, Page, Subject};
use leptos::prelude::*;

/// The form; nothing for those who take no packs out, nor on an earlier day.
#[component]
pub fn Making(view: PackListView) -> AnyView {
    let lang = lang();
    let subject = Subject::Command(Action::Create, Kind::Pack);
    if view.moment != Moment::Now || !use_actor().is_some_and(|actor| actor.may(subject)) {
        return ().into_any();
    }
    let hidden = Hidden {
        action: Action::Create,
        kind: Kind::Pack,
        key: String::new(),
        rev: None,
        command_id: view.command_id,
        next: Page::Pack.path().to_owned(),
        page: Page::Packs.path().to_owned(),
    };
    let state = view.form.filter(|state| state.kind == Kind::Pack);
    // Other pages lead here with what they show filled in.
    let draft = Draft::default()
        .with("frameworks", use_query("ramverk"))
        .with("requirements", use_query("krav"))
        .with("day", use_query("dag"));
    let typed = state.as_ref().map_or(&draft, |state| &state.draft);
    let chosen: Vec<String> = typed.get("frameworks").split([',', ' ']).map(|one| one.trim().to_lowercase()).collect();
    let error = state.as_ref().and_then(|state| match &state.error {
        Some(AppError::Invalid { errors }) => errors.iter().find(|error| error.field == "frameworks").cloned(),
        _ => None,
    });
    let error = error.map(|error| {
        view! { <p class="error"><Icon name="i-warn"/> " " {error_text(lang, &error, Kind::Pack)}</p> }
    });
    let boxes = view
        .list
        .frameworks
        .into_iter()
        .map(|(key, short)| {
            let checked = chosen.contains(&key);
            let name = format!("fields[frameworks.{key}]");
            view! {
                <label class="check"><input type="checkbox" name=name value="on" checked=checked/> " " {short}</label>
            }
        })
        .collect_view();
    let rest: Vec<Field> = Pack::FIELDS.iter().filter(|field| field.name != "frameworks").copied().collect();
    view! {
        <section class="sec" aria-labelledby="h-nytt-paket">
            <div class="sec__head"><h2 id="h-nytt-paket">{action_label(lang, Action::Create, Kind::Pack)}</h2></div>
            <p class="m muted">{t!(lang, "pack.form_lead")}</p>
            <div class="mt">
                <CommandForm hidden=hidden form_fields=rest draft=draft settings=view.list.settings
                    submit=t!(lang, "action.save_pack").to_owned() state=state>
                    <fieldset class="choices">
                        <legend>{t!(lang, "field_pack.frameworks")}</legend>
                        {error}
                        <p class="help">{t!(lang, "field_pack.frameworks_help")}</p>
                        {boxes}
                    </fieldset>
                </CommandForm>
            </div>
        </section>
    }
    .into_any()
}
