//! The frame around every page: navigation, search, and who is signed in. Nobody sees a way to what they can't open.

use crate::context::{Frame, lang};
use crate::form::SendingForms;
use crate::i18n::{Lang, text};
use crate::page::{Banners, ErrorPage, Loaded, per_now, use_per};
use crate::t;
use crate::ui::{ShortcutsBox, ShortcutsLink};
use domain::{Actor, AppError, Page, Subject};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The glyphs and hatch patterns, drawn once for every page.
const SPRITE: &str = include_str!("../../style/sprite.svg");

/// Who is signed in, for a page that has already been let through.
#[must_use]
pub fn use_actor() -> Option<Actor> {
    use_context::<Frame>().and_then(|frame| frame.actor)
}

/// An entry of the navigation: a page and the pages under it.
const ENTRIES: &[(Page, &[Page])] = &[
    (Page::Overview, &[Page::YearCycle]),
    (Page::Risks, &[Page::Matrix]),
    (Page::Pictures, &[Page::Revisions]),
    (Page::Measures, &[Page::Deliverables, Page::Programme, Page::Roadmap, Page::Plan, Page::Functions]),
    (Page::Controls, &[Page::ControlYear]),
    (Page::Incidents, &[Page::Deviations, Page::Services]),
    (Page::Coverage, &[Page::CoverageMap, Page::Applicability]),
    (Page::Evidences, &[]),
    (Page::Assignments, &[Page::Recommendations, Page::Analyses, Page::CityMatters]),
    (Page::Goals, &[Page::Indicators, Page::Projects]),
    (Page::Reports, &[Page::InterimReports, Page::Packs, Page::Disclosures, Page::Disposals]),
    (Page::Since, &[]),
    (Page::Journal, &[]),
    (Page::Administration, &[]),
];

/// The frame around the pages.
#[component]
pub fn FrameLayout() -> AnyView {
    view! { <FrameAround body=|| view! { <Outlet/> }.into_any()/> }.into_any()
}

/// The page for addresses where there is none.
#[component]
pub fn NotFoundPage() -> AnyView {
    view! { <FrameAround body=|| view! { <ErrorPage error=AppError::NotFound/> }.into_any()/> }.into_any()
}

/// The frame around something. The sign-in page stands by itself, and who isn't signed in has nowhere to be led.
#[component]
fn FrameAround(body: fn() -> AnyView) -> AnyView {
    let lang = lang();
    let path = use_location().pathname.get_untracked();
    view! {
        <div inner_html=SPRITE></div>
        <a class="skip" href="#innehall">{t!(lang, "common.skip")}</a>
        <Loaded data=crate::api::frame() draw=move |frame: Frame| {
            // Pages read it from here.
            provide_context(frame.clone());
            match frame.actor.clone() {
                _ if path == Page::SignIn.path() => body(),
                Some(actor) if Page::at(&path) == Some(Page::Meeting) => view! { <Bare actor=actor body=body/> }.into_any(),
                Some(actor) => view! { <Framed frame=frame actor=actor body=body/> }.into_any(),
                None => view! { <Public body=body/> }.into_any(),
            }
        }/>
    }
    .into_any()
}

/// What little stands around a page that is open to everyone.
#[component]
fn Public(body: fn() -> AnyView) -> impl IntoView {
    let lang = lang();
    view! {
        <header class="topbar topbar--public">
            <Wordmark/>
            <a href=Page::SignIn.path()>{t!(lang, "common.sign_in")}</a>
        </header>
        <main class="main" id="innehall" tabindex="-1">{body()}</main>
    }
}

/// Nothing around the page: meeting mode has the whole screen. Only those who may open it are shown it.
#[component]
fn Bare(actor: Actor, body: fn() -> AnyView) -> AnyView {
    let open = actor.may(Subject::Page(Page::Meeting));
    view! {
        <main class="bare-main" id="innehall" tabindex="-1">
            <Banners/>
            {if open { body() } else { view! { <ErrorPage error=AppError::Forbidden/> }.into_any() }}
        </main>
    }
    .into_any()
}

