//! The overview: what needs whoever is looking, and how things stand. What a role has nothing of is left out.

mod figures;
mod largest;
mod lists;
mod tasks;

use crate::api::overview;
use crate::chart::BurnUp;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::{Lang, capital, long_date, text};
use crate::page::{Head, Loaded, per_suffix, use_per};
use crate::programme::StatusLine;
use crate::ui::AsOf;
use crate::year_cycle::YearStrip;
use crate::{plural, t};
use domain::overview::Overview;
use domain::programme::ProgrammeReport;
use domain::{Action, Kind, Page, Subject};
use figures::Figures;
use largest::LargestRisks;
use leptos::prelude::*;
use lists::{Coming, LastEntries, OpenMeasures};
use tasks::Tasks;

/// The overview.
#[component]
pub fn OverviewPage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=overview(per.clone()) draw=move |page: Overview| {
            view! { <Shown page=page per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

/// What the heading states. Those who do something are told what needs them; those who read, how the risks stand.
fn finding(lang: Lang, page: &Overview, works: bool) -> String {
    if works && (!page.tasks.is_empty() || page.risks > 0) {
        plural!(lang, "overview.finding", page.tasks.len())
    } else if page.risks > 0 {
        plural!(lang, "risk.finding", page.risks_above)
    } else {
        t!(lang, "overview.heading").to_owned()
    }
}

#[component]
fn Shown(page: Overview, per: String) -> AnyView {
    let lang = lang();
    let actor = use_actor();
    let works = per.is_empty() && actor.is_some_and(|actor| actor.may(Subject::Command(Action::Report, Kind::Measure)));
    let update = (works && !page.measures.is_empty()).then(|| {
        let to = Page::Measures.path();
        view! { <a class="btn btn--main" href=to>{t!(lang, "overview.update_measures")}</a> }
    });
    let title = finding(lang, &page, works);
    let lede = t!(lang, "overview.today", date = capital(&long_date(lang, page.day)));
    let day = per.trim_start_matches("?per=").to_owned();
    let head = view! {
        <Head title=title above=t!(lang, "overview.heading") lede=lede>
            <AsOf path=Page::Overview.path() day=day/>
            {update}
        </Head>
    };
    if page.risks == 0 && page.programme.total == 0 && page.requirements.is_none() && page.tasks.is_empty() {
        let key = if works { "empty.risker" } else { "empty.own" };
        return view! {
            {head}
            <div class="empty">
                <h3>{text(lang, &format!("{key}_title"))}</h3>
                <p class="muted">{text(lang, &format!("{key}_text"))}</p>
            </div>
        }
        .into_any();
    }
    let aside =
        !page.largest.is_empty() || page.curve.is_some() || !page.coming.is_empty() || !page.year_steps.is_empty();
    let main = view! {
        <Tasks tasks=page.tasks.clone() works=works per=per.clone()/>
        <OpenMeasures page=page.clone() per=per.clone()/>
        <LastEntries entries=page.journal.clone() day=page.day per=per.clone()/>
    };
    let side = aside.then(|| {
        view! {
            <div class="stack">
                {page.curve.clone().map(|report| view! { <Curve report=report per=per.clone()/> })}
                <LargestRisks page=page.clone() per=per.clone()/>
                <Coming page=page.clone() per=per.clone()/>
                <YearStrip steps=page.year_steps.clone() done=page.year_done day=page.day per=per.clone()/>
            </div>
        }
    });
    view! {
        {head}
        <Figures page=page.clone() per=per.clone()/>
        <div class=if aside { "cols cols--8-4" } else { "stack" }>
            <div class="stack">{main}</div>
            {side}
        </div>
    }
    .into_any()
}

/// The programme's curve, small; its table is on the programme's own page.
#[component]
fn Curve(report: ProgrammeReport, per: String) -> AnyView {
    let lang = lang();
    if report.total.total == 0 {
        return ().into_any();
    }
    let to = format!("{}{per}", Page::Programme.path());
    let status = report.programme.as_ref().and_then(|programme| programme.statuses.last().cloned());
    let status = status.map(|status| view! { <StatusLine status=status/> });
    view! {
        <section class="sec" aria-labelledby="h-programmet">
            <div class="sec__head">
                <h2 id="h-programmet">{crate::programme::share_finding(lang, report.total)}</h2>
                <p><a href=to>{t!(lang, "overview.programme_link")}</a></p>
            </div>
            <BurnUp report=report small=true/>
            {status}
        </section>
    }
    .into_any()
}
