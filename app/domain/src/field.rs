//! The fields of each form as data: what is asked for, in which shape and within which limits.
//!
//! Forms, diffs and the conflict page are built from these tables; the texts are found under `field.<kind>.<name>`.

use crate::kind::Kind;

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the draft.
    pub name: &'static str,
    /// How it is entered.
    pub input: Input,
    /// Whether it must be given.
    pub required: bool,
}

/// How a field is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One line of at most this many characters.
    Line(u32),
    /// One line of at most this many characters, where what other records of the kind say is suggested.
    Known(u32),
    /// Several lines of at most this many characters together.
    Text(u32),
    /// A date.
    Date,
    /// A date and a time of day in Sweden.
    Moment,
    /// A whole number within a range.
    Number(i64, i64),
    /// One of the codes; the texts are under `<first>.<code>`.
    Choice(&'static str, &'static [&'static str]),
    /// A step on the scale's likelihood axis.
    Likelihood,
    /// A step on the scale's consequence axis.
    Consequence,
    /// One of the organisation's risk categories.
    Category,
    /// One of the organisation's functions.
    Function,
    /// Keys of records of a kind.
    Links(Kind),
    /// A box to tick.
    Flag,
    /// Several of a kind's field names: which fields a secrecy marking covers.
    Fields(&'static [&'static str]),
    /// A provision for each of several of a kind's field names, where it is another than the marking's.
    Provisions(&'static [&'static str]),
    /// Thresholds of the organisation's catalogue, by what they go by.
    Thresholds,
    /// A password.
    Password,
}

impl Field {
    /// A field that must be given.
    #[must_use]
    pub const fn required(name: &'static str, input: Input) -> Self {
        Self { name, input, required: true }
    }

    /// A field that may be left empty.
    #[must_use]
    pub const fn optional(name: &'static str, input: Input) -> Self {
        Self { name, input, required: false }
    }
}
