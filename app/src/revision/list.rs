//! The list of revisions, with what is next for whoever looks.

use crate::address::page_of;
use crate::api::pictures;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, code_label, text};
use crate::page::{Head, Loaded, per_suffix, use_per, with_per};
use crate::picture::{PictureTag, new_revision, state_code};
use crate::t;
use crate::ui::{AsOf, column_heads, day_view};
use domain::picture::PictureState;
use domain::picture::page::PictureRow;
use domain::{Action, Actor, Kind, Page, Subject};
use leptos::prelude::*;

/// The pictures, as the server answers.
type PictureRows = Vec<PictureRow>;

/// The revisions, the newest first.
#[component]
pub fn RevisionListPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=pictures(per.clone()) draw=move |rows: PictureRows| {
            view! { <Shown rows=rows per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(rows: Vec<PictureRow>, per: String) -> AnyView {
    let lang = lang();
    let day = per.trim_start_matches("?per=").to_owned();
    let new = new_revision(&rows, &per).then(|| {
        view! { <a class="btn btn--main" href=Page::NewRevision.path()>{t!(lang, "form.create_picture")}</a> }
    });
    let above = t!(lang, "page.revisions").to_owned();
    let head = view! {
        <Head title=finding(lang, &rows) above=above lede=t!(lang, "revision.list_lead").to_owned()>
            <AsOf path=Page::Revisions.path() day=day/>
            {new}
        </Head>
    };
    if rows.is_empty() {
        return view! {
            {head}
            <div class="empty">
                <h2>{t!(lang, "revision.empty_title")}</h2>
                <p class="muted">{t!(lang, "revision.empty_text")}</p>
            </div>
        }
        .into_any();
    }
    let (open, finished): (Vec<_>, Vec<_>) = rows.into_iter().partition(under_way);
    view! {
        {head}
        <Table rows=open heading=t!(lang, "revision.list_open") id="h-pagar" per=per.clone()/>
        <Table rows=finished heading=t!(lang, "revision.list_finished") id="h-avslutade" per=per/>
    }
    .into_any()
}

fn under_way(row: &PictureRow) -> bool {
    matches!(row.picture.state(), PictureState::Draft | PictureState::Prepared)
}

fn finding(lang: Lang, rows: &[PictureRow]) -> String {
    let Some(row) = rows.iter().find(|row| under_way(row)) else {
        return t!(lang, "revision.list_finding_none").to_owned();
    };
    let name = row.picture.name();
    match row.picture.state() {
        PictureState::Prepared => t!(lang, "revision.list_finding_prepared", name = name),
        _ => t!(lang, "revision.list_finding_draft", name = name),
    }
}

#[component]
fn Table(rows: Vec<PictureRow>, heading: &'static str, id: &'static str, per: String) -> AnyView {
    let lang = lang();
    if rows.is_empty() {
        return ().into_any();
    }
    let body = rows.into_iter().map(|row| view! { <Line row=row per=per.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2></div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "revision.list_caption")}</caption>
                {column_heads([
                    ("", t!(lang, "page.revision")),
                    ("", t!(lang, "picture.column_state")),
                    ("", t!(lang, "revision.column_meeting")),
                    ("", t!(lang, "picture.column_decision")),
                    ("", t!(lang, "revision.column_next")),
                ])}
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Line(row: PictureRow, per: String) -> AnyView {
    let lang = lang();
    let PictureRow { key, picture, in_force } = row;
    let to = with_per(&page_of(Page::Revision, &key), &per);
    let decision = picture.decisions.last().map(|last| {
        let outcome = code_label(lang, "outcome", last.outcome.code());
        t!(lang, "picture.decided_short", outcome = outcome, date = last.date, paragraph = last.paragraph)
    });
    // The board's own document is Swedish whatever the page is.
    let heading = picture.preparations.last().map(|last| {
        view! { <br/> <span class="muted m" lang=Lang::Sv.html_lang()>{last.heading.clone()}</span> }
    });
    let actor = use_actor();
    let next = next_step(picture.state(), actor.as_ref().filter(|_| per.is_empty()));
    let next = next.map(|(page, code)| {
        let way = with_per(&page_of(page, &key), &per);
        view! { <a href=way>{text(lang, &format!("revision.next_{code}"))}<span class="vh">" " {picture.name()}</span></a> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="title" href=to>{t!(lang, "page.picture")} " " {picture.name()}</a> {heading}
            </th>
            <td role="cell" data-label=t!(lang, "picture.column_state")>
                <PictureTag code=state_code(&picture, in_force)/>
            </td>
            <td role="cell" data-label=t!(lang, "revision.column_meeting")>{picture.meeting.map(day_view)}</td>
            <td role="cell" data-label=t!(lang, "picture.column_decision")>{decision}</td>
            <td role="cell" data-label=t!(lang, "revision.column_next")>{next}</td>
        </tr>
    }
    .into_any()
}

/// What is next, and where it is done; for those who do nothing, what is waited for.
fn next_step(state: PictureState, actor: Option<&Actor>) -> Option<(Page, &'static str)> {
    let may = |subject: Subject| actor.is_some_and(|actor| actor.may(subject));
    match state {
        PictureState::Draft if may(Subject::Command(Action::Prepare, Kind::Picture)) => {
            Some((Page::Reviewing, "prepare"))
        }
        PictureState::Draft if may(Subject::Page(Page::Reviewing)) => Some((Page::Reviewing, "answer")),
        PictureState::Draft => Some((Page::Revision, "wait")),
        PictureState::Prepared if may(Subject::Page(Page::Deciding)) => Some((Page::Deciding, "decide")),
        PictureState::Prepared if may(Subject::Command(Action::Ask, Kind::Remark)) => Some((Page::Revision, "read")),
        PictureState::Prepared => Some((Page::Revision, "board")),
        PictureState::Decided | PictureState::Ended | PictureState::Closed => None,
    }
}
