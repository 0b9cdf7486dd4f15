//! The rows of a file, each with what it would change or why it can't.

use crate::context::lang;
use crate::i18n::{error_text, field_name};
use crate::t;
use crate::ui::{Diff, Icon, record_path};
use domain::import::{Head, Mapping, Outcome, Part, Row, letters};
use domain::{FieldError, Register};
use leptos::prelude::*;

/// The rows.
#[component]
pub fn RowsTable(register: Register, rows: Vec<Row>, mapping: Mapping, heads: Vec<Head>) -> AnyView {
    let lang = lang();
    let Some(kind) = register.kind().filter(|_| !rows.is_empty()) else { return ().into_any() };
    let rows = rows
        .into_iter()
        .map(|row| {
            let line = row.line;
            let name = match &row.key {
                Some(key) => {
                    let known = !matches!(&row.outcome, Outcome::Refused(errors) if unknown(errors));
                    let id = key.to_string();
                    let title = row.title.clone();
                    if known {
                        let to = record_path(key);
                        view! { <span class="id">{id}</span> " " <a class="title" href=to>{title}</a> }.into_any()
                    } else {
                        view! { <span class="id">{id}</span> " " {title} }.into_any()
                    }
                }
                None => view! { {row.title.clone()} }.into_any(),
            };
            let hidden = row
                .hidden
                .iter()
                .map(|field| {
                    let field = field_name(lang, kind, field);
                    view! { <p class="note"><Icon name="i-lock"/> " " {t!(lang, "import.hidden", field = field)}</p> }
                })
                .collect_view();
            let what = match row.outcome {
                Outcome::Same => view! { <span class="muted">{t!(lang, "import.same")}</span> }.into_any(),
                Outcome::Changed(changes) | Outcome::New(changes) => {
                    view! { <Diff kind=kind changes=changes/> }.into_any()
                }
                Outcome::Refused(errors) => {
                    let items = errors
                        .iter()
                        .map(|error| {
                            let at = address(&mapping, &heads, line, &error.field);
                            let at = (!at.is_empty()).then(|| view! { <b>{at}</b> " " });
                            view! { <li class="error"><Icon name="i-warn"/> " " {at} {error_text(lang, error, kind)}</li> }
                        })
                        .collect_view();
                    view! { <ul>{items}</ul> }.into_any()
                }
            };
            view! {
                <tr role="row">
                    <td role="cell" class="num" data-label=t!(lang, "import.row")>{line}</td>
                    <th role="rowheader" scope="row">{name}</th>
                    <td role="cell" data-label=t!(lang, "import.what")>{what} {hidden}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards import">
            <caption class="vh">{t!(lang, "import.caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col" class="num">{t!(lang, "import.row")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "column.item")}</th>
                    <th role="columnheader" scope="col">{t!(lang, "import.what")}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Whether the row's id leads nowhere.
fn unknown(errors: &[FieldError]) -> bool {
    use domain::ErrorCode::Import;
    use domain::import::Fault::Unknown;
    errors.iter().any(|error| matches!(error.code, Import { fault: Unknown, .. }))
}

/// Where in the file a field's cell is: `F12`; empty when the file has no such column.
fn address(mapping: &Mapping, heads: &[Head], line: u32, field: &str) -> String {
    let parts = [Part::Key, Part::Rev, Part::Form, Part::Progress];
    let head = parts.into_iter().find_map(|part| mapping.place(part, field)).and_then(|place| heads.get(place));
    head.map_or_else(String::new, |head| format!("{}{line}", letters(head.place)))
}
