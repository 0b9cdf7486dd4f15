//! What has happened to a record, newest first, with what each change changed.

use crate::context::lang;
use crate::i18n::{code_label, done_label, field_name, percent};
use crate::t;
use domain::diff::FieldChange;
use domain::field::Input;
use domain::history::Change;
use domain::overview::HISTORY;
use domain::secrecy::read_provisions;
use domain::{Key, Kind};
use leptos::prelude::*;

/// The history of a record.
#[component]
pub fn History(
    /// The record's kind.
    kind: Kind,
    /// The record.
    key: Key,
    /// What has happened to it.
    changes: Vec<Change>,
    /// Whether who looks may open the journal.
    journal: bool,
    /// Whether some of it is kept from who looks, so that a change may have nothing to show.
    #[prop(default = false)]
    masked: bool,
) -> AnyView {
    let lang = lang();
    let cut = (changes.len() >= HISTORY)
        .then(|| view! { <p class="note">{t!(lang, "common.history_recent", n = changes.len())}</p> });
    let more = journal.then(|| {
        let to = format!("/journal?post={}", domain::query::encode(key.as_str()));
        view! { <p><a href=to>{t!(lang, "common.history_all", key = key)}</a></p> }
    });
    let items = changes
        .into_iter()
        .map(|change| {
            let fields: Vec<FieldChange> = change.fields.into_iter().filter(|one| one.field != "sha256").collect();
            let diff = (!fields.is_empty()).then(|| view! { <Diff kind=kind changes=fields/> });
            let hidden = (masked && change.rev > 1 && diff.is_none())
                .then(|| view! { <p class="muted">{t!(lang, "secrecy.changed")}</p> });
            let reason = (!change.reason.is_empty()).then(|| view! { <p>{change.reason}</p> });
            view! {
                <li>
                    <time datetime=change.at.replace(' ', "T")>{change.at.clone()}</time>
                    <div>
                        <p><b>{done_label(lang, change.action, kind)}</b> " " <span class="muted">{change.by}</span></p>
                        {diff}
                        {hidden}
                        {reason}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="h-historik">
            <div class="sec__head"><h2 id="h-historik">{t!(lang, "common.history")}</h2>{more}</div>
            <ol class="history">{items}</ol>
            {cut}
        </section>
    }
    .into_any()
}

/// What changed, field by field, in the order people expect.
#[component]
pub fn Diff(kind: Kind, changes: Vec<FieldChange>) -> impl IntoView {
    let mut changes = changes;
    changes.sort_by_key(|one| place(kind, &one.field));
    let rows = changes.into_iter().map(|one| view! { <DiffRow kind=kind change=one/> }).collect_view();
    view! { <dl class="diff">{rows}</dl> }
}

#[component]
fn DiffRow(kind: Kind, change: FieldChange) -> impl IntoView {
    let lang = lang();
    // A value in words; `Err` when it is what people wrote.
    let words = |value: &str| -> Result<String, String> {
        Ok(match (domain::action::input(kind, &change.field), change.field.as_str()) {
            (Some(Input::Choice(group, _)), _) => code_label(lang, group, value).to_owned(),
            (Some(Input::Flag), _) => t!(lang, "common.yes").to_owned(),
            (Some(Input::Moment), _) => value.replace('T', " "),
            (Some(Input::Fields(_)), _) => {
                let names: Vec<&str> = value.split(", ").map(|name| field_name(lang, kind, name)).collect();
                names.join(", ")
            }
            (Some(Input::Provisions(_)), _) => {
                let named =
                    read_provisions(value).map(|(name, own)| format!("{}: {own}", field_name(lang, kind, name)));
                named.collect::<Vec<_>>().join("; ")
            }
            // What follows from what was reported.
            (None, "state") if kind == Kind::Report => code_label(lang, "report_state", value).to_owned(),
            (None, group @ ("result" | "level" | "state")) => code_label(lang, group, value).to_owned(),
            (_, "percent") => value.parse::<i64>().map_or_else(|_| value.to_owned(), |n| percent(lang, n)),
            _ => return Err(value.to_owned()),
        })
    };
    let side = |value: &str| {
        (!value.is_empty()).then(|| match words(value) {
            Ok(said) => (None, said),
            Err(written) => (lang.written(), written),
        })
    };
    let (before, after) = (side(&change.before), side(&change.after));
    // What was empty before is only added, and what is empty now only taken away.
    let arrow = (before.is_some() && after.is_some()).then(|| {
        view! { " " <svg class="arr" aria-hidden="true"><use href="#i-to"></use></svg> " " }
    });
    let before = before.map(|(of, text)| {
        view! { <del><span class="vh">{t!(lang, "common.before")} ": "</span><span lang=of>{text}</span></del> }
    });
    let after = after.map(|(of, text)| {
        view! { <ins><span class="vh">{t!(lang, "common.after")} ": "</span><span lang=of>{text}</span></ins> }
    });
    view! { <div><dt>{field_name(lang, kind, &change.field)}</dt><dd>{before} {arrow} {after}</dd></div> }
}

/// Where a change stands among the others: what the kind's form doesn't hold first, as it follows from what was reported and then
/// as that is asked for, and then the fields of the form.
fn place(kind: Kind, field: &str) -> (bool, usize) {
    const FOLLOWS: [&str; 6] = ["state", "score", "percent", "reported", "last_test", "period"];
    let own = domain::action::form(kind);
    if let Some(place) = own.iter().position(|one| one.name == field) {
        return (true, place);
    }
    let follows = FOLLOWS.iter().position(|name| *name == field);
    let asked = || domain::action::beside(kind).position(|one| one.name == field).map(|place| FOLLOWS.len() + place);
    (false, follows.or_else(asked).unwrap_or(usize::MAX))
}
