//! What does the city feel, and how sure are we? Design-based estimation from survey data.

#![allow(missing_docs)]
pub mod calibrated;
pub mod change;
mod covariance;
pub mod data;
pub mod design;
mod domain;
pub mod estimators;
mod factor;
pub mod hypotheses;
pub mod intervals;
mod linearisation;
pub mod reliability;
pub mod replicates;
mod roots;
pub mod run;
mod sums;
mod survey;
pub mod tables;
mod tails;

pub use covariance::Covariance;
pub use design::Design;
pub use domain::Domain;
pub use replicates::Replicates;
pub use survey::{Estimate, Estimates, Statistic, Survey};
