//! Does a factor have the shares it should?

use crate::Domain;
use crate::data::Categories;
use crate::estimators::{Missing, ShareTotals};
use crate::hypotheses::TestError;
use crate::survey::Survey;
use distributions::chi_squared;
use matrices::symmetric_eigenvalues;

/// A test of given shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// X² of the estimated totals.
    pub pearson: f64,
    /// X² is compared with this many times χ² (Satterthwaite) …
    pub scale: f64,
    /// … with this many degrees of freedom.
    pub df: f64,
    /// Probability of such an X² or a larger one.
    pub p: f64,
}

/// Tests whether the levels of a factor have the shares `expected`, which are scaled to one.
///
/// X² = Σ (O − E)²/E over the estimated totals; its distribution Σ λ χ²₁, λ the eigenvalues of the covariance of
/// (O − E)/√E, is met in mean and variance (Rao and Scott 1981; Thomas and Rao 1987).
///
/// # Errors
/// [`TestError::Shares`] when there is not one share above zero for each level.
pub fn goodness_of_fit(
    survey: Survey<'_>,
    factor: &Categories,
    expected: &[f64],
    domain: &Domain,
) -> Result<Fit, TestError> {
    let levels = factor.levels.len();
    if expected.len() != levels || expected.iter().any(|share| share.is_nan() || *share <= 0.0) {
        return Err(TestError::Shares { levels, shares: expected.len() });
    }
    let whole: f64 = expected.iter().sum();
    let totals = survey.estimate(&ShareTotals::new(factor, domain, Missing::Remove));
    let all: f64 = totals.values.iter().sum();
    let wanted: Vec<f64> = expected.iter().map(|share| share / whole * all).collect();
    let pearson =
        totals.values.iter().zip(&wanted).map(|(found, wanted)| (found - wanted).powi(2) / wanted).sum();
    // (O − E)/√E with E = p ΣO: its derivative by O_j is (δ_ij − p_i)/√E_i − (O_i − E_i) p_i / (2 E_i^{3/2}).
    let derivative = |i: usize, j: usize| {
        let (share, wanted) = (expected[i] / whole, wanted[i]);
        let own = f64::from(u8::from(i == j)) - share;
        own / wanted.sqrt() - (totals.values[i] - wanted) * share / (2.0 * wanted.powf(1.5))
    };
    let jacobian: Vec<Vec<f64>> =
        (0..levels).map(|i| (0..levels).map(|j| derivative(i, j)).collect()).collect();
    let lambda = symmetric_eigenvalues(totals.covariance.through(&jacobian).values(), levels);
    let mean = lambda.iter().sum::<f64>() / levels as f64;
    let excess = lambda.iter().map(|value| value * value).sum::<f64>() / levels as f64 / (mean * mean);
    let (scale, df) = (mean * excess, levels as f64 / excess);
    Ok(Fit { pearson, scale, df, p: chi_squared::upper_tail(pearson / scale, df) })
}
