//! What the pages of a picture show: two contents compared, cut to a page, with the matrix and the figures beside it.

use crate::codes;
use crate::diff::FieldChange;
use crate::key::Key;
use crate::picture::change::{Change, Direction, by_weight, decides};
use crate::picture::content::LinkedMeasure;
use crate::picture::preparation::{Count, Counts};
use crate::picture::{Content, Item, Picture, Remark};
use crate::settings::Scale;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Rows on a page.
pub const ROWS: u32 = 100;
/// Moves drawn and told one by one in the matrix; more would only be a tangle.
pub const MOVES: usize = 60;
/// Risks shown above the tolerance line before the rest are a number.
pub const TOP: usize = 20;
/// Earlier decisions a risk's trail holds.
pub const TRAIL: usize = 5;
/// Risks a figure names before the rest are a number.
pub const NAMED: usize = 5;
/// Risks a cell of the matrix holds at most.
pub const HELD: usize = 18;

codes! {
    /// Which rows a page shows.
    Show {
        /// Only what changes.
        Changes = "andrade",
        /// Everything, the largest change first.
        All = "alla",
        /// What nobody has answered for.
        Unreviewed = "obesvarade",
    }
}

/// A value on the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Likelihood.
    pub likelihood: u8,
    /// Consequence.
    pub consequence: u8,
    /// Their product.
    pub score: u8,
    /// Tone 1–5.
    pub tone: u8,
    /// Name of the band.
    pub band: String,
}

impl Spot {
    fn of(item: &Item, scale: &Scale) -> Self {
        Self::at(item.risk.current.likelihood, item.risk.current.consequence, scale)
    }

    /// A pair on a scale.
    #[must_use]
    pub fn at(likelihood: u8, consequence: u8, scale: &Scale) -> Self {
        let score = likelihood.saturating_mul(consequence);
        Self { likelihood, consequence, score, tone: scale.tone(score), band: scale.band_name(score).to_owned() }
    }
}

/// A risk in a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// The risk.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Function that owns it.
    pub owner: String,
    /// What it is counted as.
    pub count: Count,
    /// As it was decided.
    pub before: Option<Spot>,
    /// As it is proposed.
    pub after: Option<Spot>,
    /// Before any measure.
    pub inherent: Option<Spot>,
    /// Where it should be.
    pub target: Option<Spot>,
    /// What differs of what the board decides, old and new. Of a field that is kept from the actor only that it differs.
    pub fields: Vec<FieldChange>,
    /// The provision that keeps something of it from the reader.
    pub provision: Option<String>,
    /// Why: the answer given for it, or why it was closed.
    pub reason: String,
    /// Whether anyone has answered for it.
    pub answered: bool,
    /// Measures that explain it, or act on it: key and title.
    pub measures: Vec<(Key, String)>,
    /// Measures the answer explains it by.
    pub explaining: Vec<Key>,
    /// Measures that act on it, as they stood; none in [`Board::top`].
    pub acting: Vec<LinkedMeasure>,
    /// Its cause, its event and its consequence, in that order; empty in [`Board::top`].
    pub sentence: [String; 3],
    /// Values earlier decisions gave it, oldest first.
    pub trail: Vec<TrailPoint>,
    /// The risk's revision in the register, when it is in the proposal.
    pub rev: Option<u32>,
}

impl ChangeRow {
    /// Which way its value moves; none where there is only one value.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        Some(Direction::between(self.before.as_ref()?.score, self.after.as_ref()?.score))
    }
}

/// A value an earlier decision gave a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailPoint {
    /// The picture: `2025:1`.
    pub name: String,
    /// Date of the decision.
    pub date: NaiveDate,
    /// The value.
    pub spot: Spot,
}

codes! {
    /// What a chip in the matrix tells.
    Mark {
        /// The risk stays where it was.
        Still = "still",
        /// The risk has moved here.
        Moved = "moved",
        /// The risk was here.
        Was = "was",
        /// The risk is new.
        New = "new",
        /// The risk is closed.
        Closed = "closed",
    }
}

/// A risk in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardChip {
    /// The risk.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// What it tells.
    pub mark: Mark,
}

/// A cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCell {
    /// Its place and value.
    pub spot: Spot,
    /// Whether its value is above what the board tolerates.
    pub above: bool,
    /// Risks in it, those that were there before included.
    pub count: u32,
    /// The first of them, what moves first; at most [`HELD`].
    pub chips: Vec<BoardChip>,
}

/// A move in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The risk.
    pub key: Key,
    /// From here.
    pub from: (u8, u8),
    /// To here.
    pub to: (u8, u8),
}

impl Move {
    /// How far the score moves.
    #[must_use]
    pub fn steps(&self) -> u8 {
        let score = |(likelihood, consequence): (u8, u8)| likelihood.saturating_mul(consequence);
        score(self.from).abs_diff(score(self.to))
    }
}

