//! The texts of the interface, in Swedish and English.
//!
//! Texts live in `locales/<language>/<namespace>.json` and are found by `<namespace>.<key>`. The build turns them into
//! one sorted table and stops when a language lacks a text or a placeholder. [`t!`](crate::t) and
//! [`plural!`](crate::plural) check their key and their placeholders when they are compiled; [`text`] and the functions
//! of [`labels`] find a text by a code that is known only when the page is.
//!
//! Why our own and not a library: the registers are data, so most labels are found by the codes of columns, fields and
//! states rather than written in pages, and exports need the same texts without the page framework. What is left is a
//! table, a search and a fill, which is less than a library's set-up.

pub mod errors;
mod fill;
mod forms;
pub mod labels;
mod macros;
mod table;
#[cfg(test)]
mod tests;

pub use crate::{plural, t};
pub use errors::{ErrorTexts, app_error_text, error_text};
pub use fill::{Values, count_text, fill, fill_count};
pub use forms::{
    LAST_WORD, bytes, capital, date, long_date, month, month_year, number, number_word, percent, plain_date, rate,
    running, weekday,
};
pub use labels::{
    action_label, cell_words, code_label, column_label, done_label, field_help, field_label, field_name, filter_choice,
    sort_label,
};
pub use table::{MISSING, find, given, optional, place, text, text_at, wanted};

domain::codes! {
    /// A language of the interface. The codes are those of BCP 47, of the language cookie and of the folders of texts.
    Lang {
        /// Swedish.
        Sv = "sv",
        /// English.
        En = "en",
    }
}

impl Default for Lang {
    /// Swedish comes first.
    fn default() -> Self {
        Self::Sv
    }
}

impl Lang {
    /// The value of the `lang` attribute.
    #[must_use]
    pub const fn html_lang(self) -> &'static str {
        self.code()
    }

    /// The `lang` attribute of what people wrote in the register, which is Swedish whatever the page around it is
    /// (WCAG 3.1.2); none where the page says so already.
    #[must_use]
    pub fn written(self) -> Option<&'static str> {
        (self != Self::Sv).then(|| Self::Sv.html_lang())
    }

    /// The other language: what the switch offers.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }

    /// Its name in itself, as the switch shows it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Sv => "Svenska",
            Self::En => "English",
        }
    }
}
