//! The forms that record what the register can't know: a step's day, what shows it, and a note.

use crate::api::YearCycleView;
use crate::context::{FormState, lang};
use crate::form::{CommandForm, Hidden};
use crate::t;
use domain::field::Field;
use domain::settings::Settings;
use domain::year_cycle::CycleStep;
use domain::{Action, Draft, Kind, Page};
use leptos::prelude::*;

/// A form for each step that is for a person to tell of, folded.
#[component]
pub(super) fn Records(view: YearCycleView) -> AnyView {
    let lang = lang();
    let steps: Vec<CycleStep> = view.cycle.steps.iter().filter(|one| one.by_hand()).cloned().collect();
    if steps.is_empty() {
        return ().into_any();
    }
    let folds = steps
        .into_iter()
        .map(|step| {
            let sent = view.form.clone().filter(|state| is_about(state, &step));
            let command_id = format!("{}-{}", view.command_id, step.step.id);
            view! { <Fold step=step command_id=command_id settings=view.settings.clone() sent=sent/> }
        })
        .collect_view();
    view! {
        <section class="sec no-print" aria-labelledby="h-registrera">
            <div class="sec__head"><h2 id="h-registrera">{t!(lang, "year.record_heading")}</h2></div>
            <p class="m muted">{t!(lang, "year.record_lead")}</p>
            {folds}
        </section>
    }
    .into_any()
}

/// Whether a form that was sent is about a step of this year: all of them are about the same record.
fn is_about(state: &FormState, step: &CycleStep) -> bool {
    (state.action, state.kind) == (Action::Report, Kind::Settings)
        && state.draft.get("step") == step.step.id
        && state.draft.get("year") == step.year.to_string()
}

#[component]
fn Fold(step: CycleStep, command_id: String, settings: Settings, sent: Option<FormState>) -> AnyView {
    let lang = lang();
    let (id, year) = (step.step.id.clone(), step.year.to_string());
    let address = format!("{}?ar={year}", Page::YearCycle.path());
    let hidden = Hidden {
        action: Action::Report,
        kind: Kind::Settings,
        key: Settings::KEY.to_owned(),
        // What is recorded stands beside what was, so it can't be decided on something older.
        rev: None,
        command_id,
        next: format!("{address}#{id}"),
        page: address,
    };
    let asked: Vec<Field> =
        Settings::REPORT.iter().filter(|field| !matches!(field.name, "step" | "year")).copied().collect();
    let mut draft = Draft::default();
    if let Some(shown) = &step.shown {
        draft.set_date("done", Some(shown.on));
        draft.set_keys("evidence", &shown.by);
        draft.set("note", shown.note.as_str());
    }
    let back = step.shown.is_some().then(|| view! { <p class="m muted">{t!(lang, "year.record_back")}</p> });
    let open = sent.is_some();
    view! {
        <details class="fold" open=open>
            <summary><span lang=lang.written()>{t!(lang, "year.record_step", step = step.step.text, year = year)}</span></summary>
            <div class="mt-s">
                {back}
                <CommandForm hidden=hidden form_fields=asked draft=draft settings=settings
                    submit=t!(lang, "action.save_report_settings").to_owned() state=sent
                    sends=vec![("step", id), ("year", year)]/>
            </div>
        </details>
    }
    .into_any()
}
