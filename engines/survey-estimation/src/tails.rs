//! Tails and quantiles as tests and intervals need them, with a gap where there are no degrees of freedom.

use distributions::beta::{beta_distribution, normal_quantile};

/// The quantile of Student's t; of the normal distribution for infinite `df`, NaN for none.
pub(crate) fn quantile(p: f64, df: f64) -> f64 {
    match df {
        df if df == f64::INFINITY => normal_quantile(p),
        df if df > 0.0 => t_quantile(df, p),
        _ => f64::NAN,
    }
}

fn t_quantile(df: f64, p: f64) -> f64 {
    if p < 0.5 {
        return -t_quantile(df, 1.0 - p);
    }
    let (mut low, mut high) = (0.0, 1e6);
    for _ in 0..300 {
        let middle = (low + high) / 2.0;
        if t_two_sided(middle, df) > 2.0 * (1.0 - p) { low = middle } else { high = middle }
    }
    low
}

/// P(|t| ≥ x) for Student's t; of the normal distribution for infinite `df`.
pub(crate) fn t_two_sided(x: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return chi_squared_upper(x * x, 1.0);
    }
    if df > 0.0 { beta_distribution(df / 2.0, 0.5, df / (df + x * x)) } else { f64::NAN }
}

/// P(Z ≥ z) for the normal distribution.
pub(crate) fn normal_upper(z: f64) -> f64 {
    let both = t_two_sided(z, f64::INFINITY);
    if z < 0.0 { 1.0 - both / 2.0 } else { both / 2.0 }
}

/// P(F ≥ x).
pub(crate) fn f_upper(x: f64, above: f64, below: f64) -> f64 {
    if above > 0.0 && below > 0.0 && x >= 0.0 {
        beta_distribution(below / 2.0, above / 2.0, below / (below + above * x))
    } else {
        f64::NAN
    }
}

/// P(χ² ≥ x).
pub(crate) fn chi_squared_upper(x: f64, df: f64) -> f64 {
    f_upper(x / df, df, 1e9)
}
