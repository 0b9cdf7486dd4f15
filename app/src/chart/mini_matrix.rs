//! One risk's path on the scale: inherent → current → target, with the line of what the board tolerates.

use crate::context::lang;
use crate::t;
use domain::risk::Assessment;
use domain::settings::Scale;
use leptos::prelude::*;

/// The drawing, in units of its own.
const WIDTH: i32 = 280;
const HEIGHT: i32 = 248;
const LEFT: i32 = 66;
const TOP: i32 = 8;

/// A circle of the path.
#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
    score: u8,
    class: &'static str,
    text_class: &'static str,
}

/// The grid the scale gives.
#[derive(Clone, Copy)]
struct Grid {
    size: i32,
    radius: f64,
}

impl Grid {
    fn new(scale: &Scale) -> Self {
        let size = i32::from(scale.size()).max(1);
        Self { size, radius: (f64::from(HEIGHT / size) * 0.26).round() }
    }

    /// Left edge of a column, counted from 0; the column after the last is the right edge.
    const fn x(self, column: i32) -> i32 {
        LEFT + WIDTH * column / self.size
    }

    /// Upper edge of a row, counted from 0 at the top.
    const fn y(self, row: i32) -> i32 {
        TOP + HEIGHT * row / self.size
    }

    /// Middle of an assessment's cell.
    fn middle(self, assessment: &Assessment) -> (f64, f64) {
        let (column, row) = (i32::from(assessment.consequence) - 1, self.size - i32::from(assessment.likelihood));
        let half = |from: i32, to: i32| f64::from(from + to) / 2.0;
        (half(self.x(column), self.x(column + 1)), half(self.y(row), self.y(row + 1)))
    }
}

