//! The rules of the register: what a risk, a measure or a piece of evidence is, what may be done to it, and by whom.
//!
//! This crate decides and never does: it has no clock, no database, no network and no async. It is told the time and
//! the actor, and answers with the new content or with every field error at once. Pages, store and exports all stand on it,
//! so that they speak of the same things.

pub mod access;
pub mod account;
pub mod action;
pub mod analysis;
pub mod assignment;
pub mod body;
pub mod cell;
pub mod city_matter;
pub mod command;
pub mod comment;
pub mod control;
pub mod coverage;
pub mod date;
pub mod decimal;
pub mod deliverable;
pub mod dependency;
pub mod deviation;
pub mod diff;
pub mod disclosure;
pub mod disposal;
pub mod draft;
pub mod error;
pub mod evidence;
pub mod evidence_list;
pub mod facets;
pub mod field;
pub mod framework;
pub mod goal;
pub mod history;
pub mod import;
pub mod incident;
pub mod indicator;
mod journal_cells;
pub mod key;
pub mod kind;
pub mod label;
pub mod listing;
pub mod matrix;
pub mod measure;
pub mod minutes;
pub mod moment;
pub mod overview;
pub mod pack;
pub mod page;
pub mod period;
pub mod period_comment;
pub mod picture;
pub mod proceedings;
pub mod programme;
pub mod project;
pub mod query;
pub mod recommendation;
pub mod register;
pub mod reminder;
pub mod report;
pub mod requirement;
pub mod risk;
pub mod saved_view;
pub mod search;
pub mod secrecy;
pub mod service;
pub mod settings;
pub mod since;
pub mod surroundings;
pub mod swedish;
pub mod team;
pub mod year_cycle;

pub use access::{Actor, Grant, Role, Subject};
pub use action::Action;
pub use body::Body;
pub use cell::Cell;
pub use command::Command;
pub use draft::Draft;
pub use error::{AppError, ErrorCode, FieldError};
pub use key::Key;
pub use kind::Kind;
pub use moment::Moment;
pub use page::Page;
pub use query::ListQuery;
pub use register::Register;

/// An enum whose values are written as stable codes: in storage, in addresses and as keys of the interface's texts.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every value, in the order people expect to read them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code of this value.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
