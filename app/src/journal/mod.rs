//! The journal: every change, newest first.

mod filters;
mod row;

use crate::api::{JournalView, journal};
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, number};
use crate::page::{Head, Loaded, per_suffix, use_pairs};
use crate::ui::ExportMenu;
use crate::{plural, t};
use domain::history::JournalQuery;
use domain::{Register, Subject};
use filters::JournalFilters;
use leptos::prelude::*;
use row::Entry;

/// The path of the page.
const PATH: &str = "/journal";

/// The journal.
#[component]
pub fn JournalPage() -> AnyView {
    view! { <Loaded data=journal(use_pairs()) draw=|view: JournalView| view! { <Shown view=view/> }.into_any()/> }
        .into_any()
}

#[component]
fn Shown(view: JournalView) -> AnyView {
    let lang = lang();
    let actor = use_actor();
    let JournalView { page, query, moment } = view;
    let per = moment.param();
    let title = heading(lang, &query, page.total, page.entries.len(), page.length);
    // A file holds the whole selection, from wherever one has leafed to.
    let taken = JournalQuery { before: None, ..query.clone() }.address(&per);
    let exports = actor
        .as_ref()
        .filter(|actor| actor.may(Subject::Export(Register::Journal)))
        .map(|_| view! { <ExportMenu register=Register::Journal address=taken/> });
    let empty = page.entries.is_empty();
    let suffix = per_suffix(&per);
    let rows = page
        .entries
        .into_iter()
        .map(|row| view! { <Entry row=row actor=actor.clone() per=suffix.clone()/> })
        .collect_view();
    let list = if empty {
        view! { <Empty narrowed=query.narrowed()/> }.into_any()
    } else {
        view! { <ol class="journal" aria-label=t!(lang, "journal.caption")>{rows}</ol> }.into_any()
    };
    view! {
        <Head title=title lede=t!(lang, "journal.lead")>{exports}</Head>
        <State length=page.length root=page.root/>
        <JournalFilters query=query.clone() per=per.clone() actor=actor/>
        {list}
        <Leaf query=query per=per next=page.next/>
    }
    .into_any()
}

/// What the page found, as a sentence.
fn heading(lang: Lang, query: &JournalQuery, total: Option<u64>, shown: usize, length: u64) -> String {
    match total {
        _ if !query.narrowed() => plural!(lang, "journal.heading", length),
        Some(total) => plural!(lang, "journal.heading_filtered", total),
        None if query.before.is_some() => t!(lang, "journal.heading_older").to_owned(),
        None => t!(lang, "journal.heading_many", n = number(lang, u64::try_from(shown).unwrap_or(0))),
    }
}

/// The journal's length and the hash that stands for all of it.
#[component]
fn State(length: u64, root: String) -> impl IntoView {
    let lang = lang();
    view! {
        <details class="fold journal-state">
            <summary>{t!(lang, "journal.state", n = number(lang, length))}</summary>
            <div>
                <dl class="facts">
                    <div><dt>{t!(lang, "journal.length")}</dt><dd>{plural!(lang, "admin.journal_length", length)}</dd></div>
                    <div><dt>{t!(lang, "journal.root")}</dt><dd><code class="hash">{root}</code></dd></div>
                </dl>
                <p class="note">{t!(lang, "journal.root_help")} " " {t!(lang, "journal.verify_help")}</p>
            </div>
        </details>
    }
}

#[component]
fn Empty(narrowed: bool) -> impl IntoView {
    let lang = lang();
    let (title, words) = if narrowed {
        (t!(lang, "empty.filtered_title"), t!(lang, "journal.empty_filtered"))
    } else {
        (t!(lang, "empty.journal_title"), t!(lang, "empty.journal_text"))
    };
    view! { <div class="empty"><h2>{title}</h2><p class="muted">{words}</p></div> }
}

/// The way to older entries and back to the newest.
#[component]
fn Leaf(query: JournalQuery, per: String, next: Option<u64>) -> AnyView {
    let lang = lang();
    if next.is_none() && query.before.is_none() {
        return ().into_any();
    }
    let to = |before: Option<u64>| format!("{PATH}{}", JournalQuery { before, ..query.clone() }.address(&per));
    let newest = query.before.map(|_| view! { <li><a href=to(None)>{t!(lang, "journal.newest")}</a></li> });
    let older = next.map(|next| view! { <li><a rel="next" href=to(Some(next))>{t!(lang, "journal.older")}</a></li> });
    view! { <nav class="pager" aria-label=t!(lang, "common.pages")><ul>{newest}{older}</ul></nav> }.into_any()
}
