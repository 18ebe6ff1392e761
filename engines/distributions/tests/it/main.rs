//! The distributions against printed values, and the laws that hold for all of them.

mod counts;
mod laws;
mod reference;

/// Whether `found` is `expected` up to a relative difference.
#[track_caller]
fn close(found: f64, expected: f64, relative: f64) {
    let gap = (found - expected).abs();
    assert!(
        gap <= relative * expected.abs(),
        "{found:e} is not {expected:e} (relative gap {:e})",
        gap / expected.abs()
    );
}
