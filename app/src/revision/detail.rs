//! One revision, as the board sees it: what is proposed, against what it decided before.

use super::ask::Ask;
use super::changes::{Around, Changes, changes};
use super::figures::Figures;
use super::finding::{changing, finding};
use super::remarks::Remarks;
use super::standing::{Decided, Standing, Versions};
use super::stays::Stays;
use super::use_revision;
use super::views::Views;
use crate::address::{Address, page_of};
use crate::api::RevisionView;
use crate::context::lang;
use crate::i18n::Lang;
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_pairs, with_per};
use crate::picture::{Above, BoardMatrix, Documents, Forms, Leafing, MatterFold};
use crate::t;
use crate::ui::PrintButton;
use domain::picture::PictureState;
use domain::picture::page::{self, Board, Show};
use domain::{Action, Kind, Page};
use leptos::prelude::*;

/// What the page shows where its address doesn't say.
const STANDARD: Show = Show::All;

/// One revision.
#[component]
pub fn RevisionPage() -> AnyView {
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
    let per = per_suffix(&view.moment.param());
    let page = view.page;
    let own = page_of(Page::Revision, &page.key);
    let register = (t!(lang, "page.revisions").to_owned(), with_per(Page::Revisions.path(), &per));
    let ways = view! { <Ways page=page.clone() forms=forms.clone() per=per.clone()/> };
    let head = view! {
        <Crumbs trail=vec![register] here=page.picture.name()/>
        <Head title=title(lang, &page) above=above(lang, &page) lede=lede(lang, &page)>
            {ways}
        </Head>
        <Standing picture=page.picture.clone()/>
    };
    let about = pairs.iter().find(|(name, _)| name == "fraga").map(|(_, about)| about.clone()).unwrap_or_default();
    let (asked, picture) = (page.remarks.clone(), page.picture.clone());
    let below = view! {
        <Remarks forms=forms.clone() picture=picture.clone() remarks=asked page=own.clone() about=about per=per.clone()/>
        <Versions picture=picture/>
    };
    let Some(board) = page.board.clone() else { return view! { {head} {below} }.into_any() };
    let before_board = page.picture.before_board().is_some();
    let asking = (before_board && forms.may(Action::Ask, Kind::Remark)).then(|| own.clone());
    let around = Around { remarks: page.remarks.clone(), asking, per: per.clone() };
    let address = Address::new(own.clone(), &pairs);
    let waiting = if page.frozen { board.counts.unreviewed } else { page.waiting.iter().map(|(_, count)| count).sum() };
    let withdraw = before_board.then(|| {
        view! {
            <MatterFold forms=forms.clone() action=Action::Withdraw lead=t!(lang, "revision.withdraw_lead")
                next=own.clone() page=own.clone()/>
        }
    });
    view! {
        {head}
        <Figures board=board.clone()/>
        <Overview page=page.clone() board=board.clone() per=per.clone()/>
        <div class="mt no-print" id="urval"><Views board=board.clone() waiting=waiting address=address.clone() standard=STANDARD/></div>
        <Rows board=board.clone() around=around address=address.clone() per=per/>
        <Leafing board=board address=address/>
        {below}
        {withdraw}
    }
    .into_any()
}

/// The matrix beside what is asked and what lies above the line. Once the board has decided there is more to say of that
/// than fits beside a matrix, so the line goes below it.
#[component]
fn Overview(page: page::RevisionPage, board: Board, per: String) -> AnyView {
    let lang = lang();
    let first = page.base.is_none();
    let proposal = page.picture.preparations.last().filter(|_| page.frozen).cloned();
    let lead =
        if board.moves.is_empty() { t!(lang, "picture.matrix_lead") } else { t!(lang, "picture.matrix_lead_moves") };
    let rescaled = board.rescaled.then(|| view! { <p class="note">{t!(lang, "revision.rescaled")}</p> });
    let over = matches!(page.picture.state(), PictureState::Decided | PictureState::Ended);
    let matrix = view! {
        <section class="sec" aria-labelledby="h-matris">
            <div class="sec__head"><h2 id="h-matris">{t!(lang, "picture.matrix_heading")}</h2><p>{lead}</p></div>
            {rescaled}
            <BoardMatrix board=board.clone() first=first per=per.clone()/>
        </section>
    };
    let above = view! { <Above board=board per=per/> };
    let (below, beside) = if over { (Some(above), None) } else { (None, Some(above)) };
    view! {
        <div class="cols cols--7-5">
            <div class="stack">{matrix} {below}</div>
            <div class="stack">
                <Decided picture=page.picture/>
                <Ask preparation=proposal/>
                {beside}
            </div>
        </div>
    }
    .into_any()
}

