//! What is done with figures and claims: authorize, rule, one transaction with its row in the trail.

mod claims;
mod figures;
mod import;
mod questions;
mod whole;

pub use claims::ClaimView;
