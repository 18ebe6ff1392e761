//! How sure one wants to be, and the span that follows.

use distributions::normal;

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
    pub(crate) fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The standard normal deviate that leaves [`Confidence::tail`] above it, 1.96 for "95 %".
    pub(crate) fn deviate(self) -> f64 {
        -normal::quantile(self.tail())
    }
}

/// A closed interval; `low ≤ high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether `value` lies inside, ends included.
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Length, in the unit of the ends.
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}
