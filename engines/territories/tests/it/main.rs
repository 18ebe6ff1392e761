//! The engine from outside: rule texts and polygons against real and invented towns.

mod decrees;
mod plzen;
mod prague;
mod rule_table;
mod shared;
