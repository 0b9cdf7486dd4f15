//! Rows of a register as a table; below 768 px each row is a card.

use super::CellView;
use crate::context::lang;
use crate::i18n::column_label;
use domain::listing::Row;
use domain::query::encode;
use domain::register::Sort;
use domain::{Cell, Key, ListQuery, Register};
use leptos::prelude::*;

/// What draws the last cell of a row: what can be done to it.
pub type LastCell = std::sync::Arc<dyn Fn(&Row) -> AnyView + Send + Sync>;

/// The page of a record.
#[must_use]
pub fn record_path(key: &Key) -> String {
    format!("{}/{}", key.kind().path(), encode(key.as_str()))
}

/// Columns whose values are figures.
fn is_figure(column: &str) -> bool {
    matches!(
        column,
        "likelihood"
            | "impact"
            | "score"
            | "target"
            | "inherent"
            | "percent"
            | "end"
            | "decided_end"
            | "slip"
            | "start"
            | "next_review"
            | "next_due"
            | "last_test"
            | "effective"
            | "valid_until"
            | "assessed"
            | "reported"
            | "in_force"
            | "judged"
            | "decided"
            | "introduced"
            | "assigned"
            | "valid_from"
            | "latest"
            | "goal"
            | "planned_to"
            | "started"
            | "done"
            | "reviewed"
            | "reported_back"
            | "approved"
            | "informed"
            | "seq"
            | "users"
            | "persons"
    )
}

/// A table of rows. With a query its headings sort; without one they only name.
#[component]
pub fn RowsTable(
    /// The register the rows are of.
    register: Register,
    /// Names of the columns.
    columns: Vec<String>,
    /// The rows.
    rows: Vec<Row>,
    /// What the table shows, for those who hear it.
    caption: String,
    /// What was asked for, when the headings may sort it.
    #[prop(optional)]
    query: Option<ListQuery>,
    /// `?per=…` to stay at the same date.
    #[prop(default = String::new())]
    per: String,
    /// A last cell of each row, for what can be done to it.
    #[prop(default = None)]
    last: Option<LastCell>,
) -> AnyView {
    let lang = lang();
    // The id stands before the title in one cell, so a row is read as it is said.
    let joined = columns.iter().any(|name| name == "key") && columns.iter().any(|name| name == "title");
    // What stands out stands below the state, which it says more of.
    let labels =
        columns.iter().position(|name| name == "labels").filter(|_| columns.iter().any(|name| name == "state"));
    let shown: Vec<(usize, String)> = columns
        .iter()
        .cloned()
        .enumerate()
        .filter(|(at, name)| !(joined && name == "key") && labels != Some(*at))
        .collect();
    let row_head = shown.iter().position(|(_, name)| name == "title").unwrap_or(0);
    let heads = shown
        .iter()
        .map(|(_, name)| {
            let class = if is_figure(name) { "num" } else { "" };
            view! { <ColumnHead register=register column=name.clone() class=class query=query.clone()/> }
        })
        .collect_view();
    let end_head = last.as_ref().map(|_| view! { <th role="columnheader" scope="col"><span class="vh">{crate::t!(lang, "common.actions")}</span></th> });
    let body = rows
        .into_iter()
        .map(|row| {
            let path = format!("{}{per}", record_path(&row.key));
            let cells = shown
                .iter()
                .enumerate()
                .map(|(place, (at, name))| {
                    let cell = row.cells.get(*at).cloned().unwrap_or(Cell::Empty);
                    let label = column_label(lang, register, name);
                    if place == row_head {
                        let id = joined.then(|| view! { <span class="id">{row.key.to_string()}</span>" " });
                        let inner = match cell {
                            Cell::Masked(_) => {
                                view! { <a class="title" href=path.clone()><CellView cell=cell/></a> }.into_any()
                            }
                            cell => view! { <a class="title" href=path.clone()><CellView cell=cell/></a> }.into_any(),
                        };
                        view! { <th role="rowheader" scope="row">{id}{inner}</th> }.into_any()
                    } else {
                        let class = if is_figure(name) { "num" } else { "" };
                        let days_late = (name == "state").then_some(row.days_late).flatten();
                        // Evidence past its last date isn't late: it has expired.
                        let expired = register == Register::Evidence && days_late.is_some() && !row.closed;
                        let cell = if expired { Cell::code("state", "expired") } else { cell };
                        let more = labels.filter(|_| name == "state").and_then(|at| row.cells.get(at)).cloned();
                        let shown = match more {
                            Some(labels) => view! { <StateWith state=cell labels=labels/> }.into_any(),
                            None => view! { <CellView cell=cell days_late=days_late/> }.into_any(),
                        };
                        view! { <td role="cell" class=class data-label=label>{shown}</td> }.into_any()
                    }
                })
                .collect_view();
            let end = last.as_ref().map(|last| view! { <td role="cell">{last(&row)}</td> });
            view! { <tr role="row">{cells}{end}</tr> }
        })
        .collect_view();
    view! {
        <table role="table" class="tbl tbl--cards tbl--sticky">
            <caption class="vh">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads}{end_head}</tr></thead>
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}

/// A state, and below it what stands out: that it is late, too. What says more than the state stands in its place.
#[component]
pub fn StateWith(
    /// The state.
    state: Cell,
    /// What stands out.
    labels: Cell,
) -> AnyView {
    let code = if let Cell::Code(_, code) = &state { code.as_ref() } else { "" };
    let told = matches!(&labels, Cell::Labels(labels) if labels.iter().any(|label| label.code.tells_state(code)));
    let state = (!told).then(|| view! { <CellView cell=state/> });
    let labels = (labels != Cell::Empty).then(|| view! { <CellView cell=labels/> });
    view! { {state} {labels} }.into_any()
}

/// The heading of a column. With a query it sorts; without one it only names.
#[component]
pub fn ColumnHead(
    /// The register the column is of.
    register: Register,
    /// The column's name.
    column: String,
    /// Its class.
    class: &'static str,
    /// What was asked for, when the heading may sort it.
    query: Option<ListQuery>,
) -> AnyView {
    let label = column_label(lang(), register, &column);
    let sort = register.columns().iter().find(|known| known.name == column).and_then(|known| known.sort);
    match (&query, sort) {
        (Some(query), Some(sort)) => {
            let (to, order) = sort_link(query, sort);
            view! {
                <th role="columnheader" scope="col" class=class aria-sort=order>
                    <a href=to>{label} {order.map(|_| view! { <super::Icon name="i-sort"/> })}</a>
                </th>
            }
            .into_any()
        }
        _ => view! { <th role="columnheader" scope="col" class=class>{label}</th> }.into_any(),
    }
}

/// Where a heading leads, and how its column is sorted now.
fn sort_link(query: &ListQuery, sort: Sort) -> (String, Option<&'static str>) {
    let active = query.sort == sort;
    let mut next = query.clone();
    next.page = 1;
    (next.sort, next.falling) = (sort, active && !query.falling);
    let order = active.then_some(if query.falling { "descending" } else { "ascending" });
    (format!("/{}{}", query.register.code(), next.address()), order)
}
