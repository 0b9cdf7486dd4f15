//! Forms: built from the domain's field tables, sent alike with and without WebAssembly.

mod command_form;
mod conflict;
mod fold;
mod groups;
mod input;
pub mod page;
#[cfg(feature = "ssr")]
mod sent;

pub use command_form::{CommandForm, Hidden, SimpleForm};
pub use fold::FieldFold;
pub use groups::groups;
#[cfg(feature = "ssr")]
pub use sent::{Sent, carry_out, gathered};

use domain::field::{Field, Input};
use domain::{Action, Kind};

/// The field that asks for the key of what a form makes. Registers number their records themselves; an account goes by
/// its name at sign-in.
#[must_use]
pub fn key_field(action: Action, kind: Kind) -> Option<Field> {
    (action == Action::Create && kind == Kind::Account).then_some(Field::required("key", Input::Line(64)))
}
