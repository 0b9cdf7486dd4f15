//! What a disposal takes and what it leaves, record by record.

use crate::address::page_of;
use crate::context::lang;
use crate::i18n::{Lang, code_label};
use crate::ui::{Prose, column_heads, day_view, record_path};
use crate::{plural, t};
use domain::Page;
use domain::disposal::select::{Candidate, Hold, Selection};
use leptos::prelude::*;

/// Both lists: what goes, and what is old enough and stays, with the reasons.
#[component]
pub fn SelectionView(selection: Selection) -> AnyView {
    let lang = lang();
    let Selection { goes, held } = selection;
    let heading = plural!(lang, "disposal.goes_heading", goes.len());
    let going = if goes.is_empty() {
        view! { <p class="muted">{t!(lang, "disposal.goes_none")}</p> }.into_any()
    } else {
        let rows = goes
            .into_iter()
            .map(|one| {
                let with = with_words(lang, &one);
                view! { <CandidateRow one=one last=t!(lang, "disposal.column_with")>{with}</CandidateRow> }
            })
            .collect_view();
        table(lang, t!(lang, "disposal.goes_caption"), t!(lang, "disposal.column_with"), rows.into_any())
    };
    let staying = (!held.is_empty()).then(|| {
        let heading = plural!(lang, "disposal.held_heading", held.len());
        let rows = held
            .into_iter()
            .map(|one| {
                let why = hold_words(lang, &one.holds);
                view! { <CandidateRow one=one last=t!(lang, "disposal.column_why")>{why}</CandidateRow> }
            })
            .collect_view();
        view! {
            <section class="sec" aria-labelledby="h-kvar">
                <div class="sec__head"><h2 id="h-kvar">{heading}</h2></div>
                <p class="m muted">{t!(lang, "disposal.held_lead")}</p>
                {table(lang, t!(lang, "disposal.held_caption"), t!(lang, "disposal.column_why"), rows.into_any())}
            </section>
        }
    });
    view! {
        <section class="sec" aria-labelledby="h-gallras">
            <div class="sec__head"><h2 id="h-gallras">{heading}</h2></div>
            {going}
        </section>
        {staying}
    }
    .into_any()
}

fn table(lang: Lang, caption: &'static str, last: &'static str, rows: AnyView) -> AnyView {
    view! {
        <table role="table" class="tbl tbl--cards">
            <caption class="vh">{caption}</caption>
            {column_heads([
                ("", t!(lang, "column.key")),
                ("", t!(lang, "column.title")),
                ("", t!(lang, "disposal.column_closed")),
                ("", last),
            ])}
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn CandidateRow(one: Candidate, last: &'static str, children: Children) -> AnyView {
    let lang = lang();
    let to = record_path(&one.key);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><a class="id" href=to>{one.key.to_string()}</a></th>
            <td role="cell" data-label=t!(lang, "column.title") lang=lang.written()><Prose text=one.title/></td>
            <td role="cell" data-label=t!(lang, "disposal.column_closed")>{day_view(one.closed)}</td>
            <td role="cell" data-label=last>{children()}</td>
        </tr>
    }
    .into_any()
}

/// What goes with a record.
fn with_words(lang: Lang, one: &Candidate) -> AnyView {
    let comments = (!one.comments.is_empty()).then(|| plural!(lang, "disposal.with_comments", one.comments.len()));
    let files = (one.files > 0).then(|| plural!(lang, "disposal.with_files", one.files));
    let parts: Vec<String> = comments.into_iter().chain(files).collect();
    view! { <Prose text=parts.join(", ")/> }.into_any()
}

/// Why a record stays: reason by reason, each with ways to what holds it.
fn hold_words(lang: Lang, holds: &[Hold]) -> AnyView {
    holds
        .chunk_by(|one, next| one.code() == next.code())
        .map(|alike| {
            let links =
                alike.iter().map(|hold| view! { " " <a class="id" href=hold_path(hold)>{hold.key().to_string()}</a> });
            let links = links.collect_view();
            view! { <p class="m">{code_label(lang, "disposal", &reason(alike))} {links}</p> }
        })
        .collect_view()
        .into_any()
}

/// The text of what holds a record back, of holds of one kind.
fn reason(alike: &[Hold]) -> String {
    format!("hold_{}", alike.first().map_or("", Hold::code))
}

fn hold_path(hold: &Hold) -> String {
    match hold {
        Hold::Picture(key) => page_of(Page::Picture, key),
        Hold::Revision(key) => page_of(Page::Revision, key),
        Hold::Plan(key) | Hold::Open(key) => record_path(key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::find;
    use domain::Key;

    #[test]
    fn every_reason_has_its_text() {
        let key = || Key::numbered("RSK", 1);
        for hold in [Hold::Picture(key()), Hold::Plan(key()), Hold::Revision(key()), Hold::Open(key())] {
            for lang in Lang::ALL {
                assert!(find(*lang, &format!("disposal.{}", reason(std::slice::from_ref(&hold)))).is_some());
            }
        }
    }
}
