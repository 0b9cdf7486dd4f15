//! Taking the latest change back.

use super::Sheet;
use super::change::Change;
use std::rc::Rc;

impl Sheet {
    /// Sends the reverse of the change that was saved last from this page. What someone else has saved since then clashes
    /// with it, as with any other.
    pub(super) fn undo(self: &Rc<Self>) {
        let Some(last) = self.queue.done.borrow_mut().pop() else {
            self.tell_words("nothing-undone");
            return;
        };
        let reverse = Change { value: last.was.clone(), was: last.value.clone(), undoes: true, ..last };
        if let Some(place) = self.cell(&reverse.key, &reverse.field) {
            place.set_value(&reverse.value);
            place.focus();
        }
        self.push(reverse.anew());
        self.tell_words("undone");
    }

    /// Takes up what a form that came back with the page was decided on.
    pub(super) fn take_up(&self) {
        for row in self.rows() {
            for place in super::table::cells(&row) {
                if let Some(was) = place.take_was() {
                    place.set_stored(&was);
                }
            }
        }
    }
}
