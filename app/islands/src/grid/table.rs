//! The table's rows, and the ways between its cells.

use super::Sheet;
use super::place::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

/// The elements of a list of nodes.
pub(super) fn elements(list: &NodeList) -> Vec<Element> {
    (0..list.length()).filter_map(|n| list.get(n)?.dyn_into().ok()).collect()
}

/// The elements within another that fit a selector of ours.
pub(super) fn all(within: &Element, what: &str) -> Vec<Element> {
    within.query_selector_all(what).map(|list| elements(&list)).unwrap_or_default()
}

/// The cells of a row that can be edited, in order.
pub(super) fn cells(row: &Element) -> Vec<Place> {
    all(row, "td[data-field]").into_iter().filter_map(Place::of).collect()
}

impl Sheet {
    pub(super) fn rows(&self) -> Vec<Element> {
        all(&self.root, "tr[data-key]")
    }

    pub(super) fn row(&self, key: &str) -> Option<Element> {
        self.rows().into_iter().find(|row| row.get_attribute("data-key").as_deref() == Some(key))
    }

    /// The cell of a record's field, when it is on this page.
    pub(super) fn cell(&self, key: &str, field: &str) -> Option<Place> {
        cells(&self.row(key)?).into_iter().find(|place| place.field() == field)
    }

    /// The row so many steps down from a cell's, or up.
    pub(super) fn row_from(&self, place: &Place, step: isize) -> Option<Element> {
        let (rows, key) = (self.rows(), place.key());
        let at = rows.iter().position(|row| row.get_attribute("data-key").as_deref() == Some(&key))?;
        rows.into_iter().nth(at.checked_add_signed(step)?)
    }

    /// The nearest cell of the same field above or below; rows that can't be edited are stepped over.
    pub(super) fn below(&self, place: &Place, step: isize) -> Option<Place> {
        let field = place.field();
        let rows = self.rows().len();
        let mut to = step;
        while to.unsigned_abs() < rows {
            let row = self.row_from(place, to)?;
            if let Some(found) = cells(&row).into_iter().find(|cell| cell.field() == field) {
                return Some(found);
            }
            to += step;
        }
        None
    }

    /// The cell beside another in its row.
    pub(super) fn beside(&self, place: &Place, step: isize) -> Option<Place> {
        let cells = cells(&place.row()?);
        let at = cells.iter().position(|cell| cell.field() == place.field())?;
        cells.into_iter().nth(at.checked_add_signed(step)?)
    }
}
