//! Comments on a record, and the form for a new one.

use super::{Mask, Prose, Record, fold_id};
use crate::context::lang;
use crate::form::{CommandForm, Hidden};
use crate::i18n::action_label;
use crate::{plural, t};
use domain::comment::{Comment, ShownComment};
use domain::{Action, Draft, Kind, Subject};
use leptos::prelude::*;

/// The comments, oldest first, with the form for a new one. Nothing where there are none and none can be written.
#[component]
pub fn Comments(record: Record, comments: Vec<ShownComment>) -> AnyView {
    let lang = lang();
    let subject = Subject::Command(Action::Create, Kind::Comment);
    let may = record.closed.is_none() && record.editor.as_ref().is_some_and(|one| one.may_on(subject, &record.owner));
    if comments.is_empty() && !may {
        return ().into_any();
    }
    let heading = plural!(lang, "comment.heading", comments.len());
    let items = comments.into_iter().map(|one| view! { <Item one=one/> }).collect::<Vec<_>>();
    let list = (!items.is_empty()).then(|| view! { <ol class="remarks">{items}</ol> });
    let form = may.then(|| view! { <Writing record=record/> });
    view! {
        <section class="sec" aria-labelledby="h-kommentarer">
            <div class="sec__head"><h2 id="h-kommentarer">{heading}</h2></div>
            {list}
            {form}
        </section>
    }
    .into_any()
}

#[component]
fn Item(one: ShownComment) -> AnyView {
    let lang = lang();
    let comment = one.comment;
    let mentions = (!comment.mentions.is_empty())
        .then(|| format!(" · {}", t!(lang, "comment.mentions", functions = comment.mentions.join(", "))));
    let text = match one.hidden_by {
        Some(provision) => view! { <Mask provision=provision/> }.into_any(),
        None => view! { <Prose text=comment.text/> }.into_any(),
    };
    view! {
        <li id=one.key.to_string()>
            <p>{text}</p>
            <p class="who">{t!(lang, "comment.by", by = comment.by, date = comment.date)} {mentions}</p>
        </li>
    }
    .into_any()
}

#[component]
fn Writing(record: Record) -> AnyView {
    let lang = lang();
    let hidden = Hidden {
        action: Action::Create,
        kind: Kind::Comment,
        key: String::new(),
        rev: None,
        command_id: format!("{}-kommentar", record.command_id),
        next: format!("{}#h-kommentarer", record.path()),
        page: record.path(),
    };
    let state = record.form.filter(|state| state.kind == Kind::Comment);
    let open = state.is_some();
    let fields = Comment::FIELDS.iter().filter(|field| field.name != "about").copied().collect();
    let marked = record.marking.is_some().then(|| view! { <p class="note">{t!(lang, "comment.marked")}</p> });
    view! {
        <details class="fold no-print" open=open>
            <summary>{action_label(lang, Action::Create, Kind::Comment)}</summary>
            <div id=fold_id(Action::Create)>
                {marked}
                <div class="mt-s">
                    <CommandForm hidden=hidden form_fields=fields draft=Draft::default() settings=record.settings
                        submit=t!(lang, "action.save_comment").to_owned() sends=vec![("about", record.key.to_string())]
                        state=state/>
                </div>
            </div>
        </details>
    }
    .into_any()
}
