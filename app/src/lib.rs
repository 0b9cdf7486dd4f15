//! The pages: what people see, drawn on the server. The little that moves in the browser is in [`islands`].
//!
//! Pages compose the parts of [`ui`] and ask the register through thin functions; no page computes a rule. Nothing here
//! names the database: a request's [`context`] carries the store and the actor.

#![recursion_limit = "512"]
// Components are documented where they are written; the structs that their macro makes of the properties can't be.
#![allow(missing_docs)]

pub mod address;
pub mod api;
pub mod chart;
pub mod context;
pub mod error;
pub mod form;
pub mod frame;
pub mod i18n;
pub mod page;
pub mod routes;
pub mod shell;
pub mod ui;

pub mod account;
pub mod admin;
pub mod analysis;
pub mod assignment;
pub mod city_matter;
pub mod control;
pub mod deliverable;
pub mod deviation;
pub mod disclosure;
pub mod disposal;
pub mod evidence;
pub mod goal;
pub mod import;
pub mod incident;
pub mod indicator;
pub mod interim_report;
pub mod journal;
pub mod matrix;
pub mod measure;
pub mod overview;
pub mod pack;
pub mod picture;
pub mod plan;
pub mod programme;
pub mod project;
pub mod recommendation;
pub mod report;
pub mod requirement;
pub mod revision;
pub mod risk;
pub mod search;
pub mod service;
pub mod since;
pub mod team;
pub mod year_cycle;

pub use routes::App;
pub use shell::shell;
