//! The store, in one binary: each test binary links the whole database engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access;
mod agreement;
mod backup;
mod checklist;
mod city;
mod commands;
mod comments;
mod coverage;
mod demo;
mod disposals;
mod followup;
mod heads;
mod imports;
mod incidents;
mod journal;
mod labels;
mod moments;
mod network;
mod pictures;
mod plans;
mod register;
mod reminders;
mod reports;
mod schema;
mod search;
mod secrecy;
mod seed;
mod set;
mod steering;
mod tampering;
