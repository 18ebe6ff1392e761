//! How counts scatter about what is expected.

use distributions::gamma::ln_gamma;

/// How counts scatter about what is expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Family {
    /// Numbers with the same variance everywhere; the only family without a logarithm.
    Gaussian,
    /// As chance alone: variance μ.
    Poisson,
    /// Variance φ μ, with φ from Pearson's χ².
    QuasiPoisson,
    /// Variance μ + α μ², with α by maximum likelihood.
    NegativeBinomial,
    /// Variance μ + α μ² with α known.
    NegativeBinomialAt(f64),
}

impl Family {
    /// α; `None` outside the negative binomial or before it is known.
    pub fn alpha(self) -> Option<f64> {
        if let Self::NegativeBinomialAt(alpha) = self { Some(alpha) } else { None }
    }

    /// Whether the covariance is multiplied by the dispersion.
    pub(super) fn has_dispersion(self) -> bool {
        matches!(self, Self::Gaussian | Self::QuasiPoisson)
    }

    pub(super) fn mean(self, eta: f64) -> f64 {
        if self == Self::Gaussian { eta } else { eta.exp() }
    }

    /// dμ/dη.
    pub(super) fn slope(self, mean: f64) -> f64 {
        if self == Self::Gaussian { 1.0 } else { mean }
    }

    pub(super) fn variance(self, mean: f64) -> f64 {
        match self {
            Self::Gaussian => 1.0,
            Self::Poisson | Self::QuasiPoisson | Self::NegativeBinomial => mean,
            Self::NegativeBinomialAt(alpha) => mean * (1.0 + alpha * mean),
        }
    }

    /// μ′/V, what a count that is one above its mean pulls with; 1 wherever the logarithm is the scale of the law itself.
    pub(super) fn pull(self, mean: f64) -> f64 {
        self.alpha().map_or(1.0, |alpha| 1.0 / (1.0 + alpha * mean))
    }

    /// −∂²ℓ/∂η² of one count.
    pub(super) fn curvature(self, y: f64, mean: f64) -> f64 {
        let pull = self.pull(mean);
        self.slope(mean) * pull * self.alpha().map_or(1.0, |alpha| (1.0 + alpha * y) * pull)
    }

    /// Twice what the likelihood lacks for one count.
    pub(super) fn deviance(self, y: f64, mean: f64) -> f64 {
        let times_log = if y == 0.0 { 0.0 } else { y * (y / mean).ln() };
        match self {
            Self::Gaussian => (y - mean) * (y - mean),
            Self::NegativeBinomialAt(alpha) if alpha > 0.0 => {
                2.0 * (times_log - (y + 1.0 / alpha) * (alpha * (y - mean) / (1.0 + alpha * mean)).ln_1p())
            }
            _ => 2.0 * (times_log - (y - mean)),
        }
    }

    pub(super) fn log_likelihood(self, y: f64, mean: f64) -> f64 {
        let times_log = |value: f64| if y == 0.0 { 0.0 } else { y * value.ln() };
        let factorial = ln_gamma(y + 1.0);
        match self {
            Self::NegativeBinomialAt(alpha) if alpha > 0.0 => {
                let size = 1.0 / alpha;
                ln_gamma(y + size) - ln_gamma(size) - factorial + times_log(alpha * mean)
                    - (y + size) * (alpha * mean).ln_1p()
            }
            _ => times_log(mean) - mean - factorial,
        }
    }
}
