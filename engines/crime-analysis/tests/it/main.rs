//! The whole crate from outside, held against what others computed.

#![allow(missing_docs)]

mod glm;
mod sicily;

/// Holds what was found against what is expected, relative to its size.
#[track_caller]
pub(crate) fn near(found: f64, expected: f64, relative: f64) {
    let away = (found - expected).abs();
    assert!(away <= relative * expected.abs().max(1e-300), "{found} instead of {expected}");
}
