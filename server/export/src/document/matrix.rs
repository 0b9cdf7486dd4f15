//! The risk matrix on paper: each risk where it is proposed, and where it was when it has moved.

use crate::document::Comparison;
use crate::document::labels::Labels;
use crate::document::slots::{Place, Slots};
use domain::picture::page::{Board, BoardCell, BoardChip, Mark, Move, Show};
use domain::picture::{Change, Direction};
use domain::settings::{Band, Scale};
use serde::Serialize;

/// Moves that can be followed as arrows. More of them hide the risks they are about, and the table of changes has them all.
const FOLLOWED: usize = 24;

/// The matrix.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// Rows from the highest likelihood down.
    pub rows: Vec<MatrixRow>,
    /// Rows of slots in a cell; each holds two risks.
    pub lines: usize,
    /// What moves, where both ends are shown.
    pub arrows: Vec<Arrow>,
    /// Labels of consequence 1, 2, ….
    pub consequence: Vec<String>,
    /// Its bands, from the lowest.
    pub bands: Vec<BandView>,
    /// The moves in words; none when they are too many to be followed.
    pub moves: Vec<String>,
    /// How to read it.
    pub lead: String,
    /// What the tolerance line means.
    pub tolerance: String,
}

/// A row of it.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// Likelihood.
    pub step: u8,
    /// What it is called.
    pub label: String,
    /// Its cells, from the lowest consequence.
    pub cells: Vec<MatrixCell>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// Likelihood × consequence.
    pub score: u8,
    /// Tone 1–5.
    pub tone: u8,
    /// Whether it is above what the board tolerates.
    pub above: bool,
    /// The risks in it that have a slot.
    pub chips: Vec<MatrixChip>,
    /// How many more there are; they are told in the last slot.
    pub more: u32,
}

/// A risk in a cell.
#[derive(Debug, Serialize)]
pub struct MatrixChip {
    /// Its number.
    pub key: String,
    /// What it tells.
    pub mark: &'static str,
    /// The sign of that.
    pub sign: &'static str,
    /// Its slot: two in each row, from the upper left.
    pub slot: usize,
}

/// An arrow from where a risk was to where it is proposed.
#[derive(Debug, Serialize)]
pub struct Arrow {
    /// From here.
    pub from: Place,
    /// To here.
    pub to: Place,
}

/// A band of scores.
#[derive(Debug, Serialize)]
pub struct BandView {
    /// Tone 1–5.
    pub tone: u8,
    /// `Hög 8–12`.
    pub text: String,
}

impl Matrix {
    pub fn of(comparison: &Comparison<'_>, labels: &Labels) -> Self {
        let (scale, changes) = (&comparison.content.scale, comparison.changes);
        let board = Board::of(changes.to_vec(), comparison.content, comparison.rescaled, Show::Changes, 1);
        // As many as fit on half a page.
        let lines = match scale.size() {
            0..=3 => 5,
            4 => 4,
            5 => 3,
            _ => 2,
        };
        let slots = Slots::of(&board.cells, &board.moves, lines);
        let cell = |cell: &BoardCell| {
            let chips: Vec<MatrixChip> = cell.chips.iter().filter_map(|one| chip(one, &slots, changes)).collect();
            MatrixCell {
                score: cell.spot.score,
                tone: cell.spot.tone,
                above: cell.above,
                more: cell.count.saturating_sub(u32::try_from(chips.len()).unwrap_or(u32::MAX)),
                chips,
            }
        };
        let label = |step: u8| scale.likelihood.get(usize::from(step) - 1).cloned().unwrap_or_default();
        let row = |(step, cells): (u8, &Vec<BoardCell>)| MatrixRow {
            step,
            label: label(step),
            cells: cells.iter().map(cell).collect(),
        };
        let arrow = |one: &Move| {
            Some(Arrow { from: slots.place(&one.key, Mark::Was)?, to: slots.place(&one.key, Mark::Moved)? })
        };
        let product = |(likelihood, consequence): (u8, u8)| likelihood.saturating_mul(consequence);
        let told = |one: &Move| format!("{}: {} → {}", one.key, product(one.from), product(one.to));
        let followed = board.moves.len() <= FOLLOWED;
        let moves: &[Move] = if followed { &board.moves } else { &[] };
        let rest = if followed {
            labels.get("matrix_arrows").to_owned()
        } else {
            labels.fill("matrix_many", &[("n", &board.moves.len())])
        };
        Self {
            rows: (1..=scale.size()).rev().zip(&board.cells).map(row).collect(),
            lines,
            arrows: moves.iter().filter_map(arrow).collect(),
            consequence: scale.consequence.clone(),
            bands: scale.bands.iter().map(|one| band(one, scale)).collect(),
            moves: moves.iter().map(told).collect(),
            lead: format!("{} {rest}", labels.get("matrix_lead")),
            tolerance: labels.fill("tolerance", &[("score", &scale.tolerance)]),
        }
    }
}

fn band(band: &Band, scale: &Scale) -> BandView {
    let range = if band.from == band.to { band.from.to_string() } else { format!("{}–{}", band.from, band.to) };
    BandView { tone: scale.tone(band.to), text: format!("{} {range}", band.name) }
}

fn chip(chip: &BoardChip, slots: &Slots, changes: &[Change]) -> Option<MatrixChip> {
    let direction = || changes.iter().find(|change| change.key == chip.key)?.direction();
    let sign = match chip.mark {
        Mark::Still => "",
        Mark::Was => "○",
        Mark::New => "+",
        Mark::Closed => "×",
        Mark::Moved => match direction() {
            Some(Direction::Raised) => "▲",
            Some(Direction::Lowered) => "▼",
            _ => "→",
        },
    };
    let (.., slot) = slots.place(&chip.key, chip.mark)?;
    Some(MatrixChip { key: chip.key.to_string(), mark: chip.mark.code(), sign, slot })
}
