//! The filters above a list: a plain form whose answer is an address, so that a filtered list can be kept and sent.

use super::Icon;
use crate::context::lang;
use crate::i18n::{Lang, filter_choice, sort_label, text};
use crate::{plural, t};
use domain::query::{KEYS, PAGE_SIZE};
use domain::register::{Facet, Filter, Options, Sort};
use domain::settings::Settings;
use domain::{ListQuery, Moment};
use leptos::prelude::*;

/// The filters of a list.
#[component]
pub fn Filters(
    /// What was asked for.
    query: ListQuery,
    /// Scale and vocabularies.
    settings: Settings,
    /// Frameworks: key and short name.
    #[prop(default = Vec::new())]
    frameworks: Vec<(String, String)>,
    /// Where the form leads.
    action: String,
    /// Whether the order can be chosen.
    #[prop(default = true)]
    sorts: bool,
) -> AnyView {
    let lang = lang();
    let register = query.register;
    let fields = register
        .filters()
        .iter()
        .filter(|filter| filter.options != Options::Hidden)
        .map(|filter| {
            let chosen = query.filters.get(filter.param).cloned().unwrap_or_default();
            let id = format!("f-{}", filter.param);
            let options = choices(lang, &query, filter, &settings, &frameworks)
                .into_iter()
                .map(|(code, label)| {
                    let selected = code == chosen;
                    view! { <option value=code selected=selected>{label}</option> }
                })
                .collect_view();
            view! {
                <div class="field">
                    <label for=id.clone()>{text(lang, &format!("filter.{}", filter.param))}</label>
                    <select class="input" id=id name=filter.param>{options}</select>
                </div>
            }
        })
        .collect_view();
    let order = sorts.then(|| {
        let now = format!("{}{}", if query.falling { "-" } else { "" }, query.sort.code());
        let options = Sort::ALL
            .iter()
            .filter(|sort| register.columns().iter().any(|column| column.sort == Some(**sort)))
            .flat_map(|sort| [(*sort, false), (*sort, true)])
            .map(|(sort, falling)| {
                let code = format!("{}{}", if falling { "-" } else { "" }, sort.code());
                let way = if falling { t!(lang, "sort.falling") } else { t!(lang, "sort.rising") };
                let selected = code == now;
                view! { <option value=code selected=selected>{sort_label(lang, register, sort)} ", " {way}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="f-sort">{t!(lang, "filter.sort")}</label>
                <select class="input" id="f-sort" name="sort">{options}</select>
            </div>
        }
    });
    let per = match query.moment {
        Moment::On(day) => day.to_string(),
        Moment::Now => String::new(),
    };
    let size =
        (query.size != PAGE_SIZE).then(|| view! { <input type="hidden" name="antal" value=query.size.to_string()/> });
    let columns = query
        .pairs()
        .into_iter()
        .filter(|(name, _)| name == "kolumner" || name == KEYS)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    // What a link has set stays set when something more is chosen.
    let linked = register
        .filters()
        .iter()
        .filter(|filter| filter.options == Options::Hidden)
        .filter_map(|filter| query.filters.get(filter.param).map(|value| (filter.param, value.clone())))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let text_now = query.text.clone();
    let active = view! { <Active query=query settings=settings frameworks=frameworks base=action.clone()/> };
    // Not as the browser remembers it: who goes back sees the filters that the list has.
    view! {
        <form class="filters" action=action method="get" autocomplete="off" role="search" aria-label=t!(lang, "filter.heading")>
            <div class="field">
                <label for="f-q">{t!(lang, "common.search")}</label>
                <input class="input" id="f-q" name="q" type="search" maxlength="200" value=text_now/>
            </div>
            {fields}
            {order}
            <div class="field">
                <label for="f-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="f-per" name="per" type="date" value=per/>
            </div>
            {linked}
            {size}
            {columns}
            <button class="btn" type="submit">{t!(lang, "common.show")}</button>
        </form>
        {active}
    }
    .into_any()
}

/// The filters in use, each with a way to take it away.
#[component]
fn Active(query: ListQuery, settings: Settings, frameworks: Vec<(String, String)>, base: String) -> AnyView {
    let lang = lang();
    if !query.narrowed() {
        return ().into_any();
    }
    let without = |param: &str| {
        let mut less = query.clone();
        less.page = 1;
        less.filters.remove(param);
        match param {
            "q" => less.text.clear(),
            KEYS => less.keys.clear(),
            _ => {}
        }
        format!("{base}{}", less.address())
    };
    let pills = chosen(lang, &query, &settings, &frameworks).into_iter().map(|(param, label)| {
        let to = without(param);
        (param, label, to)
    });
    let pills = pills
        .map(|(param, label, to)| {
            let name = text(lang, &format!("filter.{param}"));
            let spoken = t!(lang, "filter.remove", name = name, value = label);
            view! {
                <li>
                    <a class="pill" href=to aria-label=spoken>
                        {label}
                        " "
                        <Icon name="i-x"/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let mut plain = ListQuery::new(query.register);
    plain.moment = query.moment;
    let clear = format!("{base}{}", plain.address());
    view! { <div class="active"><ul>{pills}</ul><a href=clear>{t!(lang, "filter.clear")}</a></div> }.into_any()
}

/// The filters in use, each by its parameter and in words: what stands above the list and on the front of its file.
#[must_use]
pub fn chosen(
    lang: Lang,
    query: &ListQuery,
    settings: &Settings,
    frameworks: &[(String, String)],
) -> Vec<(&'static str, String)> {
    let text = (!query.text.is_empty()).then(|| ("q", query.text.clone()));
    let filters = query.register.filters().iter().filter_map(|filter| {
        let value = query.filters.get(filter.param)?;
        let known = choices(lang, query, filter, settings, frameworks).into_iter().find(|(code, _)| code == value);
        let label = known.map_or_else(|| linked_label(lang, filter, value), |(_, label)| label);
        Some((filter.param, label))
    });
    let keys = (!query.keys.is_empty()).then(|| (KEYS, plural!(lang, "filter.keys", query.keys.len())));
    text.into_iter().chain(filters).chain(keys).collect()
}

/// What a filter says that isn't chosen among words: a cell of the matrix by its place, anything else as it is.
fn linked_label(lang: Lang, filter: &Filter, value: &str) -> String {
    match value.parse::<u8>() {
        Ok(place) if filter.on == Facet::Cell => {
            t!(lang, "filter.cell", likelihood = place / 10, consequence = place % 10)
        }
        _ if filter.on == Facet::Drill => t!(lang, "incident.drills").to_owned(),
        _ => value.to_owned(),
    }
}

/// What can be chosen in a filter, with the choice of everything first.
fn choices(
    lang: Lang,
    query: &ListQuery,
    filter: &Filter,
    settings: &Settings,
    frameworks: &[(String, String)],
) -> Vec<(String, String)> {
    let same = |word: &String| (word.clone(), word.clone());
    let any = || (String::new(), filter_choice(lang, query.register, filter.param, "", "").to_owned());
    let mut choices = vec![any()];
    match filter.options {
        Options::Codes(group, codes) => choices.extend(codes.iter().map(|code| {
            ((*code).to_owned(), filter_choice(lang, query.register, filter.param, group, code).to_owned())
        })),
        Options::Categories => choices.extend(settings.categories.iter().map(same)),
        Options::Functions => choices.extend(settings.functions.iter().map(same)),
        Options::Bands => choices
            .extend(settings.scale.bands.iter().enumerate().map(|(n, band)| ((n + 1).to_string(), band.name.clone()))),
        Options::Frameworks => choices.extend(frameworks.iter().cloned()),
        Options::Hidden => {}
    }
    choices
}
