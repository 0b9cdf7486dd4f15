//! The list of files: a row for each, drawn after the page's pattern, and a line that is read aloud.

use super::Upload;
use leptos::prelude::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlTemplateElement, RequestInit};

/// How it is with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nobody has asked for it to be sent yet.
    Chosen,
    /// It waits for its turn.
    Waiting,
    /// It is being sent.
    Sending,
    /// It was stopped.
    Paused,
    /// The server didn't take it.
    Refused,
    /// It is evidence, or was already.
    Taken,
    /// It isn't in the list any more.
    Gone,
}

/// A file in the list.
pub(super) struct Row {
    pub(super) element: Element,
    pub(super) file: File,
    pub(super) state: Cell<State>,
    /// What the server knows it by; empty until it has been counted.
    pub(super) id: RefCell<String>,
    /// Bytes that the server has.
    has: Cell<u64>,
}

impl Row {
    /// Draws a row for a file, last in the list.
    pub(super) fn draw(uploads: &Upload, file: File) -> Option<Self> {
        let pattern = uploads.root.query_selector("template").ok()??.dyn_into::<HtmlTemplateElement>().ok()?;
        let element = pattern.content().first_element_child()?.clone_node_with_deep(true).ok()?;
        let element: Element = element.dyn_into().ok()?;
        uploads.root.query_selector("ul").ok()??.append_child(&element).ok()?;
        let (name, size) = (file.name(), size(bytes(&file), &uploads.word("point")));
        let row = Self { element, file, state: Cell::new(State::Chosen), id: RefCell::default(), has: Cell::new(0) };
        row.write("[data-name]", &name);
        row.write("[data-size]", &size);
        for named in ["progress", "[data-do=pause]", "[data-do=go]", "[data-do=remove]"] {
            if let Ok(Some(part)) = row.element.query_selector(named) {
                let label = part.get_attribute("aria-label").unwrap_or_default();
                // Elements of the page take any label.
                let _ = part.set_attribute("aria-label", &label.replace("{name}", &name));
            }
        }
        row.say(uploads, "chosen");
        Some(row)
    }

    /// Whether it is on its way.
    pub(super) fn waits(&self) -> bool {
        matches!(self.state.get(), State::Waiting | State::Sending)
    }

    /// Whether it is still to be sent on.
    pub(super) fn sends(&self) -> bool {
        self.state.get() == State::Sending
    }

    pub(super) fn pause(&self, uploads: &Upload) {
        self.set(uploads, State::Paused, "paused");
        uploads.tell("stopped");
    }

    /// Lets it wait for its turn, unless it is on its way or has been taken.
    pub(super) fn resume(&self, uploads: &Upload) {
        if matches!(self.state.get(), State::Chosen | State::Paused | State::Refused) {
            self.set(uploads, State::Waiting, "waiting");
        }
    }

    pub(super) fn set(&self, uploads: &Upload, state: State, what: &str) {
        self.state.set(state);
        self.say(uploads, what);
    }

    /// Tells how many bytes are there.
    pub(super) fn progress(&self, uploads: &Upload, has: u64) {
        self.has.set(has);
        if let Ok(Some(bar)) = self.element.query_selector("progress") {
            let _ = bar.set_attribute("value", &self.percent().to_string());
        }
        if self.sends() {
            self.say(uploads, "sending");
        }
    }

    fn percent(&self) -> u64 {
        self.has.get() * 100 / bytes(&self.file).max(1)
    }

    /// Says something of it in the page's words, and shows the buttons that fit.
    fn say(&self, uploads: &Upload, what: &str) {
        self.write("[data-state]", &uploads.word(what).replace("{percent}", &self.percent().to_string()));
        self.buttons();
    }

