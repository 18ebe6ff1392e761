//! Figures and claims from outside, the same stories on SQLite and PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod claims;
mod editions;
mod laws;
mod questions;
mod reading;
mod september;
mod words;
mod world;
