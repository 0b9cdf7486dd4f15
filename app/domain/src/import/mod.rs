//! Tables from outside: what the rows of a spreadsheet would change, cell by cell, before anything is written.
//!
//! A file becomes a [`Table`], read elsewhere and trusted with nothing. Its headings are matched with the register's
//! own by a [`Mapping`]; then a [`Planner`] tells of each row what it would change, or every reason why it can't. What
//! is decided here are the same rules as for a form: a row is a form, filled in by the file where the file has a column
//! and by the record itself where it hasn't.

mod fault;
mod lexicon;
mod mapping;
mod planner;
mod row;
mod table;
mod target;
mod template;
mod value;

pub use fault::Fault;
pub use lexicon::{Lexicon, plain};
pub use mapping::{Lead, Mapping, SKIPPED, param};
pub use planner::Planner;
pub use row::{Aside, Counts, Done, Outcome, Plan, Row, Shown, Standing};
pub use table::{FILE_MAX, Given, Head, Line, ROWS_MAX, Table, letters};
pub use target::{Part, Target, page, registers, target, targets};
pub use template::cells;

#[cfg(test)]
mod tests;
