//! The ratio of two rates: intervals and tests on the log scale, exact where there are few cases.

use distributions::{Confidence, Interval, beta, normal};

use super::Ratio;
use super::window::Tally;
use crate::evaluation::two_counts::ratio_interval;

/// How an interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Normal on the log scale, `se² = φ (1/a + 1/b)`.
    Logarithm,
    /// From the binomial distribution of one count given their sum, where either is below ten.
    Conditional,
}

/// Below this many cases in either window the normal approximation is not trusted.
pub(super) const FEW: f64 = 10.0;

/// Two windows in units in which a case is a case: weights and over-dispersion are divided out of counts and exposures
/// alike, which leaves the rates as they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Effective cases, reference first.
    cases: [f64; 2],
    exposures: [f64; 2],
    method: Method,
}

impl Pair {
    /// - in: `phi` how much more than chance the counts vary, at least 1
    ///
    /// With weights, `count²/variance` plain cases would be known as exactly as the weighted sum is.
    pub(super) fn new(reference: Tally, comparison: Tally, phi: f64) -> Pair {
        let weights = [reference.weight(), comparison.weight()];
        let either = weights[0].or(weights[1]).unwrap_or(1.0);
        let weights = weights.map(|weight| weight.unwrap_or(either));
        let plain = [reference.count / weights[0], comparison.count / weights[1]];
        let method = if plain[0].min(plain[1]) < FEW { Method::Conditional } else { Method::Logarithm };
        Pair {
            cases: plain.map(|cases| cases / phi),
            exposures: [reference.exposure / weights[0] / phi, comparison.exposure / weights[1] / phi],
            method,
        }
    }

    /// The comparison window made `factor` times as long, at the rate seen so far.
    pub(super) fn extended(self, factor: f64) -> Pair {
        let [a, b] = self.cases;
        let [ea, eb] = self.exposures;
        Pair { cases: [a, b * factor], exposures: [ea, eb * factor], method: self.method }
    }

    pub(super) fn ratio(self, deciding: Confidence) -> Ratio {
        Ratio {
            value: self.value(),
            deciding: self.interval(deciding),
            shown: self.interval(Confidence::P95),
            method: self.method,
        }
    }

    pub(super) fn value(self) -> f64 {
        let ([a, b], [ea, eb]) = (self.cases, self.exposures);
        b / eb * (ea / a)
    }

    /// Standard error of the logarithm of the ratio; infinite when a window has no cases.
    pub(super) fn error(self) -> f64 {
        let [a, b] = self.cases;
        (1.0 / a + 1.0 / b).sqrt()
    }

    /// The interval of the ratio.
    ///
    /// # Source
    /// Conditional: given the sum, `b` is binomial with the odds `ratio · eb/ea` (Przyborowski, Wilenski, Biometrika 31,
    /// 1940); its interval is Clopper's and Pearson's. With φ the counts are no integers, and the beta functions go
    /// between them.
    pub(super) fn interval(self, confidence: Confidence) -> Interval {
        let ([a, b], [ea, eb]) = (self.cases, self.exposures);
        match self.method {
            Method::Logarithm => Interval::around(self.value().ln(), self.error(), confidence).map(f64::exp),
            Method::Conditional => ratio_interval([b, eb], [a, ea], confidence),
        }
    }

    /// The two one-sided tests against both ends of the band; the larger p-value.
    pub(super) fn equivalence_p(self, band: Interval) -> f64 {
        let ([a, b], [ea, eb]) = (self.cases, self.exposures);
        match self.method {
            Method::Logarithm => {
                let z = |end: f64| (self.value().ln() - end.ln()) / self.error();
                normal::upper_tail(z(band.low)).max(normal::distribution(z(band.high)))
            }
            Method::Conditional => {
                let share = |ratio: f64| ratio * eb / (ratio * eb + ea);
                let above = if b > 0.0 { beta::distribution(share(band.low), b, a + 1.0) } else { 1.0 };
                let below = if a > 0.0 { beta::upper_tail(share(band.high), b + 1.0, a) } else { 1.0 };
                above.max(below)
            }
        }
    }
}
