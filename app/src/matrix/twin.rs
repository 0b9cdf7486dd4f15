//! The matrix's twin: the same cells as rows.

use super::{cell_list, only_moment};
use crate::context::lang;
use crate::t;
use crate::ui::{ScoreView, record_path};
use crate::{i18n, plural};
use domain::ListQuery;
use domain::matrix::{Matrix, MatrixCell};
use domain::settings::Scale;
use leptos::prelude::*;

/// Every cell with its risks, highest score first.
#[component]
pub fn Twin(matrix: Matrix) -> AnyView {
    let lang = lang();
    let Matrix { query, scale, rows, .. } = matrix;
    let mut cells: Vec<MatrixCell> = rows.into_iter().flatten().collect();
    cells.sort_by_key(|cell| std::cmp::Reverse((cell.score, cell.consequence)));
    let rows = cells
        .into_iter()
        .map(|cell| view! { <CellRow cell=cell scale=scale.clone() query=query.clone()/> })
        .collect_view();
    let head = |name: &'static str, class: &'static str| {
        view! { <th role="columnheader" scope="col" class=class>{name}</th> }
    };
    view! {
        <details class="fold mt">
            <summary>{t!(lang, "common.as_table")}</summary>
            <div>
                <table role="table" class="tbl tbl--cards">
                    <caption class="vh">{t!(lang, "matrix.twin_caption")}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {head(t!(lang, "matrix.place"), "")}
                            {head(t!(lang, "risk.score"), "num")}
                            {head(t!(lang, "risk.band"), "")}
                            {head(t!(lang, "matrix.count"), "num")}
                            {head(t!(lang, "matrix.risks"), "")}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn CellRow(cell: MatrixCell, scale: Scale, query: ListQuery) -> AnyView {
    let lang = lang();
    let per = only_moment(&query);
    let place = t!(lang, "matrix.cell_place", likelihood = cell.likelihood, consequence = cell.consequence);
    let list = cell_list(&query, &cell);
    let band = scale.band_name(cell.score).to_owned();
    let (count, held) = (cell.count, cell.chips.len() as u64);
    let limit = if cell.above { t!(lang, "matrix.cell_above") } else { t!(lang, "matrix.cell_within") };
    let risks = cell
        .chips
        .into_iter()
        .map(|chip| {
            let to = format!("{}{per}", record_path(&chip.key));
            view! { <li><span class="id">{chip.key.to_string()}</span>" "<a class="title" href=to>{chip.title}</a></li> }
        })
        .collect_view();
    let all = (count > held).then(|| view! { <li><a href=list>{plural!(lang, "matrix.all_in_cell", count)}</a></li> });
    let risks = if count == 0 {
        view! { <span class="muted">{t!(lang, "matrix.cell_count.zero")}</span> }.into_any()
    } else {
        view! { <ul class="bare">{risks}{all}</ul> }.into_any()
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{place}</th>
            <td role="cell" class="num" data-label=t!(lang, "risk.score")>
                <ScoreView value=cell.score tone=cell.tone band=""/>
            </td>
            <td role="cell" data-label=t!(lang, "risk.band")>{band} ", " {limit}</td>
            <td role="cell" class="num" data-label=t!(lang, "matrix.count")>{i18n::number(lang, count)}</td>
            <td role="cell" data-label=t!(lang, "matrix.risks")>{risks}</td>
        </tr>
    }
    .into_any()
}
