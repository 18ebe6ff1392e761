//! Letters through a real mail server, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod post_office;
mod story;
mod weather;
