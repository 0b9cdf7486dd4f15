//! Meeting mode: the whole screen, one item at a time, in the order of the agenda.
//!
//! Everything is in the page from the start, so that stepping asks nothing of the network. Without scripts, and on paper,
//! it is the same items one after the other.

use super::ask::Ask;
use super::figures::Figures;
use super::finding::{changing, finding};
use super::meeting_change::MeetingChange;
use super::standing::{Decided, Standing};
use super::use_revision;
use crate::address::page_of;
use crate::api::RevisionView;
use crate::context::lang;
use crate::page::{Loaded, per_suffix, with_per};
use crate::picture::BoardMatrix;
use crate::{plural, t};
use domain::Page;
use domain::picture::page::{self, Board, ChangeRow, Show};
use islands::{Stepping, anchor, heading};
use leptos::prelude::*;
use leptos_meta::Title;

/// Meeting mode.
#[component]
pub fn MeetingPage() -> AnyView {
    let data = use_revision(Show::Changes);
    view! { <Loaded data=data draw=|view: RevisionView| view! { <Shown view=view/> }.into_any()/> }.into_any()
}

#[component]
fn Shown(view: RevisionView) -> AnyView {
    let lang = lang();
    let per = per_suffix(&view.moment.param());
    let page = view.page;
    let leave = with_per(&page_of(Page::Revision, &page.key), &per);
    let Some(board) = page.board.clone() else {
        return view! {
            <div class="main">
                <h1>{t!(lang, "meeting.empty")}</h1>
                <p>{t!(lang, "revision.lede_waiting")}</p>
                <p class="mt"><a class="btn" href=leave>{t!(lang, "meeting.leave")}</a></p>
            </div>
        }
        .into_any();
    };
    let rows = board.rows.clone();
    let names: Vec<String> = std::iter::once(t!(lang, "meeting.overview").to_owned())
        .chain(rows.iter().map(|row| row.key.to_string()))
        .chain(std::iter::once(t!(lang, "meeting.decision").to_owned()))
        .collect();
    let title = t!(lang, "page.title_short", page = format!("{} {}", t!(lang, "page.meeting"), page.picture.name()));
    let (first, last) = (page.clone(), page.clone());
    let changes = rows
        .iter()
        .cloned()
        .enumerate()
        .map(|(n, row)| view! { <Item row=row n=n + 1 page=page.clone() board=board.clone()/> })
        .collect_view();
    view! {
        <Title text=title/>
        <div class="meeting">
            <Top page=page.clone() rows=rows leave=leave/>
            <div class="meeting__items">
                <Opening page=first board=board.clone() per=per/>
                {changes}
                <Closing page=last board=board/>
            </div>
            <Foot names=names/>
        </div>
    }
    .into_any()
}

/// What it is, the way to each item, and the way out.
#[component]
fn Top(page: page::RevisionPage, rows: Vec<ChangeRow>, leave: String) -> AnyView {
    let lang = lang();
    let heading = page.picture.preparations.last().map_or_else(|| page.picture.name(), |last| last.heading.clone());
    let date = page.picture.meeting.map(|day| view! { <span class="nowrap">{day.to_string()}</span> });
    let link = |n: usize, inner: AnyView| view! { <li><a href=format!("#{}", anchor(n))>{inner}</a></li> };
    let last = rows.len() + 1;
    let changes = rows
        .into_iter()
        .enumerate()
        .map(|(n, row)| {
            let inner = view! {
                <span>
                    <span class="vh">{t!(lang, "meeting.change_word")} " "</span>
                    {n + 1}
                    <span class="vh">" " {row.key.to_string()}</span>
                </span>
            };
            link(n + 1, inner.into_any())
        })
        .collect_view();
    view! {
        <div class="meeting__top">
            <span><b>{heading}</b> " · " {page.settings.board} " " {date}</span>
            <nav aria-label=t!(lang, "meeting.agenda")>
                <ol class="agenda">
                    {link(0, t!(lang, "meeting.overview").into_any())}
                    {changes}
                    {link(last, t!(lang, "meeting.decision").into_any())}
                </ol>
            </nav>
            <a class="no-print" href=leave>{t!(lang, "meeting.leave")}</a>
        </div>
    }
    .into_any()
}

/// The first item: what changes, in numbers and on the matrix.
#[component]
fn Opening(page: page::RevisionPage, board: Board, per: String) -> AnyView {
    let lang = lang();
    let first = page.base.is_none();
    let title = finding(lang, board.counts, first);
    let against = page
        .base
        .map(|base| t!(lang, "revision.lede_proposal", name = page.picture.name(), base = base.name, date = base.date));
    view! {
        <section class="meeting__main" id=anchor(0) aria-labelledby=heading(0)>
            <div>
                <h1 id=heading(0) tabindex="-1">{title}</h1>
                <p class="muted">{against}</p>
                <Standing picture=page.picture.clone()/>
                <Figures board=board.clone()/>
            </div>
            <div><BoardMatrix board=board first=first per=per/></div>
        </section>
    }
    .into_any()
}

#[component]
fn Item(row: ChangeRow, n: usize, page: page::RevisionPage, board: Board) -> AnyView {
    let remarks = page
        .remarks
        .into_iter()
        .map(|(_, remark)| remark)
        .filter(|remark| remark.risk.as_ref() == Some(&row.key))
        .collect();
    let total = usize::try_from(changing(board.counts)).unwrap_or(usize::MAX);
    view! {
        <section class="meeting__main" id=anchor(n) aria-labelledby=heading(n)>
            <MeetingChange row=row place=n total=total id=heading(n) remarks=remarks scale=board.scale/>
        </section>
    }
    .into_any()
}

/// The last item: what is to be decided.
#[component]
fn Closing(page: page::RevisionPage, board: Board) -> AnyView {
    let lang = lang();
    let n = board.rows.len() + 1;
    let proposal = page.picture.preparations.last().filter(|_| page.frozen).cloned();
    let decided = page.picture.decisions.last().is_some() && page.picture.before_board().is_none() && page.frozen;
    let title = if decided { t!(lang, "meeting.decided_heading") } else { t!(lang, "meeting.decision_heading") };
    let none = proposal.is_none().then(|| view! { <p class="muted">{t!(lang, "meeting.no_proposal")}</p> });
    let rest = board.matching.saturating_sub(u32::try_from(board.rows.len()).unwrap_or(u32::MAX));
    let rest = (rest > 0).then(|| view! { <p class="note">{plural!(lang, "meeting.rest", rest)}</p> });
    let ask = proposal.map(|proposal| view! { <Ask preparation=Some(proposal)/> });
    view! {
        <section class="meeting__main meeting__main--one" id=anchor(n) aria-labelledby=heading(n)
           >
            <div>
                <h2 class="finding" id=heading(n) tabindex="-1">{title}</h2>
                {none}
                <Decided picture=page.picture/>
                {ask}
                {rest}
            </div>
        </section>
    }
    .into_any()
}

/// Back and forth, in words for each item.
#[component]
fn Foot(names: Vec<String>) -> AnyView {
    let lang = lang();
    let total = names.len();
    let progress = (1..=total).map(|n| t!(lang, "meeting.progress", n = n, total = total)).collect();
    let next = names.into_iter().skip(1).map(|name| t!(lang, "meeting.next_named", name = name)).collect();
    view! {
        <Stepping progress=progress next=next previous=t!(lang, "meeting.previous").to_owned()
            overview=t!(lang, "meeting.overview").to_owned() escape=t!(lang, "shortcuts.key_escape").to_owned()
            ready=t!(lang, "meeting.ready").to_owned()/>
    }
    .into_any()
}
