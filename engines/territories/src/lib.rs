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
//! # What it is for
//! A city has several partitions of its ground: areas of the State Police, precincts of the municipal police,
//! districts with their mayors, school catchments. Each is published by its own body, some as a map, some as a decree
//! with streets and numbers, and none can be derived from another. This crate takes each as it is published and answers
//! for one address at a time: a drawn layer with [`polygons::Located`] and the metres to the border, a written one
//! with [`rules::Resolution`] and the line that decided. What a city makes of a point too near to a border, and how the
//! layers of one address are put together, is the caller's decision: it depends on the editions, which live there.
//!
//! It knows no files, no database and no clock. The register of addresses comes in through one trait
//! ([`rules::Gazetteer`]), map files come in as text, and editions, dates and names of bodies stay with the caller.
//!
//! # What it answers besides
//! | Question | Asked with |
//! |---|---|
//! | Which lines of this decree were not understood, where, and why? | [`rules::parse`], [`rules::Reason`] |
//! | Which streets does the register lack, which rules match nothing, who is left without anyone? | [`rules::Compiled::report`] |
//! | Who has which numbers of this split street? | [`rules::Compiled::split`] |
//! | Which rules does this changed address touch? | [`rules::Compiled::lines_on`], [`rules::Compiled::lines_of_street`] |
//! | How far is the next border, and who is on the other side? | [`polygons::Atlas::distance_to_border_m`], [`polygons::Atlas::locate`] |
//! | Where do the polygons of a layer overlap or leave a gap? | [`polygons::flaws`] |
//!
//! Reasons, findings and problems are values with a `key()` and `args()` for the caller's table of sentences.
//!
//! # Measured
//! On 2 cores of an AMD EPYC shared with other work, one thread (`cargo run --release -p benches --bin territories`):
//! 15,000 polygons in three layers, 720,000 vertices: built in 0.26 s, 44 MB; random points to three territories at
//! 4.9 million points/s in bulk, 3.7 million/s one by one. Rules: 23 million doors/s over 60,000 doors and 3,000 lines.
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

mod message;
pub mod polygons;
pub mod rules;
mod spelling;
