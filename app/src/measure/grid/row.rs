//! A row of the grid.

use super::cell::{EditCell, typed};
use super::class;
use crate::context::FormState;
use crate::form::control_id;
use crate::i18n::{Lang, column_label};
use crate::t;
use crate::ui::{CellView, KeyLinks, StateWith, record_path};
use domain::listing::Row;
use domain::measure::WAS;
use domain::{Cell, Register};
use leptos::prelude::*;
use std::sync::Arc;

/// What a row is drawn with.
#[derive(Clone)]
pub struct Drawing {
    /// The language.
    pub lang: Lang,
    /// The columns, in order.
    pub columns: Arc<[String]>,
    /// Where its form is sent.
    pub action: String,
    /// Whether it can be edited.
    pub may: bool,
    /// A row's form to be shown again.
    pub state: Option<FormState>,
}

/// The id of a row, and the beginning of the ids of its controls.
#[must_use]
pub fn row_id(key: &str) -> String {
    format!("rad-{key}")
}

/// The id of a row's form.
pub(super) fn form_id(key: &str) -> String {
    format!("form-{key}")
}

/// A row. `saved` is what its last cell says of what was just done.
#[component]
pub fn GridRow(row: Row, drawing: Drawing, #[prop(default = None)] saved: Option<AnyView>) -> AnyView {
    let lang = drawing.lang;
    let key = row.key.to_string();
    let state = drawing.state.clone().filter(|state| state.key == key);
    let may = drawing.may && !row.closed;
    let (mut cells, mut was) = (Vec::new(), Vec::new());
    // What stands out stands below the state, which it says more of.
    let of = |name: &str| drawing.columns.iter().position(|column| column == name).and_then(|at| row.cells.get(at));
    let labels = of("state").and(of("labels")).cloned();
    let reported = of("reported").cloned();
    for (column, cell) in drawing.columns.iter().zip(&row.cells) {
        if column == "reported" || (column == "labels" && labels.is_some()) {
            continue;
        }
        let stored = typed(cell).filter(|_| may && super::editable(column));
        match stored {
            Some(stored) => {
                let before = format!("{WAS}{column}");
                let decided = state.as_ref().map_or(stored.clone(), |state| state.draft.get(&before).to_owned());
                let shown = state.as_ref().map_or(stored, |state| state.draft.get(column).to_owned());
                let wrong = state.as_ref().is_some_and(|state| is_wrong(state, column));
                was.push((before, decided.clone()));
                cells.push(
                    view! { <EditCell lang=lang key=key.clone() column=column.clone() value=shown was=decided wrong=wrong/> }
                        .into_any(),
                );
            }
            None => cells.push(read_cell(lang, &row, column, cell.clone(), labels.as_ref())),
        }
    }
    let select = t!(lang, "measure.select", key = key);
    let label =
        reported.as_ref().map_or(t!(lang, "common.saved"), |_| column_label(lang, Register::Measures, "reported"));
    let said =
        saved.or_else(|| reported.map(|cell| view! { <span class="tag"><CellView cell=cell/></span> }.into_any()));
    let form = may.then(|| view! { <RowForm key=key.clone() drawing=drawing was=was state=state/> });
    view! {
        <tr role="row" id=row_id(&key) data-key=key>
            <td role="cell" class="c-sel"><label><span class="vh">{select}</span><input type="checkbox" autocomplete="off"/></label></td>
            {cells}
            <td role="cell" class="c-save" data-label=label><span class="said">{said}</span> {form}</td>
        </tr>
    }
    .into_any()
}

/// The form of a row, with the values its edits are decided on. Its controls stand in the row's cells.
#[component]
fn RowForm(key: String, drawing: Drawing, was: Vec<(String, String)>, state: Option<FormState>) -> AnyView {
    let lang = drawing.lang;
    let held = was
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("fields[{name}]") value=value/> })
        .collect_view();
    let reason = state.map(|state| state.reason).unwrap_or_default();
    let why = t!(lang, "grid.cell", column = t!(lang, "field_action.reason"), key = key);
    view! {
        <form class="row-form" id=form_id(&key) method="post" action=drawing.action novalidate=true>
            {held}
            <input class="input" id=control_id(&row_id(&key), "reason") name="reason" value=reason maxlength="1000" autocomplete="off"
                placeholder=t!(lang, "grid.reason") aria-label=why/>
            <button class="btn btn--s" type="submit" name="key" value=key.clone()>{t!(lang, "common.save")}</button>
        </form>
    }
    .into_any()
}

/// A value that is only read.
fn read_cell(lang: Lang, row: &Row, column: &str, cell: Cell, labels: Option<&Cell>) -> AnyView {
    let label = column_label(lang, Register::Measures, column);
    match column {
        "key" => view! { <td role="cell" class="c-id id">{row.key.to_string()}</td> }.into_any(),
        "title" => view! {
            <th role="rowheader" scope="row" class="c-ttl"><a class="title" href=record_path(&row.key)><CellView cell=cell/></a></th>
        }
        .into_any(),
        _ => {
            let days_late = (column == "state").then_some(row.days_late).flatten();
            let more = labels.filter(|_| column == "state").cloned();
            let shown = match (cell, more) {
                (state, Some(labels)) => view! { <StateWith state=state labels=labels/> }.into_any(),
                // There is no page around a row that is drawn alone, to tell the date: the grid is always now.
                (Cell::Keys(keys), None) => view! { <KeyLinks keys=keys per=String::new()/> }.into_any(),
                (cell, None) => view! { <CellView cell=cell days_late=days_late/> }.into_any(),
            };
            view! { <td role="cell" class=class(column) data-label=label>{shown}</td> }.into_any()
        }
    }
}

/// Whether a form that came back has an error in a field.
fn is_wrong(state: &FormState, field: &str) -> bool {
    match &state.error {
        Some(domain::AppError::Invalid { errors }) => errors.iter().any(|error| error.field == field),
        _ => false,
    }
}
