//! Fields of a form that are seldom filled in, behind a line to open.

use super::input::{Drawn, FieldInput};
use domain::field::Field;
use leptos::prelude::*;

/// Fields behind a line to open, a row at a time: those that are seldom filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFold {
    /// What the line says.
    pub summary: String,
    /// A sentence above the rows.
    pub lead: String,
    /// Each row with its heading.
    pub rows: Vec<(String, Vec<Field>)>,
}

/// Fields behind a line, which stands open where something is filled in or wrong.
#[component]
pub fn Folded(fold: FieldFold, drawn: Drawn) -> AnyView {
    let names: Vec<&'static str> = fold.rows.iter().flat_map(|(_, fields)| fields.iter().map(|one| one.name)).collect();
    let filled = names.iter().any(|name| !drawn.draft.get(name).is_empty());
    let open = filled || drawn.errors.iter().any(|(field, _)| names.contains(&field.as_str()));
    let rows = fold
        .rows
        .into_iter()
        .map(|(heading, fields)| {
            let inner =
                fields.into_iter().map(|field| view! { <FieldInput field=field drawn=drawn.clone()/> }).collect_view();
            view! { <fieldset class="choices"><legend>{heading}</legend><div class="fields">{inner}</div></fieldset> }
        })
        .collect_view();
    view! {
        <details class="fold" open=open>
            <summary>{fold.summary}</summary>
            <div class="stack"><p class="note">{fold.lead}</p>{rows}</div>
        </details>
    }
    .into_any()
}
