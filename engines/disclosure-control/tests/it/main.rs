//! The engine from outside: the cases of the domain notes, attackers of another make, laws.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests are tests

mod attackers;
mod differencing;
mod fewest;
mod made;
mod rounding;
mod rules;
mod suppression;
