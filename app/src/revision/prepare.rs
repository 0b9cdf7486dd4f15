//! Laying the proposal before the board, with a text suggested from what changes.

use super::finding::{finding, staying};
use crate::address::page_of;
use crate::context::lang;
use crate::form::CommandForm;
use crate::i18n::{Lang, month, text};
use crate::picture::Forms;
use crate::{plural, t};
use chrono::Datelike;
use domain::picture::page::{self, Board};
use domain::picture::preparation::PREPARE;
use domain::{Action, Draft, Kind, Page};
use leptos::prelude::*;

/// The form; nothing for those who may not.
#[component]
pub fn Prepare(forms: Forms, page: page::RevisionPage, board: Board) -> AnyView {
    let lang = lang();
    if !forms.may(Action::Prepare, Kind::Picture) {
        return ().into_any();
    }
    let waiting: u32 = page.waiting.iter().map(|(_, count)| count).sum();
    let missing = waiting.saturating_sub(board.counts.unreviewed);
    let warning = (missing > 0).then(|| {
        view! { <p class="banner banner--warn">{plural!(lang, "revision.prepare_missing", missing)}</p> }
    });
    let handler = forms.actor.as_ref().and_then(|actor| actor.functions.first().cloned()).unwrap_or_default();
    let draft = suggested(&page, &board, handler);
    let own = page_of(Page::Reviewing, &page.key);
    let hidden = forms.hidden(Action::Prepare, page_of(Page::Revision, &page.key), own);
    view! {
        <section class="sec no-print" aria-labelledby="h-bered">
            <div class="sec__head"><h2 id="h-bered">{t!(lang, "revision.prepare_heading")}</h2></div>
            <p class="muted">{t!(lang, "revision.prepare_lead")}</p>
            {warning}
            <div class="mt">
                <CommandForm hidden=hidden form_fields=PREPARE.to_vec() draft=draft settings=forms.settings
                    submit=text(lang, "action.save_prepare").to_owned() state=forms.state/>
            </div>
        </section>
    }
    .into_any()
}

/// What is filled in: what was written in the proposal before, as far as it still holds, and else what the comparison says.
/// It is written in Swedish whatever the page is, since it goes to the board.
fn suggested(page: &page::RevisionPage, board: &Board, handler: String) -> Draft {
    let picture = &page.picture;
    let last = picture.preparations.last();
    let same = last.filter(|last| last.counts == board.counts);
    let heading = last.map_or_else(|| heading(picture.number, picture.year, &dated(page)), |last| last.heading.clone());
    let mut draft = Draft::default()
        .with("heading", heading)
        .with("registration", last.map(|last| last.registration.clone()).unwrap_or_default())
        .with("handler", last.map_or(handler, |last| last.handler.clone()))
        .with("proposal", same.map_or_else(|| proposal(page, board), |last| last.proposal.clone()))
        .with("summary", same.map_or_else(|| summary(page, board), |last| last.summary.clone()))
        .with("assessment", last.map(|last| last.assessment.clone()).unwrap_or_default());
    draft.set_date("meeting", picture.meeting.filter(|day| *day >= page.day));
    draft
}

/// What people call the revision: by its meeting, or by its number.
fn dated(page: &page::RevisionPage) -> String {
    page.picture.meeting.map_or_else(|| page.picture.name(), |day| format!("{} {}", month(Lang::Sv, day), day.year()))
}

fn heading(number: u16, year: u16, dated: &str) -> String {
    if number == 1 {
        t!(Lang::Sv, "revision.doc_heading_first", year = year)
    } else {
        t!(Lang::Sv, "revision.doc_heading", name = dated)
    }
}

fn proposal(page: &page::RevisionPage, board: &Board) -> String {
    let adopt = if page.picture.number == 1 {
        t!(Lang::Sv, "revision.doc_adopt_first", year = page.picture.year)
    } else {
        t!(Lang::Sv, "revision.doc_adopt", name = dated(page))
    };
    format!("{adopt}\n{}", plural!(Lang::Sv, "revision.doc_above", board.above, total = board.total))
}

fn summary(page: &page::RevisionPage, board: &Board) -> String {
    let found = finding(Lang::Sv, board.counts, page.base.is_none());
    let changed = match &page.base {
        Some(base) => t!(Lang::Sv, "revision.doc_since", finding = found, base = base.name, date = base.date),
        None => return t!(Lang::Sv, "revision.doc_first", finding = found),
    };
    format!("{changed} {}", plural!(Lang::Sv, "revision.doc_stays", staying(board.counts)))
}
