//! The store, in one binary: each test binary links the whole database engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access;
mod agreement;
mod backup;
mod city;
mod commands;
mod comments;
mod demo;
mod heads;
mod imports;
mod journal;
mod labels;
mod moments;
mod network;
mod pictures;
mod plans;
mod register;
mod reminders;
mod schema;
mod search;
mod secrecy;
mod set;
mod tampering;
