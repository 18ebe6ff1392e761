//! The profile of the pseudo-likelihood of one proportion.
//!
//! On the logit scale β the signed root z(β) = ±√((D(β) − D(β̂))/φ) of the deviance is laid out on a grid around the
//! estimate, joined by a cubic spline, and read off where it reaches ±t√λ; λ is the design effect and φ the dispersion
//! n/(n − 1) of a binary answer. The grid, the spline and its reading at three points for each grid point are those of
//! the statistical software the reference was made with (Venables and Ripley, *MASS*, §7.2; Forsythe, Malcolm, Moler,
//! *Computer Methods for Mathematical Computations* (1977), ch. 4): the exact profile differs in the fourth digit.

use distributions::{normal, student};

/// Most steps to either side.
const STEPS: u32 = 9;

/// The ends on the scale of proportions.
///
/// - in: 0 < p < 1, its variance, the rows behind it, the critical value t
pub(super) fn interval(p: f64, variance: f64, rows: usize, critical: f64) -> (f64, f64) {
    let n = rows as f64;
    let (beta, within) = ((p / (1.0 - p)).ln(), p * (1.0 - p));
    let limit = critical * (variance * n / within).sqrt();
    let farthest = student::quantile(1.0 - normal::upper_tail(limit) / 4.0, n - 1.0);
    let step = farthest / 5.0 * variance.max(0.0).sqrt() / within;
    let z = |at: f64| {
        let q = 1.0 / (1.0 + (-at).exp());
        let lost = 2.0 * n * (p * (p / q).ln() + (1.0 - p) * ((1.0 - p) / (1.0 - q)).ln());
        (lost.max(0.0) * (n - 1.0) / n).sqrt().copysign(at - beta)
    };
    let side = |sign: f64| {
        let mut grid: Vec<f64> = Vec::new();
        for at in 1..=STEPS {
            grid.push(beta + sign * f64::from(at) * step);
            if grid.last().is_some_and(|at| z(*at).abs() >= farthest) {
                break;
            }
        }
        grid
    };
    let mut grid = side(-1.0);
    grid.reverse();
    grid.push(beta);
    grid.extend(side(1.0));
    let values: Vec<f64> = grid.iter().map(|at| if *at == beta { 0.0 } else { z(*at) }).collect();
    let curve = Spline::through(&grid, &values).points(3 * grid.len());
    let back = |target: f64| 1.0 / (1.0 + (-crossing(&curve, target)).exp());
    (back(-limit), back(limit))
}

/// Where a rising curve of points reaches a value, by straight lines between the points.
fn crossing(curve: &[(f64, f64)], value: f64) -> f64 {
    let between = |pair: &[(f64, f64)]| match pair {
        [(x0, y0), (x1, y1)] if (*y0..=*y1).contains(&value) => {
            Some(x0 + (x1 - x0) * (value - y0) / (y1 - y0))
        }
        _ => None,
    };
    curve.windows(2).find_map(between).unwrap_or(f64::NAN)
}

/// A cubic spline whose ends follow the cubics through the four outermost points.
struct Spline {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Coefficients of the first, second and third power within each piece.
    b: Vec<f64>,
    c: Vec<f64>,
    d: Vec<f64>,
}

impl Spline {
    /// Through four points at least.
    fn through(x: &[f64], y: &[f64]) -> Self {
        let last = x.len() - 1;
        let step: Vec<f64> = x.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let slope: Vec<f64> = (0..last).map(|at| (y[at + 1] - y[at]) / step[at]).collect();
        let third = |at: usize| {
            let second = |at: usize| (slope[at] - slope[at - 1]) / (x[at + 1] - x[at - 1]);
            (second(at + 1) - second(at)) / (x[at + 2] - x[at - 1])
        };
        // A tridiagonal system for a third of the second derivatives.
        let mut diagonal = vec![0.0; last + 1];
        let mut c = vec![0.0; last + 1];
        for at in 1..last {
            diagonal[at] = 2.0 * (step[at - 1] + step[at]);
            c[at] = slope[at] - slope[at - 1];
        }
        diagonal[0] = -step[0];
        diagonal[last] = -step[last - 1];
        if last > 2 {
            c[0] = step[0] * step[0] * third(1);
            c[last] = -step[last - 1] * step[last - 1] * third(last - 2);
        }
        for at in 1..=last {
            let ratio = step[at - 1] / diagonal[at - 1];
            diagonal[at] -= ratio * step[at - 1];
            c[at] -= ratio * c[at - 1];
        }
        c[last] /= diagonal[last];
        for at in (0..last).rev() {
            c[at] = (c[at] - step[at] * c[at + 1]) / diagonal[at];
        }
        let b = (0..last).map(|at| slope[at] - step[at] * (c[at + 1] + 2.0 * c[at])).collect();
        let d = (0..last).map(|at| (c[at + 1] - c[at]) / step[at]).collect();
        let c = c.iter().map(|c| 3.0 * c).collect();
        Self { x: x.to_vec(), y: y.to_vec(), b, c, d }
    }

    /// The curve at equally spaced places from end to end.
    fn points(&self, count: usize) -> Vec<(f64, f64)> {
        let (first, last) = (self.x[0], self.x[self.x.len() - 1]);
        let place = |at: usize| first + (last - first) * at as f64 / (count - 1) as f64;
        let value = |x: f64| {
            let piece = self.x.partition_point(|knot| *knot <= x).clamp(1, self.b.len()) - 1;
            let dx = x - self.x[piece];
            self.y[piece] + dx * (self.b[piece] + dx * (self.c[piece] + dx * self.d[piece]))
        };
        (0..count).map(|at| (place(at), value(place(at)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spline_through_a_cubic_is_the_cubic() {
        let cubic = |x: f64| 1.0 + x * (2.0 + x * (3.0 - 0.5 * x));
        let x = [0.0, 1.0, 1.5, 3.0, 4.0, 6.0];
        let y = x.map(cubic);
        for (x, found) in Spline::through(&x, &y).points(25) {
            assert!((found - cubic(x)).abs() < 1e-9, "at {x}: {found}");
        }
    }
}
