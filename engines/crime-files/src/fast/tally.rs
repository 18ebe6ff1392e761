//! Incidents, each once, counted by month, area and category.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::cells::Cells;
use super::on_all_threads;
use super::pieces::{MADE, PARTS, Piece, Pieces};

/// Categories of each type, by their number; at most a million different ones.
pub(super) type Nodes = [Vec<u32>];
/// Bits of a category in a key.
const NODE_BITS: u32 = 20;
pub(super) const MOST_NODES: usize = 1 << NODE_BITS;

/// What was counted.
pub(super) struct Tally<'a> {
    nodes: &'a Nodes,
    cells: Cells,
    pub(super) incidents: u64,
    /// Rows that say nothing new of their incident.
    pub(super) duplicates: u64,
    /// Rows with another month or area than the first of their incident.
    pub(super) contradictions: u64,
    /// The incident in which each type and each category was seen last.
    seen_kind: Vec<u64>,
    seen_node: Vec<u64>,
}

/// Counts the incidents of all parts, side by side.
pub(super) fn count<'a>(pieces: &Pieces, nodes: &'a Nodes) -> Tally<'a> {
    let next = AtomicUsize::new(0);
    let tallies = on_all_threads(|| {
        let (mut tally, mut rows) = (Tally::new(nodes), Vec::new());
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= PARTS {
                return tally;
            }
            pieces.gather(part, &mut rows);
            rows.chunk_by(|a, b| a.id == b.id && a.id < MADE).for_each(|it| tally.incident(it));
        }
    });
    tallies.into_iter().reduce(Tally::and).unwrap_or_else(|| Tally::new(nodes))
}

impl<'a> Tally<'a> {
    fn new(nodes: &'a Nodes) -> Self {
        let last = nodes.iter().flatten().max().map_or(0, |it| *it as usize + 1);
        Self {
            nodes,
            cells: Cells::default(),
            incidents: 0,
            duplicates: 0,
            contradictions: 0,
            seen_kind: vec![0; nodes.len()],
            seen_node: vec![0; last],
        }
    }

    /// Counts the rows of one incident: the month and area of the first, the categories of all.
    fn incident(&mut self, rows: &[Piece]) {
        let Some(first) = rows.first() else { return };
        self.incidents += 1;
        let place = |it: &Piece| u64::from(it.month()) << 52 | u64::from(it.area) << NODE_BITS;
        let cell = place(first);
        if rows.len() == 1 {
            for node in self.nodes.get(first.kind()).into_iter().flatten() {
                self.cells.count(cell | u64::from(*node));
            }
            return;
        }
        for row in rows {
            let Some(seen) = self.seen_kind.get_mut(row.kind()) else { continue };
            let again = std::mem::replace(seen, self.incidents) == self.incidents;
            if place(row) != cell {
                self.contradictions += 1;
            } else if again {
                self.duplicates += 1;
            }
            for node in self.nodes.get(row.kind()).into_iter().flatten() {
                let Some(seen) = self.seen_node.get_mut(*node as usize) else { continue };
                if std::mem::replace(seen, self.incidents) != self.incidents {
                    self.cells.count(cell | u64::from(*node));
                }
            }
        }
    }

    /// Both together; sums do not depend on who counted what.
    fn and(mut self, other: Self) -> Self {
        self.cells = self.cells.and(other.cells);
        self.incidents += other.incidents;
        self.duplicates += other.duplicates;
        self.contradictions += other.contradictions;
        self
    }

    /// Month, area, number of the category and incidents of every cell, in no order.
    pub(super) fn cells(self) -> impl Iterator<Item = (u32, u32, usize, u64)> {
        self.cells.counts().map(|(key, count)| {
            let (month, node) = (key >> 52, key & ((1 << NODE_BITS) - 1));
            (month as u32, (key >> NODE_BITS) as u32, node as usize, count)
        })
    }
}
