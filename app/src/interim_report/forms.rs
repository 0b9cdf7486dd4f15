//! The forms on a report's page: laying it before the board, recording what the board decided, and giving it up.

use crate::context::lang;
use crate::form::CommandForm;
use crate::i18n::text;
use crate::picture::{Forms, MatterFold};
use crate::t;
use domain::field::Field;
use domain::picture::Preparation;
use domain::report::Report;
use domain::report::decide::DECIDE;
use domain::report::page::ReportPage;
use domain::report::prepare::PREPARE;
use domain::{Action, Draft, Kind};
use leptos::prelude::*;

/// The forms that belong to where the report stands; none to those who may not.
#[component]
pub fn MatterForms(page: ReportPage, forms: Forms, here: String) -> AnyView {
    let lang = lang();
    let report = page.row.report.clone();
    if let Some(proposal) = report.before_board().cloned() {
        return view! {
            <Decide proposal=proposal board=report.board.clone() forms=forms.clone() here=here.clone()/>
            <MatterFold forms=forms action=Action::Withdraw lead=t!(lang, "interim_report.withdraw_lead") next=here.clone()
                page=here/>
        }
        .into_any();
    }
    if report.open() {
        return view! {
            <Prepare page=page forms=forms.clone() here=here.clone()/>
            <MatterFold forms=forms action=Action::Close lead=t!(lang, "interim_report.close_lead") next=here.clone()
                page=here/>
        }
        .into_any();
    }
    let decided = report.decided().is_some();
    decided
        .then(|| {
            view! {
                <MatterFold forms=forms action=Action::Correct lead=t!(lang, "picture.correct_lead") next=here.clone() page=here/>
            }
        })
        .into_any()
}

#[component]
fn Prepare(page: ReportPage, forms: Forms, here: String) -> AnyView {
    let lang = lang();
    if !forms.may(Action::Prepare, Kind::Report) {
        return ().into_any();
    }
    // Whether it is laid before the board though the register has moved is asked only where it has.
    let asked: Vec<Field> =
        PREPARE.iter().filter(|field| field.name != "anyway" || page.counts.moved() > 0).copied().collect();
    let handler = forms.actor.as_ref().and_then(|actor| actor.functions.first().cloned()).unwrap_or_default();
    let draft = suggested(&page.row.report, handler, &page);
    let hidden = forms.hidden(Action::Prepare, here.clone(), here);
    view! {
        <section class="sec no-print" aria-labelledby="h-bered">
            <div class="sec__head"><h2 id="h-bered">{t!(lang, "interim_report.prepare_heading")}</h2></div>
            <p class="muted">{t!(lang, "interim_report.prepare_lead")}</p>
            <div class="mt">
                <CommandForm hidden=hidden form_fields=asked draft=draft settings=forms.settings
                    submit=text(lang, "action.save_prepare_report").to_owned() state=forms.state/>
            </div>
        </section>
    }
    .into_any()
}

/// What is filled in: what was written before, else what a board is most often asked. It is written in Swedish whatever the page
/// is, since it goes to the board.
fn suggested(report: &Report, handler: String, page: &ReportPage) -> Draft {
    let last = report.preparations.last();
    let title = report.title();
    let proposal = || {
        let title = title.to_lowercase();
        t!(crate::i18n::Lang::Sv, "interim_report.doc_proposal", board = report.board, title = title)
    };
    let mut draft = Draft::default()
        .with("registration", report.registration.as_str())
        .with("handler", last.map_or(handler, |last| last.handler.clone()))
        .with("proposal", last.map_or_else(proposal, |last| last.proposal.clone()))
        .with("summary", last.map(|last| last.summary.clone()).unwrap_or_default());
    draft.set_date("meeting", report.meeting.filter(|day| *day >= page.day));
    draft
}

#[component]
fn Decide(proposal: Preparation, board: String, forms: Forms, here: String) -> AnyView {
    let lang = lang();
    if !forms.may(Action::Decide, Kind::Report) {
        return ().into_any();
    }
    let asked: Vec<Field> = DECIDE.iter().filter(|field| field.name != "version").copied().collect();
    let mut draft = Draft::default()
        .with("organ", board)
        .with("outcome", "approve")
        .with("registration", proposal.registration.as_str())
        .with("text", proposal.proposal.as_str());
    draft.set_date("date", proposal.meeting);
    let hidden = forms.hidden(Action::Decide, here.clone(), here);
    let sends = vec![("version", proposal.version.to_string())];
    view! {
        <section class="sec no-print" aria-labelledby="h-beslut">
            <div class="sec__head"><h2 id="h-beslut">{t!(lang, "interim_report.decide_heading")}</h2></div>
            <p class="muted">{t!(lang, "interim_report.decide_lead")}</p>
            <div class="mt">
                <CommandForm hidden=hidden form_fields=asked draft=draft settings=forms.settings
                    submit=text(lang, "action.save_decide").to_owned() sends=sends state=forms.state/>
            </div>
        </section>
    }
    .into_any()
}
