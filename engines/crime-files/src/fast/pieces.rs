//! Pieces of incidents, sixteen bytes each, by parts that hold all pieces of an id.

use super::chunk::Chunk;
use super::kinds::Kinds;
use crate::fault::{Fault, FaultKind, Place};

/// Parts of the ids: enough for all cores, and each small enough for the memory near to one.
pub(super) const PARTS: usize = 256;
/// Months are counted from 1800 in twelve bits.
pub(super) const FIRST_MONTH: i32 = 1800 * 12;
/// Ids from here on were made for incidents that have none, and are not told apart.
pub(super) const MADE: u64 = 1 << 63;
/// Bits of a type in a piece.
const KIND_BITS: u32 = 20;

/// A row: one type of one incident.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    pub(super) id: u64,
    pub(super) area: u32,
    /// The month above, the number of the type below.
    month_kind: u32,
}

impl Piece {
    /// `None` for a month or a number of a type that it cannot hold.
    pub(super) fn new(id: u64, area: u32, month: u32, kind: u32) -> Option<Self> {
        let good = month < 1 << (32 - KIND_BITS) && kind < 1 << KIND_BITS;
        good.then_some(Self { id, area, month_kind: month << KIND_BITS | kind })
    }

    pub(super) fn of_kind(self, kind: u32) -> Self {
        Self { month_kind: self.month_kind >> KIND_BITS << KIND_BITS | kind, ..self }
    }

    /// Months since [`FIRST_MONTH`].
    pub(super) fn month(self) -> u32 {
        self.month_kind >> KIND_BITS
    }

    pub(super) fn kind(self) -> usize {
        usize::try_from(self.month_kind & ((1 << KIND_BITS) - 1)).unwrap_or(0)
    }

    /// The part that holds all pieces of its id: the upper bits of a product, so that neighbours are spread evenly.
    fn part(self) -> usize {
        usize::try_from(self.id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56).unwrap_or(0)
    }
}

/// The pieces of a chunk, part after part, within a part in the order of the file.
#[derive(Default)]
pub(super) struct Parts {
    pieces: Vec<Piece>,
    /// Where each part begins, and the end of the last.
    starts: Vec<usize>,
}

impl Parts {
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut starts = vec![0; PARTS + 1];
        for piece in pieces {
            if let Some(size) = starts.get_mut(piece.part() + 1) {
                *size += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut sorted = vec![Piece::default(); pieces.len()];
        for piece in pieces {
            let Some(next) = next.get_mut(piece.part()) else { continue };
            if let Some(place) = sorted.get_mut(*next) {
                *place = *piece;
            }
            *next += 1;
        }
        Self { pieces: sorted, starts }
    }

    fn part(&self, part: usize) -> &[Piece] {
        match self.starts.get(part..part + 2) {
            Some([from, to]) => self.pieces.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// All pieces of a file, chunk by chunk in its order.
#[derive(Default)]
pub(super) struct Pieces {
    /// With the number in [`Self::kinds`] of each type of the chunk.
    chunks: Vec<(Parts, Vec<u32>)>,
    kinds: Kinds,
}

impl Pieces {
    /// Adds the pieces of the next chunk, before which so many lines stand.
    pub(super) fn add(&mut self, chunk: Chunk, lines: u64) -> Result<(), Fault> {
        if let Some(line) = chunk.too_early_or_late {
            return Err(Fault { place: Place::Line(lines + line), kind: FaultKind::TooLarge("340 years") });
        }
        let numbers = self.kinds.add(&chunk.kinds);
        if self.kinds.all().len() > 1 << KIND_BITS {
            return Err(Fault::file(FaultKind::TooLarge("a million different types")));
        }
        self.chunks.push((chunk.pieces, numbers));
        Ok(())
    }

    pub(super) fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// Puts the pieces of a part into a buffer, those of one id together and in the order of the file.
    pub(super) fn gather(&self, part: usize, pieces: &mut Vec<Piece>) {
        pieces.clear();
        for (parts, numbers) in &self.chunks {
            let number = |it: &Piece| numbers.get(it.kind()).map_or(*it, |kind| it.of_kind(*kind));
            pieces.extend(parts.part(part).iter().map(number));
        }
        // Stable, and quick for ids that ascend already.
        pieces.sort_by_key(|it| it.id);
    }
}
