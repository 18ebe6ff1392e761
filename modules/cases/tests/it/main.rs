//! The module through its public face: a small town of bodies and people, asked as a browser would, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod attack;
mod bodies;
mod lists;
mod story;
mod texts;
mod town;