/// A risk's path. The table beside it says the same; `label` says it to those who don't see the drawing.
#[component]
pub fn MiniMatrix(
    /// The scale.
    scale: Scale,
    /// Before any measure.
    inherent: Option<Assessment>,
    /// As it is now.
    current: Assessment,
    /// Where it should be.
    target: Option<Assessment>,
    /// The path in words.
    label: String,
    /// What tells it from others on the page.
    #[prop(default = String::new())]
    suffix: String,
) -> AnyView {
    let lang = lang();
    let marker = format!("mini-pil{suffix}");
    let arrow = format!("url(#{marker})");
    let grid = Grid::new(&scale);
    let cells = (0..grid.size)
        .flat_map(|row| (0..grid.size).map(move |column| (row, column)))
        .map(|(row, column)| {
            let score = u8::try_from((grid.size - row) * (column + 1)).unwrap_or(u8::MAX);
            let (x, y) = (grid.x(column), grid.y(row));
            view! {
                <rect class=format!("cell{}", scale.tone(score)) x=format!("{x}.5") y=format!("{y}.5")
                    width=(grid.x(column + 1) - x - 1).to_string() height=(grid.y(row + 1) - y - 1).to_string()></rect>
            }
        })
        .collect_view();
    let steps = (1..=grid.size)
        .map(|step| {
            let x = (grid.x(step - 1) + grid.x(step)) / 2;
            let y = (grid.y(grid.size - step) + grid.y(grid.size - step + 1)) / 2 + 5;
            view! {
                <text x=(LEFT - 8).to_string() y=y.to_string() text-anchor="end">{step}</text>
                <text x=x.to_string() y=(TOP + HEIGHT + 18).to_string() text-anchor="middle">{step}</text>
            }
        })
        .collect_view();
    let line = tolerance_line(grid, &scale);
    let points = points(grid, inherent.as_ref(), &current, target.as_ref());
    let trails = points
        .windows(2)
        .filter_map(|pair| trail(pair.first()?, pair.get(1)?, grid.radius))
        .map(|(class, [x1, y1, x2, y2])| {
            view! { <line class=class x1=x1 y1=y1 x2=x2 y2=y2 marker-end=arrow.clone()></line> }
        })
        .collect_view();
    let circles = points
        .iter()
        .map(|point| {
            let (x, y) = (format!("{:.1}", point.x), format!("{:.1}", point.y + 4.5));
            view! {
                <circle class=point.class cx=x.clone() cy=format!("{:.1}", point.y) r=grid.radius.to_string()></circle>
                <text class=point.text_class x=x y=y text-anchor="middle">{point.score}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="mini" viewBox="0 0 360 316" role="img" aria-label=label>
            <defs>
                <marker id=marker viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" orient="auto"
                    markerUnits="userSpaceOnUse">
                    <path class="move-head" d="M0 0 8 4 0 8z"></path>
                </marker>
            </defs>
            {cells}
            {steps}
            <text x="346" y="296" text-anchor="end">{t!(lang, "risk.axis_consequence")}</text>
            <text x="20" y="8" transform="rotate(-90 20 8)" text-anchor="end" dy="4">{t!(lang, "risk.axis_likelihood")}</text>
            <polyline class="tol-line" fill="none" points=line></polyline>
            {trails}
            {circles}
        </svg>
    }
    .into_any()
}

/// Between the cells the board tolerates and those it doesn't, from the top down; nothing along the outer edge.
fn tolerance_line(grid: Grid, scale: &Scale) -> String {
    let mut points: Vec<(i32, i32)> = Vec::new();
    for row in 0..grid.size {
        let likelihood = grid.size - row;
        let score = |column: i32| u8::try_from(likelihood * (column + 1)).unwrap_or(u8::MAX);
        let first = (0..grid.size).find(|column| scale.above_tolerance(score(*column))).unwrap_or(grid.size);
        if first == 0 {
            continue;
        }
        if points.is_empty() && row > 0 {
            points.push((grid.x(0), grid.y(row)));
        }
        points.push((grid.x(first), grid.y(row)));
        if first == grid.size {
            break;
        }
        points.push((grid.x(first), grid.y(row + 1)));
    }
    let text: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    if text.len() < 2 { String::new() } else { text.join(" ") }
}

/// The circles, those of one cell beside each other.
fn points(grid: Grid, inherent: Option<&Assessment>, current: &Assessment, target: Option<&Assessment>) -> Vec<Point> {
    let wanted = [(inherent, "pt", "strong"), (Some(current), "pt pt--now", "now"), (target, "pt pt--goal", "strong")];
    let mut points: Vec<Point> = wanted
        .into_iter()
        .filter_map(|(assessment, class, text_class)| {
            let assessment = assessment?;
            let (x, y) = grid.middle(assessment);
            Some(Point { x, y, score: assessment.score(), class, text_class })
        })
        .collect();
    let places: Vec<(f64, f64)> = points.iter().map(|point| (point.x, point.y)).collect();
    for (at, point) in points.iter_mut().enumerate() {
        let same = |other: &(f64, f64)| (other.0 - point.x).abs() < 1.0 && (other.1 - point.y).abs() < 1.0;
        let (all, before) = (
            places.iter().filter(|other| same(other)).count(),
            places.iter().take(at).filter(|other| same(other)).count(),
        );
        let (dx, dy) = match (all, before) {
            (2, 0) => (-1.0, 0.0),
            (2, _) => (1.0, 0.0),
            (3, 0) => (-1.0, -0.85),
            (3, 1) => (1.0, -0.85),
            (3, _) => (0.0, 0.85),
            _ => (0.0, 0.0),
        };
        point.x += dx * grid.radius * 1.04;
        point.y += dy * grid.radius * 1.04;
    }
    points
}

/// The arrow between two circles, from edge to edge; none where they stand beside each other.
fn trail(from: &Point, to: &Point, radius: f64) -> Option<(&'static str, [String; 4])> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length < radius * 2.0 + 8.0 {
        return None;
    }
    let (ux, uy) = (dx / length, dy / length);
    let (start, end) = (radius + 1.0, radius + 2.0);
    let class = if to.class == "pt pt--goal" { "trail trail--goal" } else { "trail" };
    let places = [from.x + ux * start, from.y + uy * start, to.x - ux * end, to.y - uy * end];
    Some((class, places.map(|place| format!("{place:.1}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(likelihood: u8, consequence: u8) -> Assessment {
        Assessment { likelihood, consequence, rationale: String::new(), date: None }
    }

    #[test]
    fn the_line_steps_between_what_is_tolerated_and_what_is_not() {
        let mut scale = domain::settings::Settings::default().scale;
        let line = |scale: &Scale| tolerance_line(Grid::new(scale), scale);
        assert_eq!(line(&scale), "136,8 136,70 206,70 206,132 276,132 276,194 346,194");
        scale.tolerance = 17;
        assert_eq!(line(&scale), "");
        scale.tolerance = 1;
        assert_eq!(line(&scale), "");
    }

    #[test]
    fn circles_of_one_cell_do_not_hide_each_other() {
        let grid = Grid::new(&domain::settings::Settings::default().scale);
        let three = points(grid, Some(&at(2, 2)), &at(2, 2), Some(&at(2, 2)));
        for (n, one) in three.iter().enumerate() {
            assert!(
                three.iter().skip(n + 1).all(|other| (one.x - other.x).hypot(one.y - other.y) >= grid.radius * 1.9)
            );
        }
        assert!(trail(&three[0], &three[1], grid.radius).is_none());
    }
}
