//! Casework from outside, the same stories on SQLite and PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod bad_input;
mod forgetting;
mod people;
mod queries;
mod story;
mod types;
mod trail_texts;
mod visibility;
mod world;
mod writers;