#[component]
fn Framed(frame: Frame, actor: Actor, body: fn() -> AnyView) -> AnyView {
    let lang = lang();
    let (for_top, for_rail, for_keys) = (actor.clone(), actor.clone(), actor.clone());
    let page = Page::at(&use_location().pathname.get_untracked());
    let closed = page.is_some_and(|page| !actor.may(Subject::Page(page)));
    let name = for_top.name.clone();
    let board = frame.board.clone();
    view! {
        <div class="frame">
            <header class="topbar">
                <Wordmark/>
                <details class="menu">
                    <summary>{t!(lang, "common.menu")}</summary>
                    <nav class="nav" aria-label=t!(lang, "common.menu")>
                        <SearchForm id="sok-meny"/>
                        <Navigation actor=for_top/>
                        <Foot name=name.clone() board=board.clone()/>
                    </nav>
                </details>
            </header>
            <header class="rail">
                <div class="rail__in">
                    <Wordmark/>
                    <SearchForm id="sok"/>
                    <nav class="nav" aria-label=t!(lang, "common.main_navigation")><Navigation actor=for_rail/></nav>
                    <Foot name=name board=board/>
                </div>
            </header>
            <main class="main" id="innehall" tabindex="-1">
                <Banners/>
                {if closed { view! { <ErrorPage error=AppError::Forbidden/> }.into_any() } else { body() }}
            </main>
            {frame.shortcuts.then(|| view! { <ShortcutsBox actor=for_keys/> })}
            <SendingForms/>
        </div>
    }
    .into_any()
}

/// The mark and the name, leading home.
#[component]
pub fn Wordmark() -> impl IntoView {
    view! {
        <a class="wordmark" href="/">
            <svg viewBox="0 0 18 18" aria-hidden="true">
                <path fill="currentColor" opacity=".32" d="M0 0h8v8H0zM0 10h8v8H0zM10 10h8v8h-8z"></path>
                <path fill="currentColor" d="M10 0h8v8h-8z"></path>
            </svg>
            "Riskbild"
        </a>
    }
}

#[component]
fn SearchForm(id: &'static str) -> impl IntoView {
    let (lang, per) = (lang(), use_per());
    let at = (!per.is_empty()).then(|| view! { <input type="hidden" name="per" value=per/> });
    view! {
        <form class="search" role="search" action="/sok" method="get" aria-label=t!(lang, "search.everywhere")>
            <label class="vh" for=id>{t!(lang, "common.search")}</label>
            <input id=id name="q" type="search" placeholder=t!(lang, "common.search") autocomplete="off" maxlength="200"/>
            {at}
            <kbd>"/"</kbd>
        </form>
    }
}

#[component]
fn Navigation(actor: Actor) -> AnyView {
    let lang = lang();
    let (path, per) = (use_location().pathname.get_untracked(), per_now());
    // Who looks at an earlier date stays there, except where there is no earlier date to see.
    let to = |page: Page| match page {
        Page::Administration => page.path().to_owned(),
        page => format!("{}{per}", page.path()),
    };
    let may = |page: Page| actor.may(Subject::Page(page));
    let entries = ENTRIES
        .iter()
        .filter(|(page, _)| may(*page))
        .map(|(page, under)| {
            let (page, gap) = (*page, *page == Page::Reports);
            let under: Vec<Page> = under.iter().copied().filter(|page| may(*page)).collect();
            let open = is_under(&path, page) || under.iter().any(|sub| is_under(&path, *sub));
            let current = if path == page.path() { Some("page") } else { open.then_some("true") };
            let sub = (open && !under.is_empty()).then(|| {
                let links = under
                    .into_iter()
                    .map(|sub| {
                        let current = (path == sub.path()).then_some("page");
                        view! { <li><a href=to(sub) aria-current=current>{nav_text(lang, sub)}</a></li> }
                    })
                    .collect_view();
                view! { <ul class="nav__sub">{links}</ul> }
            });
            view! {
                <li class:gap=gap>
                    <a href=to(page) aria-current=current><span>{nav_text(lang, page)}</span></a>
                    {sub}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="nav__list">{entries}</ul> }.into_any()
}

/// Whether an address lies at or under a page.
fn is_under(path: &str, page: Page) -> bool {
    let root = page.path();
    path == root || (root != "/" && path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')))
}

fn nav_text(lang: Lang, page: Page) -> &'static str {
    text(lang, &format!("page.nav_{}", page.code()))
}

/// Who is signed in, the language, and the way out.
#[component]
fn Foot(name: String, board: String) -> impl IntoView {
    let lang = lang();
    let other = lang.other();
    let location = use_location();
    let here = format!("{}{}", location.pathname.get_untracked(), search(&location.search.get_untracked()));
    view! {
        <div class="rail__foot">
            <a href="/konto">{name}</a>
            <span>{board}</span>
            <ShortcutsLink/>
            <a href="/tillganglighet">{t!(lang, "common.accessibility")}</a>
            <form method="post" action="/konto/utseende">
                <input type="hidden" name="till" value=here/>
                <input type="hidden" name="sprak" value=other.code()/>
                <button class="btn--link" lang=other.html_lang()>{t!(lang, "common.switch_language")}</button>
            </form>
            <form method="post" action="/logga-ut"><button class="btn--link">{t!(lang, "common.sign_out")}</button></form>
        </div>
    }
}

fn search(text: &str) -> String {
    let text = text.trim_start_matches('?');
    if text.is_empty() { String::new() } else { format!("?{text}") }
}
