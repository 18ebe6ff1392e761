//! What answers are like, and on what scale columns add up.

use distributions::normal;

/// How the variance of an answer follows its mean. Design-based errors do not rest on it; only the weight of rows does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Law {
    /// The same for all: numbers.
    #[default]
    Gaussian,
    /// μ(1 − μ): yes and no, or shares.
    Binomial,
    /// μ: counts.
    Poisson,
    /// μ²: amounts and durations.
    Gamma,
    /// μ³: skewed durations.
    InverseGaussian,
}

/// The scale on which columns add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// μ.
    #[default]
    Identity,
    /// log μ.
    Log,
    /// log(μ/(1 − μ)).
    Logit,
    /// Φ⁻¹(μ).
    Probit,
    /// log(−log(1 − μ)).
    ComplementaryLogLog,
    /// tan(π(μ − ½)).
    Cauchit,
    /// 1/μ.
    Inverse,
    /// 1/μ².
    InverseSquare,
    /// √μ.
    Root,
}

/// A law with a scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// How the variance follows the mean.
    pub law: Law,
    /// The scale on which columns add up.
    pub link: Link,
}

impl Family {
    /// Linear regression.
    pub const GAUSSIAN: Self = Self { law: Law::Gaussian, link: Link::Identity };
    /// Logistic regression.
    pub const BINOMIAL: Self = Self { law: Law::Binomial, link: Link::Logit };
    /// Log-linear regression of counts.
    pub const POISSON: Self = Self { law: Law::Poisson, link: Link::Log };

    /// A law on the scale that is usual for it (canonical).
    pub fn of(law: Law) -> Self {
        let link = match law {
            Law::Gaussian => Link::Identity,
            Law::Binomial => Link::Logit,
            Law::Poisson => Link::Log,
            Law::Gamma => Link::Inverse,
            Law::InverseGaussian => Link::InverseSquare,
        };
        Self { law, link }
    }

    /// Whether an answer is possible.
    pub(super) fn takes(self, answer: f64) -> bool {
        match self.law {
            Law::Gaussian => answer.is_finite(),
            Law::Binomial => (0.0..=1.0).contains(&answer),
            Law::Poisson => (0.0..f64::INFINITY).contains(&answer),
            Law::Gamma | Law::InverseGaussian => answer > 0.0 && answer.is_finite(),
        }
    }

    /// Whether a mean is possible.
    pub(super) fn allows(self, mean: f64) -> bool {
        match self.law {
            Law::Gaussian => mean.is_finite(),
            Law::Binomial => (0.0..=1.0).contains(&mean),
            _ => mean > 0.0 && mean.is_finite(),
        }
    }

    /// V(μ).
    pub(super) fn variance(self, mean: f64) -> f64 {
        match self.law {
            Law::Gaussian => 1.0,
            Law::Binomial => mean * (1.0 - mean),
            Law::Poisson => mean,
            Law::Gamma => mean * mean,
            Law::InverseGaussian => mean * mean * mean,
        }
    }

    /// How far an answer is from its mean, twice the logarithm of the likelihood it loses.
    pub(super) fn deviance(self, answer: f64, mean: f64) -> f64 {
        let times_log = |y: f64, mu: f64| if y == 0.0 { 0.0 } else { y * (y / mu).ln() };
        let away = answer - mean;
        match self.law {
            Law::Gaussian => away * away,
            Law::Binomial => 2.0 * (times_log(answer, mean) + times_log(1.0 - answer, 1.0 - mean)),
            Law::Poisson => 2.0 * (times_log(answer, mean) - away),
            Law::Gamma => 2.0 * (away / mean - (answer / mean).ln()),
            Law::InverseGaussian => away * away / (answer * mean * mean),
        }
    }

    /// The scale at which nothing is told apart: the link of the mean of all answers.
    pub(super) fn start(self, mean: f64) -> f64 {
        self.link.of(mean)
    }

    /// Whether the weight of a row is V(μ) itself, so that score and information need no division.
    pub(super) fn is_canonical(self) -> bool {
        self == Self::of(self.law) && !matches!(self.law, Law::Gamma | Law::InverseGaussian)
    }
}

impl Link {
    /// g(μ).
    pub(crate) fn of(self, mean: f64) -> f64 {
        match self {
            Self::Identity => mean,
            Self::Log => mean.ln(),
            Self::Logit => (mean / (1.0 - mean)).ln(),
            Self::Probit => normal::quantile(mean),
            Self::ComplementaryLogLog => (-(-mean).ln_1p()).ln(),
            Self::Cauchit => (std::f64::consts::PI * (mean - 0.5)).tan(),
            Self::Inverse => 1.0 / mean,
            Self::InverseSquare => 1.0 / (mean * mean),
            Self::Root => mean.sqrt(),
        }
    }

    /// μ and dμ/dη at η.
    pub(crate) fn inverse(self, eta: f64) -> (f64, f64) {
        match self {
            Self::Identity => (eta, 1.0),
            Self::Log => (eta.exp(), eta.exp()),
            Self::Logit => {
                // Both tails keep their digits.
                let small = (-eta.abs()).exp();
                let below = 1.0 + small;
                let mean = if eta < 0.0 { small / below } else { 1.0 / below };
                (mean, small / (below * below))
            }
            Self::Probit => {
                let density = (-0.5 * eta * eta).exp() / std::f64::consts::TAU.sqrt();
                (normal::upper_tail(-eta), density)
            }
            Self::ComplementaryLogLog => (-(-eta.exp()).exp_m1(), (eta - eta.exp()).exp()),
            Self::Cauchit => {
                (0.5 + eta.atan() / std::f64::consts::PI, 1.0 / (std::f64::consts::PI * (1.0 + eta * eta)))
            }
            Self::Inverse => (1.0 / eta, -1.0 / (eta * eta)),
            Self::InverseSquare => (1.0 / eta.sqrt(), -0.5 / (eta * eta.sqrt())),
            Self::Root => (eta * eta, 2.0 * eta),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKS: [Link; 9] = [
        Link::Identity,
        Link::Log,
        Link::Logit,
        Link::Probit,
        Link::ComplementaryLogLog,
        Link::Cauchit,
        Link::Inverse,
        Link::InverseSquare,
        Link::Root,
    ];

    #[test]
    fn a_link_and_its_inverse_cancel_and_the_slope_is_one_of_differences() {
        for link in LINKS {
            for mean in [0.03, 0.4, 0.9] {
                let eta = link.of(mean);
                let (back, slope) = link.inverse(eta);
                assert!((back - mean).abs() < 1e-13, "{link:?} {mean}: {back}");
                let step = 1e-6 * eta.abs().max(0.1);
                let difference = (link.inverse(eta + step).0 - link.inverse(eta - step).0) / (2.0 * step);
                assert!((difference / slope - 1.0).abs() < 1e-6, "{link:?} {mean}: {slope} and {difference}");
            }
        }
    }

    #[test]
    fn an_answer_that_is_its_mean_deviates_by_nothing() {
        for law in [Law::Gaussian, Law::Binomial, Law::Poisson, Law::Gamma, Law::InverseGaussian] {
            let family = Family::of(law);
            assert!(family.deviance(0.7, 0.7).abs() < 1e-15, "{law:?}");
            assert!(family.deviance(0.7, 0.4) > 0.0, "{law:?}");
        }
    }
}
