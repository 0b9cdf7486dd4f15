//! Files that are sent piece by piece: each can be watched, paused and taken up again, and one that broke off goes on from where
//! it was, also when the page has been loaded anew and the same file is chosen again.
//!
//! The server keeps the pieces and says how many bytes it has. When it has all of a file, the page's form is sent with the file's
//! name instead of the file, and its answer tells what became of it. All words stand in the page.

mod file;
mod list;
mod send;

use self::list::Row;
use leptos::ev;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, EventTarget, FileList, HtmlFormElement, HtmlInputElement};

/// The id of what the list of files stands in, within the form.
pub const UPLOADS: &str = "filer-lista";

/// The files of the page's form. Without scripts there is no list, and the form sends its files by itself.
#[island]
pub fn Uploads(
    /// The list's words and patterns.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        if let Some(uploads) = Upload::of_page() {
            Rc::new(uploads).wake();
        }
    });
    children()
}

/// The list as it is awake.
struct Upload {
    root: Element,
    form: HtmlFormElement,
    input: HtmlInputElement,
    rows: RefCell<Vec<Rc<Row>>>,
    /// Whether files are being sent.
    sending: Cell<bool>,
    /// Whether it is said above the form that nobody is signed in.
    signed_out: Cell<bool>,
    /// Bytes of a piece.
    piece: u64,
}

impl Upload {
    fn of_page() -> Option<Self> {
        let root = document().get_element_by_id(UPLOADS)?;
        let form: HtmlFormElement = root.closest("form").ok()??.dyn_into().ok()?;
        let input = form.query_selector("input[type=file]").ok()??.dyn_into().ok()?;
        let piece = root.get_attribute("data-piece")?.parse().ok()?;
        let (rows, sending, signed_out) = (RefCell::default(), Cell::new(false), Cell::new(false));
        Some(Self { root, form, input, rows, sending, signed_out, piece })
    }

    fn wake(self: Rc<Self>) {
        let on = |uploads: &Rc<Self>| Rc::clone(uploads);
        let uploads = on(&self);
        window_event_listener(ev::change, move |event| {
            let files = uploads.input.files();
            if let Some(files) = files.filter(|_| is(event.target(), &uploads.input)) {
                uploads.take(&files);
                uploads.input.set_value("");
            }
        });
        let uploads = on(&self);
        window_event_listener(ev::submit, move |event| {
            if is(event.target(), &uploads.form) && !uploads.rows.borrow().is_empty() {
                event.prevent_default();
                uploads.resume_all();
            }
        });
        let uploads = on(&self);
        window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(target) = target.filter(|target| uploads.root.contains(Some(target))) {
                uploads.press(&target);
            }
        });
        let uploads = on(&self);
        window_event_listener(ev::dragover, move |event| {
            uploads.over(&event, true);
        });
        let uploads = on(&self);
        window_event_listener(ev::dragleave, move |event| {
            uploads.over(&event, false);
        });
        let uploads = on(&self);
        window_event_listener(ev::drop, move |event| {
            let files = event.data_transfer().and_then(|dropped| dropped.files());
            if let Some(files) = files.filter(|_| uploads.over(&event, false)) {
                uploads.take(&files);
            }
        });
        let uploads = on(&self);
        window_event_listener(ev::online, move |_| uploads.go_on());
        let uploads = on(&self);
        window_event_listener(ev::focus, move |_| uploads.go_on());
        let uploads = on(&self);
        window_event_listener(ev::beforeunload, move |event| {
            if uploads.rows.borrow().iter().any(|row| row.waits()) {
                event.prevent_default();
            }
        });
        // Shown from now on; before this there was nothing to show.
        let _ = self.root.remove_attribute("hidden");
    }

    /// Puts chosen files last in the list.
    fn take(self: &Rc<Self>, files: &FileList) {
        for file in (0..files.length()).filter_map(|n| files.get(n)) {
            if let Some(row) = Row::draw(self, file) {
                self.rows.borrow_mut().push(Rc::new(row));
            }
        }
        self.changed();
    }

    /// What files are dragged over, when it is the form's own place for them.
    fn over(&self, event: &DragEvent, over: bool) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let place = target.and_then(|target| target.closest(".upload").ok().flatten());
        let Some(place) = place.filter(|place| self.form.contains(Some(place))) else { return false };
        // Else the browser would leave the page for the file.
        event.prevent_default();
        let _ = place.class_list().toggle_with_force("is-over", over);
        true
    }

    /// A button of a row.
    fn press(self: &Rc<Self>, target: &Element) {
        let Some(button) = target.closest("button[data-do]").ok().flatten() else { return };
        let row = self.rows.borrow().iter().find(|row| row.element.contains(Some(&button))).cloned();
        let (Some(row), Some(what)) = (row, button.get_attribute("data-do")) else { return };
        match what.as_str() {
            "pause" => row.pause(self),
            "go" => {
                row.resume(self);
                self.go_on();
            }
            _ => self.remove(&row),
        }
    }

    /// Takes a file out of the list. What the server has of it, it need not keep.
    fn remove(self: &Rc<Self>, row: &Rc<Row>) {
        self.rows.borrow_mut().retain(|one| !Rc::ptr_eq(one, row));
        row.forget();
        row.element.remove();
        self.changed();
        // Focus goes where the next file can be chosen, and not to the top of the page.
        let _ = self.input.focus();
    }

    /// Sends what waits, and what was stopped or refused before.
    fn resume_all(self: &Rc<Self>) {
        for row in self.rows.borrow().iter() {
            row.resume(self);
        }
        self.go_on();
    }

    /// The form asks for a file as long as there is none in the list, and the line tells how many there are.
    fn changed(&self) {
        self.input.set_required(self.rows.borrow().is_empty());
        self.tell("");
    }
}

/// Whether something happened to this very element.
fn is(target: Option<EventTarget>, element: &EventTarget) -> bool {
    target.as_ref() == Some(element)
}
