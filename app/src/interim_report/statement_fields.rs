//! The fields a statement is written in: its text beside how it stands to the register, what it rests on and what is done with it.

use super::anchor;
use super::statement::{RestsOn, StatementText};
use crate::context::{FormState, lang};
use crate::form::control_id;
use crate::i18n::{Lang, code_label, error_text};
use crate::t;
use crate::ui::Icon;
use domain::report::write::{Choice, choice_field, text_field};
use domain::report::{Fact, Freshness, Standing};
use domain::{AppError, Kind};
use leptos::prelude::*;

/// What was typed in a form that is shown again, and what the ids of its controls begin with.
#[derive(Clone)]
pub struct Typed {
    /// What the ids begin with.
    pub prefix: String,
    /// The form as it was sent; none for a fresh one.
    pub state: Option<FormState>,
}

impl Typed {
    /// What was typed in a field; none in a fresh form.
    fn value(&self, field: &str) -> Option<String> {
        self.state.as_ref().map(|state| state.draft.get(field).to_owned())
    }

    fn error(&self, lang: Lang, field: &str) -> Option<String> {
        let Some(AppError::Invalid { errors }) = self.state.as_ref().and_then(|state| state.error.as_ref()) else {
            return None;
        };
        errors.iter().find(|error| error.field == field).map(|error| error_text(lang, error, Kind::Report))
    }
}

/// Whether someone has to look at it.
pub const fn asks(freshness: Freshness) -> bool {
    matches!(freshness, Freshness::Stale | Freshness::Gone | Freshness::New)
}

/// What can be chosen for a statement.
const fn choices(freshness: Freshness) -> &'static [Choice] {
    match freshness {
        Freshness::Fresh | Freshness::Own => &[Choice::Keep, Choice::Leave, Choice::Up, Choice::Down],
        Freshness::Stale => &[Choice::Keep, Choice::Renew, Choice::Stand, Choice::Leave],
        Freshness::Gone => &[Choice::Keep, Choice::Leave],
        Freshness::New => &[Choice::Keep, Choice::Take, Choice::Leave],
        Freshness::LeftOut => &[Choice::Keep, Choice::Take],
    }
}

/// The fields of a statement; `number` is its place in the form.
#[component]
pub fn StatementFields(standing: Standing, number: usize, typed: Typed) -> AnyView {
    let lang = lang();
    let Some(statement) = standing.statement().cloned() else { return ().into_any() };
    let freshness = standing.freshness;
    let name = if statement.subject.is_empty() {
        // Its own words tell what it is; by ear it needs a name.
        view! { <legend class="vh">{t!(lang, "interim_report.statement", number = number)}</legend> }.into_any()
    } else {
        view! { <legend lang=lang.written()>{statement.subject.clone()}</legend> }.into_any()
    };
    let state = code_label(lang, "freshness", freshness.code());
    let classified = statement.classified.then(|| {
        view! { <p class="banner banner--warn"><Icon name="i-lock"/> " " {t!(lang, "interim_report.classified")}</p> }
    });
    let edited = standing.taken.as_ref().is_some_and(|taken| taken.read.is_some() && taken.edited());
    let edited = edited.then(|| view! { " " <span class="tag">{t!(lang, "interim_report.edited")}</span> });
    let body = match &standing.taken {
        Some(_) => {
            view! { <TextField id=statement.id.clone() text=statement.text.clone() typed=typed.clone()/> }.into_any()
        }
        None => view! { <StatementText statement=statement.clone()/> }.into_any(),
    };
    let moved = (freshness == Freshness::Stale).then(|| view! { <Moved standing=standing.clone()/> });
    let rests = (standing.taken.is_some() && !statement.facts.is_empty())
        .then(|| view! { <RestsOn facts=statement.facts.clone()/> });
    let id = anchor(&statement.id);
    view! {
        <fieldset class="written" id=id class:written--asks=asks(freshness)>
            {name}
            <div class="written__parts">
                <div class="written__text">{classified} {body} {moved}</div>
                <div class="written__side">
                    <p><span class="tag">{state}</span> {edited}</p>
                    <ChoiceField id=statement.id freshness=freshness typed=typed/>
                    {rests}
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn TextField(id: String, text: String, typed: Typed) -> AnyView {
    let lang = lang();
    let field = text_field(&id);
    let control = control_id(&typed.prefix, &field);
    let error = typed.error(lang, &field);
    let text = typed.value(&field).unwrap_or(text);
    let rows = (text.chars().count() / 90 + text.lines().count()).clamp(1, 20);
    let error_id = format!("{control}-error");
    let (invalid, described) = (error.is_some().then_some("true"), error.is_some().then(|| error_id.clone()));
    let error = error.map(|said| view! { <p class="error" id=error_id><Icon name="i-warn"/> " " {said}</p> });
    view! {
        <div class="field">
            <label class="vh" for=control.clone()>{t!(lang, "field_report.text")}</label>
            {error}
            <textarea class="input" id=control name=format!("fields[{field}]") rows=rows.to_string() lang=lang.written()
                aria-invalid=invalid aria-describedby=described>{text}</textarea>
        </div>
    }
    .into_any()
}

#[component]
fn ChoiceField(id: String, freshness: Freshness, typed: Typed) -> AnyView {
    let lang = lang();
    let field = choice_field(&id);
    let control = control_id(&typed.prefix, &field);
    let chosen = typed.value(&field).unwrap_or_default();
    let options = choices(freshness)
        .iter()
        .map(|choice| {
            // What it is to keep follows from what there is.
            let words = match (choice, freshness) {
                (Choice::Keep, Freshness::New) => t!(lang, "report_choice.keep_new"),
                (Choice::Keep, Freshness::LeftOut) => t!(lang, "report_choice.keep_left_out"),
                _ => code_label(lang, "report_choice", choice.code()),
            };
            let selected = choice.code() == chosen;
            view! { <option value=choice.code() selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="vh" for=control.clone()>{t!(lang, "field_report.choice")}</label>
            <select class="input" id=control name=format!("fields[{field}]")>{options}</select>
        </div>
    }
    .into_any()
}

/// What the register said, and what it says now.
#[component]
fn Moved(standing: Standing) -> AnyView {
    let lang = lang();
    let (Some(taken), Some(now)) = (standing.taken, standing.now) else { return ().into_any() };
    let then = taken.statement.facts;
    let before = |fact: &Fact, n: usize| {
        let same: Vec<&Fact> = then.iter().filter(|one| one.name == fact.name).collect();
        same.get(n).map(|one| one.value.clone())
    };
    let changed = now
        .facts
        .iter()
        .enumerate()
        .filter_map(|(place, fact)| {
            let n = now.facts.iter().take(place).filter(|one| one.name == fact.name).count();
            let old = before(fact, n).unwrap_or_else(|| t!(lang, "common.nothing").to_owned());
            (old != fact.value).then(|| {
                let (value, to) = (fact.value.clone(), fact.address.clone());
                view! { <li>{old} " → " <a href=to>{value}</a></li> }
            })
        })
        .collect_view();
    view! {
        <div class="moved">
            <p><b>{t!(lang, "interim_report.says_now")}</b></p>
            <StatementText statement=now.clone()/>
            <ul class="bare" lang=lang.written()>{changed}</ul>
        </div>
    }
    .into_any()
}
