//! The places through their public face, on both databases, with the invented town.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod holdings;
mod sources;
mod story;
