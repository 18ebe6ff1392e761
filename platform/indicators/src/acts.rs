//! What is done with figures and claims: authorize, rule, one transaction with its row in the trail.

mod figures;
mod import;
mod questions;
