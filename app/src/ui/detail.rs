//! Shared parts of the pages that show one record.
//!
//! Each takes a [`Record`], made once per page with [`Record::of`] from what [`use_record_page`](super::use_record_page) reads.
//!
//! - [`DetailHead`]: trail, id, title, previous and next, edit, and the page's own main action as children.
//! - [`ClosedBanner`]: that the record is closed, when and why; nothing while it is open.
//! - [`Facts`]: key and value, from [`fact`], [`fact_some`], [`fact_text`] and [`fact_changed`]; dates with [`day_view`].
//! - [`Prose`]: a text with its line breaks, or the mask when a marking has taken it out of this copy.
//! - [`SecrecyNote`]: what is marked, when, by whom and under which provision; nothing without a marking.
//! - [`ActionFold`]: an action's form in a fold; nothing for those who may not.
//! - [`ActionLink`]: the head's button that leads to such a fold.
//! - [`ReasonFold`]: close with a reason, or open again; nothing for those who may not.

use super::{Icon, Mask, Record, record_path};
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::i18n::{action_label, field_name, find, text};
use crate::page::{Crumbs, Head};
use crate::t;
use chrono::NaiveDate;
use domain::overview::Detail;
use domain::{Action, Draft, Key};
use leptos::prelude::*;

/// Trail, id, title, the ways to the records beside it and to its form, and the page's own main action.
#[component]
pub fn DetailHead(
    /// The record.
    record: Record,
    /// Its heading.
    title: String,
    /// What stands above the heading, after the id.
    #[prop(optional, into)]
    above: String,
    /// A line below the heading.
    #[prop(optional, into)]
    lede: String,
    /// The main action, if there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let lang = lang();
    let name = text(lang, &format!("kind.{}_plural", record.kind.code())).to_owned();
    let register = (name, format!("{}{}", record.kind.path(), record.per));
    let per = record.per.clone();
    let beside = move |key: Option<Key>, rel: &'static str, word: &'static str| {
        let key = key?;
        let to = format!("{}{per}", record_path(&key));
        Some(view! { <a class="btn" rel=rel href=to>{word}<span class="vh">" " {key.to_string()}</span></a> })
    };
    let (before, after) = record.neighbours.clone();
    let edit = record.may(Action::Update).then(|| {
        let to = format!("{}/redigera", record.path());
        view! { <a class="btn" href=to>{t!(lang, "common.edit")}</a> }
    });
    let above = if above.is_empty() { record.key.to_string() } else { format!("{} · {above}", record.key) };
    view! {
        <Crumbs trail=vec![register] here=record.key.to_string()/>
        <Head title=title above=above lede=lede>
            {beside(before, "prev", t!(lang, "common.previous"))}
            {beside(after, "next", t!(lang, "common.next"))}
            {edit}
            {children.map(|children| children())}
        </Head>
        <ClosedBanner record=record/>
    }
    .into_any()
}

/// That the record is closed, when and why.
#[component]
pub fn ClosedBanner(record: Record) -> AnyView {
    let lang = lang();
    let Some(closed) = record.closed else { return ().into_any() };
    let said = t!(lang, "common.closed_on", date = closed.date, reason = closed.reason);
    view! {
        <div class="banner" role="status">
            <p><Icon name="i-x"/> " " <b>{said}</b></p>
            <p>{t!(lang, "common.closed_kept")}</p>
        </div>
    }
    .into_any()
}

/// A key and its value.
pub type Fact = (String, AnyView);

/// A fact.
#[must_use]
pub fn fact(label: impl Into<String>, value: impl IntoAny) -> Fact {
    (label.into(), value.into_any())
}

/// A fact that is left out when there is nothing to tell.
#[must_use]
pub fn fact_some(label: &str, value: Option<impl IntoAny>) -> Option<Fact> {
    value.map(|value| fact(label, value))
}

/// A text as a fact; left out when it is empty.
#[must_use]
pub fn fact_text(label: &str, value: &str) -> Option<Fact> {
    fact_some(label, (!value.is_empty()).then(|| value.to_owned()))
}

/// A date as a fact.
#[must_use]
pub fn day_view(day: NaiveDate) -> AnyView {
    view! { <time datetime=day.to_string() class="nowrap">{day.to_string()}</time> }.into_any()
}

/// When the record was last changed, and which version that made.
#[must_use]
pub fn fact_changed(detail: &Detail) -> Fact {
    let lang = lang();
    let version = t!(lang, "common.version_small", rev = detail.rev);
    fact(t!(lang, "common.changed_last"), format!("{}, {version}", detail.changed))
}

