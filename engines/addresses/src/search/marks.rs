//! Small tables that one question writes and reads thousands of times.

/// A set of entries, a bit each: cheap to ask thousands of times in one question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    /// No entry of `count` is marked.
    pub(crate) fn none_of(count: usize) -> Marks {
        Marks { bits: vec![0; count.div_ceil(64)] }
    }

    /// Marks an entry; one beyond the count is passed over.
    pub(crate) fn set(&mut self, entry: u32) {
        if let Some(word) = self.bits.get_mut(entry as usize / 64) {
            *word |= 1 << (entry % 64);
        }
    }

    /// Whether an entry is marked.
    pub(crate) fn has(&self, entry: u32) -> bool {
        self.bits.get(entry as usize / 64).is_some_and(|word| word >> (entry % 64) & 1 != 0)
    }
}

/// The costs of the candidates so far, to know when dearer names cannot win.
#[derive(Debug)]
pub(crate) struct Costs {
    counts: [u32; 128],
}

impl Default for Costs {
    fn default() -> Costs {
        Costs { counts: [0; 128] }
    }
}

impl Costs {
    /// Counts one more candidate.
    pub(crate) fn add(&mut self, cost: u32) {
        if let Some(count) = self.counts.get_mut(cost as usize) {
            *count += 1;
        }
    }

    /// The cost of the candidate in the given place, cheapest first.
    pub(crate) fn at(&self, place: u32) -> Option<u32> {
        let mut seen = 0;
        let found = self.counts.iter().position(|count| {
            seen += count;
            seen > place
        });
        found.map(|cost| cost as u32)
    }
}
