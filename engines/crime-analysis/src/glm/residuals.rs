//! What a fit leaves over, and whether neighbours in time still resemble each other in it.

use distributions::chi_squared;

use super::Fit;

/// A kind of residual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residual {
    /// y − μ.
    Response,
    /// (y − μ)/√V(μ).
    Pearson,
    /// ±√ of what the count adds to the deviance.
    Deviance,
}

impl Fit {
    /// What is left over of every row, with the root of its weight in it.
    pub fn residuals(&self, kind: Residual) -> Vec<f64> {
        let one = |((y, mean), weight): ((&f64, &f64), &f64)| match kind {
            Residual::Response => y - mean,
            Residual::Pearson => weight.sqrt() * (y - mean) / self.family.variance(*mean).sqrt(),
            Residual::Deviance => {
                // Where both are equal, rounding may leave a negative nothing.
                (weight * self.family.deviance(*y, *mean)).max(0.0).sqrt().copysign(y - mean)
            }
        };
        self.counts.iter().zip(&self.fitted).zip(&self.weights).map(one).collect()
    }
}

/// Autocorrelations at lags 1, 2 … `lags`: Σ (x_t − x̄)(x_{t+l} − x̄) / Σ (x_t − x̄)².
///
/// NaN for values that do not vary; lags beyond the series are zero. Without dependence about one in twenty lies outside
/// ±1.96/√n.
///
/// # Source
/// Box and Jenkins, *Time Series Analysis* (1970); as `acf` in R.
pub fn autocorrelation(values: &[f64], lags: usize) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let away: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let all: f64 = away.iter().map(|a| a * a).sum();
    let at = |lag| away.iter().zip(away.iter().skip(lag)).map(|(a, b)| a * b).sum::<f64>() / all;
    (1..=lags).map(at).collect()
}

/// A test whether autocorrelations up to some lag are all zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LjungBox {
    /// Q = n(n + 2) Σ r_l²/(n − l).
    pub q: f64,
    /// Degrees of freedom: lags.
    pub df: f64,
    /// Probability of a Q at least so large.
    pub p: f64,
}

/// Ljung and Box's test of `lags` autocorrelations, less than the values there are; `None` otherwise.
///
/// # Source
/// Ljung and Box, *On a measure of lack of fit in time series models*, Biometrika 65 (1978).
pub fn ljung_box(values: &[f64], lags: usize) -> Option<LjungBox> {
    if lags == 0 || lags >= values.len() {
        return None;
    }
    let n = values.len() as f64;
    let each = autocorrelation(values, lags);
    let sum: f64 = each.iter().enumerate().map(|(at, r)| r * r / (n - at as f64 - 1.0)).sum();
    let (q, df) = (n * (n + 2.0) * sum, lags as f64);
    Some(LjungBox { q, df, p: chi_squared::upper_tail(q, df) })
}
