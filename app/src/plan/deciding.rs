//! The form that records what the board decided of the plan.

use crate::api::PlanView;
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::frame::use_actor;
use crate::i18n::action_label;
use crate::ui::fold_id;
use crate::{plural, t};
use domain::programme::baseline::Baseline;
use domain::{Action, Draft, Kind, Moment, Page, Subject};
use leptos::prelude::*;

/// The form in a fold, open where nothing has been decided and when it is shown again; nothing for those who may not, and
/// nothing where there is no measure to decide on.
#[component]
pub fn Deciding(view: PlanView) -> AnyView {
    let lang = lang();
    let subject = Subject::Command(Action::Create, Kind::Baseline);
    let may = view.moment == Moment::Now && use_actor().is_some_and(|actor| actor.may(subject));
    let page = view.page;
    if !may || page.measures == 0 {
        return ().into_any();
    }
    let hidden = Hidden {
        action: Action::Create,
        kind: Kind::Baseline,
        key: String::new(),
        rev: None,
        command_id: view.command_id,
        next: Page::DecidedPlan.path().to_owned(),
        page: Page::Plan.path().to_owned(),
    };
    let state = view.form.filter(|state| state.kind == Kind::Baseline);
    let open = state.is_some() || page.shown.is_none();
    let again = page.shown.map(|_| format!(" {}", t!(lang, "plan.record_again")));
    let draft = Draft::default().with("organ", page.settings.board.as_str());
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, Action::Create, Kind::Baseline)}</summary>
            <div id=fold_id(Action::Create)>
                <p class="note">{plural!(lang, "plan.record_lead", page.measures)} {again}</p>
                <div class="mt-s">
                    <CommandForm hidden=hidden form_fields=Baseline::FIELDS.to_vec() draft=draft settings=page.settings
                        submit=t!(lang, "action.save_plan").to_owned() state=state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}
