//! Counts of very many keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

/// Keys are put down by their hash in one of these many groups first.
const GROUPS: usize = 64;
/// Keys of a group that are counted at once.
const AT_ONCE: usize = 2048;

type Counts = HashMap<u64, u64, BuildHasherDefault<Mixed>>;

/// Counts of keys. One table of all would be larger than the memory near to a core, and keys come in any order: each would be
/// waited for. So keys wait until there are many of a group, whose table is small.
pub(super) struct Cells(Vec<(Vec<u64>, Counts)>);

impl Default for Cells {
    fn default() -> Self {
        Self(vec![(Vec::new(), Counts::default()); GROUPS])
    }
}

impl Cells {
    /// Counts a key once.
    pub(super) fn count(&mut self, key: u64) {
        // Other bits of the hash than those the tables begin with.
        let group = usize::try_from(hash(key) >> 40).unwrap_or(0) % GROUPS;
        let Some((waiting, counts)) = self.0.get_mut(group) else { return };
        waiting.push(key);
        if waiting.len() >= AT_ONCE {
            settle(waiting, counts);
        }
    }

    /// Both together.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.par_iter_mut().zip(other.0).for_each(|((waiting, counts), (mut others, more))| {
            settle(waiting, counts);
            settle(&mut others, counts);
            for (key, count) in more {
                *counts.entry(key).or_default() += count;
            }
        });
        self
    }

    /// Every key with how often it was counted, in no order.
    pub(super) fn counts(mut self) -> impl Iterator<Item = (u64, u64)> {
        self.0.par_iter_mut().for_each(|(waiting, counts)| settle(waiting, counts));
        self.0.into_iter().flat_map(|it| it.1)
    }
}

fn settle(waiting: &mut Vec<u64>, counts: &mut Counts) {
    for key in waiting.drain(..) {
        *counts.entry(key).or_default() += 1;
    }
}

/// Both halves of a product of 128 bits: every bit of the key reaches the lowest bits, which tables begin with.
fn hash(key: u64) -> u64 {
    let product = u128::from(key) * 0x9e37_79b9_7f4a_7c15;
    (product >> 64) as u64 ^ product as u64
}

/// The hash of a whole number.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = hash(self.0 ^ value);
    }
}
