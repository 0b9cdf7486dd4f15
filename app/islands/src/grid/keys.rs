//! The keys of the grid. Tab is left to the browser, so that everything in a row can be reached with it.

use super::place::Place;
use super::table::cells;
use super::{Mode, Sheet};
use std::rc::Rc;
use web_sys::KeyboardEvent;

impl Sheet {
    pub(super) fn press(self: &Rc<Self>, event: &KeyboardEvent) {
        if event.default_prevented() || event.is_composing() || event.alt_key() {
            return;
        }
        let Some(place) = self.place(event.target()) else {
            if event.key() == "Escape" && self.holds(event.target()) {
                self.escape(event);
            }
            return;
        };
        let done = if event.ctrl_key() || event.meta_key() {
            self.command(&place, &event.key())
        } else {
            self.plain(&place, event)
        };
        if done {
            event.prevent_default();
        }
    }

    /// Keys with Ctrl.
    fn command(self: &Rc<Self>, place: &Place, key: &str) -> bool {
        let moving = self.mode.get() == Mode::Moving;
        match key {
            "d" => self.fill(place),
            "z" if moving && !(place.dirty() && self.queue.last(place).is_none()) => self.undo(),
            "Home" if moving => self.go(self.rows().first().and_then(|row| cells(row).into_iter().next())),
            "End" if moving => self.go(self.rows().last().and_then(|row| cells(row).pop())),
            _ => return false,
        }
        true
    }

    fn plain(self: &Rc<Self>, place: &Place, event: &KeyboardEvent) -> bool {
        let (mode, shift) = (self.mode.get(), event.shift_key());
        let (moving, free) = (mode == Mode::Moving, mode != Mode::Inside);
        // Arrows up and down choose among what the browser offers while something is typed.
        let steps = moving || (free && !place.offers());
        match event.key().as_str() {
            "ArrowUp" | "ArrowDown" if moving && shift => self.extend(place, step(event)),
            "ArrowUp" | "ArrowDown" if steps => self.go(self.below(place, step(event))),
            "ArrowLeft" | "ArrowRight" if free && !shift => self.go(self.beside(place, step(event))),
            "Home" if moving && !shift => self.go(place.row().and_then(|row| cells(&row).into_iter().next())),
            "End" if moving && !shift => self.go(place.row().and_then(|row| cells(&row).pop())),
            "Enter" if shift && place.long() => return false,
            "Enter" | "F2" if moving => {
                self.mode.set(Mode::Inside);
                place.go_inside();
            }
            "Enter" => {
                self.keep(place, "");
                self.mode.set(Mode::Moving);
                match self.below(place, if shift { -1 } else { 1 }) {
                    Some(next) => next.focus(),
                    None => place.select(),
                }
            }
            " " if moving && !shift => self.toggle(place),
            "Escape" => self.give_up(place, event),
            _ => return false,
        }
        true
    }

    /// Goes to a cell; at an end there is none, and nothing happens.
    fn go(&self, to: Option<Place>) {
        if let Some(place) = to {
            place.focus();
        }
    }

    /// Puts back what stood in a cell before it was typed in; pressed again, lets the selected rows go.
    fn give_up(&self, place: &Place, event: &KeyboardEvent) {
        let before = self.queue.last(place).map_or_else(|| place.stored(), |change| change.value);
        if self.mode.get() == Mode::Moving && place.value() == before {
            self.escape(event);
            return;
        }
        self.mode.set(Mode::Moving);
        place.set_value(&before);
        place.select();
        self.say_again(place);
    }

    fn escape(&self, event: &KeyboardEvent) {
        if !self.selected().is_empty() {
            event.prevent_default();
            self.unselect();
        }
    }
}

/// One down or to the right, or one up or to the left.
fn step(event: &KeyboardEvent) -> isize {
    if matches!(event.key().as_str(), "ArrowUp" | "ArrowLeft") { -1 } else { 1 }
}
