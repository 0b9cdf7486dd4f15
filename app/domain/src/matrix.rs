//! The risk matrix: likelihood × consequence, with the risks in their cells.

use crate::key::Key;
use crate::query::ListQuery;
use crate::settings::Scale;
use serde::{Deserialize, Serialize};

/// Risks shown in a cell before the rest are a number.
pub const CHIPS: usize = 6;
/// Risks a cell holds at most; the rest are found through the list.
pub const HELD: usize = 18;

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// What was asked for.
    pub query: ListQuery,
    /// The scale.
    pub scale: Scale,
    /// Rows from the highest likelihood down, each with the lowest consequence first.
    pub rows: Vec<Vec<MatrixCell>>,
    /// Risks in it.
    pub total: u64,
    /// Of them above what the board tolerates.
    pub above: u64,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Likelihood.
    pub likelihood: u8,
    /// Consequence.
    pub consequence: u8,
    /// Likelihood × consequence.
    pub score: u8,
    /// Tone 1–5.
    pub tone: u8,
    /// Whether its score is above what the board tolerates.
    pub above: bool,
    /// Risks in it.
    pub count: u64,
    /// The first of them, at most [`HELD`].
    pub chips: Vec<Chip>,
}

/// A risk in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    /// The risk.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Whether it has changed, or come, since the board decided.
    pub since: bool,
}
