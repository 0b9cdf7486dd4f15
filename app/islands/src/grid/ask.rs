//! Asking the owners of the selected rows how it goes: the same comment on each.

use super::Sheet;
use super::change::fresh;
use super::select::finish;
use crate::sending::{Sent, hand_in};
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

/// Where a form keeps the beginning of its commands' ids until all of them have been carried out, so that asking again
/// never asks anyone twice.
const ID: &str = "data-id";

impl Sheet {
    /// Puts the question of a form in the bar to the owners of the selected rows.
    pub(super) fn ask_selected(self: &Rc<Self>, form: &Element) {
        let Ok(form) = form.clone().dyn_into::<HtmlFormElement>() else { return };
        let given = FormData::new_with_form(&form).ok().and_then(|given| given.get("text").as_string());
        let text = given.unwrap_or_default().trim().to_owned();
        if text.is_empty() || form.has_attribute("aria-busy") {
            return;
        }
        // None of this fails for an element of the page.
        let _ = form.set_attribute("aria-busy", "true");
        let id = form.get_attribute(ID).unwrap_or_else(fresh);
        let _ = form.set_attribute(ID, &id);
        let sheet = Rc::clone(self);
        spawn_local(async move { sheet.ask_each(&form, &id, &text).await });
    }

    /// Asks one after the other, and lets the rows go whose owners have been asked.
    async fn ask_each(self: &Rc<Self>, form: &HtmlFormElement, id: &str, text: &str) {
        let (mut asked, mut unasked) = (0, 0);
        for row in self.selected() {
            let Some(key) = row.get_attribute("data-key") else { continue };
            if ask(id, &key, text).await.is_ok_and(|sent| matches!(sent, Sent::Done(_))) {
                self.set(&row, false);
                asked += 1;
            } else {
                unasked += 1;
            }
        }
        let _ = form.remove_attribute("aria-busy");
        if unasked == 0 {
            let _ = form.remove_attribute(ID);
            finish(form);
        }
        self.show_bar();
        self.tell_counts(&[("asked", asked), ("unasked", unasked)]);
    }
}

async fn ask(id: &str, key: &str, text: &str) -> Result<Sent, JsValue> {
    let fields = UrlSearchParams::new()?;
    fields.append("action", "create");
    fields.append("kind", "comment");
    fields.append("command_id", &format!("{id}-{key}"));
    fields.append("fields[about]", key);
    fields.append("fields[text]", text);
    fields.append("next", "/atgarder");
    hand_in(&fields).await
}
