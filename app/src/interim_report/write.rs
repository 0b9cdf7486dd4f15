//! Writing in a chapter of a report: a field for each statement, beside what the register says now.

use super::banner::StaleBanner;
use super::statement_fields::{StatementFields, Typed, asks};
use super::{CHAPTER, heading, writing};
use crate::address::page_of;
use crate::api::{InterimReportView, interim_report};
use crate::context::lang;
use crate::form::{CommandForm, form_prefix};
use crate::i18n::{code_label, text};
use crate::page::{Crumbs, Head, Loaded, use_key, use_query};
use crate::picture::Forms;
use crate::t;
use domain::field::Field;
use domain::report::write::{HELD, WRITE};
use domain::report::{Chapter, Standing};
use domain::{Action, Draft, Page};
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
    let mut group = String::new();
    let fields = held
        .into_iter()
        .enumerate()
        .filter_map(|(n, standing)| {
            let under = standing.statement()?.group.clone();
            let head = (under != group && !under.is_empty())
                .then(|| view! { <h2 class="writing__group" lang=lang.written()>{under.clone()}</h2> });
            group = under;
            Some(view! { {head} <StatementFields standing=standing number=n + 1 typed=typed.clone()/> })
        })
        .collect_view();
    view! {
        {head}
        <StaleBanner page=page forms=forms.clone() here=here/>
        <nav class="views no-print" aria-label=t!(lang, "interim_report.contents") lang=lang.written()>{tabs}</nav>
        <CommandForm hidden=hidden form_fields=asked draft=Draft::default() settings=forms.settings
            submit=text(lang, "action.save_write").to_owned() cancel=own sends=sends state=state wide=true>
            <div class="writing">{fields}</div>
        </CommandForm>
    }
    .into_any()
}
