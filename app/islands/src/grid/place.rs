//! A cell that can be edited, and its neighbours.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// The classes that say how it is with a cell's value; at most one at a time.
const STATES: [&str; 5] = ["is-saving", "is-saved", "is-waiting", "is-conflict", "is-wrong"];

/// What a cell's value is typed in.
#[derive(Clone)]
enum Control {
    Line(HtmlInputElement),
    Text(HtmlTextAreaElement),
}

/// A cell that can be edited.
#[derive(Clone)]
pub(super) struct Place {
    td: Element,
    control: Control,
}

impl Place {
    /// The cell around an element.
    pub(super) fn around(element: &Element) -> Option<Self> {
        Self::of(element.closest("td[data-field]").ok()??)
    }

    /// The cell of a table's cell.
    pub(super) fn of(td: Element) -> Option<Self> {
        if !td.has_attribute("data-field") {
            return None;
        }
        let found = td.query_selector(".v").ok()??;
        let control = match found.dyn_into::<HtmlInputElement>() {
            Ok(line) => Control::Line(line),
            Err(other) => Control::Text(other.dyn_into().ok()?),
        };
        Some(Self { td, control })
    }

    pub(super) fn row(&self) -> Option<Element> {
        self.td.closest("tr").ok().flatten()
    }

    pub(super) fn key(&self) -> String {
        self.row().and_then(|row| row.get_attribute("data-key")).unwrap_or_default()
    }

    pub(super) fn field(&self) -> String {
        self.td.get_attribute("data-field").unwrap_or_default()
    }

    /// What is written after the value.
    pub(super) fn unit(&self) -> String {
        self.td.get_attribute("data-unit").unwrap_or_default()
    }

    pub(super) fn value(&self) -> String {
        match &self.control {
            Control::Line(line) => line.value(),
            Control::Text(text) => text.value(),
        }
    }

    pub(super) fn set_value(&self, value: &str) {
        match &self.control {
            Control::Line(line) => line.set_value(value),
            Control::Text(text) => text.set_value(value),
        }
        if self.has_focus() {
            self.select();
        }
    }

    /// The value as the server told it last.
    pub(super) fn stored(&self) -> String {
        match &self.control {
            Control::Line(line) => line.default_value(),
            Control::Text(text) => text.default_value().unwrap_or_default(),
        }
    }

    /// Remembers what the server told, whatever is typed meanwhile.
    pub(super) fn set_stored(&self, value: &str) {
        let typed = self.value();
        // Refused only for a text area that is no longer one.
        match &self.control {
            Control::Line(line) => line.set_default_value(value),
            Control::Text(text) => drop(text.set_default_value(value)),
        }
        if self.value() != typed {
            self.set_value(&typed);
        }
    }

    /// What an edit that came back with the page was decided on.
    pub(super) fn take_was(&self) -> Option<String> {
        let was = self.td.get_attribute("data-was");
        // What isn't there can't be removed, and needn't.
        let _ = self.td.remove_attribute("data-was");
        was
    }

    /// Whether something else is typed than what is stored.
    pub(super) fn dirty(&self) -> bool {
        self.value() != self.stored()
    }

    fn element(&self) -> &HtmlElement {
        match &self.control {
            Control::Line(line) => line,
            Control::Text(text) => text,
        }
    }

    pub(super) fn has_focus(&self) -> bool {
        document().active_element().is_some_and(|active| active.is_same_node(Some(self.element())))
    }

    pub(super) fn focus(&self) {
        // A cell that can't take focus is out of the page, and so is whoever asked.
        let _ = self.element().focus();
    }

    pub(super) fn select(&self) {
        match &self.control {
            Control::Line(line) => line.select(),
            Control::Text(text) => text.select(),
        }
    }

    /// Puts the caret after the value.
    pub(super) fn go_inside(&self) {
        let end = u32::try_from(self.value().encode_utf16().count()).ok();
        // Refused only by inputs that aren't text.
        match &self.control {
            Control::Line(line) => drop(line.set_selection_range(end.unwrap_or(0), end.unwrap_or(0))),
            Control::Text(text) => drop(text.set_selection_range(end.unwrap_or(0), end.unwrap_or(0))),
        }
    }

    /// Whether it may hold several lines.
    pub(super) const fn long(&self) -> bool {
        matches!(self.control, Control::Text(_))
    }

    /// Whether the browser offers values for it.
    pub(super) fn offers(&self) -> bool {
        self.element().has_attribute("list")
    }

    /// Says by its looks how it is with the value; a refused one is also told to those who hear it.
    pub(super) fn mark(&self, state: &str) {
        // None of this fails for names without spaces.
        for known in STATES {
            let _ = self.td.class_list().toggle_with_force(known, known == state);
        }
        let refused = matches!(state, "is-conflict" | "is-wrong");
        let below = format!("val-{}-{}", self.key(), self.field());
        for (name, value) in [("aria-invalid", "true"), ("aria-describedby", below.as_str())] {
            let _ =
                if refused { self.element().set_attribute(name, value) } else { self.element().remove_attribute(name) };
        }
    }

    /// Remembers which value was refused, so that leaving the cell doesn't send it again.
    pub(super) fn refuse(&self, value: Option<&str>) {
        // As above.
        let _ = match value {
            Some(value) => self.td.set_attribute("data-refused", value),
            None => self.td.remove_attribute("data-refused"),
        };
    }

    /// Whether what is typed is what was refused.
    pub(super) fn refused(&self) -> bool {
        self.td.get_attribute("data-refused").is_some_and(|refused| refused == self.value())
    }
}
