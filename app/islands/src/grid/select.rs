//! Selected rows, and what is done to all of them at once.

use super::Sheet;
use super::place::Place;
use super::table::{all, cells};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, FormData, HtmlFormElement, HtmlInputElement};

/// Most records that are named in the bar.
const NAMED: usize = 8;

impl Sheet {
    pub(super) fn selected(&self) -> Vec<Element> {
        self.rows().into_iter().filter(|row| row.class_list().contains("is-selected")).collect()
    }

    /// Selects a row, or lets it go.
    pub(super) fn set(&self, row: &Element, selected: bool) {
        // A class's name without spaces is never refused.
        let _ = row.class_list().toggle_with_force("is-selected", selected);
        if let Some(tick) = tick_of(row) {
            tick.set_checked(selected);
        }
    }

    /// A box was ticked.
    pub(super) fn tick(&self, target: Option<EventTarget>) {
        let tick = self.within(target).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(tick) = tick.filter(|tick| tick.type_() == "checkbox") else { return };
        if let Ok(Some(row)) = tick.closest("tr[data-key]") {
            self.set(&row, tick.checked());
            self.show_bar();
        }
    }

    pub(super) fn toggle(&self, place: &Place) {
        if let Some(row) = place.row() {
            self.set(&row, !row.class_list().contains("is-selected"));
            self.show_bar();
        }
    }

    pub(super) fn unselect(&self) {
        self.selected().iter().for_each(|row| self.set(row, false));
        self.show_bar();
    }

    /// Takes the next row along; back over a selected one, lets the row go that is left.
    pub(super) fn extend(&self, place: &Place, step: isize) {
        let (Some(row), Some(next)) = (place.row(), self.below(place, step)) else { return };
        let Some(to) = next.row() else { return };
        let back = to.class_list().contains("is-selected") && row.class_list().contains("is-selected");
        self.set(&row, !back);
        self.set(&to, true);
        next.focus();
        self.show_bar();
    }

    pub(super) fn show_bar(&self) {
        let Ok(Some(bar)) = self.root.query_selector(".bulk") else { return };
        let keys: Vec<String> = self.selected().iter().filter_map(|row| row.get_attribute("data-key")).collect();
        // None of this fails for elements of the page.
        let _ = bar.toggle_attribute_with_force("hidden", keys.is_empty());
        if let Ok(Some(count)) = bar.query_selector("[data-selected]") {
            let form = count.get_attribute(if keys.len() == 1 { "data-one" } else { "data-other" }).unwrap_or_default();
            count.set_text_content(Some(&form.replace("{n}", &keys.len().to_string())));
        }
        if let Ok(Some(named)) = bar.query_selector("[data-keys]") {
            let more = if keys.len() > NAMED { " …" } else { "" };
            let first: Vec<&str> = keys.iter().take(NAMED).map(String::as_str).collect();
            named.set_text_content(Some(&format!("{}{more}", first.join(", "))));
        }
    }

    /// Gives the selected rows the value of a form in the bar.
    pub(super) fn set_selected(self: &Rc<Self>, form: &Element) {
        let Some(field) = form.get_attribute("data-bulk") else { return };
        let Ok(form) = form.clone().dyn_into::<HtmlFormElement>() else { return };
        let Ok(given) = FormData::new_with_form(&form) else { return };
        let text = |name: &str| given.get(name).as_string().unwrap_or_default().trim().to_owned();
        let value = text("value");
        if value.is_empty() {
            return;
        }
        let rows = self.selected();
        let places = rows.iter().filter_map(|row| cells(row).into_iter().find(|place| place.field() == field));
        let filled = self.set_all(places.map(|place| (place, value.clone())).collect(), &text("reason"));
        finish(&form);
        self.tell_counts(&[("filled", filled)]);
    }

    /// Gives cells values, and saves those that change. Answers with how many that is.
    pub(super) fn set_all(self: &Rc<Self>, values: Vec<(Place, String)>, reason: &str) -> usize {
        let mut changed = 0;
        for (place, value) in values {
            // What is being typed in a cell counts as well: it is about to be saved.
            if place.value() != value || place.dirty() {
                place.refuse(None);
                place.set_value(&value);
                self.keep(&place, reason);
                changed += 1;
            }
        }
        changed
    }

    /// Fills down: the cell's value into the same column of the selected rows; without any, the value above into the cell.
    pub(super) fn fill(self: &Rc<Self>, place: &Place) {
        let rows = self.selected();
        let values = if rows.is_empty() {
            self.below(place, -1).map(|above| (place.clone(), above.value())).into_iter().collect()
        } else {
            let (value, field) = (place.value(), place.field());
            let same = |row: &Element| cells(row).into_iter().find(|cell| cell.field() == field);
            rows.iter().filter_map(same).map(|cell| (cell, value.clone())).collect()
        };
        let filled = self.set_all(values, "");
        self.tell_counts(&[("filled", filled)]);
    }
}

/// Empties a form of the bar, and closes its fold.
pub(super) fn finish(form: &HtmlFormElement) {
    form.reset();
    if let Ok(Some(fold)) = form.closest("details") {
        // What isn't open needn't be closed.
        let _ = fold.remove_attribute("open");
    }
}

fn tick_of(row: &Element) -> Option<HtmlInputElement> {
    all(row, ".c-sel input").into_iter().next()?.dyn_into().ok()
}
