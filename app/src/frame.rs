//! The frame around every page: navigation, search, and who is signed in. Nobody sees a way to what they can't open.

use crate::context::{Frame, lang};
use crate::error::ApiResult;
use crate::i18n::{Lang, text};
use crate::page::{Banners, ErrorPage, per_suffix, use_per};
use crate::t;
use crate::ui::{Shortcuts, ShortcutsLink};
use domain::{Actor, AppError, Page, Subject};
use leptos::html::{Dialog, Main};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The glyphs and hatch patterns, drawn once for every page.
const SPRITE: &str = include_str!("../../style/sprite.svg");

/// The frame's data, shared with the pages inside it.
#[derive(Clone, Copy)]
pub struct FrameData(pub Resource<ApiResult<Frame>>);

/// Who is signed in, for a page that has already been let through. Reading it waits for the frame.
#[must_use]
pub fn use_actor() -> Signal<Option<Actor>> {
    let data = use_context::<FrameData>();
    Signal::derive(move || data.and_then(|data| data.0.get()).and_then(Result::ok).and_then(|frame| frame.actor))
}

/// An entry of the navigation: a page and the pages under it.
const ENTRIES: &[(Page, &[Page])] = &[
    (Page::Overview, &[]),
    (Page::Risks, &[Page::Matrix]),
    (Page::Pictures, &[Page::Revisions]),
    (Page::Measures, &[Page::Programme]),
    (Page::Controls, &[]),
    (Page::Coverage, &[]),
    (Page::Evidences, &[]),
    (Page::Reports, &[]),
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
    let data = Resource::new_blocking(|| (), |()| crate::api::frame());
    provide_context(FrameData(data));
    let lang = lang();
    let path = use_location().pathname;
    let signing_in = Memo::new(move |_| path.get() == Page::SignIn.path());
    let in_meeting = Memo::new(move |_| Page::at(&path.get()) == Some(Page::Meeting));
    view! {
        <div inner_html=SPRITE></div>
        <a class="skip" href="#innehall" rel="external">{t!(lang, "common.skip")}</a>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(_) if signing_in.get_untracked() => body(),
                    Ok(frame) => match frame.actor.clone() {
                        // Ways into and out of it are read whole from the server.
                        Some(actor) if in_meeting.get_untracked() => view! { <Bare actor=actor body=body/> }.into_any(),
                        Some(actor) => view! { <Framed frame=frame actor=actor body=body/> }.into_any(),
                        None => view! { <Public body=body/> }.into_any(),
                    },
                    Err(error) => view! {
                        <main class="main" id="innehall" tabindex="-1"><ErrorPage error=error/></main>
                    }
                    .into_any(),
                }
            })}
        </Transition>
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
            <a href=Page::SignIn.path() rel="external">{t!(lang, "common.sign_in")}</a>
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
    let path = use_location().pathname;
    let closed = Memo::new(move |_| Page::at(&path.get()).is_some_and(|page| !actor.may(Subject::Page(page))));
    let dialog = NodeRef::<Dialog>::new();
    let name = for_top.name.clone();
    let board = frame.board.clone();
    let main = NodeRef::<Main>::new();
    follow(main);
    view! {
        <div class="frame">
            <header class="topbar">
                <Wordmark/>
                <details class="menu">
                    <summary>{t!(lang, "common.menu")}</summary>
                    <nav class="nav" aria-label=t!(lang, "common.menu")>
                        <SearchForm id="sok-meny"/>
                        <Navigation actor=for_top/>
                        <Foot name=name.clone() board=board.clone() dialog=dialog/>
                    </nav>
                </details>
            </header>
            <header class="rail">
                <div class="rail__in">
                    <Wordmark/>
                    <SearchForm id="sok"/>
                    <nav class="nav" aria-label=t!(lang, "common.main_navigation")><Navigation actor=for_rail/></nav>
                    <Foot name=name board=board dialog=dialog/>
                </div>
            </header>
            <main class="main" id="innehall" tabindex="-1" node_ref=main>
                <Banners/>
                {move || if closed.get() { view! { <ErrorPage error=AppError::Forbidden/> }.into_any() } else { body() }}
            </main>
            {frame.shortcuts.then(|| view! { <Shortcuts dialog=dialog actor=for_keys/> })}
        </div>
    }
    .into_any()
}

/// Brings focus along when the client goes to another page, as the browser does by itself when it reads one anew.
fn follow(main: NodeRef<Main>) {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now)
            && let Some(main) = main.get_untracked()
        {
            // Scrolling is the router's matter. Without focus the page is there all the same.
            let _ = main.focus();
        }
        now
    });
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
    let at = move || (!per.get().is_empty()).then(|| view! { <input type="hidden" name="per" value=per.get()/> });
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
    let (path, per) = (use_location().pathname, use_per());
    // Who looks at an earlier date stays there, except where there is no earlier date to see.
    let to = move |page: Page| match page {
        Page::Administration => page.path().to_owned(),
        page => format!("{}{}", page.path(), per_suffix(&per.get())),
    };
    let may = move |page: Page| actor.may(Subject::Page(page));
    let entries = ENTRIES
        .iter()
        .filter(|(page, _)| may(*page))
        .map(|(page, under)| {
            let (page, gap) = (*page, *page == Page::Reports);
            let under: Vec<Page> = under.iter().copied().filter(|page| may(*page)).collect();
            let pages = under.clone();
            let open = Memo::new(move |_| {
                let path = path.get();
                is_under(&path, page) || pages.iter().any(|sub| is_under(&path, *sub))
            });
            let current = move || {
                let path = path.get();
                if path == page.path() {
                    Some("page")
                } else if open.get() {
                    Some("true")
                } else {
                    None
                }
            };
            let sub = move || {
                (open.get() && !under.is_empty()).then(|| {
                    let links = under
                        .iter()
                        .map(|sub| {
                            let sub = *sub;
                            let current = move || (path.get() == sub.path()).then_some("page");
                            view! { <li><a href=move || to(sub) aria-current=current>{nav_text(lang, sub)}</a></li> }
                        })
                        .collect_view();
                    view! { <ul class="nav__sub">{links}</ul> }
                })
            };
            view! {
                <li class:gap=gap>
                    <a href=move || to(page) aria-current=current><span>{nav_text(lang, page)}</span></a>
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
fn Foot(name: String, board: String, dialog: NodeRef<Dialog>) -> impl IntoView {
    let lang = lang();
    let other = lang.other();
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), search(&location.search.get()));
    view! {
        <div class="rail__foot">
            <a href="/konto">{name}</a>
            <span>{board}</span>
            <ShortcutsLink dialog=dialog/>
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
