//! The store, in one binary: each test binary links the whole database engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access;
mod agreement;
mod backup;
mod city;
mod commands;
mod demo;
mod journal;
mod moments;
mod network;
mod pictures;
mod register;
mod reminders;
mod schema;
mod search;
mod secrecy;
mod tampering;
