//! What others see of this crate: a report through JSON, its page, and the running of the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod page;
mod program;
mod story;
