//! Where a function of one number is zero.

/// Brent's method: bisection that takes secants and inverse parabolas when they are better.
///
/// - in: ends at which `f` has different signs, and how far from the root the answer may be
/// - out: NaN when the signs are the same
///
/// Source: Brent, *Algorithms for Minimization without Derivatives* (1973), ch. 4 (zeroin).
pub(crate) fn brent(f: impl Fn(f64) -> f64, low: f64, high: f64, tolerance: f64) -> f64 {
    const STEPS: usize = 1000;
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa == 0.0 {
        return a;
    }
    if fa.signum() == fb.signum() {
        return f64::NAN;
    }
    // b is the best so far, a the one before, c lies on the other side of the root.
    let (mut c, mut fc) = (a, fa);
    for _ in 0..STEPS {
        let before = b - a;
        if fc.abs() < fb.abs() {
            (a, b, c) = (b, c, b);
            (fa, fb, fc) = (fb, fc, fb);
        }
        let near = 2.0 * f64::EPSILON * b.abs() + tolerance / 2.0;
        let half = (c - b) / 2.0;
        if half.abs() <= near || fb == 0.0 {
            return b;
        }
        let mut step = half;
        if before.abs() >= near && fa.abs() > fb.abs() {
            let (p, q) = interpolated((a, fa), (b, fb), (c, fc));
            if p < 0.75 * (c - b) * q - (near * q).abs() / 2.0 && p < (before * q / 2.0).abs() {
                step = p / q;
            }
        }
        if step.abs() < near {
            step = near.copysign(step);
        }
        (a, fa) = (b, fb);
        b += step;
        fb = f(b);
        if fb.signum() == fc.signum() && fb != 0.0 {
            (c, fc) = (a, fa);
        }
    }
    b
}

/// The step p/q, with p not negative, of a secant when a and c are one, else of an inverse parabola.
fn interpolated((a, fa): (f64, f64), (b, fb): (f64, f64), (c, fc): (f64, f64)) -> (f64, f64) {
    let across = c - b;
    let ratio = fb / fa;
    let (p, q) = if a == c {
        (across * ratio, 1.0 - ratio)
    } else {
        let (q, t1, t2) = (fa / fc, fb / fc, fb / fa);
        (t2 * (across * q * (q - t1) - (b - a) * (t1 - 1.0)), (q - 1.0) * (t1 - 1.0) * (t2 - 1.0))
    };
    if p > 0.0 { (p, -q) } else { (-p, q) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_within_the_tolerance() {
        assert!((brent(|x| x * x - 2.0, 0.0, 2.0, 1e-12) - 2.0_f64.sqrt()).abs() < 1e-12);
        assert!((brent(|x| x.cos() - x, 0.0, 1.0, 1e-12) - 0.739_085_133_215_160_6).abs() < 1e-12);
        // A step has its root where it jumps.
        assert!((brent(|x| if x < 0.3 { 1.0 } else { -2.0 }, 0.0, 1.0, 1e-3) - 0.3).abs() < 1e-3);
        assert!(brent(|x| x + 1.0, 0.0, 1.0, 1e-3).is_nan());
    }
}
