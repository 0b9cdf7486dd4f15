//! The program `riskbild`: it takes requests, knows who sent them, and hands them to the pages and the store.
//!
//! A request passes, from the outside in: [`answer`] (request id, time limit, panics, failures as pages, headers, log),
//! compression, [`security::same_origin`], the session, [`visitor`] (who is it), and then a page, a server function, a
//! form or a download. No rule of the register is decided here.

#![recursion_limit = "512"]

pub mod account;
pub mod accounts;
pub mod answer;
pub mod api;
pub mod assets;
pub mod backups;
pub mod cli;
pub mod commands;
pub mod demo;
pub mod downloads;
pub mod failure;
pub mod fields;
pub mod files;
pub mod heads;
pub mod health;
pub mod incoming;
pub mod log;
pub mod many_files;
pub mod offline;
pub mod pages;
pub mod passwords;
pub mod pieces;
pub mod preferences;
pub mod reminder;
pub mod rows;
pub mod security;
pub mod serve;
pub mod session;
pub mod sign_in;
pub mod site;
pub mod submit;
pub mod take_in;
pub mod take_out;
pub mod throttle;
pub mod verify;
pub mod visitor;

/// The system's own allocator took a third of a page's time, and kept for itself what one large question had needed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
