//! One door in, one answer out, with the line that gave it.

use super::ast::AreaKind;
use super::compile::{Compiled, ConflictPolicy};
use super::gazetteer::{Door, StreetId};
use super::selection::Entry;

/// Who covers a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly one territory.
    Covered(Covered),
    /// No line covers it.
    Nobody,
    /// Lines of equal rank give it to different territories.
    Conflict {
        /// Indices of the lines ([`Compiled::line`]), in text order.
        lines: Vec<usize>,
    },
}

/// One territory and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Index of the territory ([`Compiled::territory`]).
    pub territory: usize,
    /// Index of the line that decided ([`Compiled::line`]).
    pub line: usize,
    /// Lines of other territories that also name the door but are less specific.
    pub beaten: Vec<usize>,
}

impl Compiled {
    /// Who covers a door.
    ///
    /// Under [`ConflictPolicy::SpecificBeatsBare`] numbers beat a bare street, a bare street beats a whole area,
    /// and "the rest" comes last; equal ranks of different territories are a conflict, never a choice. Under
    /// [`ConflictPolicy::Strict`] only "the rest" gives way.
    ///
    /// - in: any door, also one that was not in the register when the rules were compiled
    /// - cost: one hash look-up and the tests of the street's few lines; no allocation unless lines compete
    pub fn resolve(&self, door: &Door) -> Resolution {
        let mut best: Option<&Entry> = None;
        let mut rivals: Vec<usize> = Vec::new();
        self.each_hit(door, &mut |entry| match best {
            None => best = Some(entry),
            Some(first) if self.same_territory(first.line, entry.line) => {
                if self.rank(entry) > self.rank(first) {
                    best = Some(entry);
                }
            }
            Some(first) if self.rank(entry) > self.rank(first) => {
                rivals.push(first.line);
                best = Some(entry);
            }
            Some(_) => rivals.push(entry.line),
        });
        let Some(best) = best else { return Resolution::Nobody };
        let rank = self.rank(best);
        rivals.retain(|line| !self.same_territory(*line, best.line));
        if rivals.iter().any(|line| self.line_rank(*line) == rank) {
            rivals.retain(|line| self.line_rank(*line) == rank);
            rivals.push(best.line);
            rivals.sort_unstable();
            rivals.dedup();
            return Resolution::Conflict { lines: rivals };
        }
        rivals.sort_unstable();
        rivals.dedup();
        let territory = self.line(best.line).territory;
        Resolution::Covered(Covered { territory, line: best.line, beaten: rivals })
    }

    /// Indices of all lines that cover the door, whoever wins: what a change of this door touches.
    pub fn lines_on(&self, door: &Door) -> Vec<usize> {
        let mut lines = Vec::new();
        self.each_hit(door, &mut |entry| lines.push(entry.line));
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Indices of all lines that name the street: what its renaming or abolition touches.
    pub fn lines_of_street(&self, street: StreetId) -> Vec<usize> {
        let mut lines: Vec<usize> =
            self.by_street.get(&street).into_iter().flatten().map(|e| e.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    fn same_territory(&self, a: usize, b: usize) -> bool {
        self.line(a).territory == self.line(b).territory
    }

    fn rank(&self, entry: &Entry) -> u8 {
        self.line_rank(entry.line)
    }

    fn line_rank(&self, line: usize) -> u8 {
        let rank = self.line(line).rank;
        match self.policy {
            ConflictPolicy::SpecificBeatsBare => rank as u8,
            ConflictPolicy::Strict => (rank as u8).min(1),
        }
    }

    /// Calls `each` with every entry that covers the door.
    pub(super) fn each_hit<'a>(&'a self, door: &Door, each: &mut dyn FnMut(&'a Entry)) {
        let of_street = door.street.and_then(|street| self.by_street.get(&street));
        of_street.into_iter().flatten().filter(|e| e.covers(door)).for_each(&mut *each);
        if !self.by_area.is_empty() {
            for kind in [AreaKind::Municipality, AreaKind::District, AreaKind::Part, AreaKind::Cadastre] {
                let Some(id) = door.areas.of(kind) else { continue };
                let found = self.by_area.get(&(kind, id));
                found.into_iter().flatten().filter(|e| e.covers(door)).for_each(&mut *each);
            }
        }
        if door.street.is_none() {
            self.streetless.iter().filter(|e| e.covers(door)).for_each(each);
        }
    }
}