/// Two pictures compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// How many risks become what.
    pub counts: Counts,
    /// The first risks of each count, by number: `RSK-02`.
    pub named: Vec<(Count, Vec<Key>)>,
    /// Risks proposed.
    pub total: u32,
    /// Of them above what the board tolerates.
    pub above: u32,
    /// The scale.
    pub scale: Scale,
    /// Whether the picture before was assessed on another scale.
    pub rescaled: bool,
    /// The matrix: rows from the highest likelihood down.
    pub cells: Vec<Vec<BoardCell>>,
    /// What moves in it, the largest moves first; at most [`MOVES`].
    pub moves: Vec<Move>,
    /// How many move.
    pub moved: u32,
    /// The largest risks above what the board tolerates.
    pub top: Vec<ChangeRow>,
    /// The rows asked for.
    pub rows: Vec<ChangeRow>,
    /// How many rows there are in all of what was asked for.
    pub matching: u32,
    /// Which rows.
    pub show: Show,
    /// Which page of them, from 1.
    pub page: u32,
}

impl Board {
    /// Cuts a page out of a comparison, with the figures and the matrix of all of it. `changes` are those of `after`, with
    /// what the reader may not see taken out.
    #[must_use]
    pub fn of(mut changes: Vec<Change>, after: &Content, rescaled: bool, show: Show, page: u32) -> Self {
        let counts = Counts::of(&changes);
        by_weight(&mut changes);
        let row = |change: &Change| row(change, after);
        let wanted: Vec<&Change> = changes.iter().filter(|change| shown(change, show)).collect();
        let from = (page.max(1) - 1).saturating_mul(ROWS) as usize;
        let mut above: Vec<&Change> = changes
            .iter()
            .filter(|change| change.after.as_ref().is_some_and(|item| after.scale.above_tolerance(item.score())))
            .collect();
        above.sort_by_key(|change| {
            let score = change.after.as_ref().map_or(0, Item::score);
            (std::cmp::Reverse(score), std::cmp::Reverse(change.size()), change.key.number())
        });
        let mut by_number: Vec<&Change> = changes.iter().collect();
        by_number.sort_by_key(|change| (change.key.number(), change.key.clone()));
        let named = |count: Count| {
            let of = by_number.iter().filter(|change| Count::of(change) == count);
            (count, of.take(NAMED).map(|change| change.key.clone()).collect())
        };
        let mut moves: Vec<Move> = by_number.iter().filter_map(|change| moved(change)).collect();
        let moving = int(moves.len());
        moves.sort_by_key(|one| std::cmp::Reverse(one.steps()));
        moves.truncate(MOVES);
        Self {
            counts,
            named: Count::ALL.iter().map(|count| named(*count)).collect(),
            total: int(changes.iter().filter(|change| change.after.is_some()).count()),
            above: int(above.len()),
            scale: after.scale.clone(),
            rescaled,
            cells: cells(&by_number, &after.scale),
            moves,
            moved: moving,
            top: above.iter().take(TOP).map(|change| slim(row(change))).collect(),
            matching: int(wanted.len()),
            rows: wanted.into_iter().skip(from).take(ROWS as usize).map(row).collect(),
            show,
            page: page.max(1),
        }
    }

    /// Number of pages; at least one.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.matching.div_ceil(ROWS).max(1)
    }
}

fn shown(change: &Change, show: Show) -> bool {
    match show {
        Show::All => true,
        Show::Changes => !matches!(Count::of(change), Count::Confirmed | Count::Unreviewed),
        Show::Unreviewed => !change.answered(),
    }
}

fn row(change: &Change, after: &Content) -> ChangeRow {
    let scale = &after.scale;
    let item = change.item();
    let risk = item.map(|item| &item.risk);
    let answer = change.after.as_ref().and_then(|item| item.answer.as_ref());
    let ended = change.ended.as_ref().and_then(|ended| ended.risk.closed.as_ref());
    let acting = item.map(|item| item.measures.clone()).unwrap_or_default();
    let explaining = answer.map(|answer| answer.measures.clone()).unwrap_or_default();
    let named = if explaining.is_empty() { acting.clone() } else { explaining.clone() };
    let sentence = risk.map(|risk| [risk.cause.clone(), risk.event.clone(), risk.consequence.clone()]);
    let title = |key: &Key| after.measure(key).map(|measure| measure.title.clone()).unwrap_or_default();
    let spot = |one: Option<&crate::risk::Assessment>| one.map(|one| Spot::at(one.likelihood, one.consequence, scale));
    ChangeRow {
        key: change.key.clone(),
        title: risk.map(|risk| risk.title.clone()).unwrap_or_default(),
        owner: risk.map(|risk| risk.owner.clone()).unwrap_or_default(),
        count: Count::of(change),
        before: change.before.as_ref().map(|item| Spot::of(item, scale)),
        after: change.after.as_ref().map(|item| Spot::of(item, scale)),
        inherent: spot(risk.and_then(|risk| risk.inherent.as_ref())),
        target: spot(risk.and_then(|risk| risk.target.as_ref())),
        fields: change.fields.iter().filter(|field| decides(&field.field)).cloned().collect(),
        reason: answer
            .map(|answer| answer.reason.clone())
            .or(ended.map(|ended| ended.reason.clone()))
            .unwrap_or_default(),
        provision: change.provision().map(str::to_owned),
        answered: change.answered(),
        measures: named.into_iter().map(|key| (key.clone(), title(&key))).collect(),
        explaining,
        acting: acting.iter().filter_map(|key| after.measure(key).cloned()).collect(),
        sentence: sentence.unwrap_or_default(),
        trail: Vec::new(),
        rev: change.after.as_ref().map(|item| item.rev),
    }
}

