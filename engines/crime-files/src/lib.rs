//! What stands in the files that the police and others publish about offences.
//!
//! ```text
//!   police           the crime map: incidents (CSV, GeoJSON), codebooks, totals by node, differences of downloads
//!   fast             the same files, large: month × category × area, no record for each row
//!   tsk              statistics by offence code: yearly workbooks, precincts, sums, months, codes that follow codes
//!   precinct_months  months of precincts as one CSV
//!   municipal        events of municipal police; monthly counts of Prague, glued numbers set aside
//!   abroad           England, Chicago, Memphis
//! ```
//!
//! Readers take bytes and hand back typed records with an [`Ingest`]: what was kept, what waits for a person, what could
//! not be read, and where first. A file of another kind is a [`Fault`] with its place. Nothing is repaired silently and
//! nothing is clipped: a correction below zero stays one.

pub mod abroad;
pub mod fast;
mod fault;
mod ingest;
pub mod municipal;
mod point;
pub mod police;
pub mod precinct_months;
mod table;
mod time;
pub mod tsk;

pub use fault::{ColumnDifference, Fault, FaultKind, Place};
pub use ingest::{FIRST, Fate, Finding, Ingest, What};
pub use point::{Bounds, Point, Stack, stacks};
pub use time::{Instant, Month};
