//! The words of a cell, in the language the caller chose.

use std::borrow::Cow;

/// What cells are called in the chosen language. Text that is already text never comes here.
pub trait Words {
    /// The text of a code, as found under `<group>.<code>`.
    fn code<'a>(&'a self, group: &str, code: &str) -> Cow<'a, str>;

    /// Yes or no.
    fn flag(&self, yes: bool) -> Cow<'_, str>;

    /// What stands in place of a masked value: `Sekretessmarkerad, OSL 18 kap. 8 §`.
    fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str>;
}

impl<W: Words + ?Sized> Words for &W {
    fn code<'a>(&'a self, group: &str, code: &str) -> Cow<'a, str> {
        (**self).code(group, code)
    }

    fn flag(&self, yes: bool) -> Cow<'_, str> {
        (**self).flag(yes)
    }

    fn masked<'a>(&'a self, provision: &str) -> Cow<'a, str> {
        (**self).masked(provision)
    }
}
