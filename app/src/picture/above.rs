//! The risks above what the board tolerates, on the scale and against the line.

use super::SpotScore;
use crate::chart::{Strip, StripAxis, StripScale};
use crate::context::lang;
use crate::ui::record_path;
use crate::{plural, t};
use domain::picture::Direction;
use domain::picture::page::{Board, ChangeRow};
use leptos::prelude::*;

/// The table, with a drawn column between the risk and its value.
#[component]
pub fn Above(board: Board, per: String) -> AnyView {
    let lang = lang();
    let tolerance = board.scale.tolerance;
    let heading = plural!(lang, "picture.above", board.above);
    let differs = |row: &ChangeRow| row.direction().is_some_and(|direction| direction != Direction::Level);
    let moved = board.top.iter().any(differs);
    let lead = if moved {
        t!(lang, "picture.above_ring", tolerance = tolerance)
    } else {
        t!(lang, "picture.above_note", tolerance = tolerance)
    };
    let scale = StripScale { size: board.scale.size(), tolerance, tolerated: board.scale.tolerated() };
    let shown = board.top.len();
    let first = (board.above as usize > shown && shown > 0)
        .then(|| view! { <p class="note mt-s">{t!(lang, "picture.above_first", n = shown)}</p> });
    let rows =
        board.top.into_iter().map(|row| view! { <AboveRow scale=scale row=row per=per.clone()/> }).collect_view();
    let table = (shown > 0).then(|| {
        view! {
            <table class="tbl tbl--dense strips">
                <caption class="vh">{t!(lang, "picture.above_caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "picture.column_risk")}</th>
                        <th scope="col" class="plot">
                            <span class="vh">{t!(lang, "picture.above_axis", top = scale.top())}</span>
                            <StripAxis scale=scale/>
                        </th>
                        <th scope="col" class="num c-v">{t!(lang, "picture.column_value")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <section class="sec" aria-labelledby="h-over">
            <div class="sec__head"><h2 id="h-over">{heading}</h2><p>{lead}</p></div>
            {table}
            {first}
        </section>
    }
    .into_any()
}

#[component]
fn AboveRow(scale: StripScale, row: ChangeRow, per: String) -> AnyView {
    let lang = lang();
    let Some(after) = row.after else { return ().into_any() };
    let to = format!("{}{per}", record_path(&row.key));
    let was = row.before.map(|spot| spot.score);
    let before = was.filter(|before| *before != after.score).map(|before| {
        view! {
            <span class="muted">{before}</span>
            <svg class="arr" aria-hidden="true"><use href="#i-to"></use></svg>
            <span class="vh">" " {t!(lang, "common.to")} " "</span>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="title ttl" href=to><span class="id">{row.key.to_string()}</span> " " {row.title}</a>
            </th>
            <td class="plot"><Strip scale=scale before=was score=after.score tone=after.tone/></td>
            <td class="num">{before}<SpotScore spot=after/></td>
        </tr>
    }
    .into_any()
}
