//! Types of incidents by a number in the order they come: codes of the map, names of streets.

use std::collections::HashMap;

/// Types that were seen.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    seen: Vec<Kind>,
    /// Numbers of small codes, which nearly all are; [`NONE`] for one not seen yet.
    of_small: Vec<u32>,
    of_kind: HashMap<Kind, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Code(u32),
    Name(Vec<u8>),
}

impl Kind {
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Kind::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            Kind::Code(_) => None,
        }
    }
}

const NONE: u32 = u32::MAX;
const SMALL: usize = 1024;
/// Names that are compared one by one before they are looked up.
const FEW: usize = 16;

impl Kinds {
    pub(super) fn all(&self) -> &[Kind] {
        &self.seen
    }

    /// The number of a code.
    pub(super) fn code(&mut self, code: u32) -> u32 {
        let small = usize::try_from(code).ok().filter(|it| *it < SMALL);
        let Some(small) = small else { return self.number(Kind::Code(code)) };
        match self.of_small.get(small) {
            Some(number) if *number != NONE => return *number,
            Some(_) => {}
            None => self.of_small.resize(SMALL, NONE),
        }
        let number = self.number(Kind::Code(code));
        if let Some(place) = self.of_small.get_mut(small) {
            *place = number;
        }
        number
    }

    /// The number of a name.
    pub(super) fn name(&mut self, name: &[u8]) -> u32 {
        let same = |it: &Kind| matches!(it, Kind::Name(seen) if seen == name);
        let at = self.seen.iter().take(FEW).position(same);
        at.and_then(|it| u32::try_from(it).ok()).unwrap_or_else(|| self.number(Kind::Name(name.to_vec())))
    }

    fn number(&mut self, kind: Kind) -> u32 {
        let next = u32::try_from(self.seen.len()).unwrap_or(NONE);
        let number = *self.of_kind.entry(kind.clone()).or_insert(next);
        if number == next {
            self.seen.push(kind);
        }
        number
    }

    /// Adds those of a chunk: the number here of each of its own. Names become text, as people will read them.
    pub(super) fn add(&mut self, other: &Self) -> Vec<u32> {
        let number = |kind: &Kind| match kind {
            Kind::Code(code) => self.code(*code),
            Kind::Name(name) => self.name(String::from_utf8_lossy(name).as_bytes()),
        };
        other.seen.iter().map(number).collect()
    }
}
