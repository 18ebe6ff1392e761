//! Every SQL text of sign-in, for the test that prepares them all on both databases.

/// Names and texts.
pub const QUERIES: &[(&str, &str)] = &[];
