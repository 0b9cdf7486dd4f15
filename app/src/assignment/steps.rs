//! The steps in which an assignment ends, and the form of the one that comes next.

use crate::context::lang;
use crate::t;
use crate::ui::{ActionFold, Icon, Record};
use domain::assignment::{Assignment, Step, approval};
use domain::{Action, Draft};
use leptos::prelude::*;

/// The three steps, each with its date or that it remains.
#[component]
pub fn Steps(assignment: Assignment, record: Record) -> AnyView {
    let lang = lang();
    let steps = [
        (t!(lang, "assignment.step_back"), assignment.reported_back.as_ref().map(Step::words)),
        (t!(lang, "assignment.step_approved"), assignment.approved.as_ref().map(approval)),
        (t!(lang, "assignment.step_informed"), assignment.informed.as_ref().map(Step::words)),
    ];
    let items = steps
        .into_iter()
        .map(|(name, done)| {
            let icon = if done.is_some() { "i-check" } else { "i-ring" };
            let class = if done.is_some() { "step step--done" } else { "step" };
            let said = done.unwrap_or_else(|| t!(lang, "assignment.step_left").to_owned());
            view! { <li class=class><Icon name=icon/><span><b>{name}</b><br/><span class="muted">{said}</span></span></li> }
        })
        .collect_view();
    let correcting = assignment.approved.is_some().then(|| {
        view! { <ActionFold record=record.clone() action=Action::Correct draft=assignment.approval_draft() guarded=true/> }
    });
    let again = assignment.informed.as_ref().map(|informed| {
        let lead = t!(lang, "assignment.inform_again");
        view! { <ActionFold record=record.clone() action=Action::Inform draft=informed.draft() lead=lead guarded=true/> }
    });
    view! {
        <section class="sec" aria-labelledby="h-steg">
            <div class="sec__head"><h2 id="h-steg">{t!(lang, "assignment.steps")}</h2></div>
            <p class="note">{t!(lang, "assignment.steps_lead")}</p>
            <ol class="steps">{items}</ol>
            <Next assignment=assignment record=record/>
            {again}
            {correcting}
        </section>
    }
    .into_any()
}

/// The form of the next step. Until the board has approved, what it has sent back can be reported once more.
#[component]
fn Next(assignment: Assignment, record: Record) -> AnyView {
    let lang = lang();
    let lead = |action: Action| match action {
        Action::Approve => t!(lang, "assignment.approve_lead"),
        Action::Inform => t!(lang, "assignment.inform_lead"),
        _ => t!(lang, "assignment.back_lead"),
    };
    let next = assignment.next();
    let again = (next == Some(Action::Approve)).then_some(Action::ReportBack);
    let board = record.settings.board.clone();
    next.into_iter()
        .chain(again)
        .map(|action| {
            let draft = match action {
                Action::Approve => Draft::default().with("organ", board.as_str()),
                _ => Draft::default(),
            };
            view! { <ActionFold record=record.clone() action=action draft=draft lead=lead(action)/> }
        })
        .collect_view()
        .into_any()
}
