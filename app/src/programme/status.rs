//! Project status per dimension: a glyph and a word for each, with cause and action where it isn't green.

use crate::api::ProgrammeView;
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::{action_label, code_label};
use crate::ui::{Icon, Prose, day_view, fold_id};
use crate::{plural, t};
use domain::programme::Programme;
use domain::programme::status::{Dimension, ProjectStatus, STATUS, Signal, Standing};
use domain::{Action, Kind, Moment, Page, Subject};
use leptos::prelude::*;

/// The last reported status, those before it, and the form for the next.
#[component]
pub fn StatusSection(programme: Programme, form: StatusForm) -> AnyView {
    let lang = lang();
    let mut statuses = programme.statuses;
    let last = statuses.pop();
    let deviating = last.as_ref().map_or(0, deviating);
    let heading = match &last {
        Some(_) => plural!(lang, "programme.status_finding", deviating),
        None => t!(lang, "programme.status").to_owned(),
    };
    let date = last.as_ref().map(|status| t!(lang, "programme.status_as_of", date = status.date));
    let shown = match &last {
        Some(status) => view! { <Current status=status.clone()/> }.into_any(),
        None => view! { <p class="muted">{t!(lang, "programme.status_none")}</p> }.into_any(),
    };
    let earlier = (!statuses.is_empty()).then(|| view! { <Earlier statuses=statuses/> });
    view! {
        <section class="sec" aria-labelledby="h-status">
            <div class="sec__head"><h2 id="h-status">{heading}</h2><p>{date}</p></div>
            {shown}
            {earlier}
            <Reporting form=form last=last/>
        </section>
    }
    .into_any()
}

/// How many dimensions aren't green.
fn deviating(status: &ProjectStatus) -> usize {
    Dimension::ALL.iter().filter(|one| status.of(**one).signal != Signal::Green).count()
}

/// How a dimension stands: a glyph and a word, never a colour alone.
#[component]
pub fn SignalTag(signal: Signal) -> impl IntoView {
    let (class, icon) = match signal {
        Signal::Green => ("tag tag--ok", "i-check"),
        Signal::Yellow => ("tag tag--late", "i-half"),
        Signal::Red => ("tag tag--missing", "i-warn"),
    };
    view! { <span class=class><Icon name=icon/>{code_label(lang(), "signal", signal.code())}</span> }
}

/// A status in a line, for where there is little room.
#[component]
pub fn StatusLine(status: ProjectStatus) -> AnyView {
    let lang = lang();
    let items = Dimension::ALL
        .iter()
        .map(|dimension| {
            let signal = status.of(*dimension).signal;
            view! { <li>{code_label(lang, "dimension", dimension.code())} " " <SignalTag signal=signal/></li> }
        })
        .collect_view();
    view! { <ul class="key" aria-label=t!(lang, "programme.status")>{items}</ul> }.into_any()
}

#[component]
fn Current(status: ProjectStatus) -> AnyView {
    let lang = lang();
    let dimensions = Dimension::ALL
        .iter()
        .map(|dimension| {
            let standing = status.of(*dimension).clone();
            let signal = standing.signal;
            view! {
                <div>
                    <dt>{code_label(lang, "dimension", dimension.code())}</dt>
                    <dd><SignalTag signal=signal/><Told standing=standing/></dd>
                </div>
            }
        })
        .collect_view();
    let comment = (!status.comment.is_empty()).then(
        || view! { <div><dt>{t!(lang, "programme.status_comment")}</dt><dd><Prose text=status.comment/></dd></div> },
    );
    view! { <dl class="facts">{dimensions}{comment}</dl> }.into_any()
}

/// Cause and action, where there are any.
#[component]
fn Told(standing: Standing) -> AnyView {
    let lang = lang();
    [(t!(lang, "programme.status_cause"), standing.cause), (t!(lang, "programme.status_action"), standing.action)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| view! { <p><span class="muted">{name} ": "</span><Prose text=text/></p> })
        .collect_view()
        .into_any()
}

/// The statuses before the last, as a table.
#[component]
fn Earlier(statuses: Vec<ProjectStatus>) -> AnyView {
    let lang = lang();
    let heads = Dimension::ALL
        .iter()
        .map(|one| view! { <th role="columnheader" scope="col">{code_label(lang, "dimension", one.code())}</th> })
        .collect_view();
    let rows = statuses
        .into_iter()
        .rev()
        .map(|status| {
            let cells = Dimension::ALL
                .iter()
                .map(|dimension| {
                    let standing = status.of(*dimension).clone();
                    let signal = standing.signal;
                    view! {
                        <td role="cell" data-label=code_label(lang, "dimension", dimension.code())>
                            <SignalTag signal=signal/>
                            <Told standing=standing/>
                        </td>
                    }
                })
                .collect_view();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{day_view(status.date)}</th>
                    {cells}
                    <td role="cell" class="why" data-label=t!(lang, "programme.status_comment")>
                        <Prose text=status.comment/>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="fold mt">
            <summary>{t!(lang, "programme.status_history")}</summary>
            <div>
                <table role="table" class="tbl tbl--cards">
                    <caption class="vh">{t!(lang, "programme.status_caption")}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{t!(lang, "programme.status_date")}</th>
                            {heads}
                            <th role="columnheader" scope="col">{t!(lang, "programme.status_comment")}</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// What the form of a status needs, for those who may report one now.
#[derive(Debug, Clone, Default)]
pub struct StatusForm(Option<Box<ProgrammeView>>);

impl StatusForm {
    /// That of a programme's page; empty for those who may not, on an earlier date, and where there is no programme.
    #[must_use]
    pub fn of(view: &ProgrammeView) -> Self {
        let subject = Subject::Command(Action::Report, Kind::Programme);
        let may = view.moment == Moment::Now && use_actor().is_some_and(|actor| actor.may(subject));
        Self((may && view.key.is_some()).then(|| Box::new(view.clone())))
    }
}

#[component]
fn Reporting(form: StatusForm, last: Option<ProjectStatus>) -> AnyView {
    let lang = lang();
    let Some(view) = form.0 else { return ().into_any() };
    let hidden = Hidden {
        action: Action::Report,
        kind: Kind::Programme,
        key: view.key.map(|key| key.to_string()).unwrap_or_default(),
        rev: None,
        command_id: format!("{}-status", view.command_id),
        next: format!("{}#h-status", Page::Programme.path()),
        page: Page::Programme.path().to_owned(),
    };
    let state = view.form.filter(|state| state.action == Action::Report && state.kind == Kind::Programme);
    let open = state.is_some();
    // What stands is brought along, so that only what has changed needs to be said.
    let draft = last.map(|status| status.draft()).unwrap_or_default();
    view! {
        <details class="fold no-print mt" open=open>
            <summary>{action_label(lang, Action::Report, Kind::Programme)}</summary>
            <div id=fold_id(Action::Report)>
                <p class="note">{t!(lang, "programme.status_lead")}</p>
                <div class="mt-s">
                    <CommandForm hidden=hidden form_fields=STATUS.to_vec() draft=draft settings=view.settings
                        submit=t!(lang, "action.save_status").to_owned() state=state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}
