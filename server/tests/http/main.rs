//! The server over real HTTP, in one binary: each test binary links the whole database engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod access;
mod browser;
mod calendars;
mod canary;
mod disposals;
mod documents;
mod downloads;
mod failures;
mod followup;
mod forms;
mod full_disk;
mod headers;
mod heads;
mod imports;
mod incidents;
mod letterbox;
mod letters;
mod packs;
mod pieces;
mod power_cut;
mod program;
mod report_files;
mod reports;
mod rows;
mod running;
mod sessions;
mod signing_in;
mod steering;
mod uploads;
mod words;
mod year;
