//! What the grid says: in the last cell of a row how it is with its values, and in the status line what waits. All its words
//! stand in the page.

use super::Sheet;
use super::place::Place;
use super::table::all;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlTemplateElement};

impl Sheet {
    /// Marks a cell and says in its row what it waits for.
    pub(super) fn tell(&self, place: &Place, what: &str) {
        place.mark(if what == "saving" { "is-saving" } else { "is-waiting" });
        self.say(place, what);
    }

    /// Says something in the last cell of a row, in place of what the server said there.
    pub(super) fn say(&self, place: &Place, what: &str) {
        let (Some(words), Some(row)) = (self.words(what), place.row()) else { return };
        self.unsay(&row);
        let said = row.query_selector(".c-save .said").ok().flatten();
        let Some((said, now)) = said.zip(document().create_element("span").ok()) else { return };
        // All of these are elements of the page.
        now.set_class_name("now");
        let _ = now.append_child(&words);
        let _ = said.toggle_attribute_with_force("hidden", true);
        let _ = said.after_with_node_1(&now);
    }

    /// Lets a row say again what the server said, unless one of its values still waits.
    pub(super) fn say_again(&self, place: &Place) {
        if let Some(row) = place.row() {
            self.unsay(&row);
        }
        if self.below_of(&place.key()) > 0 {
            self.say(place, "choose");
        }
    }

    fn unsay(&self, row: &Element) {
        all(row, ".c-save .now").iter().for_each(Element::remove);
        if let Ok(Some(said)) = row.query_selector(".c-save .said") {
            let _ = said.toggle_attribute_with_force("hidden", false);
        }
    }

    /// Says what stood in a cell before it was typed in, and how to save.
    pub(super) fn tell_what_it_was(&self, place: &Place) {
        if !place.dirty() {
            self.say_again(place);
            return;
        }
        self.say(place, "was");
        let shown = place.row().and_then(|row| row.query_selector(".c-save .now [data-value]").ok().flatten());
        if let Some(shown) = shown {
            let (was, unit) = (place.stored(), place.unit());
            let was = if was.is_empty() { "–".to_owned() } else { format!("{was}{unit}") };
            shown.set_text_content(Some(&was));
        }
    }

    /// The words of a name.
    fn words(&self, what: &str) -> Option<DocumentFragment> {
        let template = self.root.query_selector(&format!("template[data-says={what}]")).ok()??;
        let template: HtmlTemplateElement = template.dyn_into().ok()?;
        template.content().clone_node_with_deep(true).ok()?.dyn_into().ok()
    }

    /// A sentence with a number in it; nothing for none.
    fn counted(&self, what: &str, n: usize) -> String {
        let form = match n {
            0 => return String::new(),
            1 => "data-one",
            _ => "data-other",
        };
        let template = self.root.query_selector(&format!("template[data-counted={what}]")).ok().flatten();
        let sentence = template.and_then(|template| template.get_attribute(form)).unwrap_or_default();
        sentence.replace("{n}", &n.to_string())
    }

    /// Rows that stand below others until someone has chosen.
    pub(super) fn choosing(&self) -> usize {
        all(&self.root, "tr[data-of]").len()
    }

    /// Those below one record's row.
    pub(super) fn below_of(&self, key: &str) -> usize {
        let below = all(&self.root, "tr[data-of]");
        below.iter().filter(|row| row.get_attribute("data-of").as_deref() == Some(key)).count()
    }

    /// Tells how many rows are shown, what was just done, and what waits.
    pub(super) fn tell_status(&self) {
        let Ok(Some(line)) = self.root.query_selector(".grid-status") else { return };
        let queued = if self.queue.stalled.get() { self.queue.count() } else { 0 };
        let told = [self.counted("choosing", self.choosing()), self.counted("queued", queued)];
        let mut text = line.get_attribute("data-count").unwrap_or_default();
        for sentence in self.aside.borrow().iter().chain(&told).filter(|sentence| !sentence.is_empty()) {
            if !text.ends_with('.') {
                text.push('.');
            }
            text.push(' ');
            text.push_str(sentence);
        }
        // Written only when it says something else, since it is read aloud.
        if line.text_content().as_deref() != Some(&text) {
            line.set_text_content(Some(&text));
        }
    }

    /// Tells that cells were filled in, pasted, or had no room. It stands until someone types again.
    pub(super) fn tell_counts(&self, counts: &[(&str, usize)]) {
        self.aside.replace(counts.iter().map(|(what, n)| self.counted(what, *n)).collect());
        self.tell_status();
    }

    /// Tells something in words of its own, as long.
    pub(super) fn tell_words(&self, what: &str) {
        let words = self.words(what).and_then(|words| words.text_content()).unwrap_or_default();
        self.aside.replace(vec![words]);
        self.tell_status();
    }
}
