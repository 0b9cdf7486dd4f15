//! The lines from a measure to those that depend on it. Rows are as high as their texts, so each row draws its own piece.

use super::bar::end_of;
use super::line::Line;
use crate::chart::{Axis, Place};
use chrono::NaiveDate;
use domain::Key;
use domain::programme::Bar;
use leptos::prelude::*;
use std::collections::HashMap;

/// Most pieces drawn: more is a weave that nobody can follow. Then only the lines of what pushes are drawn.
const PIECES: usize = 3_000;

/// A piece of a line, in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where its upright part stands: at the end of the measure that is depended on.
    x: Place,
    run: Run,
    /// Whether the one that is depended on pushes the other.
    pushes: bool,
}

/// How a piece runs through its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// From the top to the bottom.
    Through,
    /// From the bar, downwards or upwards.
    Leaves { down: bool },
    /// To the bar that begins at a place, from above or from below.
    Arrives { down: bool, to: Place },
}

/// The pieces of every row.
pub(super) fn threads(axis: Axis, lines: &[Line], today: NaiveDate) -> Vec<Vec<Piece>> {
    let rows: HashMap<&Key, (usize, &Bar)> = lines
        .iter()
        .enumerate()
        .filter_map(|(row, line)| match line {
            Line::Measure(bar) => Some((&bar.key, (row, &**bar))),
            _ => None,
        })
        .collect();
    let mut links: Vec<(usize, usize, Piece)> = Vec::new();
    for (row, bar) in rows.values() {
        for (from, other) in bar.depends_on.iter().filter_map(|on| rows.get(on)).filter(|(from, _)| from != row) {
            let x = axis.x_after(end_of(other, today));
            let pushes = bar.push.as_ref().is_some_and(|push| push.by == other.key);
            let run = Run::Arrives { down: from < row, to: axis.x(bar.start) };
            links.push((*from, *row, Piece { x, run, pushes }));
        }
    }
    let long =
        |links: &[(usize, usize, Piece)]| links.iter().map(|(from, to, _)| from.abs_diff(*to) + 1).sum::<usize>();
    if long(&links) > PIECES {
        links.retain(|(_, _, piece)| piece.pushes);
    }
    if long(&links) > PIECES {
        links.clear();
    }
    // The rows are found in any order, and one picture is drawn of one content.
    links.sort_by_key(|(from, to, _)| (*from, *to));
    let mut pieces = vec![Vec::new(); lines.len()];
    for (from, to, piece) in links {
        let between = from.min(to) + 1..from.max(to);
        let leaves = Run::Leaves { down: from < to };
        let runs = between.map(|row| (row, Run::Through)).chain([(from, leaves), (to, piece.run)]);
        for (row, run) in runs {
            if let Some(row) = pieces.get_mut(row) {
                row.push(Piece { run, ..piece });
            }
        }
    }
    pieces
}

/// The pieces of a row. Stands below its bar, so that a line seems to come from behind it.
#[component]
pub(super) fn Threads(pieces: Vec<Piece>) -> impl IntoView {
    pieces.into_iter().map(|piece| view! { <Thread piece=piece/> }).collect_view()
}

#[component]
fn Thread(piece: Piece) -> AnyView {
    let x = piece.x.percent();
    let upright = |from: &'static str, to: &'static str| {
        let x = x.clone();
        view! { <line x1=x.clone() x2=x y1=from y2=to></line> }.into_any()
    };
    let drawn = match piece.run {
        Run::Through => upright("0", "100%"),
        Run::Leaves { down: true } => upright("50%", "100%"),
        Run::Leaves { down: false } => upright("0", "50%"),
        Run::Arrives { down, to } => {
            let upright = if down { upright("0", "50%") } else { upright("50%", "100%") };
            // Before the bar the line turns and points at its beginning; else it points at where in the bar it comes.
            let (at, head) = match (piece.x < to, down) {
                (true, _) => (to, "M-6-7 0-3-6 1z"),
                (false, true) => (piece.x, "M-4-14H4L0-8z"),
                (false, false) => (piece.x, "M-4 8H4L0 2z"),
            };
            let across = (piece.x < to).then(|| {
                let (x, to) = (x.clone(), to.percent());
                view! { <svg y="50%" overflow="visible"><line x1=x x2=to y1="-3" y2="-3"></line></svg> }
            });
            view! { {upright} {across} <svg x=at.percent() y="50%" overflow="visible"><path d=head></path></svg> }
                .into_any()
        }
    };
    view! { <g class=if piece.pushes { "dep dep--push" } else { "dep" }>{drawn}</g> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::super::bar::tests::{bar, day, scene};
    use super::*;
    use domain::measure::SubArea;

    fn measure(n: u32, on: &[u32]) -> Line {
        let on = on.iter().map(|n| Key::numbered("ATG", *n)).collect();
        Line::Measure(Box::new(Bar { depends_on: on, ..bar(n, 0, None) }))
    }

    #[test]
    fn a_line_leaves_passes_and_arrives() {
        let today = "2025-07-01";
        let lines = [measure(1, &[]), Line::SubArea(SubArea::It), measure(2, &[1, 9]), measure(3, &[3])];
        let drawn = threads(scene(today).axis, &lines, day(today));
        let piece = |run| Piece { x: Place(5_000), run, pushes: false };
        assert_eq!(drawn[0], [piece(Run::Leaves { down: true })]);
        assert_eq!(drawn[1], [piece(Run::Through)]);
        assert_eq!(drawn[2], [piece(Run::Arrives { down: true, to: Place(0) })]);
        assert_eq!(drawn[3], []);
    }

    #[test]
    fn a_weave_is_left_out() {
        let today = "2025-07-01";
        let lines: Vec<Line> = (1..=200).map(|n| measure(n, &[201 - n])).collect();
        assert!(threads(scene(today).axis, &lines, day(today)).iter().all(Vec::is_empty));
    }
}
