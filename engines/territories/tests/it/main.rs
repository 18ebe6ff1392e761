//! The engine from outside: rule texts and polygons against real and invented towns.

mod ceska_lipa;
mod decrees;
mod laws;
mod plzen;
mod prague;
mod rule_table;
mod shared;
