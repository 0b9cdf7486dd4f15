//! A record as a row of a workbook to fill in: every field of its forms as the form holds it, so that what is sent back
//! unchanged changes nothing.

use super::planner::progress_of;
use super::target::{Part, Target};
use crate::body::Body;
use crate::cell::Cell;
use crate::date;
use crate::draft::Draft;
use crate::field::Input;
use crate::key::Key;

/// The cells of a record, one for each target.
#[must_use]
pub fn cells(targets: &[Target], key: &Key, rev: u32, body: &Body) -> Vec<Cell> {
    let (form, progress) = (body.draft(), progress_of(Some(body)));
    let cell = |target: &Target| match target.part {
        Part::Key => Cell::Key(key.clone()),
        Part::Rev => Cell::Number(rev.into()),
        Part::Form => of(target, &form),
        Part::Progress => of(target, &progress),
    };
    targets.iter().map(cell).collect()
}

fn of(target: &Target, draft: &Draft) -> Cell {
    let text = draft.get(target.field.name);
    match target.field.input {
        Input::Flag => Cell::Flag(!text.is_empty()),
        _ if text.is_empty() => Cell::Empty,
        Input::Date => Cell::date(date::parse(text)),
        Input::Number(..) if target.name == "percent" => text.parse().map_or(Cell::Empty, Cell::Percent),
        Input::Number(..) | Input::Likelihood | Input::Consequence => text.parse().map_or(Cell::Empty, Cell::Number),
        Input::Choice(group, _) => Cell::code(group, text),
        Input::Links(_) => Cell::keys(&text.split(", ").filter_map(|key| Key::parse(key).ok()).collect::<Vec<Key>>()),
        _ => Cell::text(text),
    }
}
