//! The programme: how far it has come, and its roadmap.

mod groups;
mod status;
mod steps;

pub use status::StatusLine;

use crate::api::{ProgrammeView, programme};
use crate::chart::{BurnUp, Gantt, GanttKey};
use crate::context::lang;
use crate::i18n::{Lang, number};
use crate::page::{Crumbs, Head, Loaded, per_suffix, use_per};
use crate::ui::AsOf;
use crate::{plural, t};
use chrono::Datelike;
use domain::Page;
use domain::programme::{Programme, ProgrammeReport, Share};
use groups::Groups;
use leptos::prelude::*;
use status::{StatusForm, StatusSection};
use steps::Steps;

/// The programme's page.
#[component]
pub fn ProgrammePage() -> AnyView {
    let per = use_per();
    view! {
        <Loaded data=programme(per.clone()) draw=move |view: ProgrammeView| {
            let form = StatusForm::of(&view);
            view! { <Shown report=view.report form=form per=per_suffix(&per)/> }.into_any()
        }/>
    }
    .into_any()
}

/// What the programme's heading says of its share: `79 procent klart, planen säger 92`.
#[must_use]
pub fn share_finding(lang: Lang, share: Share) -> String {
    let (done, planned) = (share.percent(), share.planned_percent());
    if done == planned {
        t!(lang, "programme.progress_level", done = done)
    } else {
        t!(lang, "programme.progress", done = done, planned = planned)
    }
}

#[component]
fn Shown(report: ProgrammeReport, form: StatusForm, per: String) -> AnyView {
    let lang = lang();
    let share = report.total;
    let list = format!("{}{per}", Page::Measures.path());
    let trail = vec![(t!(lang, "page.measures").to_owned(), list.clone())];
    let here = t!(lang, "page.programme").to_owned();
    let day = per.trim_start_matches("?per=").to_owned();
    let about = report.programme.clone().map(|programme| view! { <About programme=programme/> });
    let status = report.programme.clone().map(|programme| view! { <StatusSection programme=programme form=form/> });
    let decided = view! { <a class="btn" href=crate::page::with_per(Page::Plan.path(), &per)>{t!(lang, "programme.decided_plan")}</a> };
    if share.total == 0 {
        let title = if about.is_some() { t!(lang, "programme.no_measures") } else { t!(lang, "programme.none") };
        let text = if about.is_some() { t!(lang, "empty.atgarder_text") } else { t!(lang, "programme.none_help") };
        return view! {
            <Crumbs trail=trail here=here/>
            <Head title=title.to_owned()><AsOf path=Page::Programme.path() day=day/></Head>
            <div class="empty"><p class="muted">{text}</p></div>
            {status}
            {about}
        }
        .into_any();
    }
    let left = share.total - share.done;
    let title = plural!(lang, "programme.finding", left, total = share.total);
    let lead = report.programme.as_ref().map(|programme| {
        let (from, to) = (programme.start.year(), programme.end.year());
        t!(lang, "programme.lead", name = programme.name, from = from, to = to)
    });
    let all = list.clone();
    let late = plural!(lang, "programme.late", share.late);
    let done = number(lang, share.done);
    let established = (share.done > 0).then(|| plural!(lang, "programme.established", share.established, done = done));
    let lede = [lead, Some(late), established].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        <Crumbs trail=trail here=here/>
        <Head title=title lede=lede>
            <AsOf path=Page::Programme.path() day=day/>
            {decided}
            <a class="btn" href=all>{t!(lang, "programme.list")}</a>
        </Head>
        <div class="cols cols--8-4">
            <section class="sec" aria-labelledby="h-utfall">
                <div class="sec__head">
                    <h2 id="h-utfall">{share_finding(lang, share)}</h2>
                    <p>{t!(lang, "programme.chart")}</p>
                </div>
                <BurnUp report=report.clone()/>
            </section>
            <Steps steps=report.steps.clone() total=share.total/>
        </div>
        <div class="cols cols--7-5">
            <Groups report=report.clone() per=per.clone()/>
            <div class="stack">{status} {about}</div>
        </div>
        <Roadmap report=report per=per list=list/>
    }
    .into_any()
}

#[component]
fn Roadmap(report: ProgrammeReport, per: String, list: String) -> AnyView {
    let lang = lang();
    let shown = report.bars.len();
    let cut = usize::try_from(report.total.total).is_ok_and(|total| shown < total);
    let more = cut.then(|| {
        let text = t!(lang, "programme.roadmap_more", n = number(lang, i64::try_from(shown).unwrap_or(i64::MAX)));
        view! { <p class="note mt">{text} " " <a href=list>{t!(lang, "programme.list")}</a></p> }
    });
    view! {
        <section class="sec" aria-labelledby="h-fardplan">
            <div class="sec__head"><h2 id="h-fardplan">{t!(lang, "programme.roadmap")}</h2><GanttKey/></div>
            <Gantt report=report per=per/>
            {more}
        </section>
    }
    .into_any()
}

/// Goal, scope and effect.
#[component]
fn About(programme: Programme) -> AnyView {
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
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_how_the_share_stands_to_the_plan() {
        let share = |done| Share { total: 38, done, planned: 35, late: 5, established: 21 };
        assert_eq!(share_finding(Lang::Sv, share(30)), "79 procent klart, planen säger 92");
        assert_eq!(share_finding(Lang::Sv, share(35)), "92 procent klart, som planen säger");
    }
}
