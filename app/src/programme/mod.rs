//! The programme: how far it has come, whether it will hold, and its roadmap.

mod finding;
mod groups;
mod parts;
mod remaining;
mod roadmap;
mod status;
mod steps;
mod twin;

pub use finding::share_finding;
pub use roadmap::RoadmapPage;
pub use status::{SignalTag, StatusLine};

use crate::address::{Address, page_of};
use crate::api::{ProgrammeView, programme};
use crate::chart::BurnUp;
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::number;
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_pairs, use_per, with_per};
use crate::ui::{AsOf, RowsTable};
use crate::{plural, t};
use chrono::Datelike;
use domain::overview::LinkedRows;
use domain::programme::{Part, Programme, ProgrammeReport};
use domain::{Moment, Page, Subject};
use finding::forecast_finding;
use groups::Groups;
use leptos::prelude::*;
use parts::{Parts, part_name};
use remaining::Left;
use status::{StatusForm, StatusSection};
use steps::Steps;

/// The programme's page.
#[component]
pub fn ProgrammePage() -> AnyView {
    let (pairs, per) = (use_pairs(), use_per());
    let address = Address::new(Page::Programme.path().to_owned(), &pairs);
    view! {
        <Loaded data=programme(pairs) draw=move |view: ProgrammeView| {
            let (edit, form) = (edit_address(&view), StatusForm::of(&view));
            view! {
                <Shown report=view.report form=form edit=edit address=address per=per_suffix(&per) deviations=view.deviations/>
            }
            .into_any()
        }/>
    }
    .into_any()
}

/// Where the programme is edited, for who may and while it is seen as it is now.
fn edit_address(view: &ProgrammeView) -> Option<String> {
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::EditProgramme)));
    let key = view.key.as_ref().filter(|_| may && view.moment == Moment::Now)?;
    Some(page_of(Page::EditProgramme, key))
}

#[component]
fn Shown(
    report: ProgrammeReport,
    form: StatusForm,
    edit: Option<String>,
    address: Address,
    per: String,
    deviations: Option<LinkedRows>,
) -> AnyView {
    let lang = lang();
    let share = report.total;
    let list = format!("{}{per}", Page::Measures.path());
    let trail = vec![(t!(lang, "page.measures").to_owned(), list.clone())];
    let here = t!(lang, "page.programme").to_owned();
    let deviations = deviations.filter(|rows| !rows.rows.is_empty());
    let deviations = deviations.map(|rows| view! { <Deviations rows=rows per=per.clone()/> });
    let day = per.trim_start_matches("?per=").to_owned();
    let about = report.programme.clone().map(|programme| view! { <About programme=programme edit=edit/> });
    let status = report.programme.clone().map(|programme| view! { <StatusSection programme=programme form=form/> });
    if share.total == 0 && report.part == Part::default() {
        let title = if about.is_some() { t!(lang, "programme.no_measures") } else { t!(lang, "programme.none") };
        let text = if about.is_some() { t!(lang, "empty.atgarder_text") } else { t!(lang, "programme.none_help") };
        return view! {
            <Crumbs trail=trail here=here/>
            <Head title=title.to_owned()><AsOf path=Page::Programme.path() day=day/></Head>
            <div class="empty"><p class="muted">{text}</p></div>
            {status}
            {deviations}
            {about}
        }
        .into_any();
    }
    let roadmap = address.at(Page::Roadmap.path());
    let kept = address.without("per");
    let plan = with_per(Page::Plan.path(), &per);
    let head = view! {
        <Head title=title(&report) above=part_name(report.part) lede=lede(&report)>
            <AsOf path=Page::Programme.path() day=day kept=kept/>
            <a class="btn" href=list>{t!(lang, "programme.list")}</a>
            <a class="btn" href=plan>{t!(lang, "programme.decided_plan")}</a>
            <a class="btn" href=roadmap.to_string()>{t!(lang, "page.roadmap")}</a>
        </Head>
    };
    let parts = view! { <Parts report=report.clone() address=address/> };
    if share.total == 0 {
        let text = t!(lang, "programme.none_in_part");
        return view! { <Crumbs trail=trail here=here/> {head} {parts} <div class="empty"><p class="muted">{text}</p></div> }
            .into_any();
    }
    view! {
        <Crumbs trail=trail here=here/>
        {head}
        {parts}
        <div class="cols cols--8-4">
            <section class="sec" aria-labelledby="h-utfall">
                <div class="sec__head">
                    <h2 id="h-utfall">{forecast_finding(lang, &report)}</h2>
                    <p>{t!(lang, "programme.chart")}</p>
                </div>
                <BurnUp report=report.clone()/>
            </section>
            <Steps report=report.clone()/>
        </div>
        <Left report=report.clone() per=per.clone()/>
        <div class="cols cols--7-5">
            <Groups report=report per=per/>
            <div class="stack">{status} {deviations} {about}</div>
        </div>
    }
    .into_any()
}

/// The deviations that the programme deals with.
#[component]
fn Deviations(rows: LinkedRows, per: String) -> AnyView {
    let lang = lang();
    let heading = t!(lang, "programme.deviations");
    let count = crate::i18n::count_text(lang, "register.avvikelser_count", rows.total, &[]);
    view! {
        <section class="sec" aria-labelledby="h-avvikelser">
            <div class="sec__head"><h2 id="h-avvikelser">{heading}</h2><p>{count}</p></div>
            <RowsTable register=rows.register columns=rows.columns rows=rows.rows caption=heading.to_owned() per=per/>
        </section>
    }
    .into_any()
}

/// How many remain.
fn title(report: &ProgrammeReport) -> String {
    let (lang, total) = (lang(), report.total.total);
    match (total, total - report.total.done) {
        (0, _) => t!(lang, "programme.no_measures_here").to_owned(),
        (1, 0) => t!(lang, "programme.only_done").to_owned(),
        (1, _) => t!(lang, "programme.only_left").to_owned(),
        (_, left) => plural!(lang, "programme.finding", left, total = total),
    }
}

/// The programme's name and years, how it stands to its plan, and what is late.
fn lede(report: &ProgrammeReport) -> String {
    let lang = lang();
    let name = report.programme.as_ref().map(|programme| {
        let (from, to) = (programme.start.year(), programme.end.year());
        t!(lang, "programme.lead", name = programme.name, from = from, to = to)
    });
    let share = format!("{}.", share_finding(lang, report.total));
    let late = plural!(lang, "programme.late", report.total.late);
    let done = number(lang, report.total.done);
    let established =
        (report.total.done > 0).then(|| plural!(lang, "programme.established", report.total.established, done = done));
    [name, Some(share), Some(late), established].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Goal, scope and effect.
#[component]
fn About(programme: Programme, edit: Option<String>) -> AnyView {
    let lang = lang();
    let period = t!(lang, "common.from_to", from = programme.start, to = programme.end);
    let facts = [
        (t!(lang, "programme.goal"), programme.goal),
        (t!(lang, "programme.scope"), programme.scope),
        (t!(lang, "programme.effect"), programme.effect),
        (t!(lang, "programme.period"), period),
        (t!(lang, "programme.source"), programme.source),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-om">
            <div class="sec__head"><h2 id="h-om">{t!(lang, "programme.about")}</h2><p>{programme.name}</p></div>
            <dl class="facts">{facts}</dl>
            {edit.map(|to| view! { <p class="mt-s no-print"><a href=to>{t!(lang, "programme.edit")}</a></p> })}
        </section>
    }
    .into_any()
}
