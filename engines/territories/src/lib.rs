//! Who covers this address? Polygons and street-and-number rules, gaps, overlaps, conflicts.
//!
//! Two ways of saying where a territory ends, side by side and never inferred from each other:
//!
//! ```text
//!  rule text ──► rules::parse ──► Document ──► rules::compile(+ Gazetteer) ──► Compiled ──► resolve(&Door)
//!                (each line: resolved / warning / unresolved)                     └──► report, split
//!
//!  GeoJSON ─┐
//!  GML ─────┴──► Vec<Territory> ──► polygons::Atlas (layers) ──► assign(point), locate, distance to border
//!                        └──► polygons::flaws (overlaps and gaps of one layer)
//! ```
//!
//! The two promises of this crate: **nothing is ever widened silently** (a line that is not understood covers
//! nothing), and **every answer names its reason** (the polygon, or the rule line by number and text).
//!
//! # Example
//! ```
//! use territories::rules::{self, ConflictPolicy, Resolution, Town};
//!
//! let mut town = Town::new("Vzorov");
//! let odd = town.add("Vzorová", "č.p. 501", "1");
//! let even = town.add("Vzorová", "č.p. 502", "2a");
//!
//! let document = rules::parse("# Vzorov\nOkrsek A\nVzorová - lichá č. 1–7\n\nOkrsek B\nVzorová\n");
//! let compiled = rules::compile(&document, &town, ConflictPolicy::SpecificBeatsBare);
//!
//! let Resolution::Covered(answer) = compiled.resolve(&town.door(odd).unwrap()) else { panic!() };
//! assert_eq!(compiled.territory(answer.territory).title, "Okrsek A");
//! assert_eq!(compiled.line(answer.line).number, 3);
//!
//! let Resolution::Covered(answer) = compiled.resolve(&town.door(even).unwrap()) else { panic!() };
//! assert_eq!(compiled.territory(answer.territory).title, "Okrsek B");
//! ```

mod answer;
pub mod polygons;
pub mod rules;
mod spelling;

pub use answer::{Answer, Layer, Why};
