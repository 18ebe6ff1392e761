//! Probability distributions and their quantiles, as exact as `f64` allows: the ground that intervals and tests
//! stand on.
//!
//! ```text
//!   gamma ──► normal, chi_squared, poisson         upper and lower incomplete gamma functions
//!   beta  ──► student, fisher, negative_binomial   the incomplete beta function from both sides
//!     └────► inverse, counting                     the ways back from a probability: to a point, to a count
//! ```
//!
//! Every distribution is a module with the same three functions: `distribution` (what lies below), `upper_tail` (what
//! lies above, exact to about 13 digits even where it is 1e-300, because it is never computed as one minus the other)
//! and `quantile`. Degrees of freedom are real numbers, may be a million, and may be infinite.
//!
//! [`random`] is chance from a seed, for what is drawn instead of computed.
//!
//! [`Confidence`] and [`Interval`] are what all intervals are asked and answered with.
//!
//! Nothing here panics: what has no meaning (negative degrees of freedom, a probability of 2, NaN) gives NaN.

pub mod beta;
pub mod chi_squared;
mod confidence;
mod counting;
pub mod fisher;
pub mod gamma;
mod inverse;
pub mod negative_binomial;
pub mod normal;
pub mod poisson;
pub mod random;
pub mod student;

pub use confidence::{Confidence, Interval};

/// A distribution seen at one point from both sides; each side is exact by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// Probability of what lies below.
    pub lower: f64,
    /// Probability of what lies above.
    pub upper: f64,
}

impl Tails {
    const NONE: Tails = Tails { lower: 0.0, upper: 1.0 };
    const ALL: Tails = Tails { lower: 1.0, upper: 0.0 };
    const UNDEFINED: Tails = Tails { lower: f64::NAN, upper: f64::NAN };

    fn from_lower(lower: f64) -> Tails {
        let lower = lower.min(1.0);
        Tails { lower, upper: 1.0 - lower }
    }

    fn from_upper(upper: f64) -> Tails {
        let upper = upper.min(1.0);
        Tails { lower: 1.0 - upper, upper }
    }

    /// Both sides of the probability `p`, or `None` when it is none.
    fn of(p: f64) -> Option<Tails> {
        (0.0..=1.0).contains(&p).then_some(Tails { lower: p, upper: 1.0 - p })
    }

    /// The same distribution read from the other end.
    fn turned(self) -> Tails {
        Tails { lower: self.upper, upper: self.lower }
    }
}
