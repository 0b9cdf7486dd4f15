//! Putting what the server has drawn in its place, without touching what someone is typing.

use super::Sheet;
use super::change::Change;
use super::place::Place;
use super::table::elements;
use leptos::prelude::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlTemplateElement};

impl Sheet {
    /// Puts an answer in its place.
    pub(super) fn answered(self: &Rc<Self>, change: &Change, status: u16, html: &str) {
        let saved = status == 200;
        if saved && !change.undoes {
            self.queue.done.borrow_mut().push(change.clone());
        }
        self.drop_choice(&change.key, &change.field);
        let (Some(row), Some(drawn)) = (self.row(&change.key), parsed(html)) else { return };
        if let Ok(Some(fresh)) = drawn.query_selector("tr[data-key]") {
            self.merge(&row, &fresh, change, saved);
        }
        let below = drawn.query_selector_all("tr[data-of]").map(|list| elements(&list)).unwrap_or_default();
        let asks = below.iter().any(|one| matches!(one.query_selector("[data-ask]"), Ok(Some(_))));
        for one in &below {
            // Both are in the page or made for it.
            let _ = row.after_with_node_1(one);
        }
        let _ = row.class_list().toggle_with_force("has-conflict", self.below_of(&change.key) > 0);
        let Some(place) = self.cell(&change.key, &change.field) else { return };
        if saved {
            place.mark("is-saved");
            return;
        }
        place.refuse(Some(&change.value));
        place.mark(if status == 409 || asks { "is-conflict" } else { "is-wrong" });
        self.say(&place, "choose");
        // A question that follows from what was just done is gone to, unless something else is being typed.
        if asks && !self.busy() {
            let field = below.iter().find_map(|one| one.query_selector("input").ok().flatten());
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            }
        }
    }

    /// Draws a row anew, cell by cell.
    fn merge(&self, row: &Element, fresh: &Element, change: &Change, saved: bool) {
        let cells = |row: &Element| -> Vec<Element> {
            let children = row.children();
            (0..children.length()).filter_map(|n| children.item(n)).collect()
        };
        for (old, new) in cells(row).into_iter().zip(cells(fresh)) {
            match (Place::of(old.clone()), Place::of(new.clone())) {
                (Some(old), Some(new)) => {
                    let (stored, mine) = (new.value(), old.field() == change.field);
                    let settled = !old.dirty() || (mine && saved && old.value() == change.value);
                    if settled || mine {
                        old.set_stored(&stored);
                    }
                    if settled && old.value() != stored && !(old.has_focus() && self.busy()) {
                        old.set_value(&stored);
                    }
                }
                // Which rows are selected is nothing that the server knows of.
                _ if old.class_list().contains("c-sel") => {}
                // Both are cells of rows.
                _ => drop(old.replace_with_with_node_1(&new)),
            }
        }
    }

    /// What someone has chosen in the row below a row.
    pub(super) fn choose(self: &Rc<Self>, button: &Element) {
        let Some((place, below)) = self.about(button) else { return };
        if button.get_attribute("data-choice").as_deref() == Some("mine") {
            self.save_mine(&place, "");
            return;
        }
        place.refuse(None);
        place.set_value(&place.stored());
        place.mark("");
        below.remove();
        self.after_choice(&place);
    }

    /// The reason that was asked for.
    pub(super) fn answer_why(self: &Rc<Self>, form: &Element) {
        let Some((place, _)) = self.about(form) else { return };
        let field = form.query_selector("[name=reason]").ok().flatten();
        let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
        if !field.value().trim().is_empty() {
            self.save_mine(&place, &field.value());
        }
    }

    /// Sends a value that was refused, decided now on what is stored.
    fn save_mine(self: &Rc<Self>, place: &Place, reason: &str) {
        place.refuse(None);
        self.keep(place, reason);
        self.drop_choice(&place.key(), &place.field());
        self.after_choice(place);
    }

    fn after_choice(&self, place: &Place) {
        if let Some(row) = place.row() {
            // A class's name without spaces is never refused.
            let _ = row.class_list().toggle_with_force("has-conflict", self.below_of(&place.key()) > 0);
        }
        if self.queue.last(place).is_none() {
            self.say_again(place);
        }
        self.tell_status();
        place.focus();
    }

    /// The cell that a row below is about, and that row.
    fn about(&self, within: &Element) -> Option<(Place, Element)> {
        let below = within.closest("tr[data-of]").ok()??;
        let place = self.cell(&below.get_attribute("data-of")?, &below.get_attribute("data-for")?)?;
        Some((place, below))
    }

    fn drop_choice(&self, key: &str, field: &str) {
        if let Some(below) = document().get_element_by_id(&format!("val-{key}-{field}")) {
            below.remove();
        }
    }
}

/// Rows as the server has drawn them.
fn parsed(html: &str) -> Option<DocumentFragment> {
    let template: HtmlTemplateElement = document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    Some(template.content())
}
