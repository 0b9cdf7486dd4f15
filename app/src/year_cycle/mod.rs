//! The board's year (årshjul): what comes back every year, by which day, and what shows that it is done.

mod list;
mod record;
mod strip;
mod wheel;

pub use strip::YearStrip;

use crate::api::{YearCycleView, year_cycle};
use crate::context::lang;
use crate::frame::use_actor;
use crate::i18n::Lang;
use crate::page::{Head, Loaded, per_suffix, use_pairs, with_per};
use crate::{plural, t};
use domain::control::year::YEARS;
use domain::year_cycle::{StepState, YearCycle};
use domain::{Action, Kind, Moment, Page, Subject};
use leptos::prelude::*;
use list::StepList;
use record::Records;
use wheel::Wheel;

/// The page.
#[component]
pub fn YearCyclePage() -> AnyView {
    let pairs = use_pairs();
    let per = pairs.iter().find(|(name, _)| name == "per").map(|(_, per)| per.clone()).unwrap_or_default();
    view! {
        <Loaded data=year_cycle(pairs) draw=move |view: YearCycleView| {
            view! { <Shown view=view per=per/> }.into_any()
        }/>
    }
    .into_any()
}

/// What presses: steps that are late, or how many are done.
fn finding(lang: Lang, cycle: &YearCycle) -> String {
    let (late, done) = (cycle.count(StepState::Late), cycle.count(StepState::Done));
    match late {
        0 => plural!(lang, "year.done", done, total = cycle.steps.len(), year = cycle.year),
        late => plural!(lang, "year.late", late),
    }
}

/// The glyph of how a step stands.
const fn state_icon(state: StepState) -> &'static str {
    match state {
        StepState::Done => "i-check",
        StepState::Due => "i-clock",
        StepState::Late => "i-warn",
        StepState::Coming => "i-ring",
        StepState::Unshown => "i-miss",
    }
}

/// How its words are drawn.
const fn state_class(state: StepState) -> &'static str {
    match state {
        StepState::Done => "tag tag--ok",
        StepState::Late => "tag tag--late",
        StepState::Due | StepState::Coming | StepState::Unshown => "tag",
    }
}

#[component]
fn Shown(view: YearCycleView, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let cycle = view.cycle.clone();
    let title = finding(lang, &cycle);
    let heading = t!(lang, "year.heading", year = cycle.year);
    let may = |action| use_actor().is_some_and(|actor| actor.may(Subject::Command(action, Kind::Settings)));
    let now = view.moment == Moment::Now;
    let records = (now && may(Action::Report)).then(|| view! { <Records view=view/> });
    let settings = (now && may(Action::Update)).then(|| {
        view! { <p class="m mt-s"><a href=Page::Settings.path()>{t!(lang, "year.settings")}</a></p> }
    });
    view! {
        <Head title=title above=heading lede=t!(lang, "year.lead").to_owned()/>
        <Choices cycle=cycle.clone() per=per/>
        <div class="cols cols--8-4 mt">
            <div class="stack">
                <StepList cycle=cycle.clone() per=suffix/>
                {settings}
                {records}
            </div>
            <div class="stack"><Wheel cycle=cycle/></div>
        </div>
    }
    .into_any()
}

/// Which year, seen from when; and the years beside it.
#[component]
fn Choices(cycle: YearCycle, per: String) -> AnyView {
    let lang = lang();
    let suffix = per_suffix(&per);
    let beside = |year: i32, rel: &'static str, word: &'static str| {
        let to = with_per(&format!("{}?ar={year}", Page::YearCycle.path()), &suffix);
        YEARS.contains(&year).then(|| view! { <li><a href=to rel=rel>{word} " (" {year} ")"</a></li> })
    };
    let (before, after) = (
        beside(cycle.year - 1, "prev", t!(lang, "year.before")),
        beside(cycle.year + 1, "next", t!(lang, "year.after")),
    );
    view! {
        <form class="filters" action=Page::YearCycle.path() method="get" autocomplete="off">
            <div class="field">
                <label for="cykel-ar">{t!(lang, "filter.ar")}</label>
                <input class="input" id="cykel-ar" name="ar" type="number" min=*YEARS.start() max=*YEARS.end()
                    value=cycle.year.to_string()/>
            </div>
            <div class="field">
                <label for="cykel-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="cykel-per" name="per" type="date" value=per/>
            </div>
            <button class="btn" type="submit">{t!(lang, "asof.submit")}</button>
        </form>
        <nav class="m" aria-label=t!(lang, "year.nav")><ul class="files-row">{before}{after}</ul></nav>
    }
    .into_any()
}
