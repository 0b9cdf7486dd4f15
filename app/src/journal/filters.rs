//! The filters of the journal.

use super::PATH;
use crate::context::lang;
use crate::i18n::{capital, code_label, text};
use crate::t;
use crate::ui::Icon;
use domain::history::JournalQuery;
use domain::{Action, Actor, Kind, Page, Subject};
use leptos::prelude::*;

/// The filters: a plain form whose answer is an address, and those in use with a way to take each away.
#[component]
pub fn JournalFilters(query: JournalQuery, per: String, actor: Option<Actor>) -> AnyView {
    let lang = lang();
    let accounts = actor.is_some_and(|actor| actor.may(Subject::Page(Page::EditAccount)));
    let kinds = Kind::ALL
        .iter()
        .filter(|kind| accounts || **kind != Kind::Account)
        .map(|kind| {
            let chosen = query.kind == Some(*kind);
            view! { <option value=kind.code() selected=chosen>{kind_name(lang, *kind)}</option> }
        })
        .collect_view();
    let actions = Action::ALL
        .iter()
        .map(|action| {
            let chosen = query.action == Some(*action);
            view! { <option value=action.code() selected=chosen>{code_label(lang, "action_done", action.code())}</option> }
        })
        .collect_view();
    let key = query.key.as_ref().map(ToString::to_string).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (actor, from, to) = (query.actor.clone(), day(query.from), day(query.to));
    let active = view! { <Active query=query per=per.clone()/> };
    view! {
        <form class="filters" action=PATH method="get" autocomplete="off" role="search" aria-label=t!(lang, "filter.heading")>
            <div class="field">
                <label for="f-slag">{t!(lang, "journal.kind")}</label>
                <select class="input" id="f-slag" name="slag"><option value="">{t!(lang, "journal.kind_all")}</option>{kinds}</select>
            </div>
            <div class="field">
                <label for="f-handelse">{t!(lang, "journal.action")}</label>
                <select class="input" id="f-handelse" name="handelse">
                    <option value="">{t!(lang, "journal.action_all")}</option>
                    {actions}
                </select>
            </div>
            <div class="field">
                <label for="f-post">{t!(lang, "journal.key")}</label>
                <input class="input" id="f-post" name="post" maxlength="64" size="10" autocomplete="off" spellcheck="false" value=key/>
            </div>
            <div class="field">
                <label for="f-konto">{t!(lang, "journal.actor")}</label>
                <input class="input" id="f-konto" name="konto" maxlength="120" size="12" autocomplete="off" spellcheck="false" value=actor/>
            </div>
            <div class="field">
                <label for="f-fran">{t!(lang, "journal.from")}</label>
                <input class="input input--date" id="f-fran" name="fran" type="date" value=from/>
            </div>
            <div class="field">
                <label for="f-till">{t!(lang, "journal.to")}</label>
                <input class="input input--date" id="f-till" name="till" type="date" value=to/>
            </div>
            <div class="field">
                <label for="f-per">{t!(lang, "asof.label")}</label>
                <input class="input input--date" id="f-per" name="per" type="date" value=per/>
            </div>
            <button class="btn" type="submit">{t!(lang, "common.show")}</button>
        </form>
        {active}
    }
    .into_any()
}

fn kind_name(lang: crate::i18n::Lang, kind: Kind) -> String {
    capital(text(lang, &format!("kind.{}_plural", kind.code())))
}

#[component]
fn Active(query: JournalQuery, per: String) -> AnyView {
    let lang = lang();
    if !query.narrowed() {
        return ().into_any();
    }
    let whole = JournalQuery { before: None, ..query };
    let pills = whole
        .pairs()
        .into_iter()
        .map(|(param, value)| {
            let mut less = whole.clone();
            let (name, label) = match param {
                "slag" => (t!(lang, "journal.kind"), less.kind.take().map(|kind| kind_name(lang, kind))),
                "handelse" => {
                    let action = less.action.take();
                    (t!(lang, "journal.action"), action.map(|a| code_label(lang, "action_done", a.code()).to_owned()))
                }
                "post" => (t!(lang, "journal.key"), less.key.take().map(|key| key.to_string())),
                "konto" => (t!(lang, "journal.actor"), Some(std::mem::take(&mut less.actor))),
                "fran" => (t!(lang, "journal.from"), less.from.take().map(|day| day.to_string())),
                _ => (t!(lang, "journal.to"), less.to.take().map(|day| day.to_string())),
            };
            let label = label.unwrap_or(value);
            let shown = match param {
                "fran" | "till" => format!("{name} {label}"),
                _ => label.clone(),
            };
            let spoken = t!(lang, "filter.remove", name = name, value = label);
            let to = format!("{PATH}{}", less.address(&per));
            view! { <li><a class="pill" href=to aria-label=spoken>{shown} " " <Icon name="i-x"/></a></li> }
        })
        .collect_view();
    let clear = format!("{PATH}{}", JournalQuery::default().address(&per));
    view! { <div class="active"><ul>{pills}</ul><a href=clear>{t!(lang, "filter.clear")}</a></div> }.into_any()
}
