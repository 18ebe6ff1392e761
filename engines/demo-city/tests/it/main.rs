//! What the invented town promises, checked from outside with readers of the tests' own.

// Helpers of tests may stop a test; clippy knows only #[test] functions themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

mod borders;
mod register;
mod rules;
mod town;

use std::sync::OnceLock;

use demo_city::DemoCity;

/// The published town, drawn once for all tests.
fn town() -> &'static DemoCity {
    static TOWN: OnceLock<DemoCity> = OnceLock::new();
    TOWN.get_or_init(|| DemoCity::generate(DemoCity::SEED))
}
