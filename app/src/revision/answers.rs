//! Answers for the risks of a revision: why each changes, or why it stands.

use super::changes::Why;
use super::what::What;
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::i18n::text;
use crate::picture::{CountTag, Forms, SpotMove};
use crate::t;
use crate::ui::record_path;
use domain::field::Field;
use domain::picture::Review;
use domain::picture::page::ChangeRow;
use domain::{Action, Draft, Kind};
use leptos::prelude::*;

/// A group of risks with a form for each.
#[component]
pub fn Answers(
    /// What the page's forms need.
    forms: Forms,
    /// The risks.
    rows: Vec<ChangeRow>,
    /// The page they stand on.
    page: String,
    /// Where an answer leads: the same page, as it was shown.
    next: String,
    /// Heading.
    heading: &'static str,
    /// A sentence beside it.
    lead: &'static str,
    /// The heading's id.
    id: &'static str,
    /// Whether the forms stand open.
    #[prop(default = false)]
    open: bool,
    /// What stands before the risks.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let items = rows
        .into_iter()
        .map(|row| view! { <AnswerRow forms=forms.clone() row=row page=page.clone() next=next.clone() open=open/> })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec__head"><h2 id=id>{heading}</h2><p>{lead}</p></div>
            {children.map(|children| children())}
            <ul class="answers">{items}</ul>
        </section>
    }
    .into_any()
}

/// The fields that are asked for; which picture and risk the form is about, it knows.
fn asked() -> Vec<Field> {
    Review::FIELDS.iter().filter(|field| matches!(field.name, "reason" | "measures")).copied().collect()
}

#[component]
fn AnswerRow(forms: Forms, row: ChangeRow, page: String, next: String, open: bool) -> AnyView {
    let lang = lang();
    let key = row.key.clone();
    let to = record_path(&key);
    let reason = row.answered.then(|| {
        let row = row.clone();
        view! { <p class="m"><Why row=row/></p> }
    });
    let form = forms
        .may_on(Action::Review, Kind::Review, &row.owner)
        .then(|| view! { <AnswerForm forms=forms row=row.clone() page=page next=next open=open/> });
    let what = (!row.fields.is_empty()).then(|| {
        let row = row.clone();
        view! { <div class="m"><What row=row/></div> }
    });
    view! {
        <li id=key.to_string()>
            <div class="answer__head">
                <h3><span class="id">{key.to_string()}</span> " " <a class="title" href=to>{row.title}</a></h3>
                <span class="nowrap"><SpotMove before=row.before after=row.after/> " " <CountTag count=row.count/></span>
            </div>
            <p class="note">{t!(lang, "picture.column_owner")} ": " {row.owner}</p>
            {what}
            {reason}
            {form}
        </li>
    }
    .into_any()
}

#[component]
fn AnswerForm(forms: Forms, row: ChangeRow, page: String, next: String, open: bool) -> AnyView {
    let lang = lang();
    let key = row.key;
    let state = forms.state.filter(|state| state.kind == Kind::Review && state.draft.get("risk") == key.as_str());
    let open = open || state.is_some();
    let hidden = Hidden {
        action: Action::Review,
        kind: Kind::Review,
        key: String::new(),
        rev: None,
        command_id: format!("{}-{}", forms.command_id, key.as_str().replace(['.', '_', '/'], "-")),
        next,
        page,
    };
    let mut draft = Draft::default();
    if row.answered {
        draft.set("reason", row.reason);
        draft.set_keys("measures", &row.explaining);
    }
    let acting: Vec<String> = row.acting.iter().map(|measure| format!("{} {}", measure.key, measure.title)).collect();
    let acting = (!acting.is_empty())
        .then(|| view! { <p class="note">{t!(lang, "revision.work_acting", keys = acting.join(", "))}</p> });
    let summary = if row.answered {
        t!(lang, "revision.work_change_answer", key = key)
    } else {
        t!(lang, "revision.work_answer", key = key)
    };
    view! {
        <details class="fold no-print" open=open>
            <summary>{summary}</summary>
            <div>
                <CommandForm hidden=hidden form_fields=asked() draft=draft settings=forms.settings
                    submit=text(lang, "action.save_review").to_owned()
                    sends=vec![("picture", forms.key.to_string()), ("risk", key.to_string())] state=state/>
                {acting}
            </div>
        </details>
    }
    .into_any()
}

/// One answer for many risks that stand for the same reason.
#[component]
pub fn AnswerMany(forms: Forms, rows: Vec<ChangeRow>, page: String, next: String) -> AnyView {
    let lang = lang();
    let rows: Vec<ChangeRow> =
        rows.into_iter().filter(|row| forms.may_on(Action::Review, Kind::Review, &row.owner)).collect();
    if rows.len() < 2 {
        return ().into_any();
    }
    // One risk has a form of its own, which is then the one that is shown again.
    let state = forms.state.filter(|state| {
        let risks = state.draft.get("risk");
        state.kind == Kind::Review && (risks.is_empty() || risks.contains(','))
    });
    let ticked: Vec<String> = state
        .iter()
        .flat_map(|state| state.draft.get("risk").split(',').map(|key| key.trim().to_owned()).collect::<Vec<_>>())
        .collect();
    let hidden = Hidden {
        action: Action::Review,
        kind: Kind::Review,
        key: String::new(),
        rev: None,
        command_id: format!("{}-flera", forms.command_id),
        next,
        page,
    };
    let open = state.is_some();
    let boxes = rows
        .into_iter()
        .map(|row| {
            let checked = ticked.iter().any(|key| key == row.key.as_str());
            let score = row.after.map(|spot| format!(" ({})", spot.score));
            view! {
                <label class="check">
                    <input type="checkbox" name=format!("fields[risk.{}]", row.key) value="on" checked=checked/>
                    <span><span class="id">{row.key.to_string()}</span> " " {row.title} {score}</span>
                </label>
            }
        })
        .collect_view();
    let fields = Review::FIELDS.iter().filter(|field| field.name == "reason").copied().collect();
    view! {
        <details class="fold no-print" open=open>
            <summary>{t!(lang, "revision.work_bulk")}</summary>
            <div>
                <p class="note">{t!(lang, "revision.work_bulk_lead")}</p>
                <CommandForm hidden=hidden form_fields=fields draft=Draft::default() settings=forms.settings
                    submit=t!(lang, "revision.work_bulk_save").to_owned()
                    sends=vec![("picture", forms.key.to_string())] state=state>
                    <fieldset class="choices">
                        <legend>{t!(lang, "revision.work_bulk_legend")}</legend>
                        {boxes}
                    </fieldset>
                </CommandForm>
            </div>
        </details>
    }
    .into_any()
}
