//! The matrix as a table: likelihood upwards, consequence to the right, each risk a chip that leads to its page.

use super::{cell_list, only_moment};
use crate::context::lang;
use crate::ui::record_path;
use crate::{plural, t};
use domain::ListQuery;
use domain::matrix::{CHIPS, Chip, Matrix, MatrixCell};
use leptos::prelude::*;

/// The matrix.
#[component]
pub fn MatrixTable(matrix: Matrix) -> AnyView {
    let lang = lang();
    let Matrix { query, scale, rows, .. } = matrix;
    let columns = scale.consequence.iter().map(|_| view! { <col/> }).collect_view();
    let heads = scale
        .consequence
        .iter()
        .enumerate()
        .map(|(n, word)| {
            view! { <th scope="col"><span class="lvl">{n + 1}</span><span class="word">{word.clone()}</span></th> }
        })
        .collect_view();
    let below: Vec<Vec<bool>> = rows.iter().skip(1).map(|row| row.iter().map(|cell| cell.above).collect()).collect();
    let body = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            let likelihood = row.first().map_or(0, |cell| cell.likelihood);
            let word = scale.likelihood.get(usize::from(likelihood).saturating_sub(1)).cloned().unwrap_or_default();
            let mut left = None;
            let cells = row
                .into_iter()
                .enumerate()
                .map(|(column, cell)| {
                    let under = below.get(at).and_then(|row| row.get(column)).copied();
                    let class = class(&cell, left, under);
                    left = Some(cell.above);
                    view! { <Cell cell=cell class=class query=query.clone()/> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row"><span class="lvl">{likelihood}</span><span class="word">{word}</span></th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let wrap = if scale.size() > 4 { "matrix-wrap matrix-wrap--5" } else { "matrix-wrap" };
    let words = |list: &[String]| {
        list.iter().enumerate().map(|(n, word)| format!("{} {word}", n + 1)).collect::<Vec<_>>().join(", ")
    };
    view! {
        <div class=wrap>
            <table class="matrix">
                <caption class="vh">{t!(lang, "matrix.caption")}</caption>
                <colgroup><col/>{columns}</colgroup>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        <p class="note only-narrow">
            {t!(lang, "matrix.likelihood")} ": " {words(&scale.likelihood)} ". "
            {t!(lang, "matrix.consequence")} ": " {words(&scale.consequence)} "."
        </p>
    }
    .into_any()
}

/// The cell's wash, and its edges that the line of the tolerance follows.
fn class(cell: &MatrixCell, left: Option<bool>, under: Option<bool>) -> String {
    let mut class = format!("w{}", cell.tone);
    if left.is_some_and(|above| above != cell.above) {
        class.push_str(" tol-left");
    }
    if under.is_some_and(|above| above != cell.above) {
        class.push_str(" tol-under");
    }
    class
}

#[component]
fn Cell(cell: MatrixCell, class: String, query: ListQuery) -> AnyView {
    let lang = lang();
    let per = only_moment(&query);
    let more = cell.count.saturating_sub(CHIPS as u64);
    let list = cell_list(&query, &cell);
    let mut chips = cell.chips.into_iter();
    let first =
        chips.by_ref().take(CHIPS).map(|chip| view! { <li><ChipLink chip=chip per=per.clone()/></li> }).collect_view();
    let rest = (more > 0).then(|| {
        let hidden = chips.map(|chip| view! { <li><ChipLink chip=chip per=per.clone()/></li> }).collect_view();
        view! {
            <li>
                <details class="more">
                    <summary class="chip">{plural!(lang, "matrix.more", more)}</summary>
                    <ul>
                        {hidden}
                        <li><a href=list>{plural!(lang, "matrix.all_in_cell", cell.count)}</a></li>
                    </ul>
                </details>
            </li>
        }
    });
    let filled = (cell.count > 0).then(|| view! { <ul class="flow">{first}{rest}</ul> });
    view! {
        <td class=class>
            {filled}
            <span class="val"><span class="vh">{t!(lang, "risk.score")} " "</span>{cell.score}</span>
        </td>
    }
    .into_any()
}

/// A risk: its number to see, its title to hear and to point at.
#[component]
fn ChipLink(chip: Chip, per: String) -> impl IntoView {
    let lang = lang();
    let Chip { key, title, since } = chip;
    let to = format!("{}{per}", record_path(&key));
    let text = key.to_string();
    let said = if since { format!(", {}", t!(lang, "matrix.since")) } else { String::new() };
    let shown = format!("{title}{said}");
    let mark = since.then(|| view! { <span aria-hidden="true">"\u{a0}\u{2022}"</span> });
    let (prefix, number) = text
        .split_once('-')
        .map_or((String::new(), text.clone()), |(prefix, number)| (format!("{prefix}-"), number.to_owned()));
    view! {
        <a class="chip" href=to title=shown>
            <span class="pre">{prefix}</span>
            {number}
            {mark}
            <span class="vh">" " {title} {said}</span>
        </a>
    }
}