/// A row where only its values are shown.
fn slim(row: ChangeRow) -> ChangeRow {
    ChangeRow { acting: Vec::new(), sentence: Default::default(), ..row }
}

fn moved(change: &Change) -> Option<Move> {
    let place = |item: &Item| (item.risk.current.likelihood, item.risk.current.consequence);
    let (from, to) = (place(change.before.as_ref()?), place(change.after.as_ref()?));
    (from != to).then(|| Move { key: change.key.clone(), from, to })
}

/// The matrix: each risk where it is proposed, and where it was when it has moved or is closed.
fn cells(changes: &[&Change], scale: &Scale) -> Vec<Vec<BoardCell>> {
    let size = scale.size();
    let mut rows: Vec<Vec<BoardCell>> = (1..=size)
        .rev()
        .map(|likelihood| {
            let cell = |consequence| {
                let spot = Spot::at(likelihood, consequence, scale);
                BoardCell { above: scale.above_tolerance(spot.score), spot, count: 0, chips: Vec::new() }
            };
            (1..=size).map(cell).collect()
        })
        .collect();
    let mut put = |item: &Item, mark: Mark| {
        let current = &item.risk.current;
        let row = rows.get_mut(usize::from(size.saturating_sub(current.likelihood)));
        if let Some(cell) = row.and_then(|row| row.get_mut(usize::from(current.consequence.saturating_sub(1)))) {
            cell.count += 1;
            cell.chips.push(BoardChip { key: item.key.clone(), title: item.risk.title.clone(), mark });
        }
    };
    for change in changes {
        match (&change.before, &change.after) {
            (None, Some(after)) => put(after, Mark::New),
            (Some(before), None) => put(before, Mark::Closed),
            (Some(before), Some(after)) if moved(change).is_some() => {
                put(before, Mark::Was);
                put(after, Mark::Moved);
            }
            (_, Some(after)) => put(after, Mark::Still),
            (None, None) => {}
        }
    }
    for cell in rows.iter_mut().flatten() {
        cell.chips.sort_by_key(|chip| chip.mark == Mark::Still);
        cell.chips.truncate(HELD);
    }
    rows
}

fn int(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A picture in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureRow {
    /// Its key.
    pub key: Key,
    /// The picture.
    pub picture: Picture,
    /// Whether it is in force.
    pub in_force: bool,
}

/// The picture a revision is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Its key.
    pub key: Key,
    /// Year and number.
    pub name: String,
    /// When it was decided.
    pub date: NaiveDate,
}

/// A revision, as its pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionPage {
    /// The picture's key.
    pub key: Key,
    /// Its revision as a record.
    pub rev: u32,
    /// The picture.
    pub picture: Picture,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// The picture it is compared with.
    pub base: Option<Base>,
    /// The comparison; none to those who may not see a draft.
    pub board: Option<Board>,
    /// Whether what is compared has been frozen.
    pub frozen: bool,
    /// Owners and how many of their risks lack an answer, the most first.
    pub waiting: Vec<(String, u32)>,
    /// Remarks, oldest first; none to those who may not see them.
    pub remarks: Vec<(Key, Remark)>,
    /// Functions and categories, for forms.
    pub settings: crate::settings::Settings,
    /// The date it is seen from.
    pub day: NaiveDate,
}

/// A picture as it was decided, or laid before the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturePage {
    /// The picture's key.
    pub key: Key,
    /// The picture.
    pub picture: Picture,
    /// Whether it is in force.
    pub in_force: bool,
    /// The one that took its place.
    pub superseded_by: Option<Base>,
    /// Its risks, by weight; none when nothing has been decided.
    pub board: Option<Board>,
    /// Risks that have changed in the register since: key and title.
    pub since: Vec<(Key, String)>,
    /// Journal position it was read at.
    pub position: u64,
    /// Functions and categories, for forms.
    pub settings: crate::settings::Settings,
    /// The date it is seen from.
    pub day: NaiveDate,
}
