//! Intervals for estimates and for proportions.
//!
//! p is a proportion, v its variance, n the rows behind it, ν the degrees of freedom, t = t(1 − α/2, ν).
//!
//! | interval | formula |
//! |---|---|
//! | Wald | p ± t √v |
//! | logit | l ± t √v / (p(1 − p)) for l = log(p/(1 − p)), transformed back |
//! | arcsine | sin²(asin √p ± t √v / (2 √(p(1 − p)))) |
//! | likelihood | where 2n(ℓ(p̂) − ℓ(p)) reaches t² times the design effect, n/(n − 1) in it |
//! | Korn–Graubard | Clopper–Pearson with n* = min(n, p(1 − p)/v · (t_{n−1}/t_ν)²) and x = n* p |
//! | Wilson | score interval with n* = min(n, p(1 − p)/v) |
//!
//! Sources: Korn and Graubard, *Confidence intervals for proportions with small expected number of positive counts*,
//! Survey Methodology 24 (1998); Wilson, JASA 22 (1927); Franco, Little, Louis, Slud, J. Survey Stat. Meth. 7 (2019).
//! At p = 0 or 1 the variance is zero: only Korn–Graubard and Wilson have an interval there, with n* = n.

mod profile;

use distributions::{beta, student};

/// The quantile an interval is wide by: of Student's t, or of the normal distribution for infinite ν.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Critical {
    level: f64,
    df: f64,
    value: f64,
}

impl Critical {
    /// - in: level such as 0.95; `df` may be infinite
    /// - out: NaN as value when there are no degrees of freedom: there is no interval then
    pub fn new(level: f64, df: f64) -> Self {
        Self { level, df, value: student::quantile(1.0 - (1.0 - level) / 2.0, df) }
    }

    /// t(1 − α/2, ν).
    pub fn value(self) -> f64 {
        self.value
    }
}

/// p ± t √v.
pub fn wald(value: f64, variance: f64, critical: Critical) -> (f64, f64) {
    let half = critical.value * variance.max(0.0).sqrt();
    (value - half, value + half)
}

/// On the logit scale; NaN at 0 and 1.
pub fn logit(p: f64, variance: f64, critical: Critical) -> (f64, f64) {
    let (centre, half) = ((p / (1.0 - p)).ln(), critical.value * variance.max(0.0).sqrt() / (p * (1.0 - p)));
    let back = |l: f64| 1.0 / (1.0 + (-l).exp());
    if p <= 0.0 || p >= 1.0 { (f64::NAN, f64::NAN) } else { (back(centre - half), back(centre + half)) }
}

/// On the arcsine scale; NaN at 0 and 1.
pub fn arcsine(p: f64, variance: f64, critical: Critical) -> (f64, f64) {
    if p <= 0.0 || p >= 1.0 {
        return (f64::NAN, f64::NAN);
    }
    let half = critical.value * variance.max(0.0).sqrt() / (2.0 * (p * (1.0 - p)).sqrt());
    let centre = p.sqrt().asin();
    ((centre - half).sin().powi(2), (centre + half).sin().powi(2))
}

/// Clopper–Pearson with the effective size p(1 − p)/v · (t_{n−1}/t_ν)², not capped at n; NaN at 0 and 1.
pub fn beta(p: f64, variance: f64, rows: usize, critical: Critical) -> (f64, f64) {
    if p <= 0.0 || p >= 1.0 {
        return (f64::NAN, f64::NAN);
    }
    clopper_pearson(p, effective(p, variance, rows, critical), critical)
}

/// Korn and Graubard's interval: as [`beta`], with at most n effective rows, and n itself at 0 and 1.
///
/// - out: the interval and n*
pub fn korn_graubard(p: f64, variance: f64, rows: usize, critical: Critical) -> ((f64, f64), f64) {
    let n = rows as f64;
    let size = if p <= 0.0 || p >= 1.0 { n } else { effective(p, variance, rows, critical).min(n) };
    (clopper_pearson(p, size, critical), size)
}

/// Wilson's score interval with n* = min(n, p(1 − p)/v), and n itself at 0 and 1.
///
/// - out: the interval and n*
pub fn wilson(p: f64, variance: f64, rows: usize, critical: Critical) -> ((f64, f64), f64) {
    let n = rows as f64;
    let size = if p <= 0.0 || p >= 1.0 || variance <= 0.0 { n } else { (p * (1.0 - p) / variance).min(n) };
    let t2 = critical.value * critical.value;
    let below = 1.0 + t2 / size;
    let centre = (p + t2 / (2.0 * size)) / below;
    let half = critical.value / below * (p * (1.0 - p) / size + t2 / (4.0 * size * size)).sqrt();
    // At the ends of [0, 1] the exact limit is the end itself; rounding may miss it by a digit.
    let (lower, upper) = ((centre - half).max(0.0), (centre + half).min(1.0));
    ((if p <= 0.0 { 0.0 } else { lower }, if p >= 1.0 { 1.0 } else { upper }), size)
}

/// Profile of the pseudo-likelihood of one proportion, scaled by the design effect; NaN at 0 and 1.
pub fn likelihood(p: f64, variance: f64, rows: usize, critical: Critical) -> (f64, f64) {
    let inside = p > 0.0 && p < 1.0 && variance > 0.0 && critical.value.is_finite();
    if inside { profile::interval(p, variance, rows, critical.value) } else { (f64::NAN, f64::NAN) }
}

fn effective(p: f64, variance: f64, rows: usize, critical: Critical) -> f64 {
    let tail = (1.0 - critical.level) / 2.0;
    let ratio = student::quantile(tail, rows as f64 - 1.0) / student::quantile(tail, critical.df);
    p * (1.0 - p) / variance * ratio * ratio
}

fn clopper_pearson(p: f64, size: f64, critical: Critical) -> (f64, f64) {
    let (tail, cases) = ((1.0 - critical.level) / 2.0, size * p);
    let lower = if p <= 0.0 { 0.0 } else { beta::quantile(tail, cases, size - cases + 1.0) };
    let upper = if p >= 1.0 { 1.0 } else { beta::quantile(1.0 - tail, cases + 1.0, size - cases) };
    (lower, upper)
}
