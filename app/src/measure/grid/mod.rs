//! The register of measures as a grid: the values that change from week to week are edited where they stand.
//!
//! Without scripts each row is a form of its own. Where scripts run, an island moves between the cells, sends one value at a
//! time and puts in place what the server has drawn: every word, every rule and every row comes from here.

mod answer;
mod bulk;
mod cell;
mod choice;
mod row;
mod words;

pub use answer::{Answer, answer};
pub use row::row_id;

use crate::api::ListPage;
use crate::context::{FormState, lang};
use crate::form::{ConflictView, FormErrors, Hidden};
use crate::frame::use_actor;
use crate::i18n::{column_label, count_text, error_text};
use crate::t;
use crate::ui::{ColumnHead, rows_table};
use bulk::Bulk;
use domain::measure::Measure;
use domain::query::encode;
use domain::{Action, AppError, Kind, Moment, Page, Register, Subject};
use islands::{GRID, Grid};
use leptos::prelude::*;
use row::{Drawing, GridRow};
use words::Words;

/// Where a row's form is sent, and each value where scripts run.
pub const ROW: &str = "/atgarder/rad";
/// The id of the list of functions that an owner is chosen from.
const FUNCTIONS: &str = "funktioner";
/// Most columns that stand beside each other without scrolling sideways.
const BROAD: usize = 9;

/// Whether a column's values are edited where they stand.
fn editable(column: &str) -> bool {
    Measure::SET.iter().any(|field| field.name == column)
}

/// The class of a column.
fn class(column: &str) -> &'static str {
    match column {
        "key" => "c-id",
        "title" => "c-ttl",
        "owner" => "c-own",
        "end" | "start" => "c-end",
        "percent" => "c-pct num",
        "state" => "c-flag",
        "reported" => "c-save",
        "note" | "next_step" | "purpose" => "c-txt",
        _ => "c-more",
    }
}

/// The rows: a grid for those who may change something, now; a table to read for everyone else.
#[must_use]
pub fn grid_or_table(page: &ListPage) -> AnyView {
    let may = use_actor().is_some_and(|actor| actor.may(Subject::Command(Action::Set, Kind::Measure)));
    if may && page.listing.query.moment == Moment::Now {
        view! { <GridView page=page.clone()/> }.into_any()
    } else {
        rows_table(page)
    }
}

#[component]
fn GridView(page: ListPage) -> AnyView {
    let lang = lang();
    let query = page.listing.query.clone();
    let address = format!("{}{}", Page::Measures.path(), query.address());
    let state = page.form.filter(|form| form.action == Action::Set && form.kind == Kind::Measure);
    let drawing = Drawing {
        lang,
        columns: page.listing.columns.clone().into(),
        action: format!("{ROW}?id={}&till={}", page.command_id, encode(&address)),
        may: true,
        state: state.clone(),
    };
    // What was saved, and what is being chosen, is told in the last cell of a row.
    let has = |name: &str| page.listing.columns.iter().any(|column| column == name);
    let (saves, states) = (has("reported"), has("state"));
    let heads = page
        .listing
        .columns
        .iter()
        .filter(|column| *column != "reported" && !(states && *column == "labels"))
        .map(|column| {
            let class = class(column);
            view! { <ColumnHead register=Register::Measures column=column.clone() class=class query=Some(query.clone())/> }
        })
        .collect_view();
    let last = if saves { column_label(lang, Register::Measures, "reported") } else { t!(lang, "common.saved") };
    let functions =
        page.settings.functions.iter().map(|name| view! { <option value=name.clone()></option> }).collect_view();
    let (shown, total) = (page.listing.rows.len(), page.listing.total);
    let rows =
        page.listing.rows.into_iter().map(|row| view! { <GridRow row=row drawing=drawing.clone()/> }).collect_view();
    let columns = page.listing.columns.join(",");
    let broad = page.listing.columns.len() > BROAD;
    let who = use_actor().map(|actor| actor.username).unwrap_or_default();
    let count = count_text(lang, "register.atgarder_of", shown as u64, &[("total", &total)]);
    view! {
        {state.map(|state| view! { <Returned state=state address=address/> })}
        <Grid>
            <div id=GRID data-action=ROW data-columns=columns data-who=who>
                <p class="grid-status m muted" role="status" data-count=count.clone()>{count.clone()}</p>
                <div class:scroller=broad>
                    <table role="table" class="tbl grid" class:grid--broad=broad>
                        <caption class="vh">{t!(lang, "grid.caption")}</caption>
                        <thead role="rowgroup">
                            <tr role="row">
                                <th role="columnheader" scope="col" class="c-sel"><span class="vh">{t!(lang, "grid.select_head")}</span></th>
                                {heads}
                                <th role="columnheader" scope="col" class="c-save">{last}</th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
                <datalist id=FUNCTIONS>{functions}</datalist>
                <Bulk/>
                <Words/>
            </div>
        </Grid>
    }
    .into_any()
}

/// A row's form that was sent by the browser itself and wasn't carried out: what was wrong, or both versions.
#[component]
fn Returned(state: FormState, address: String) -> AnyView {
    let lang = lang();
    let key = state.key.clone();
    match state.error {
        None => view! { <div class="banner" role="status"><p>{t!(lang, "form.brought_back")}</p></div> }.into_any(),
        Some(AppError::Conflict(conflict)) => {
            let hidden = Hidden {
                action: Action::Set,
                kind: Kind::Measure,
                key,
                rev: None,
                command_id: state.command_id,
                next: format!("{address}#{}", row_id(&state.key)),
                page: address,
            };
            view! { <ConflictView conflict=*conflict hidden=hidden reason=state.reason/> }.into_any()
        }
        Some(error) => {
            let errors = match &error {
                AppError::Invalid { errors } => {
                    errors.iter().map(|one| (one.field.clone(), error_text(lang, one, Kind::Measure))).collect()
                }
                _ => Vec::new(),
            };
            view! { <FormErrors error=error errors=errors prefix=row_id(&key)/> }.into_any()
        }
    }
}
