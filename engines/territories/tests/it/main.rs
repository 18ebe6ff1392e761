//! The engine from outside: rule texts and polygons against real and invented towns.

mod rule_table;
mod shared;
