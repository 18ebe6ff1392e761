//! The crime map of the Czech police (*Mapa kriminality pro veřejnost*): incidents of months and of municipalities.
//!
//! ```text
//!   types.csv|json ── Codebook ─┐ a tree: a node counts what has it or one below it
//!   YYYYMM.csv ─── csv ─────────┤
//!   YYYY_LAU2.geojson ─ geojson ┼─► Gathering ─► Download: incidents, each once, and the Ingest
//!   old CSV (types joined) ─────┘                    ├─ totals by node
//!                                                    └─ difference from an earlier download, by id
//! ```
//!
//! What the source is not: the instant is that of reporting, never of the deed; places are inexact on purpose; the state
//! does not tell what was cleared (use [`tsk`](crate::tsk)); `mp` is read differently by everybody and means nothing
//! until the police say what.

mod codebook;
mod csv;
mod difference;
mod gathering;
mod geojson;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use codebook::{Codebook, Node};
pub use csv::{COLUMNS, COLUMNS_V1};
pub use difference::{Changed, Difference, difference};

use crate::ingest::Ingest;
use crate::point::{Bounds, Point};
use crate::time::Instant;
use crate::{Fault, Stack};

/// An incident of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its number; the same in later downloads.
    pub id: u64,
    /// Where, inexactly.
    pub point: Point,
    /// When it was reported or registered, with the offset of the file.
    pub reported: Instant,
    /// The flag `mp`, unexplained by its publisher.
    pub mp: Option<bool>,
    /// Code of `states`.
    pub state: u32,
    /// Code of `relevance`: what the place is. The old format has none.
    pub relevance: Option<u32>,
    /// Codes of `types`, ascending, each once, at least one.
    pub types: Vec<u32>,
}

/// What incidents are held against.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The tree of types that came with the download.
    pub types: &'a Codebook,
    /// States.
    pub states: &'a Codebook,
    /// Kinds of places.
    pub relevance: &'a Codebook,
    /// Where incidents can be.
    pub bounds: Bounds,
    /// When the file was fetched; later incidents are impossible.
    pub fetched: Option<Instant>,
    /// Incidents on one point that are still believed; more are remarked as [`What::Stacked`](crate::What::Stacked).
    pub stacked: u64,
}

/// A download that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Download {
    /// Incidents, each once, by id.
    pub incidents: Vec<Incident>,
    /// Points that hold suspiciously many of them, the fullest first.
    pub stacks: Vec<Stack>,
    /// What became of the rows.
    pub report: Ingest,
}

/// Reads a month or a municipality, CSV of either version or GeoJSON; which it is, its first byte says.
///
/// # Errors
/// When it is none of them: the columns differ, the JSON is broken.
pub fn read(bytes: &[u8], expected: &Expected<'_>) -> Result<Download, Fault> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.first() == Some(&b'{') { geojson::read(start, expected) } else { csv::read(bytes, expected) }
}

/// Incidents of each node of the tree: those that have its type, or one below it; each incident once in a node.
#[must_use]
pub fn totals(incidents: &[Incident], types: &Codebook) -> BTreeMap<u32, u64> {
    let mut totals: BTreeMap<u32, u64> = types.nodes().map(|it| (it.code, 0)).collect();
    let mut nodes = Vec::new();
    for incident in incidents {
        nodes.clear();
        nodes.extend(incident.types.iter().flat_map(|code| types.lineage(*code)));
        nodes.sort_unstable();
        nodes.dedup();
        for node in &nodes {
            *totals.entry(*node).or_default() += 1;
        }
    }
    totals
}
