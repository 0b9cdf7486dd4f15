//! What every page is made of: its head, its trail, its data or what went wrong.

use crate::context::lang;
use crate::error::{ApiError, ApiResult};
use crate::frame::use_actor;
use crate::i18n::{Lang, app_error_text, done_label};
use crate::t;
use crate::ui::{Icon, record_path};
use domain::{Action, AppError, Key, Kind, Page, Subject};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

/// The record's key in the address.
#[must_use]
pub fn use_key() -> String {
    use_params_map().with_untracked(|params| params.get("key").unwrap_or_default())
}

/// A parameter as it stands in the address; empty when it doesn't.
#[must_use]
pub fn use_query(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// `?per=` as it stands in the address.
#[must_use]
pub fn use_per() -> String {
    use_query("per")
}

/// The address's parameters, in order.
#[must_use]
pub fn use_pairs() -> Vec<(String, String)> {
    let query = use_query_map().get_untracked();
    query.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

/// `?per=…` to be put after a path, so that one stays at the same date; empty for now.
#[must_use]
pub fn per_suffix(per: &str) -> String {
    if per.is_empty() { String::new() } else { format!("?per={per}") }
}

/// `?per=…` of the page as it is drawn.
#[must_use]
pub fn per_now() -> String {
    per_suffix(&use_per())
}

/// A path with filters of its own, at the same date: `per` is that of [`per_suffix`].
#[must_use]
pub fn with_per(path: &str, per: &str) -> String {
    if path.contains('?') { format!("{path}{}", per.replacen('?', "&", 1)) } else { format!("{path}{per}") }
}

/// A page drawn from its data, or what went wrong when there is none. The data is a request to the register that is made
/// once, here: a page is drawn on the server and never again.
#[component]
pub fn Loaded<D, T, F>(data: D, draw: F) -> impl IntoView
where
    D: Future<Output = ApiResult<T>> + Send + 'static,
    T: 'static,
    F: FnOnce(T) -> AnyView + Send + 'static,
{
    Suspend::new(async move {
        let drawn = match data.await {
            Ok(value) => draw(value),
            Err(error) => view! { <ErrorPage error=error/> }.into_any(),
        };
        // What is inside sees what stands around it, also when it is written out later.
        OwnedView::new(drawn)
    })
}

/// The address's date and what was just done, above a page.
#[component]
pub fn Banners() -> impl IntoView {
    let lang = lang();
    let pairs = use_pairs();
    let given = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let as_of = domain::date::parse(given("per").unwrap_or_default()).map(|day| {
        let kept: Vec<String> = pairs
            .iter()
            .filter(|(name, _)| name != "per")
            .map(|(name, value)| format!("{name}={}", domain::query::encode(value)))
            .collect();
        let path = use_location().pathname.get_untracked();
        let today = if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) };
        let shown = crate::i18n::plain_date(lang, day);
        view! {
            <div class="banner" role="status">
                <p><b>{t!(lang, "asof.banner", date = shown)}</b> " " {t!(lang, "asof.later")}</p>
                <p><a href=today>{t!(lang, "asof.back")}</a></p>
            </div>
        }
    });
    let done = done(lang, given("klart"), given("vad"), given("typ")).map(|(done, key)| {
        view! {
            <div class="banner banner--ok" role="status">
                <p><Icon name="i-check"/> " " {t!(lang, "common.done_notice", done = done, key = key)}</p>
            </div>
        }
    });
    view! { {as_of} {done} }
}

/// What the address says was just done, and to which record. Only what can be done is said to have been, whatever it says.
fn done(lang: Lang, action: Option<&str>, key: Option<&str>, kind: Option<&str>) -> Option<(&'static str, Key)> {
    let (action, key) = (Action::from_code(action?)?, Key::parse(key?).ok()?);
    let kind = kind.map_or(Some(key.kind()), Kind::from_code)?;
    action.fields(kind)?;
    Some((done_label(lang, action, kind), key))
}

/// The trail above a page: links to what it lies under, and its own name.
#[component]
pub fn Crumbs(trail: Vec<(String, String)>, here: String) -> impl IntoView {
    let lang = lang();
    let links = trail
        .into_iter()
        .map(|(name, to)| view! { <li><a href=to>{crate::i18n::capital(&name)}</a></li> })
        .collect_view();
    view! {
        <nav class="crumbs" aria-label=t!(lang, "common.breadcrumbs")>
            <ol>{links}<li aria-current="page">{here}</li></ol>
        </nav>
    }
}

/// A page's head. The title states the finding.
#[component]
pub fn Head(
    /// The heading.
    title: String,
    /// A line above it: id and category.
    #[prop(optional, into)]
    above: String,
    /// A line below it.
    #[prop(optional, into)]
    lede: String,
    /// The page's actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = lang();
    let page_title = t!(lang, "page.title_short", page = title);
    view! {
        <Title text=page_title/>
        <div class="head">
            <div>
                {(!above.is_empty()).then(|| view! { <p class="m muted">{above}</p> })}
                <h1>{title}</h1>
                {(!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// What went wrong, instead of a page.
#[component]
pub fn ErrorPage(#[prop(into)] error: ApiError) -> impl IntoView {
    let lang = lang();
    set_status(&error.0);
    let texts = app_error_text(lang, &error.0);
    let details = match &error.0 {
        AppError::Invalid { errors } if !errors.is_empty() => {
            let items =
                errors.iter().map(|one| view! { <li>{crate::i18n::error_text(lang, one, None)}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
        _ => ().into_any(),
    };
    let way_on = if error.0 == AppError::Unauthenticated {
        let location = use_location();
        let here = format!("{}?{}", location.pathname.get_untracked(), location.search.get_untracked());
        let to = format!("/logga-in?till={}", domain::query::encode(here.trim_end_matches('?')));
        view! { <a class="btn btn--main" href=to>{t!(lang, "common.sign_in")}</a> }.into_any()
    } else if let AppError::Disposed { by, .. } = &error.0 {
        let words = t!(lang, "error.disposed.link", by = by);
        let may = use_actor().is_some_and(|actor| actor.may(Subject::Page(Page::Disposal)));
        let decision = may.then(|| view! { <a class="btn btn--main" href=record_path(by)>{words}</a> });
        view! { {decision} " " <a class="btn" href="/">{t!(lang, "page.overview")}</a> }.into_any()
    } else {
        view! { <a class="btn" href="/">{t!(lang, "page.overview")}</a> }.into_any()
    };
    view! {
        <Head title=texts.title/>
        <div class="empty">
            <p>{texts.what}</p>
            {details}
            <p>{texts.kept} " " {texts.remedy}</p>
            <p>{way_on}</p>
        </div>
    }
}

/// Gives the answer the status that fits the error.
fn set_status(error: &AppError) {
    let status = crate::error::status(error);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}
