//! The engine through its public face.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests are tests

mod audit;
mod choosing;
mod laws;
mod method;
mod published;
mod school_set;
mod schools;
mod sheets;
