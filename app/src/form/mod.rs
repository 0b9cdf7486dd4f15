//! Forms: built from the domain's field tables, sent alike with and without scripts.

mod classified;
mod command_form;
mod conflict;
mod fold;
mod groups;
mod input;
pub mod page;
mod sent;
mod unsent;

pub use classified::ClassifiedBanner;
pub use command_form::{CommandForm, FormErrors, Hidden, SimpleForm, form_prefix};
pub use conflict::ConflictView;
pub use fold::FieldFold;
pub use groups::groups;
pub use input::{Drawn, FieldInput, control_id};
pub use sent::{Sent, carry_out, gathered};
pub use unsent::SendingForms;

use domain::field::{Field, Input};
use domain::{Action, Kind};

/// The field that asks for the key of what a form makes. Registers number their records themselves; an account goes by
/// its name at sign-in.
#[must_use]
pub fn key_field(action: Action, kind: Kind) -> Option<Field> {
    (action == Action::Create && kind == Kind::Account).then_some(Field::required("key", Input::Line(64)))
}
