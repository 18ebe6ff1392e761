//! Every SQL text of this crate. No rules.

pub(crate) mod claims;
pub(crate) mod editions;
pub(crate) mod figures;
pub(crate) mod questions;

/// Every query, for the test that prepares them all on both engines.
pub(crate) const QUERIES: &[&[(&str, &str)]] =
    &[&claims::ALL, &editions::ALL, &figures::ALL, &questions::ALL];