/// Key and value, under a heading for those who hear the page.
#[component]
pub fn Facts(facts: Vec<Fact>) -> AnyView {
    let lang = lang();
    let rows =
        facts.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view();
    view! {
        <section class="sec" aria-labelledby="h-uppgifter">
            <h2 class="vh" id="h-uppgifter">{t!(lang, "common.details")}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
    .into_any()
}

/// A text with its line breaks; the provision's mask when the text is kept from who looks; a dash when there is none.
#[component]
pub fn Prose(
    /// The text.
    text: String,
    /// The provision it is kept under.
    #[prop(default = None)]
    hidden_by: Option<String>,
) -> AnyView {
    let lang = lang();
    if let Some(provision) = hidden_by {
        return view! { <Mask provision=provision/> }.into_any();
    }
    if text.is_empty() {
        return view! {
            <span class="muted" aria-hidden="true">"–"</span>
            <span class="vh">{t!(lang, "common.nothing")}</span>
        }
        .into_any();
    }
    let lines = text.lines().map(str::to_owned).collect::<Vec<_>>();
    let last = lines.len().saturating_sub(1);
    lines
        .into_iter()
        .enumerate()
        .map(|(n, line)| view! { {line} {(n < last).then(|| view! { <br/> })} })
        .collect_view()
        .into_any()
}

/// What is marked, when, by whom and under which provision, and why the reader sees it or doesn't.
#[component]
pub fn SecrecyNote(record: Record) -> AnyView {
    let lang = lang();
    let Some(marking) = record.marking else { return ().into_any() };
    let names: Vec<String> = marking
        .fields
        .iter()
        .map(|field| match (field_name(lang, record.kind, field), marking.own.get(field)) {
            (name, Some(own)) => format!("{name} ({own})"),
            (name, None) => name.to_owned(),
        })
        .collect();
    let said =
        t!(lang, "secrecy.marked", date = marking.date, authority = marking.authority, provision = marking.provision);
    let fields = t!(lang, "secrecy.marked_fields", fields = names.join(", "));
    let why = if marking.masked { t!(lang, "secrecy.not_cleared") } else { t!(lang, "secrecy.cleared") };
    let note = (!marking.note.is_empty()).then(|| view! { <p class="note">{marking.note}</p> });
    view! {
        <p class="note mt"><Icon name="i-lock"/> " " {said} " " {fields} " " {why}</p>
        {note}
    }
    .into_any()
}

/// The id of an action's fold, as links lead to it. It stands inside the fold, so that a browser that follows a link
/// there opens the fold.
#[must_use]
pub fn fold_id(action: Action) -> String {
    format!("gor-{}", action.code())
}

/// A button in the head that leads to an action's fold.
#[component]
pub fn ActionLink(record: Record, action: Action) -> AnyView {
    let lang = lang();
    if !record.may(action) {
        return ().into_any();
    }
    let to = format!("#{}", fold_id(action));
    view! { <a class="btn btn--main" href=to>{action_label(lang, action, record.kind)}</a> }.into_any()
}

/// An action's form in a fold, open when it is shown again.
#[component]
pub fn ActionFold(
    /// The record.
    record: Record,
    /// What the form does.
    action: Action,
    /// What is filled in.
    #[prop(optional)]
    draft: Draft,
    /// A sentence above the form.
    #[prop(optional, into)]
    lead: String,
    /// Whether it stands open.
    #[prop(default = false)]
    open: bool,
    /// Whether it is refused when somebody else has changed the record in the meantime. For what replaces a value; not
    /// for what adds one.
    #[prop(default = false)]
    guarded: bool,
    /// Fields of the action that don't concern this record.
    #[prop(default = &[])]
    without: &'static [&'static str],
) -> AnyView {
    let lang = lang();
    if !record.may(action) {
        return ().into_any();
    }
    let hidden = Hidden {
        action,
        kind: record.kind,
        key: record.key.to_string(),
        rev: guarded.then_some(record.rev),
        // An id holds letters, digits and hyphens.
        command_id: format!("{}-{}", record.command_id, action.code().replace('_', "-")),
        next: record.path(),
        page: record.path(),
    };
    let state = record.form.clone().filter(|form| form.action == action && form.key == hidden.key);
    let open = open || state.is_some();
    let mut fields = action.fields(record.kind).unwrap_or_default().to_vec();
    fields.retain(|field| !without.contains(&field.name));
    // Where a kind says it in its own words.
    let own = find(lang, &format!("action.save_{}_{}", action.code(), record.kind.code()));
    let submit = own.unwrap_or_else(|| text(lang, &format!("action.save_{}", action.code()))).to_owned();
    let lead = (!lead.is_empty()).then(|| view! { <p class="note">{lead}</p> });
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, action, record.kind)}</summary>
            <div id=fold_id(action)>
                {lead}
                <div class="mt-s">
                    <CommandForm hidden=hidden form_fields=fields draft=draft settings=record.settings submit=submit
                        state=state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// Close the record with a reason, or open it again.
#[component]
pub fn ReasonFold(record: Record) -> AnyView {
    let lang = lang();
    let (action, lead) = if record.closed.is_some() {
        (Action::Reopen, t!(lang, "action.reopen_help"))
    } else {
        (Action::Close, t!(lang, "action.close_help"))
    };
    view! { <ActionFold record=record action=action lead=lead/> }.into_any()
}