/// The rows that were asked for: those that change, then those that stay.
#[component]
fn Rows(board: Board, around: Around, address: Address, per: String) -> AnyView {
    let lang = lang();
    let (changed, stay): (Vec<_>, Vec<_>) = board.rows.clone().into_iter().partition(changes);
    let nothing = changing(board.counts) == 0;
    let table = if changed.is_empty() {
        nothing.then(|| view! { <p class="muted">{t!(lang, "revision.nothing_changes")}</p> }).into_any()
    } else {
        view! { <Changes rows=changed around=around/> }.into_any()
    };
    view! { {table} <Stays board=board rows=stay address=address per=per/> }.into_any()
}

/// What can be done from here, by those who may.
#[component]
fn Ways(page: page::RevisionPage, forms: Forms, per: String) -> AnyView {
    let lang = lang();
    let state = page.picture.state();
    let to = |target: Page| with_per(&page_of(target, &page.key), &per);
    let work = (state == PictureState::Draft && forms.now && forms.opens(Page::Reviewing))
        .then(|| view! { <a class="btn btn--main" href=to(Page::Reviewing)>{t!(lang, "revision.work")}</a> });
    let decide = (state == PictureState::Prepared && forms.now && forms.opens(Page::Deciding))
        .then(|| view! { <a class="btn" href=to(Page::Deciding)>{t!(lang, "revision.decide")}</a> });
    let picture = (state == PictureState::Decided)
        .then(|| view! { <a class="btn" href=to(Page::Picture)>{t!(lang, "revision.see_picture")}</a> });
    // Meeting mode is read whole from the server, so that it is all there if the network then drops.
    let meeting = (page.frozen && forms.opens(Page::Meeting)).then(|| {
        view! { <a class="btn btn--main" href=to(Page::Meeting)>{t!(lang, "revision.open_meeting")}</a> }
    });
    let documents = page.frozen.then(|| view! { <Documents picture=page.key.clone() per=per.clone()/> });
    view! { {documents} {picture} {decide} <PrintButton>{t!(lang, "common.print")}</PrintButton> {work} {meeting} }
        .into_any()
}

fn title(lang: Lang, page: &page::RevisionPage) -> String {
    let name = page.picture.name();
    match &page.board {
        _ if page.picture.closed.is_some() => t!(lang, "revision.finding_closed", name = name),
        Some(board) => finding(lang, board.counts, page.base.is_none()),
        None => t!(lang, "revision.finding_waiting", name = name),
    }
}

/// Who decides, when, and under which number.
fn above(lang: Lang, page: &page::RevisionPage) -> String {
    let board = &page.settings.board;
    let number =
        page.picture.preparations.last().map_or_else(|| page.key.to_string(), |last| last.registration.clone());
    match page.picture.meeting {
        Some(date) => t!(lang, "revision.above_meeting", board = board, date = date, number = number),
        None => t!(lang, "revision.above", board = board, key = number),
    }
}

fn lede(lang: Lang, page: &page::RevisionPage) -> String {
    let name = page.picture.name();
    match (&page.base, page.frozen, &page.board) {
        (_, _, None) => t!(lang, "revision.lede_waiting").to_owned(),
        (Some(base), true, _) => t!(lang, "revision.lede_proposal", name = name, base = base.name, date = base.date),
        (None, true, _) => t!(lang, "revision.lede_proposal_first", name = name),
        (Some(base), false, _) => t!(lang, "revision.lede_draft", name = name, base = base.name, date = base.date),
        (None, false, _) => t!(lang, "revision.lede_draft_first", name = name),
    }
}
