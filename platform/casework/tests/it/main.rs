//! Casework from outside, the same stories on SQLite and PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod bad_input;
mod forgetting;
mod people;
mod queries;
mod story;
mod trail_texts;
mod visibility;
mod types;
mod untold;
mod world;
mod words;
mod writers;
