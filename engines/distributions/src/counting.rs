//! The way back from a probability to a count.

use crate::Tails;

/// The smallest whole number below or at which at least `wanted` lies.
///
/// - in: `start` about where it is expected; `at(k)` gives what lies at or below `k`, and above
/// - cost: two logarithms of the distance between `start` and the answer
///
/// A count whose probability differs from the wanted one by rounding alone counts as reaching it, as in R.
pub(crate) fn smallest(start: f64, wanted: Tails, at: impl Fn(f64) -> Tails) -> f64 {
    const FUZZ: f64 = 64.0 * f64::EPSILON;
    const LARGEST: f64 = 9e15;
    let reaches = |k: f64| {
        let found = at(k);
        if wanted.lower <= wanted.upper {
            found.lower >= wanted.lower * (1.0 - FUZZ)
        } else {
            found.upper <= wanted.upper * (1.0 + FUZZ)
        }
    };
    let start = start.clamp(0.0, LARGEST).floor();
    // `low` does not reach, `high` does.
    let (mut low, mut high, mut step) = (start, start, 1.0);
    if reaches(start) {
        while low >= 0.0 && reaches(low) {
            high = low;
            low -= step;
            step *= 2.0;
        }
        low = low.max(-1.0);
    } else {
        while !reaches(high) {
            low = high;
            high += step;
            step *= 2.0;
            if high > LARGEST {
                return f64::INFINITY;
            }
        }
    }
    while high - low > 1.0 {
        let middle = f64::midpoint(low, high).floor();
        if reaches(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}
