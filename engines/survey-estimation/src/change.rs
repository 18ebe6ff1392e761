//! What changed, between waves, groups or items, and what of it may be said aloud.
//!
//! Two waves on the same units are one stacked file: the same strata and units, the wave a factor. Then
//! Var(θ₂ − θ₁) = V₁ + V₂ − 2C comes out by itself, and treating them as independent would overstate it where C > 0.

use crate::covariance::Covariance;
use crate::intervals::{Critical, wald};
use crate::survey::Estimates;
use distributions::student;

/// A difference with all that is reported of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The difference.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom of t.
    pub df: f64,
    /// Probability of such a difference or a larger one when nothing changed; not yet adjusted for a family.
    pub p: f64,
    /// The interval at 95 %.
    pub interval: (f64, f64),
    /// What change would be found with a probability of 80 %: (t(0.975) + t(0.8)) · se.
    pub detectable: f64,
}

impl Change {
    /// A change from its value and variance.
    pub fn new(difference: f64, variance: f64, df: f64) -> Self {
        let se = variance.max(0.0).sqrt();
        let interval = wald(difference, variance, Critical::new(0.95, df));
        let detectable = (student::quantile(0.975, df) + student::quantile(0.8, df)) * se;
        Self { difference, se, df, p: student::both_tails(difference / se, df), interval, detectable }
    }

    /// θ_to − θ_from of estimates that were made together, so that their covariance is known.
    pub fn between(estimates: &Estimates, from: usize, to: usize) -> Self {
        let mut row = vec![0.0; estimates.len()];
        row.iter_mut()
            .enumerate()
            .for_each(|(at, a)| *a = f64::from(i8::from(at == to) - i8::from(at == from)));
        let change = estimates.combined(&[row]);
        Self::new(change.values[0], change.covariance.get(0, 0), estimates.df)
    }

    /// The difference of two independent samples, as (estimate, variance, degrees of freedom) each; its degrees of
    /// freedom are Welch's and Satterthwaite's (V₁ + V₂)² / (V₁²/ν₁ + V₂²/ν₂).
    pub fn independent(from: (f64, f64, f64), to: (f64, f64, f64)) -> Self {
        let variance = from.1 + to.1;
        let df = variance * variance / (from.1 * from.1 / from.2 + to.1 * to.1 / to.2);
        Self::new(to.0 - from.0, variance, df)
    }
}

/// A function of estimates by the delta method: g(θ) with variance ∇g' V ∇g.
///
/// - in: the value of the function and its gradient at the estimates
pub fn delta(estimates: &Estimates, value: f64, gradient: &[f64]) -> Estimates {
    let covariance: Covariance = estimates.covariance.through(&[gradient.to_vec()]);
    Estimates { values: vec![value], covariance, ..estimates.clone() }
}

/// How p-values of a family of comparisons are adjusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Not at all.
    Raw,
    /// p · m.
    Bonferroni,
    /// Step down (Holm 1979).
    Holm,
    /// Step up, for independent tests (Hochberg 1988).
    Hochberg,
    /// By closed testing with Simes' test (Hommel 1988).
    Hommel,
    /// False discovery rate (Benjamini and Hochberg 1995).
    BenjaminiHochberg,
    /// The same under any dependence (Benjamini and Yekutieli 2001).
    BenjaminiYekutieli,
}

/// Adjusted p-values, in the order given. A missing one stays missing and does not count.
pub fn adjusted(p: &[f64], family: Family) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).filter(|at| !p[*at].is_nan()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let sorted: Vec<f64> = order.iter().map(|at| p[*at]).collect();
    let m = sorted.len() as f64;
    let rank = |at: usize| at as f64 + 1.0;
    // From the largest down, no adjusted value above the one before.
    let step_up = |factor: &dyn Fn(usize) -> f64| {
        let mut least = 1.0_f64;
        let mut out: Vec<f64> = (0..sorted.len())
            .rev()
            .map(|at| {
                least = least.min(sorted[at] * factor(at));
                least
            })
            .collect();
        out.reverse();
        out
    };
    let harmonic: f64 = (1..=sorted.len()).map(|i| 1.0 / i as f64).sum();
    let values = match family {
        Family::Raw => sorted.clone(),
        Family::Bonferroni => sorted.iter().map(|p| (p * m).min(1.0)).collect(),
        Family::Holm => {
            let mut most = 0.0_f64;
            let mut step = |(at, p): (usize, &f64)| {
                most = most.max((m - at as f64) * p);
                most.min(1.0)
            };
            sorted.iter().enumerate().map(&mut step).collect()
        }
        Family::Hochberg => step_up(&|at| m - at as f64),
        Family::BenjaminiHochberg => step_up(&|at| m / rank(at)),
        Family::BenjaminiYekutieli => step_up(&|at| harmonic * m / rank(at)),
        Family::Hommel => hommel(&sorted),
    };
    let mut out = vec![f64::NAN; p.len()];
    order.iter().zip(values).for_each(|(at, value)| out[*at] = value);
    out
}

/// Wright's algorithm for Hommel's adjustment, Biometrics 48 (1992); p ascending.
fn hommel(p: &[f64]) -> Vec<f64> {
    let n = p.len();
    let simes = |values: &[f64], m: f64, from: usize| {
        values.iter().enumerate().map(|(at, p)| m * p / (at + from) as f64).fold(f64::INFINITY, f64::min)
    };
    let mut out = vec![simes(p, n as f64, 1); n];
    for m in (2..n).rev() {
        let (low, high) = p.split_at(n - m + 1);
        let least = simes(high, m as f64, 2);
        let step: Vec<f64> = low.iter().map(|p| (m as f64 * p).min(least)).collect();
        let last = step.last().copied().unwrap_or(0.0);
        for (at, out) in out.iter_mut().enumerate() {
            *out = out.max(step.get(at).copied().unwrap_or(last));
        }
    }
    out.iter().zip(p).map(|(out, p)| out.max(*p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values worked out by hand from the definitions.
    #[test]
    fn families_of_four() {
        let p = [0.04, 0.01, f64::NAN, 0.03, 0.02];
        let check = |family, expected: [f64; 4]| {
            let found = adjusted(&p, family);
            let rest: Vec<f64> = found.iter().copied().filter(|p| !p.is_nan()).collect();
            assert!(found[2].is_nan());
            assert!(rest.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{family:?}: {rest:?}");
        };
        check(Family::Raw, [0.04, 0.01, 0.03, 0.02]);
        check(Family::Bonferroni, [0.16, 0.04, 0.12, 0.08]);
        check(Family::Holm, [0.06, 0.04, 0.06, 0.06]);
        check(Family::Hochberg, [0.04, 0.04, 0.04, 0.04]);
        check(Family::BenjaminiHochberg, [0.04, 0.04, 0.04, 0.04]);
        check(Family::Hommel, [0.04, 0.04, 0.04, 0.04]);
        let harmonic = 1.0 + 1.0 / 2.0 + 1.0 / 3.0 + 1.0 / 4.0;
        check(Family::BenjaminiYekutieli, [0.04 * harmonic; 4]);
    }

    #[test]
    fn independent_samples_take_their_degrees_of_freedom_from_both() {
        let change = Change::independent((0.30, 0.01, 10.0), (0.50, 0.01, 10.0));
        assert_eq!(change.df, 20.0);
        assert!((change.difference - 0.2).abs() < 1e-15 && change.se == 0.02_f64.sqrt());
    }
}
