//! The list of pictures.

use super::{PictureTag, state_code};
use crate::address::page_of;
use crate::api::pictures;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, code_label, count_text};
use crate::page::{Head, Loaded, per_suffix, use_per, with_per};
use crate::t;
use crate::ui::{AsOf, column_heads};
use domain::picture::page::PictureRow;
use domain::picture::preparation::{Count, Counts};
use domain::{Page, Subject};
use leptos::prelude::*;

/// The pictures, as the server answers.
type PictureRows = Vec<PictureRow>;

/// The pictures, the newest first.
#[component]
pub fn PictureListPage() -> AnyView {
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
    let head = view! {
        <Head title=finding(lang, &rows) above=t!(lang, "page.pictures").to_owned() lede=t!(lang, "picture.lead").to_owned()>
            <AsOf path=Page::Pictures.path() day=day/>
            {new}
        </Head>
    };
    if rows.is_empty() {
        return view! {
            {head}
            <div class="empty">
                <h2>{t!(lang, "picture.empty_title")}</h2>
                <p class="muted">{t!(lang, "picture.empty_text")}</p>
            </div>
        }
        .into_any();
    }
    let body = rows.into_iter().map(|row| view! { <Line row=row per=per.clone()/> }).collect_view();
    view! {
        {head}
        <table role="table" class="tbl tbl--cards tbl--sticky">
            <caption class="vh">{t!(lang, "picture.caption")}</caption>
            {column_heads([
                ("", t!(lang, "picture.column_name")),
                ("", t!(lang, "picture.column_state")),
                ("", t!(lang, "picture.column_decision")),
                ("", t!(lang, "picture.column_changes")),
                ("", t!(lang, "picture.column_ways")),
            ])}
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}

/// Whether who looks may begin a revision now: one at a time.
#[must_use]
pub fn new_revision(rows: &[PictureRow], per: &str) -> bool {
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::NewRevision)));
    let busy = rows.iter().any(|row| row.picture.open() || row.picture.before_board().is_some());
    may && per.is_empty() && !busy
}

/// What is in force.
fn finding(lang: Lang, rows: &[PictureRow]) -> String {
    let standing = rows.iter().find(|row| row.in_force);
    standing
        .and_then(|row| {
            let date = row.picture.adoption()?.date;
            Some(t!(lang, "picture.finding", name = row.picture.name(), date = date))
        })
        .unwrap_or_else(|| t!(lang, "picture.finding_none").to_owned())
}

#[component]
fn Line(row: PictureRow, per: String) -> AnyView {
    let lang = lang();
    let PictureRow { key, picture, in_force } = row;
    let code = state_code(&picture, in_force);
    let own = with_per(&page_of(Page::Picture, &key), &per);
    let revision = with_per(&page_of(Page::Revision, &key), &per);
    let adopted = picture.adoption().is_some();
    // What has not been adopted is told of where it is prepared.
    let to = if adopted { own } else { revision.clone() };
    let decision = picture.decisions.last().map_or_else(
        || view! { <span class="muted">{t!(lang, "picture.no_decision")}</span> }.into_any(),
        |last| {
            let outcome = code_label(lang, "outcome", last.outcome.code());
            let said =
                t!(lang, "picture.decided_short", outcome = outcome, date = last.date, paragraph = last.paragraph);
            view! { {said} <br/> <span class="id">{last.registration.clone()}</span> }.into_any()
        },
    );
    let counts = picture.preparations.last().map(|last| changes(lang, last.counts));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="title" href=to.clone()>{t!(lang, "page.picture")} " " {picture.name()}</a>
            </th>
            <td role="cell" data-label=t!(lang, "picture.column_state")><PictureTag code=code/></td>
            <td role="cell" data-label=t!(lang, "picture.column_decision")>{decision}</td>
            <td role="cell" data-label=t!(lang, "picture.column_changes")>{counts}</td>
            <td role="cell" data-label=t!(lang, "picture.column_ways")>
                <a href=revision>{t!(lang, "picture.see_revision")}<span class="vh">" " {picture.name()}</span></a>
            </td>
        </tr>
    }
    .into_any()
}

/// What a picture changed, in a line.
fn changes(lang: Lang, counts: Counts) -> String {
    let told = [Count::New, Count::Raised, Count::Lowered, Count::Changed, Count::Closed];
    let parts: Vec<String> = told
        .into_iter()
        .filter(|count| counts.get(*count) > 0)
        .map(|count| count_text(lang, &format!("count.{}_of", count.code()), counts.get(count), &[]))
        .collect();
    if parts.is_empty() { t!(lang, "picture.no_changes").to_owned() } else { parts.join(", ") }
}
