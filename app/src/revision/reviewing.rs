//! The work on a revision: what lacks an answer comes first, then the form that lays the proposal before the board.

use super::answers::{AnswerMany, Answers};
use super::changes::{Around, Changes};
use super::prepare::Prepare;
use super::standing::Standing;
use super::use_revision;
use super::views::Views;
use crate::address::{Address, page_of};
use crate::api::RevisionView;
use crate::context::lang;
use crate::page::{Crumbs, Head, Loaded, use_pairs};
use crate::picture::{Forms, Leafing, MatterFold};
use crate::{plural, t};
use domain::picture::page::{ChangeRow, Show};
use domain::picture::preparation::Count;
use domain::picture::{Picture, PictureState};
use domain::{Action, Page};
use leptos::prelude::*;

/// What the page shows where its address doesn't say.
const STANDARD: Show = Show::All;

/// The work on a revision.
#[component]
pub fn ReviewingPage() -> AnyView {
    let pairs = use_pairs();
    let data = use_revision(STANDARD);
    view! {
        <Loaded data=data draw=move |view: RevisionView| {
            view! { <Shown view=view pairs=pairs/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: RevisionView, pairs: Vec<(String, String)>) -> AnyView {
    let lang = lang();
    let forms = Forms::of_revision(&view);
    let page = view.page;
    let revision = page_of(Page::Revision, &page.key);
    let own = page_of(Page::Reviewing, &page.key);
    let waiting: u32 = page.waiting.iter().map(|(_, count)| count).sum();
    let name = page.picture.name();
    let trail = vec![
        (t!(lang, "page.revisions").to_owned(), Page::Revisions.path().to_owned()),
        (name.clone(), revision.clone()),
    ];
    let open = page.picture.state() == PictureState::Draft && forms.now;
    let title =
        if open { plural!(lang, "revision.work_finding", waiting) } else { t!(lang, "page.reviewing").to_owned() };
    let lede = match (open, forms.now) {
        (true, _) => t!(lang, "revision.work_lead", name = name),
        (false, true) => t!(lang, "revision.work_shut").to_owned(),
        (false, false) => t!(lang, "asof.disabled").to_owned(),
    };
    let head = view! {
        <Crumbs trail=trail here=t!(lang, "page.reviewing").to_owned()/>
        <Head title=title above=page.key.to_string() lede=lede>
            <a class="btn" href=revision>{t!(lang, "revision.back")}</a>
        </Head>
        <Standing picture=page.picture.clone()/>
    };
    let Some(board) = page.board.clone().filter(|_| open) else { return head.into_any() };
    let address = Address::new(own.clone(), &pairs);
    let next = format!("{address}#svar");
    let note = (!page.picture.note.is_empty()).then(|| view! { <p class="note">{page.picture.note.clone()}</p> });
    view! {
        {head}
        {note}
        <div class="cols cols--8-4">
            <div class="stack" id="svar">
                <div class="no-print">
                    <Views board=board.clone() waiting=waiting address=address.clone() standard=STANDARD/>
                </div>
                <Groups forms=forms.clone() rows=board.rows.clone() page=own.clone() next=next/>
                <Leafing board=board.clone() address=address/>
            </div>
            <Waiting waiting=page.waiting.clone()/>
        </div>
        <Prepare forms=forms.clone() page=page.clone() board=board/>
        <Others forms=forms picture=page.picture own=own/>
    }
    .into_any()
}

/// The risks by what they need first.
#[component]
fn Groups(forms: Forms, rows: Vec<ChangeRow>, page: String, next: String) -> AnyView {
    let lang = lang();
    let (closed, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.count == Count::Closed);
    let (answered, silent): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.answered);
    let (unreviewed, required): (Vec<_>, Vec<_>) = silent.into_iter().partition(|row| row.count == Count::Unreviewed);
    let many = view! { <AnswerMany forms=forms.clone() rows=unreviewed.clone() page=page.clone() next=next.clone()/> };
    let around = Around { remarks: Vec::new(), asking: None, per: String::new() };
    let ended = (!closed.is_empty()).then(|| {
        view! {
            <div>
                <p class="note">{t!(lang, "revision.work_closed")} ". " {t!(lang, "revision.work_closed_lead")}</p>
                <Changes rows=closed around=around/>
            </div>
        }
    });
    view! {
        <Answers forms=forms.clone() rows=required page=page.clone() next=next.clone() heading=t!(lang, "revision.work_required")
            lead=t!(lang, "revision.work_required_lead") id="h-kraver" open=true/>
        <Answers forms=forms.clone() rows=unreviewed page=page.clone() next=next.clone() heading=t!(lang, "revision.work_unreviewed")
            lead=t!(lang, "revision.work_unreviewed_lead") id="h-oprovade">
            {many}
        </Answers>
        <Answers forms=forms rows=answered page=page next=next heading=t!(lang, "revision.work_answered")
            lead=t!(lang, "revision.work_answered_lead") id="h-besvarade"/>
        {ended}
    }
    .into_any()
}

/// Owners that have not answered for all of their risks.
#[component]
fn Waiting(waiting: Vec<(String, u32)>) -> AnyView {
    let lang = lang();
    let body = if waiting.is_empty() {
        view! { <p class="muted">{t!(lang, "revision.work_waiting_none")}</p> }.into_any()
    } else {
        let items = waiting
            .into_iter()
            .map(|(owner, count)| {
                view! { <li><span>{plural!(lang, "revision.work_waiting_count", count)}</span><span>{owner}</span></li> }
            })
            .collect_view();
        view! { <ul class="plain">{items}</ul> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="h-vantar">
            <div class="sec__head"><h2 id="h-vantar">{t!(lang, "revision.work_waiting")}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

/// The facts of the revision, and giving it up.
#[component]
fn Others(forms: Forms, picture: Picture, own: String) -> AnyView {
    let lang = lang();
    view! {
        <div class="mt no-print">
            <MatterFold forms=forms.clone() action=Action::Update lead=t!(lang, "revision.facts_lead") next=own.clone()
                page=own.clone() draft=picture.draft()/>
            <MatterFold forms=forms action=Action::Close lead=t!(lang, "revision.close_lead")
                next=Page::Revisions.path().to_owned() page=own/>
        </div>
    }
    .into_any()
}