    /// Says something in words of the server's, with links to the records of these ids.
    pub(super) fn end(&self, uploads: &Upload, state: State, what: &str, told: &str) {
        let had_focus = document().active_element().is_some_and(|focus| self.element.contains(Some(&focus)));
        self.set(uploads, state, what);
        let Ok(Some(place)) = self.element.query_selector("[data-state]") else { return };
        // A text and elements made here can always be added.
        if state != State::Taken {
            let _ = place.append_with_str_1(&format!(" {told}"));
            return;
        }
        for key in told.split(", ") {
            let Ok(link) = document().create_element("a") else { return };
            let _ = link.set_attribute("href", &format!("/evidens/{key}"));
            link.set_text_content(Some(key));
            let _ = place.append_with_str_1(" ");
            let _ = place.append_with_node_1(&link);
        }
        // All its buttons are gone: the focus goes on to what it became.
        if had_focus && let Ok(Some(link)) = place.query_selector("a") {
            let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    }

    fn buttons(&self) {
        let state = self.state.get();
        let shown = [
            ("[data-do=pause]", self.waits()),
            ("[data-do=go]", matches!(state, State::Paused | State::Refused)),
            ("[data-do=remove]", state != State::Taken),
        ];
        let focused = document().active_element().filter(|focus| self.element.contains(Some(focus)));
        for (button, shown) in shown {
            if let Ok(Some(button)) = self.element.query_selector(button) {
                let _ = button.toggle_attribute_with_force("hidden", !shown);
            }
        }
        // The button that was pressed gives its place, and its focus, to the one that undoes it.
        let hidden = focused.is_some_and(|focus| focus.has_attribute("hidden"));
        let next = self.element.query_selector("button:not([hidden])").ok().flatten();
        if let Some(next) = next.filter(|_| hidden) {
            let _ = next.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    }

    fn write(&self, place: &str, text: &str) {
        if let Ok(Some(place)) = self.element.query_selector(place) {
            place.set_text_content(Some(text));
        }
    }

    /// Where its pieces go.
    pub(super) fn address(&self) -> String {
        let id = self.id.borrow();
        let path = window().location().pathname().unwrap_or_default();
        format!("{path}/del/{id}?storlek={}", bytes(&self.file))
    }

    /// Tells the server that what it has of the file need not be kept.
    pub(super) fn forget(&self) {
        let begun = !matches!(self.state.replace(State::Gone), State::Chosen | State::Taken);
        if begun && !self.id.borrow().is_empty() {
            let request = RequestInit::new();
            request.set_method("DELETE");
            // What isn't heard is swept away after a day.
            drop(window().fetch_with_str_and_init(&self.address(), &request));
        }
    }
}

impl Upload {
    /// A word of the page's.
    pub(super) fn word(&self, what: &str) -> String {
        self.root.get_attribute(&format!("data-{what}")).unwrap_or_default()
    }

    /// Tells in the line that is read aloud how many files have been taken, and what has just happened.
    pub(super) fn tell(&self, what: &str) {
        let rows = self.rows.borrow();
        let taken = rows.iter().filter(|row| row.state.get() == State::Taken).count();
        let counted = self.word("count").replace("{n}", &taken.to_string()).replace("{total}", &rows.len().to_string());
        let text = if rows.is_empty() { String::new() } else { format!("{counted} {}", self.word(what)) };
        if let Ok(Some(line)) = self.root.query_selector("[role=status]")
            && line.text_content().as_deref() != Some(text.trim())
        {
            line.set_text_content(Some(text.trim()));
        }
    }
}

/// A file's bytes. The browser counts them in the only numbers it has, but they are whole; told as whole numbers they also cost the
/// client nothing to write and read.
pub(super) fn bytes(file: &File) -> u64 {
    file.size() as u64
}

/// A size as people read it, with one decimal from a million bytes on.
fn size(bytes: u64, point: &str) -> String {
    if bytes < 1_000_000 {
        return format!("{}\u{a0}kB", bytes.div_ceil(1_000));
    }
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}{point}{}\u{a0}MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_as_people_read_them() {
        let told = [(0, "0 kB"), (1, "1 kB"), (999_000, "999 kB"), (1_000_000, "1,0 MB"), (49_960_000, "50,0 MB")];
        for (bytes, told) in told {
            assert_eq!(size(bytes, ",").replace('\u{a0}', " "), told);
        }
    }
}
