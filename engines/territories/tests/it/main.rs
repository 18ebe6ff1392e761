//! The engine from outside: rule texts and polygons against real and invented towns.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests are tests

mod atlas;
mod bad_polygons;
mod ceska_lipa;
mod decrees;
mod findings;
mod laws;
mod plzen;
mod prague;
mod rule_shapes;
mod rule_table;
mod shared;
