//! One disposal: the decision, what it would take while it isn't carried out, and then what went.

use super::selection::SelectionView;
use super::{decision_words, scope_words, state_icon, state_words};
use crate::api::{DisposalView, disposal};
use crate::context::{FormState, lang};
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::action_label;
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_key, use_per};
use crate::ui::{Facts, Icon, Prose, day_view, fact, fact_some, fold_id, record_path};
use crate::{plural, t};
use domain::action::REASON;
use domain::disposal::select::Selection;
use domain::disposal::{CarriedOut, Disposal, DisposalRow};
use domain::query::encode;
use domain::settings::Settings;
use domain::{Action, Draft, Kind, Page, Subject};
use leptos::prelude::*;

/// One disposal.
#[component]
pub fn DisposalPage() -> AnyView {
    let (key, per) = (use_key(), use_per());
    view! {
        <Loaded data=disposal(key, per.clone()) draw=move |view: DisposalView| {
            view! { <Shown view=view per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

/// What the forms of the page need.
#[derive(Clone)]
struct Forms {
    row: DisposalRow,
    settings: Settings,
    command_id: String,
    state: Option<FormState>,
}

#[component]
fn Shown(view: DisposalView, per: String) -> AnyView {
    let lang = lang();
    let DisposalRow { key, disposal, .. } = view.page.row.clone();
    let trail = vec![(t!(lang, "page.disposals").to_owned(), format!("{}{per}", Page::Disposals.path()))];
    let journal = use_actor().filter(|actor| actor.may(Subject::Page(Page::Journal))).map(|_| {
        let to = format!("{}?post={}", Page::Journal.path(), encode(key.as_str()));
        view! { <a href=to>{t!(lang, "picture.position_link")}</a> }
    });
    let state =
        view! { <span class="tag"><Icon name=state_icon(disposal.state())/>{state_words(lang, &disposal)}</span> };
    let mut facts = vec![
        fact(t!(lang, "disposal.column_state"), state),
        fact(t!(lang, "disposal.column_scope"), scope_words(lang, &disposal.scope)),
        fact(t!(lang, "disposal.column_decided"), decision_words(lang, &disposal)),
        fact(t!(lang, "field_disposal.registration"), disposal.minutes.registration.clone()),
        fact(
            t!(lang, "disposal.fact_provision"),
            view! { <span lang=lang.written()>{disposal.provision.clone()}</span> },
        ),
        fact(t!(lang, "disposal.fact_recorded"), view! { {day_view(disposal.recorded)} ", " {disposal.by.clone()} }),
    ];
    let done = disposal.carried_out.as_ref();
    facts.extend(fact_some(t!(lang, "disposal.fact_done_by"), done.map(|done| done.by.clone())));
    facts.extend(fact_some(t!(lang, "picture.fact_position"), journal));
    let went = disposal.carried_out.clone().map(|done| view! { <Went done=done/> });
    let taken_back = disposal.closed.clone().map(|closed| {
        view! {
            <section class="sec" aria-labelledby="h-aterkallat">
                <div class="sec__head"><h2 id="h-aterkallat">{t!(lang, "disposal.taken_back_heading")}</h2></div>
                <p lang=lang.written()><Prose text=closed.reason/></p>
            </section>
        }
    });
    let forms = Forms {
        row: view.page.row,
        settings: view.page.settings,
        command_id: view.command_id,
        state: view.form.filter(|state| state.kind == Kind::Disposal),
    };
    let open = view.page.selection.map(|selection| view! { <Open selection=selection forms=forms/> });
    view! {
        <Crumbs trail=trail here=key.to_string()/>
        <Head title=disposal.title above=key.to_string()/>
        <div class="cols cols--8-4">
            <div class="stack">{went} {taken_back} {open}</div>
            <div class="stack"><Facts facts=facts/></div>
        </div>
    }
    .into_any()
}

/// What went.
#[component]
fn Went(done: CarriedOut) -> AnyView {
    let lang = lang();
    let comments = (!done.comments.is_empty())
        .then(|| view! { " " {plural!(lang, "disposal.done_comments", done.comments.len())} });
    let heading = plural!(lang, "disposal.done_heading", done.records.len());
    let journal = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::Journal)));
    let rows = done
        .records
        .into_iter()
        .map(|one| {
            let entries = journal.then(|| {
                let to = format!("{}?post={}", Page::Journal.path(), encode(one.key.as_str()));
                view! { <a href=to>{t!(lang, "disposal.entries")}<span class="vh">" " {one.key.to_string()}</span></a> }
            });
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><a class="id" href=record_path(&one.key)>{one.key.to_string()}</a></th>
                    <td role="cell" data-label=t!(lang, "page.journal")>{entries}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-gallrade">
            <div class="sec__head"><h2 id="h-gallrade">{heading}</h2></div>
            <p class="m muted">{t!(lang, "disposal.done_lead")} {comments}</p>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "disposal.done_caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "column.key")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "page.journal")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What it would take, and the forms that carry it out or take it back.
#[component]
fn Open(selection: Selection, forms: Forms) -> AnyView {
    let lang = lang();
    let may = |action| use_actor().is_some_and(|actor| actor.may(Subject::Command(action, Kind::Disposal)));
    let carry_out = if selection.goes.is_empty() {
        ().into_any()
    } else if may(Action::Dispose) {
        view! { <CarryOut seen=selection.fingerprint() forms=forms.clone()/> }.into_any()
    } else {
        view! { <p class="note">{t!(lang, "disposal.only_coordinator")}</p> }.into_any()
    };
    let take_back = may(Action::Close).then(|| view! { <TakeBack forms=forms/> });
    view! {
        <SelectionView selection=selection/>
        {carry_out}
        {take_back}
    }
    .into_any()
}

impl Forms {
    fn hidden(&self, action: Action) -> Hidden {
        let path = record_path(&self.row.key);
        Hidden {
            action,
            kind: Kind::Disposal,
            key: self.row.key.to_string(),
            rev: Some(self.row.rev),
            command_id: format!("{}-{}", self.command_id, action.code()),
            next: path.clone(),
            page: path,
        }
    }

    fn sent(&self, action: Action) -> Option<FormState> {
        self.state.clone().filter(|state| state.action == action)
    }
}

#[component]
fn CarryOut(seen: String, forms: Forms) -> AnyView {
    let lang = lang();
    let state = forms.sent(Action::Dispose);
    view! {
        <section class="sec no-print" aria-labelledby="h-verkstall">
            <div class="sec__head"><h2 id="h-verkstall">{t!(lang, "disposal.carry_out_heading")}</h2></div>
            <p class="m">{t!(lang, "disposal.carry_out_lead")}</p>
            <div class="mt">
                <CommandForm hidden=forms.hidden(Action::Dispose) form_fields=Disposal::DISPOSE.to_vec()
                    draft=Draft::default() settings=forms.settings submit=t!(lang, "action.save_dispose").to_owned()
                    state=state sends=vec![("seen", seen)]/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn TakeBack(forms: Forms) -> AnyView {
    let lang = lang();
    let state = forms.sent(Action::Close);
    let open = state.is_some();
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, Action::Close, Kind::Disposal)}</summary>
            <div id=fold_id(Action::Close)>
                <div class="mt-s">
                    <CommandForm hidden=forms.hidden(Action::Close) form_fields=REASON.to_vec() draft=Draft::default()
                        settings=forms.settings submit=t!(lang, "action.close_disposal").to_owned() state=state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}
