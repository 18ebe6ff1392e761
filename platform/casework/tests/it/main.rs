//! Casework from outside, the same stories on SQLite and PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod bad_input;
mod forgetting;
mod narrow;
mod people;
mod queries;
mod story;
mod trail_texts;
mod types;
mod untold;
mod visibility;
mod words;
mod world;
mod writers;
