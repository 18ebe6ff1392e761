//! How sure one wants to be, and the span that follows.

use crate::normal;

/// A level of confidence, strictly between 0 and 1.
///
/// - in: 0.95 for "95 %"
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// 95 %, what pages show when nobody asks for another.
    pub const P95: Confidence = Confidence(0.95);

    /// A level; `None` unless it lies strictly between 0 and 1.
    pub fn new(level: f64) -> Option<Confidence> {
        (level > 0.0 && level < 1.0).then_some(Confidence(level))
    }

    /// The level, 0.95 for "95 %".
    pub fn level(self) -> f64 {
        self.0
    }

    /// What is left outside on each side, 0.025 for "95 %".
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The standard normal deviate that leaves [`Confidence::tail`] above it, 1.96 for "95 %".
    pub fn deviate(self) -> f64 {
        -normal::quantile(self.tail())
    }
}

/// A closed interval; `low ≤ high`, NaN at both ends where there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval of an estimate with a normal error: `value ± deviate · se`.
    pub fn around(value: f64, se: f64, confidence: Confidence) -> Interval {
        let half = confidence.deviate() * se;
        Interval { low: value - half, high: value + half }
    }

    /// The interval of what grows with the value, such as `exp` of a logarithm.
    pub fn map(self, growing: impl Fn(f64) -> f64) -> Interval {
        Interval { low: growing(self.low), high: growing(self.high) }
    }

    /// Whether `value` lies inside, ends included.
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Length, in the unit of the ends.
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_goes_through_what_grows() {
        let interval = Interval::around(1.0, 2.0, Confidence::P95);
        assert!((interval.low + 2.919_928).abs() < 1e-6 && (interval.high - 4.919_928).abs() < 1e-6);
        assert_eq!(interval.map(f64::exp).low, interval.low.exp());
        assert!(interval.holds(1.0) && !interval.holds(5.0) && (interval.width() - 7.839_856).abs() < 1e-6);
        assert_eq!([0.0, 1.0, f64::NAN].map(Confidence::new), [None; 3]);
    }
}
