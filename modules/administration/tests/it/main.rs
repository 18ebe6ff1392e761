//! Administration as people use it: over HTTP, on both databases, with the invented bodies and people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod keeping;
mod office;
mod public_card;
mod texts;
mod trail;
mod views;
