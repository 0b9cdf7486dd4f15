//! A new disposal: first which records it is about, then exactly what it would take, and for those who record it the decision.

use super::selection::SelectionView;
use crate::api::{ProposalView, proposal};
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::{code_label, error_text};
use crate::page::{Crumbs, Head, Loaded, use_query};
use crate::t;
use crate::ui::Icon;
use domain::disposal::{DisposableKind, Disposal, Proposal, Scope};
use domain::error::FieldError;
use domain::field::Field;
use domain::query::encode;
use domain::{Action, Draft, Kind, Page, Subject};
use leptos::prelude::*;

/// The page.
#[component]
pub fn NewDisposalPage() -> AnyView {
    let (kind, before) = (use_query("slag"), use_query("fore"));
    view! {
        <Loaded data=proposal(kind.clone(), before.clone()) draw=move |view: ProposalView| {
            view! { <Shown view=view kind=kind before=before/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: ProposalView, kind: String, before: String) -> AnyView {
    let lang = lang();
    let trail = vec![(t!(lang, "page.disposals").to_owned(), Page::Disposals.path().to_owned())];
    let (title, errors) = (t!(lang, "page.new_disposal"), view.errors.clone());
    let taken = view.proposal.scope.clone().map(|(_, selection)| view! { <SelectionView selection=selection/> });
    let record = view.proposal.scope.is_some().then(|| view! { <Record view=view/> });
    view! {
        <Crumbs trail=trail here=title.to_owned()/>
        <Head title=title.to_owned() lede=t!(lang, "disposal.ask_lead").to_owned()/>
        <Ask kind=kind before=before errors=errors/>
        {taken}
        {record}
    }
    .into_any()
}

/// Which records: a plain form whose answer is an address.
#[component]
fn Ask(kind: String, before: String, errors: Vec<FieldError>) -> AnyView {
    let lang = lang();
    let options = DisposableKind::CODES
        .iter()
        .map(|code| {
            let chosen = *code == kind;
            view! { <option value=*code selected=chosen>{code_label(lang, "disposable", code)}</option> }
        })
        .collect_view();
    let error = |field: &str, id: &'static str| {
        let found = errors.iter().find(|error| error.field == field)?;
        let text = error_text(lang, found, Kind::Disposal);
        Some(view! { <p class="error" id=id><Icon name="i-warn"/> " " {text}</p> })
    };
    let (no_kind, no_day) = (error("kind", "gal-slag-fel"), error("before", "gal-fore-fel"));
    let (wrong_kind, wrong_day) = (no_kind.is_some(), no_day.is_some());
    let (kind_described, day_described) = (wrong_kind.then_some("gal-slag-fel"), wrong_day.then_some("gal-fore-fel"));
    view! {
        <section class="sec" aria-labelledby="h-urval">
            <div class="sec__head"><h2 id="h-urval">{t!(lang, "disposal.ask_heading")}</h2></div>
            <form class="form" method="get" action=Page::NewDisposal.path() novalidate=true>
                <div class="field" class:field--error=wrong_kind>
                    <label for="gal-slag">{t!(lang, "field_disposal.kind")}</label>
                    {no_kind}
                    <select class="input" id="gal-slag" name="slag" aria-describedby=kind_described>{options}</select>
                </div>
                <div class="field" class:field--error=wrong_day>
                    <label for="gal-fore">{t!(lang, "field_disposal.before")}</label>
                    {no_day}
                    <input class="input input--date" id="gal-fore" name="fore" type="date" value=before autocomplete="off"
                        aria-describedby=day_described/>
                    <p class="help">{t!(lang, "field_disposal.before_help")}</p>
                </div>
                <div class="actions"><button class="btn btn--main" type="submit">{t!(lang, "disposal.ask")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// The decision's form, for those who record it; for others who does.
#[component]
fn Record(view: ProposalView) -> AnyView {
    let lang = lang();
    let Proposal { scope: Some((Scope { kind, before }, _)), settings } = view.proposal else { return ().into_any() };
    let subject = Subject::Command(Action::Create, Kind::Disposal);
    if !use_actor().is_some_and(|actor| actor.may(subject)) {
        return view! { <p class="note">{t!(lang, "disposal.only_secretary")}</p> }.into_any();
    }
    let page =
        format!("{}?slag={}&fore={}", Page::NewDisposal.path(), encode(kind.code()), encode(&before.to_string()));
    let hidden = Hidden {
        action: Action::Create,
        kind: Kind::Disposal,
        key: String::new(),
        rev: None,
        command_id: view.command_id,
        next: Page::Disposal.path().to_owned(),
        page,
    };
    let state = view.form.filter(|state| state.kind == Kind::Disposal);
    let asked: Vec<Field> =
        Disposal::FIELDS.iter().filter(|field| !matches!(field.name, "kind" | "before")).copied().collect();
    let draft = Draft::default().with("organ", settings.board.as_str());
    let sends = vec![("kind", kind.code().to_owned()), ("before", before.to_string())];
    view! {
        <section class="sec" aria-labelledby="h-registrera">
            <div class="sec__head"><h2 id="h-registrera">{t!(lang, "disposal.record_heading")}</h2></div>
            <p class="m muted">{t!(lang, "disposal.record_lead")}</p>
            <div class="mt">
                <CommandForm hidden=hidden form_fields=asked draft=draft settings=settings
                    submit=t!(lang, "action.save_disposal").to_owned() state=state cancel=Page::Disposals.path() sends=sends/>
            </div>
        </section>
    }
    .into_any()
}
