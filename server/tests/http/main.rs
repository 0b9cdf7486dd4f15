//! The server over real HTTP, in one binary: each test binary links the whole database engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access;
mod browser;
mod calendars;
mod canary;
mod documents;
mod downloads;
mod failures;
mod forms;
mod full_disk;
mod headers;
mod heads;
mod imports;
mod letterbox;
mod letters;
mod packs;
mod power_cut;
mod program;
mod rows;
mod running;
mod sessions;
mod signing_in;
mod uploads;
