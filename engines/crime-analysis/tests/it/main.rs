//! The whole crate from outside, held against what others computed.

// A test that cannot go on should say where: helpers here panic like the tests that call them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod aoristic;
mod districts;
mod evaluation;
mod glm;
mod harm;
mod sicily;
mod space;

/// Holds what was found against what is expected, relative to its size.
#[track_caller]
pub(crate) fn near(found: f64, expected: f64, relative: f64) {
    let away = (found - expected).abs();
    assert!(away <= relative * expected.abs().max(1e-300), "{found} instead of {expected}");
}
