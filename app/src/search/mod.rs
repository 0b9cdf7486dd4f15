//! Search over everything the actor may see.

use crate::api::search;
use crate::context::lang;
use crate::i18n::{Lang, capital, count_text, number, text};
use crate::page::{Head, Loaded, per_suffix, use_pairs, with_per};
use crate::ui::{Mask, StateTag, record_path};
use crate::{plural, t};
use domain::Register;
use domain::query::encode;
use domain::search::{Hit, Part, SearchGroup};
use leptos::prelude::*;

/// The search page.
#[component]
pub fn SearchPage() -> AnyView {
    let pairs = use_pairs();
    let find = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    let (words, per) = (find("q").unwrap_or_default().trim().to_owned(), find("per").unwrap_or_default());
    let data = search(words.clone(), per.clone());
    view! { <Loaded data=data draw=|groups| view! { <Found words=words per=per groups=groups/> }.into_any()/> }
        .into_any()
}

#[component]
fn Found(words: String, per: String, groups: Vec<SearchGroup>) -> AnyView {
    let lang = lang();
    let total: u64 = groups.iter().map(|group| group.total).sum();
    let title = if words.is_empty() {
        t!(lang, "search.heading").to_owned()
    } else {
        plural!(lang, "search.results", total, text = words)
    };
    let suffix = per_suffix(&per);
    let sections = groups
        .into_iter()
        .map(|group| view! { <Group group=group words=words.clone() per=suffix.clone()/> })
        .collect_view();
    let teaching = (total == 0).then(|| {
        let (heading, help) = if words.is_empty() {
            (t!(lang, "search.prompt"), t!(lang, "search.prompt_help"))
        } else {
            (t!(lang, "search.none_heading"), t!(lang, "search.none_help"))
        };
        view! { <div class="empty"><h2>{heading}</h2><p class="muted">{help}</p></div> }
    });
    view! {
        <Head title=title/>
        <form class="filters" role="search" action="/sok" method="get" aria-label=t!(lang, "search.heading")>
            <div class="field">
                <label for="sok-q">{t!(lang, "search.label")}</label>
                <input class="input" id="sok-q" name="q" type="search" maxlength="200" size="40" value=words.clone()/>
            </div>
            {(!per.is_empty()).then(|| view! { <input type="hidden" name="per" value=per.clone()/> })}
            <button class="btn" type="submit">{t!(lang, "search.submit")}</button>
        </form>
        {sections}
        {teaching}
    }
    .into_any()
}

/// What was found in one register.
#[component]
fn Group(group: SearchGroup, words: String, per: String) -> AnyView {
    let lang = lang();
    let code = group.register.code();
    let id = format!("h-{code}");
    let more = (group.total > group.rows.len() as u64).then(|| all(lang, group.register, group.total, &words, &per));
    let heading = capital(&count_text(lang, &format!("register.{code}_count"), group.total, &[]));
    let kind = group.register.kind().map(|kind| capital(text(lang, &format!("kind.{}", kind.code()))));
    let kind = kind.unwrap_or_default();
    let hits =
        group.rows.into_iter().map(|hit| view! { <Result hit=hit kind=kind.clone() per=per.clone()/> }).collect_view();
    view! {
        <section class="sec" aria-labelledby=id.clone()>
            <div class="sec__head"><h2 id=id.clone()>{heading}</h2>{more}</div>
            <ol class="results">{hits}</ol>
        </section>
    }
    .into_any()
}

/// The way to the whole of what was found in a register: its list with the same words. Requirements have no such list.
fn all(lang: Lang, register: Register, total: u64, words: &str, per: &str) -> AnyView {
    let name = text(lang, &format!("register.{}", register.code())).to_lowercase();
    if register == Register::Requirements {
        return view! { <p>{t!(lang, "search.first", n = number(lang, total))}</p> }.into_any();
    }
    let to = with_per(&format!("/{}?q={}&status=all", register.code(), encode(words)), per);
    view! { <p><a href=to>{t!(lang, "search.show_all", register = name)}</a></p> }.into_any()
}

#[component]
fn Result(hit: Hit, kind: String, per: String) -> AnyView {
    let to = format!("{}{per}", record_path(&hit.key));
    let title = match hit.title {
        Ok(parts) => view! { <a class="title" href=to lang=lang().written()><Marked parts=parts/></a> }.into_any(),
        Err(provision) => view! { <a class="title" href=to><Mask provision=provision/></a> }.into_any(),
    };
    let excerpt = (!hit.excerpt.is_empty()).then(|| view! { <p lang=lang().written()><Marked parts=hit.excerpt/></p> });
    let closed = hit.closed.then(|| view! { " " <StateTag code="closed" days_late=None/> });
    view! {
        <li>
            <span class="kind">{kind} " · " {hit.key.to_string()}</span>
            {title}
            {closed}
            {excerpt}
        </li>
    }
    .into_any()
}

#[component]
fn Marked(parts: Vec<Part>) -> impl IntoView {
    parts
        .into_iter()
        .map(|part| if part.hit { view! { <mark>{part.text}</mark> }.into_any() } else { part.text.into_any() })
        .collect_view()
}
