//! Two people edited the same record: both versions side by side, field by field, and a choice for each.

use super::command_form::{Hidden, HiddenFields};
use crate::context::lang;
use crate::i18n::field_label;
use crate::{plural, t};
use domain::diff::{FieldChange, drafts};
use domain::error::Conflict;
use islands::SUBMIT;
use leptos::prelude::*;

/// The conflict. What doesn't differ is sent as it is; what differs as chosen: each choice is a radio button that
/// carries the text itself.
#[component]
pub fn ConflictView(conflict: Conflict, hidden: Hidden, reason: String) -> AnyView {
    let lang = lang();
    let differing = drafts(&conflict.theirs, &conflict.yours);
    let same: Vec<(String, String)> = conflict
        .yours
        .0
        .iter()
        .filter(|(name, _)| !differing.iter().any(|change| change.field == **name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let count = differing.len();
    let key = conflict.key.to_string();
    let kind = hidden.kind;
    let theirs_heading = t!(lang, "conflict.theirs", at = conflict.at, by = conflict.by);
    let rows = differing
        .into_iter()
        .map(|FieldChange { field, before, after }| {
            let name = format!("fields[{field}]");
            let nothing = || t!(lang, "common.nothing").to_owned();
            let shown = |value: &str| if value.is_empty() { nothing() } else { value.to_owned() };
            let (mine, saved) = (shown(&after), shown(&before));
            let heading = theirs_heading.clone();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{field_label(lang, kind, &field)}</th>
                    <td role="cell" data-label=t!(lang, "conflict.yours")>
                        <label class="check"><input type="radio" name=name.clone() value=after checked=true/> " " {mine}</label>
                    </td>
                    <td role="cell" data-label=heading>
                        <label class="check"><input type="radio" name=name value=before/> " " {saved}</label>
                    </td>
                </tr>
            }
        })
        .collect_view();
    let unchanged = same
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("fields[{name}]") value=value/> })
        .collect_view();
    // The command is a new one, decided on the version that is stored now.
    let command_id = format!("{}-{}", hidden.command_id.chars().take(48).collect::<String>(), conflict.rev);
    let hidden = Hidden { command_id, rev: Some(conflict.rev), ..hidden };
    view! {
        <form class="versus" id="krock" method="post" action=SUBMIT>
            <HiddenFields hidden=hidden/>
            <input type="hidden" name="reason" value=reason/>
            {unchanged}
            <div role="alert" tabindex="-1" autofocus=true>
                <h2>{t!(lang, "conflict.heading", key = key)}</h2>
                <p class="muted">{t!(lang, "conflict.lead")} " " {plural!(lang, "conflict.differs", count)} "."</p>
            </div>
            <table role="table" class="tbl tbl--cards">
                <caption class="vh">{t!(lang, "conflict.caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t!(lang, "conflict.field")}</th>
                        <th role="columnheader" scope="col">{t!(lang, "conflict.yours")}</th>
                        <th role="columnheader" scope="col">{theirs_heading}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <div class="savebar"><button class="btn btn--main" type="submit">{t!(lang, "conflict.save")}</button></div>
        </form>
    }
    .into_any()
}
