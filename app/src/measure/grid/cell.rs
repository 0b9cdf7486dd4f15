//! A value that is edited where it stands.

use super::row::{form_id, row_id};
use super::{FUNCTIONS, class};
use crate::form::control_id;
use crate::i18n::{Lang, column_label, percent};
use crate::t;
use domain::{Cell, Register};
use leptos::prelude::*;

/// A value as it is typed; none when it can't be: what a secrecy marking covers isn't there to be edited.
pub(super) fn typed(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => Some(String::new()),
        Cell::Text(text) => Some(text.clone()),
        Cell::Percent(n) => Some(n.to_string()),
        Cell::Date(day) => Some(day.to_string()),
        _ => None,
    }
}

/// The cell. It stands as text until it has focus.
#[component]
pub fn EditCell(
    lang: Lang,
    /// The record.
    key: String,
    /// The column, and the field.
    column: String,
    /// What stands in it.
    value: String,
    /// What an edit is decided on, when that is something else.
    was: String,
    /// Whether it was refused.
    wrong: bool,
) -> AnyView {
    let label = column_label(lang, Register::Measures, &column);
    let (id, form, name) = (control_id(&row_id(&key), &column), form_id(&key), format!("fields[{column}]"));
    let spoken = t!(lang, "grid.cell", column = label, key = key);
    let invalid = wrong.then_some("true");
    let was = (was != value).then_some(was);
    let left = if column == "percent" { "" } else { " l" };
    let class = format!("{} edit{left}", class(&column));
    // The sign as the language writes it, with or without a space before.
    let unit = (column == "percent").then(|| percent(lang, 0).trim_start_matches('0').to_owned());
    let control = match column.as_str() {
        "percent" => view! {
            <input class="v" id=id form=form name=name value=value inputmode="numeric" maxlength="5" autocomplete="off"
                aria-label=spoken aria-invalid=invalid/>
        }
        .into_any(),
        "end" => view! {
            <input class="v" id=id form=form name=name value=value inputmode="numeric" maxlength="10" autocomplete="off"
                placeholder=t!(lang, "grid.date_form") aria-label=spoken aria-invalid=invalid/>
        }
        .into_any(),
        "owner" => view! {
            <input class="v" id=id form=form name=name value=value maxlength="120" list=FUNCTIONS autocomplete="off"
                aria-label=spoken aria-invalid=invalid/>
        }
        .into_any(),
        _ => view! {
            <textarea class="v" id=id form=form name=name rows="1" maxlength="2000" autocomplete="off" aria-label=spoken
                aria-invalid=invalid>{value}</textarea>
        }
        .into_any(),
    };
    view! {
        <td role="cell" class=class data-label=label data-field=column data-was=was data-unit=unit>{control}</td>
    }
    .into_any()
}
