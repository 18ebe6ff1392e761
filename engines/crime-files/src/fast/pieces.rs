//! Pieces of incidents, sixteen bytes each, and their counting.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::chunk::Chunk;
use crate::fault::{Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};

/// Bits of a set in a piece.
const SET_BITS: u32 = 20;
/// Months are counted from 1800 in the remaining twelve.
const FIRST_MONTH: i32 = 1800 * 12;
/// Ids above it were made for incidents that have none.
const MADE: u64 = 1 << 63;

#[derive(Debug, Clone, Copy)]
struct Piece {
    id: u64,
    area: u32,
    /// The month above, the set of types below.
    month_set: u32,
}

/// All pieces of a file in its order.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// Whether some id is not larger than the one before: only then can an incident stand in two pieces.
    unordered: bool,
    sets: Sets,
    names: Vec<String>,
}

#[derive(Default)]
struct Sets {
    sets: Vec<Vec<u32>>,
    of_set: HashMap<Vec<u32>, u32>,
}

pub(super) type Counts<Key> = HashMap<Key, u64, BuildHasherDefault<Mixed>>;

/// Keys are whole numbers already; one multiplication spreads them.
#[derive(Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_i32(&mut self, value: i32) {
        self.write_u64(u64::from(value.cast_unsigned()));
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Sets {
    fn index(&mut self, set: &[u32]) -> Result<u32, Fault> {
        if let Some(index) = self.of_set.get(set) {
            return Ok(*index);
        }
        let index = u32::try_from(self.sets.len()).ok().filter(|it| *it < 1 << SET_BITS);
        let index =
            index.ok_or_else(|| Fault::file(FaultKind::TooLarge("a million different sets of types")))?;
        self.sets.push(set.to_vec());
        self.of_set.insert(set.to_vec(), index);
        Ok(index)
    }
}

impl Piece {
    fn month(self) -> i32 {
        i32::try_from(self.month_set >> SET_BITS).unwrap_or(0) + FIRST_MONTH
    }

    fn set(self) -> u32 {
        self.month_set & ((1 << SET_BITS) - 1)
    }
}

impl Pieces {
    /// Adds the pieces of the next chunk, before which so many lines stand.
    pub(super) fn add(&mut self, chunk: &Chunk, lines: u64) -> Result<(), Fault> {
        let mut names = Vec::new();
        for name in &chunk.names {
            let name = String::from_utf8_lossy(name);
            let at = self.names.iter().position(|it| *it == name).unwrap_or_else(|| {
                self.names.push(name.into_owned());
                self.names.len() - 1
            });
            names.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        let mut sets = Vec::new();
        for set in &chunk.sets {
            let renamed: Vec<u32> = match names.is_empty() {
                true => set.clone(),
                false => set.iter().filter_map(|it| names.get(usize::try_from(*it).ok()?).copied()).collect(),
            };
            sets.push(self.sets.index(&renamed)?);
        }
        self.pieces.reserve(chunk.pieces.len());
        let mut last = self.pieces.last().map(|it| it.id);
        for (part, area) in chunk.pieces.iter().zip(&chunk.areas) {
            let id = part.id.unwrap_or(MADE | (lines + part.line));
            let month = u32::try_from(part.month.index() - FIRST_MONTH).ok().filter(|it| *it < 1 << 12);
            let (Some(month), Some(set)) = (month, sets.get(part.set)) else {
                return Err(Fault {
                    place: Place::Line(lines + part.line),
                    kind: FaultKind::TooLarge("340 years"),
                });
            };
            self.unordered |= last.is_some_and(|last| id <= last);
            last = Some(id);
            self.pieces.push(Piece { id, area: *area, month_set: month << SET_BITS | set });
        }
        Ok(())
    }

    pub(super) fn sets(&self) -> &[Vec<u32>] {
        &self.sets.sets
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Different incidents by month, area and set of types.
    pub(super) fn count(&mut self, report: &mut Ingest) -> Vec<((i32, u32, usize), u64)> {
        if self.unordered {
            self.join(report);
        }
        let count = |mut counts: Counts<u64>, piece: &Piece| {
            *counts.entry(u64::from(piece.area) << 32 | u64::from(piece.month_set)).or_default() += 1;
            counts
        };
        let counts = self.pieces.par_iter().with_min_len(1 << 19).fold(Counts::<u64>::default, count);
        let counts = counts.reduce(Counts::<u64>::default, |mut one, other| {
            for (key, count) in other {
                *one.entry(key).or_default() += count;
            }
            one
        });
        let cell = |(key, count): (u64, u64)| {
            let area = u32::try_from(key >> 32).unwrap_or(super::NOWHERE);
            let piece = Piece { id: 0, area, month_set: u32::try_from(key & 0xffff_ffff).unwrap_or(0) };
            ((piece.month(), area, usize::try_from(piece.set()).unwrap_or(0)), count)
        };
        counts.into_iter().map(cell).collect()
    }

    /// Brings pieces of one id together: of the first its month and area, of all their types. A stable sort keeps the order
    /// of the file among pieces of one id.
    fn join(&mut self, report: &mut Ingest) {
        self.pieces.par_sort_by_key(|it| it.id);
        let mut kept = 0_usize;
        for at in 0..self.pieces.len() {
            let Some(piece) = self.pieces.get(at).copied() else { break };
            let before = kept.checked_sub(1).and_then(|it| self.pieces.get(it)).copied();
            match before {
                Some(first) if first.id == piece.id => {
                    if (first.area, first.month()) != (piece.area, piece.month()) {
                        report.note(What::Contradiction, Fate::Kept, Place::File);
                    }
                    if first.set() == piece.set() {
                        report.note(What::Duplicate, Fate::Kept, Place::File);
                        continue;
                    }
                    let set = self.union(first.set(), piece.set());
                    if let (Some(place), Some(set)) = (self.pieces.get_mut(kept - 1), set) {
                        place.month_set = place.month_set >> SET_BITS << SET_BITS | set;
                    }
                }
                _ => {
                    if let Some(place) = self.pieces.get_mut(kept) {
                        *place = piece;
                    }
                    kept += 1;
                }
            }
        }
        self.pieces.truncate(kept);
    }

    fn union(&mut self, one: u32, other: u32) -> Option<u32> {
        let set = |it: u32| self.sets.sets.get(usize::try_from(it).ok()?).cloned();
        let mut both = set(one)?;
        both.extend(set(other)?);
        both.sort_unstable();
        both.dedup();
        self.sets.index(&both).ok()
    }
}
