//! Probability distributions and their quantiles, as exact as `f64` allows: the ground that intervals and tests stand on.

#![allow(missing_docs)]
pub mod beta;
