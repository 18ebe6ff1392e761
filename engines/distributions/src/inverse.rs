//! The way back from a probability to a point, for distributions whose logarithm bends one way.

use crate::Tails;

/// Solves `tails(u) = wanted` for `u` by Newton's method on the logarithm of the smaller tail.
///
/// On the scales used here (logarithm of a gamma variable, logit of a beta variable) the logarithms of both tails are
/// concave, so Newton's steps approach from one side and cannot cycle. A step that lands where the tail is nothing in
/// `f64` is halved until it is something again.
///
/// - in: `start` where both tails are positive; `at(u)` gives the tails and the density, both on the scale of `u`
/// - out: `u` to the last few bits
/// - cost: five to ten evaluations, more only for extreme tails
pub(crate) fn solve(start: f64, wanted: Tails, at: impl Fn(f64) -> (Tails, f64)) -> f64 {
    const STEPS: u32 = 200;
    let from_below = wanted.lower <= wanted.upper;
    let target = if from_below { wanted.lower } else { wanted.upper };
    let (mut u, mut sound, mut last) = (start, start, f64::INFINITY);
    for _ in 0..STEPS {
        let (tails, density) = at(u);
        let tail = if from_below { tails.lower } else { tails.upper };
        if tail.is_nan() || (tail <= 0.0 && (u - sound).abs() <= f64::EPSILON * sound.abs()) {
            return u;
        }
        if tail <= 0.0 || density <= 0.0 {
            u = f64::midpoint(u, sound);
            continue;
        }
        sound = u;
        let slope = if from_below { density } else { -density };
        // For a target near the tail itself ln(tail / target) loses nothing; ln tail − ln target would.
        let step = (tail / target).ln() * tail / slope;
        u -= step;
        let small = step.abs() <= 1e-15 * (1.0 + u.abs());
        if small || (step.abs() < 1e-9 && step.abs() >= last) {
            return u;
        }
        last = step.abs();
    }
    u
}
