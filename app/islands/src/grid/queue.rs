//! Values on their way: one at a time, in order, and kept in the tab until the server has answered for them.

use super::change::Change;
use super::place::Place;
use super::{Mode, Sheet};
use leptos::prelude::{set_timeout, window};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, RequestInit, Response};

/// How long to wait before a value that had no answer is sent again.
const PATIENCE: Duration = Duration::from_secs(3);

/// The values on their way.
#[derive(Default)]
pub(super) struct Queue {
    waiting: RefCell<VecDeque<Change>>,
    /// What has been saved here, the latest last.
    pub(super) done: RefCell<Vec<Change>>,
    sending: Cell<bool>,
    /// Whether the last one had no answer.
    pub(super) stalled: Cell<bool>,
    action: String,
    columns: String,
    /// Under which name they are kept: one for each who signs in.
    name: String,
}

/// What became of a value.
enum Sent {
    /// The server has drawn it.
    Drawn(u16, String),
    /// Nobody is signed in.
    SignedOut,
    /// There was no answer, or none from the register.
    NoAnswer,
}

impl Queue {
    pub(super) fn of(root: &Element) -> Self {
        let told = |name: &str| root.get_attribute(name).unwrap_or_default();
        Self {
            action: told("data-action"),
            columns: told("data-columns"),
            name: format!("riskbild-rader-{}", told("data-who")),
            ..Self::default()
        }
    }

    pub(super) fn waits(&self) -> bool {
        !self.waiting.borrow().is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// The latest change of a cell that is on its way.
    pub(super) fn last(&self, place: &Place) -> Option<Change> {
        let (key, field) = (place.key(), place.field());
        self.waiting.borrow().iter().rev().find(|change| change.key == key && change.field == field).cloned()
    }

    /// Keeps what is on its way, so that leaving the page doesn't lose it.
    fn store(&self) {
        let lines: Vec<String> = self.waiting.borrow().iter().filter_map(Change::line).collect();
        let Ok(Some(storage)) = window().session_storage() else { return };
        // A full or forbidden storage only means that the page's own memory is all there is.
        let _ = if lines.is_empty() {
            storage.remove_item(&self.name)
        } else {
            storage.set_item(&self.name, &lines.join("\n"))
        };
    }

    fn stored(&self) -> Vec<Change> {
        let storage = window().session_storage().ok().flatten();
        let kept = storage.and_then(|storage| storage.get_item(&self.name).ok().flatten()).unwrap_or_default();
        kept.lines().filter_map(Change::read).collect()
    }

    async fn post(&self, change: &Change) -> Result<Sent, JsValue> {
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_body(change.form(&self.columns)?.as_ref());
        let answer: Response =
            JsFuture::from(window().fetch_with_str_and_init(&self.action, &request)).await?.dyn_into()?;
        Ok(match answer.status() {
            401 => Sent::SignedOut,
            502..=504 => Sent::NoAnswer,
            status => Sent::Drawn(status, JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default()),
        })
    }
}

impl Sheet {
    /// Saves a cell, if there is something to save: its value differs from what is stored and from what is on its way, and
    /// isn't one that was refused as it is.
    pub(super) fn keep(self: &Rc<Self>, place: &Place, reason: &str) {
        let last = self.queue.last(place);
        let was = last.map_or_else(|| place.stored(), |change| change.value);
        let value = place.value();
        if value == was || place.refused() {
            if self.queue.last(place).is_none() {
                self.say_again(place);
            }
            return;
        }
        let change = Change {
            key: place.key(),
            field: place.field(),
            value,
            was,
            reason: reason.to_owned(),
            ..Change::default()
        };
        self.push(change.anew());
    }

    /// Sends a change, after those that wait already.
    pub(super) fn push(self: &Rc<Self>, change: Change) {
        if let Some(place) = self.cell(&change.key, &change.field) {
            place.refuse(None);
            self.tell(&place, if self.queue.stalled.get() { "waiting" } else { "saving" });
        }
        self.queue.waiting.borrow_mut().push_back(change);
        self.queue.store();
        self.tell_status();
        self.go_on();
    }

    /// Takes up what an earlier visit to the page left waiting.
    pub(super) fn restore(self: &Rc<Self>) {
        for change in self.queue.stored() {
            if let Some(place) = self.cell(&change.key, &change.field) {
                place.set_value(&change.value);
            }
            self.push(change);
        }
    }

    /// Sends what waits, unless that is being done.
    pub(super) fn go_on(self: &Rc<Self>) {
        if !self.queue.waits() || self.queue.sending.replace(true) {
            return;
        }
        let sheet = Rc::clone(self);
        spawn_local(async move {
            let stalled = sheet.send_all().await;
            sheet.queue.sending.set(false);
            if stalled {
                set_timeout(move || sheet.go_on(), PATIENCE);
            }
        });
    }

    /// Sends until nothing waits, or until there is no answer.
    async fn send_all(self: &Rc<Self>) -> bool {
        loop {
            let Some(change) = self.queue.waiting.borrow().front().cloned() else { return false };
            let sent = self.queue.post(&change).await.unwrap_or(Sent::NoAnswer);
            let why = match sent {
                Sent::Drawn(status, html) => {
                    self.queue.waiting.borrow_mut().pop_front();
                    self.queue.store();
                    self.queue.stalled.set(false);
                    self.answered(&change, status, &html);
                    self.tell_status();
                    continue;
                }
                Sent::SignedOut => "signed-out",
                Sent::NoAnswer => "waiting",
            };
            self.queue.stalled.set(true);
            for waiting in self.queue.waiting.borrow().iter() {
                if let Some(place) = self.cell(&waiting.key, &waiting.field) {
                    self.tell(&place, why);
                }
            }
            self.tell_status();
            return true;
        }
    }

    /// Whether someone is typing in a cell.
    pub(super) fn busy(&self) -> bool {
        self.mode.get() != Mode::Moving
    }
}
