//! One shift of the level, and when: Pettitt's test.

use super::{TrendError, checked, ranks};

/// The likeliest point of a single shift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pettitt {
    /// `K = max |U_t|`.
    pub k: f64,
    /// How many points lie before the shift; the first such place where several are equal.
    pub before: usize,
    /// Whether the level rose.
    pub rose: bool,
    /// Approximate two-sided p-value, good below 0.5.
    pub p: f64,
}

/// Where did the level shift, if it shifted once?
///
/// - out: `U_t = 2 Σ_{i ≤ t} R_i − t(n + 1)` with ranks `R`; `p ≈ 2 exp(−6K²/(n³ + n²))`, at most 1
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Pettitt, *A non-parametric approach to the change-point problem*, Applied Statistics 28 (1979).
pub fn pettitt(values: &[f64]) -> Result<Pettitt, TrendError> {
    checked(values, 3)?;
    let n = values.len() as f64;
    let (mut u, mut extreme, mut before) = (0.0, 0.0_f64, 0);
    for (rank, points) in ranks(values).into_iter().zip(1..) {
        u += 2.0 * rank - (n + 1.0);
        if u.abs() > extreme.abs() {
            (extreme, before) = (u, points);
        }
    }
    let k = extreme.abs();
    let p = (2.0 * (-6.0 * k * k / (n.powi(3) + n.powi(2))).exp()).min(1.0);
    // Low ranks first make U negative: the level rose.
    Ok(Pettitt { k, before, rose: extreme < 0.0, p })
}
