//! Writing in a chapter of a report: a field for each statement, beside what the register says now.

use super::banner::StaleBanner;
use super::statement::StatementText;
use super::{CHAPTER, anchor, heading, writing};
use crate::address::page_of;
use crate::api::{InterimReportView, interim_report};
use crate::context::{FormState, lang};
use crate::form::{CommandForm, control_id, form_prefix};
use crate::i18n::{Lang, code_label, error_text, text};
use crate::page::{Crumbs, Head, Loaded, use_key, use_query};
use crate::picture::Forms;
use crate::t;
use crate::ui::Icon;
use domain::field::Field;
use domain::report::write::{Choice, HELD, WRITE, choice_field, text_field};
use domain::report::{Chapter, Fact, Freshness, Standing};
use domain::{Action, AppError, Draft, Kind, Page};
use leptos::prelude::*;

/// The page of a chapter.
#[component]
pub fn WritePage() -> AnyView {
    let chapter = Chapter::from_code(&use_query(CHAPTER)).unwrap_or(Chapter::Deviations);
    view! {
        <Loaded data=interim_report(use_key(), String::new()) draw=move |view: InterimReportView| {
            view! { <Shown view=view chapter=chapter/> }.into_any()
        }/>
    }
    .into_any()
}

#[component]
fn Shown(view: InterimReportView, chapter: Chapter) -> AnyView {
    let lang = lang();
    let forms = Forms::of_report(&view);
    let page = view.page;
    let (key, report) = (page.row.key.clone(), page.row.report.clone());
    let own = page_of(Page::InterimReport, &key);
    let trail = vec![
        (t!(lang, "page.interim_reports").to_owned(), Page::InterimReports.path().to_owned()),
        (report.title(), own.clone()),
    ];
    let head = view! {
        <Crumbs trail=trail here=t!(lang, "interim_report.write").to_owned()/>
        <Head title=code_label(lang, "chapter", chapter.code()).to_owned() above=format!("{key} {}", report.title()) lede=t!(lang, "interim_report.write_lead").to_owned()/>
    };
    if !report.open() {
        return view! {
            {head}
            <div class="empty">
                <p>{t!(lang, "interim_report.not_open")}</p>
                <p><a class="btn btn--main" href=own>{t!(lang, "interim_report.back")}</a></p>
            </div>
        }
        .into_any();
    }
    let tabs = Chapter::ALL
        .iter()
        .map(|&one| {
            let here = (one == chapter).then_some("page");
            let moved = page.standings.iter().filter(|standing| {
                standing.statement().is_some_and(|statement| statement.chapter == one) && asks(standing.freshness)
            });
            let count = moved.count();
            let count = (count > 0).then(|| view! { " " <span class="n">{count}</span> });
            view! { <a href=writing(&key, one) aria-current=here>{heading(one)} {count}</a> }
        })
        .collect_view();
    let held: Vec<Standing> = page
        .standings
        .iter()
        .filter(|standing| standing.statement().is_some_and(|statement| statement.chapter == chapter))
        .cloned()
        .collect();
    let here = writing(&key, chapter);
    let hidden = forms.hidden(Action::Write, here.clone(), here.clone());
    let state = forms.state.clone().filter(|state| state.action == Action::Write && state.key == hidden.key);
    let command_id = state.as_ref().map_or(&hidden.command_id, |state| &state.command_id);
    let prefix = form_prefix(Action::Write, command_id);
    let ids: Vec<&str> = held.iter().filter_map(|one| Some(one.statement()?.id.as_str())).collect();
    let sends = vec![("chapter", chapter.code().to_owned()), (HELD, ids.join(" "))];
    let asked: Vec<Field> = WRITE.iter().filter(|field| field.name == "own").copied().collect();
    let typed = Typed { prefix, state: state.clone() };
    let fields = held
        .into_iter()
        .map(|standing| view! { <StatementFields standing=standing typed=typed.clone()/> })
        .collect_view();
    view! {
        {head}
        <StaleBanner page=page forms=forms.clone() here=here/>
        <nav class="views no-print" aria-label=t!(lang, "interim_report.contents") lang=lang.written()>{tabs}</nav>
        <CommandForm hidden=hidden form_fields=asked draft=Draft::default() settings=forms.settings
            submit=text(lang, "action.save_write").to_owned() cancel=own sends=sends state=state>
            {fields}
        </CommandForm>
    }
    .into_any()
}

/// What was typed in a form that is shown again, and what the ids of its controls begin with.
#[derive(Clone)]
struct Typed {
    prefix: String,
    state: Option<FormState>,
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
const fn asks(freshness: Freshness) -> bool {
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

#[component]
fn StatementFields(standing: Standing, typed: Typed) -> AnyView {
    let lang = lang();
    let Some(statement) = standing.statement().cloned() else { return ().into_any() };
    let freshness = standing.freshness;
    let name = [statement.group.as_str(), statement.subject.as_str()].into_iter().filter(|part| !part.is_empty());
    let name = name.collect::<Vec<_>>().join(" – ");
    let name = if name.is_empty() { t!(lang, "interim_report.statement").to_owned() } else { name };
    let state = code_label(lang, "freshness", freshness.code());
    let classified = statement.classified.then(|| {
        view! { <p class="banner banner--warn"><Icon name="i-lock"/> " " {t!(lang, "interim_report.classified")}</p> }
    });
    let edited = standing.taken.as_ref().is_some_and(|taken| taken.read.is_some() && taken.edited());
    let edited = edited.then(|| view! { <span class="tag">{t!(lang, "interim_report.edited")}</span> });
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
        <fieldset class="statement" id=id class:statement--asks=asks(freshness)>
            <legend lang=lang.written()>{name}</legend>
            <p><span class="tag">{state}</span> " " {edited}</p>
            {classified}
            {body}
            {moved}
            {rests}
            <ChoiceField id=statement.id freshness=freshness typed=typed/>
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
    let rows = (text.chars().count() / 90 + text.lines().count() + 1).clamp(2, 20);
    let error_id = format!("{control}-error");
    let (invalid, described) = (error.is_some().then_some("true"), error.is_some().then(|| error_id.clone()));
    let error = error.map(|said| view! { <p class="error" id=error_id><Icon name="i-warn"/> " " {said}</p> });
    view! {
        <div class="field">
            <label for=control.clone()>{t!(lang, "field_report.text")}</label>
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
            <label for=control.clone()>{t!(lang, "field_report.choice")}</label>
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

/// What a statement rests on, each with the way to it.
#[component]
fn RestsOn(facts: Vec<Fact>) -> AnyView {
    let lang = lang();
    let items = facts.into_iter().map(|fact| view! { <li><a href=fact.address>{fact.value}</a></li> }).collect_view();
    view! {
        <div class="rests">
            <span class="m muted">{t!(lang, "interim_report.rests_on")}</span>
            <ul lang=lang.written()>{items}</ul>
        </div>
    }
    .into_any()
}
