//! The matrix of a comparison: each risk where it is proposed, where it was, and an arrow between the two.

use super::lines::Arrow;
use super::slots::{Filled, Slot, place};
use crate::context::lang;
use crate::i18n::Lang;
use crate::ui::record_path;
use crate::{plural, t};
use domain::picture::page::{Board, BoardCell, BoardChip, Mark, Move};
use leptos::prelude::*;

/// The matrix with its key, and its moves in words.
#[component]
pub fn BoardMatrix(
    /// The comparison.
    board: Board,
    /// Whether there is no picture before: then nothing is new, since everything is.
    #[prop(default = false)]
    first: bool,
    /// `?per=…` to stay at the same date.
    per: String,
) -> AnyView {
    let lang = lang();
    let Board { scale, cells, moves, moved, .. } = board;
    let placed = place(&cells, &moves);
    let marks = Marks::of(&cells, first);
    let columns = scale.consequence.iter().map(|_| view! { <col/> }).collect_view();
    let heads = scale
        .consequence
        .iter()
        .enumerate()
        .map(|(n, word)| {
            view! { <th scope="col"><span class="lvl">{n + 1}</span><span class="word">{word.clone()}</span></th> }
        })
        .collect_view();
    let below: Vec<Vec<bool>> = cells.iter().skip(1).map(|row| row.iter().map(|cell| cell.above).collect()).collect();
    let body = cells
        .into_iter()
        .zip(placed.cells)
        .enumerate()
        .map(|(at, (row, filled))| {
            let likelihood = row.first().map_or(0, |cell| cell.spot.likelihood);
            let word = scale.likelihood.get(usize::from(likelihood).saturating_sub(1)).cloned().unwrap_or_default();
            let mut left = None;
            let cells = row
                .into_iter()
                .zip(filled)
                .enumerate()
                .map(|(column, (cell, filled))| {
                    let under = below.get(at).and_then(|row| row.get(column)).copied();
                    let class = class(&cell, left, under);
                    left = Some(cell.above);
                    view! { <Cell cell=cell filled=filled class=class moves=moves.clone() first=first per=per.clone()/> }
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
    let large = if scale.size() > 4 { " matrix-wrap--5" } else { "" };
    let wrap = format!("matrix-wrap matrix-wrap--slots{large} matrix-wrap--n{}", scale.size());
    let words = |list: &[String]| {
        list.iter().enumerate().map(|(n, word)| format!("{} {word}", n + 1)).collect::<Vec<_>>().join(", ")
    };
    view! {
        <div class=wrap>
            <table class="matrix">
                <caption class="vh">{t!(lang, "picture.matrix_caption")}</caption>
                <colgroup><col/>{columns}</colgroup>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
            <Arrows arrows=placed.arrows/>
        </div>
        <p class="note only-narrow">
            {t!(lang, "matrix.likelihood")} ": " {words(&scale.likelihood)} ". "
            {t!(lang, "matrix.consequence")} ": " {words(&scale.consequence)} "."
        </p>
        <MatrixKey marks=marks/>
        <Moves moves=moves moved=moved/>
    }
    .into_any()
}

/// The cell's wash, and its edges that the line of the tolerance follows.
fn class(cell: &BoardCell, left: Option<bool>, under: Option<bool>) -> String {
    let mut class = format!("w{}", cell.spot.tone);
    if left.is_some_and(|above| above != cell.above) {
        class.push_str(" tol-left");
    }
    if under.is_some_and(|above| above != cell.above) {
        class.push_str(" tol-under");
    }
    class
}

#[component]
fn Cell(cell: BoardCell, filled: Filled, class: String, moves: Vec<Move>, first: bool, per: String) -> AnyView {
    let lang = lang();
    let Filled { chips, rest, more, more_slot } = filled;
    let named = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let draw = |chip: BoardChip| {
        let one = moves.iter().find(|one| one.key == chip.key).cloned();
        view! { <ChipView chip=chip one=one first=first per=per.clone()/> }
    };
    let rest = rest.into_iter().map(|chip| view! { <li>{draw(chip)}</li> }).collect_view();
    let beyond = (more > named).then(|| view! { <li>{plural!(lang, "picture.beyond", more - named)}</li> });
    let shown = chips.into_iter().map(|(chip, slot)| view! { <li class=slot.class()>{draw(chip)}</li> }).collect_view();
    let hidden = more_slot.map(|slot: Slot| {
        view! {
            <li class=slot.class()>
                <details class="more">
                    <summary class="chip">{plural!(lang, "picture.more_in_cell", more)}</summary>
                    <ul>{rest}{beyond}</ul>
                </details>
            </li>
        }
    });
    let list = (cell.count > 0).then(|| view! { <ul class="slots">{shown}{hidden}</ul> });
    view! {
        <td class=class>
            {list}
            <span class="val"><span class="vh">{t!(lang, "risk.score")} " "</span>{cell.spot.score}</span>
        </td>
    }
    .into_any()
}

/// A risk: its number to see, and what has happened to it to hear.
#[component]
fn ChipView(chip: BoardChip, one: Option<Move>, first: bool, per: String) -> AnyView {
    let lang = lang();
    let BoardChip { key, title, mark } = chip;
    let to = format!("{}{per}", record_path(&key));
    let text = key.to_string();
    let (prefix, number) = text
        .split_once('-')
        .map_or((String::new(), text.clone()), |(prefix, number)| (format!("{prefix}-"), number.to_owned()));
    let mark = if first && mark == Mark::New { Mark::Still } else { mark };
    let said = match (mark, one) {
        (Mark::Still, _) => String::new(),
        (Mark::Was, _) => t!(lang, "picture.chip_was").to_owned(),
        (Mark::New, _) => t!(lang, "picture.chip_new").to_owned(),
        (Mark::Closed, _) => t!(lang, "picture.chip_closed").to_owned(),
        (Mark::Moved, one) => one.map(|one| moved_words(lang, &one)).unwrap_or_default(),
    };
    let inner =
        view! { <span class="pre">{prefix}</span> {number} <span class="vh">" " {title.clone()} " " {said}</span> };
    match mark {
        // Where it was, it no longer is: there is nothing there to be led to.
        Mark::Was => view! { <span class="chip chip--was" title=title>{inner}</span> }.into_any(),
        Mark::Closed => view! { <a class="chip chip--closed" href=to title=title>{inner}</a> }.into_any(),
        Mark::New => view! { <a class="chip chip--moved chip--new" href=to title=title>{inner}</a> }.into_any(),
        Mark::Moved => view! { <a class="chip chip--moved" href=to title=title>{inner}</a> }.into_any(),
        Mark::Still => view! { <a class="chip" href=to title=title>{inner}</a> }.into_any(),
    }
}

const fn scores(one: &Move) -> (u8, u8) {
    (one.from.0.saturating_mul(one.from.1), one.to.0.saturating_mul(one.to.1))
}

fn moved_words(lang: Lang, one: &Move) -> String {
    let (before, after) = scores(one);
    match after.cmp(&before) {
        std::cmp::Ordering::Greater => t!(lang, "picture.chip_raised", before = before, after = after),
        std::cmp::Ordering::Less => t!(lang, "picture.chip_lowered", before = before, after = after),
        std::cmp::Ordering::Equal => t!(lang, "picture.chip_level", after = after),
    }
}

/// The arrows, over the table. Their heads stand halfway, where no chip hides them whatever its width.
#[component]
fn Arrows(arrows: Vec<Arrow>) -> AnyView {
    if arrows.is_empty() {
        return ().into_any();
    }
    let lines = arrows
        .into_iter()
        .map(|Arrow { from, middle, to }| {
            let (x, y) = (middle.0.percent(), middle.1.percent());
            view! {
                <line class="move-line" x1=from.0.percent() y1=from.1.percent() x2=x.clone() y2=y.clone()
                    marker-end="url(#flytt-pil)"></line>
                <line class="move-line" x1=x y1=y x2=to.0.percent() y2=to.1.percent()></line>
            }
        })
        .collect_view();
    view! {
        <svg class="matrix-lines" aria-hidden="true">
            <defs>
                <marker id="flytt-pil" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="9" markerHeight="9" orient="auto"
                    markerUnits="userSpaceOnUse">
                    <path class="move-head" d="M0 0 8 4 0 8z"></path>
                </marker>
            </defs>
            {lines}
        </svg>
    }
    .into_any()
}

/// Which marks occur, so that the key explains what is there and nothing else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    moved: bool,
    new: bool,
    closed: bool,
    line: bool,
}

impl Marks {
    fn of(cells: &[Vec<BoardCell>], first: bool) -> Self {
        let mut marks = Self::default();
        for cell in cells.iter().flatten() {
            marks.line |= cell.above;
            for chip in &cell.chips {
                marks.moved |= chip.mark == Mark::Moved;
                marks.new |= chip.mark == Mark::New && !first;
                marks.closed |= chip.mark == Mark::Closed;
            }
        }
        marks
    }
}

#[component]
fn MatrixKey(marks: Marks) -> AnyView {
    let lang = lang();
    let sample = |class: &'static str, words: &'static str| view! { <li><span class=class>"02"</span>{words}</li> };
    view! {
        <ul class="key" aria-label=t!(lang, "matrix.legend")>
            {marks.moved.then(|| sample("chip chip--moved", t!(lang, "picture.key_moved")))}
            {marks.moved.then(|| sample("chip chip--was", t!(lang, "picture.key_was")))}
            {marks.new.then(|| sample("chip chip--moved chip--new", t!(lang, "picture.key_new")))}
            {marks.closed.then(|| sample("chip chip--closed", t!(lang, "picture.key_closed")))}
            {marks.line.then(|| view! {
                <li>
                    <svg width="24" height="12" aria-hidden="true"><line class="tol-line" x1="0" y1="6" x2="24" y2="6"></line></svg>
                    {t!(lang, "picture.key_line")}
                </li>
            })}
        </ul>
    }
    .into_any()
}

/// The moves in words, the largest first: what the arrows say.
#[component]
fn Moves(moves: Vec<Move>, moved: u32) -> AnyView {
    let lang = lang();
    if moves.is_empty() {
        return ().into_any();
    }
    let rest = moved.saturating_sub(u32::try_from(moves.len()).unwrap_or(u32::MAX));
    let rest = (rest > 0).then(|| view! { <li>{plural!(lang, "picture.beyond", rest)}</li> });
    let items = moves
        .into_iter()
        .map(|one| {
            let (before, after) = scores(&one);
            view! { <li>{t!(lang, "picture.move", key = one.key, before = before, after = after)}</li> }
        })
        .collect_view();
    view! { <ul class="moves" aria-label=t!(lang, "picture.moves")>{items}{rest}</ul> }.into_any()
}
