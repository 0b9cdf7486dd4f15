//! The grid: moves between the cells of a table as in a spreadsheet, sends one value at a time, and puts what the server
//! answers in its place. Rows, words and rules are the server's.

mod answer;
mod ask;
mod change;
mod keys;
mod paste;
mod place;
mod queue;
mod select;
mod status;
mod table;
mod undo;

use leptos::ev;
use leptos::prelude::*;
use place::Place;
use queue::Queue;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget};

/// The id of what the grid stands in.
pub const GRID: &str = "rutnat";

/// How a cell takes keys.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Arrows move between cells, and what is typed replaces the value.
    Moving,
    /// A value is being typed over; arrows keep it and move on.
    Typing,
    /// Arrows move within the value.
    Inside,
}

/// The grid of the page. It wakes what stands in it.
#[island]
pub fn Grid(
    /// The table, its words and what belongs to it.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        if let Some(root) = document().get_element_by_id(GRID) {
            let queue = Queue::of(&root);
            Rc::new(Sheet { root, mode: Cell::new(Mode::Moving), queue, aside: RefCell::default() }).wake();
        }
    });
    children()
}

/// The grid as it is awake.
struct Sheet {
    root: Element,
    mode: Cell<Mode>,
    queue: Queue,
    /// Sentences of what was just done to several cells at once.
    aside: RefCell<Vec<String>>,
}

impl Sheet {
    fn wake(self: Rc<Self>) {
        let on = |sheet: &Rc<Self>| Rc::clone(sheet);
        let sheet = on(&self);
        window_event_listener(ev::keydown, move |event| sheet.press(&event));
        let sheet = on(&self);
        window_event_listener(ev::focusin, move |event| sheet.enter(event.target()));
        let sheet = on(&self);
        window_event_listener(ev::focusout, move |event| sheet.leave(event.target()));
        let sheet = on(&self);
        window_event_listener(ev::input, move |event| sheet.type_in(event.target()));
        let sheet = on(&self);
        window_event_listener(ev::mousedown, move |event| sheet.point(&event));
        let sheet = on(&self);
        window_event_listener(ev::click, move |event| sheet.click(&event));
        let sheet = on(&self);
        window_event_listener(ev::submit, move |event| sheet.submit(&event));
        let sheet = on(&self);
        window_event_listener(ev::change, move |event| sheet.tick(event.target()));
        let sheet = on(&self);
        window_event_listener(ev::paste, move |event| sheet.paste(&event));
        let sheet = on(&self);
        window_event_listener(ev::online, move |_| sheet.go_on());
        let sheet = on(&self);
        window_event_listener(ev::focus, move |_| sheet.go_on());
        let sheet = on(&self);
        window_event_listener(ev::beforeunload, move |event| {
            if sheet.queue.waits() || sheet.choosing() > 0 {
                event.prevent_default();
            }
        });
        self.take_up();
        // Nothing depends on the class but looks.
        let _ = self.root.class_list().add_1("is-awake");
        self.restore();
    }

    /// The element that something happened to, when it is in the grid.
    fn within(&self, target: Option<EventTarget>) -> Option<Element> {
        target?.dyn_into::<Element>().ok().filter(|target| self.root.contains(Some(target)))
    }

    fn holds(&self, target: Option<EventTarget>) -> bool {
        self.within(target).is_some()
    }

    /// The cell around something that happened.
    fn place(&self, target: Option<EventTarget>) -> Option<Place> {
        Place::around(&self.within(target)?)
    }

    /// The cell that has focus.
    fn current(&self) -> Option<Place> {
        self.place(document().active_element().map(Into::into))
    }

    fn enter(&self, target: Option<EventTarget>) {
        if let Some(place) = self.place(target) {
            self.mode.set(Mode::Moving);
            place.select();
        }
    }

    /// A cell is saved when it is left.
    fn leave(self: &Rc<Self>, target: Option<EventTarget>) {
        if let Some(place) = self.place(target) {
            self.mode.set(Mode::Moving);
            self.keep(&place, "");
        }
    }

    fn type_in(&self, target: Option<EventTarget>) {
        let Some(place) = self.place(target) else { return };
        if self.mode.get() == Mode::Moving {
            self.mode.set(Mode::Typing);
            self.aside.take();
        }
        self.tell_what_it_was(&place);
    }

    /// The first click chooses a cell, as an arrow does; the next one goes into it.
    fn point(&self, event: &web_sys::MouseEvent) {
        let Some(place) = self.place(event.target()) else { return };
        if place.has_focus() {
            self.mode.set(Mode::Inside);
        } else if event.button() == 0 {
            event.prevent_default();
            place.focus();
        }
    }

    fn click(self: &Rc<Self>, event: &Event) {
        let Some(target) = self.within(event.target()) else { return };
        let closest = |what: &str| target.closest(what).ok().flatten();
        if let Some(button) = closest("button[type=button][data-choice]") {
            self.choose(&button);
        } else if closest("[data-unselect]").is_some() {
            self.unselect();
        }
    }

    fn submit(self: &Rc<Self>, event: &Event) {
        let Some(form) = self.within(event.target()) else { return };
        event.prevent_default();
        if form.has_attribute("data-bulk") {
            self.set_selected(&form);
        } else if form.has_attribute("data-question") {
            self.ask_selected(&form);
        } else if form.has_attribute("data-ask") {
            self.answer_why(&form);
        } else if let Some(place) = self.current() {
            self.keep(&place, "");
        }
    }
}
