//! Search over a register: what was understood, which places fit, and what was corrected on the way.
//!
//! ```text
//!  text ─query─▶ atoms, numbers, postcode
//!                  │ words: dictionary, exact · declined · beginning · typos
//!                  ▼
//!               names chosen (names) and laid over the atoms (matching), places said beside them (candidates)
//!                  │ every street or part that bears the name, cheapest first
//!                  ▼
//!               numbers looked up in its run (numbers) ─▶ ranked hits, outcome (answer), corrections (explain)
//! ```
//!
//! The dictionary holds names, not addresses: some fifty thousand words for the whole country. Only the few
//! streets that remain are asked for numbers, a binary search in two bytes per address.
//!
//! Never silently: the town and the house number. A number that is not in the register is answered with
//! [`Outcome::NumberNotInRegister`] and its neighbours, a town away from home with [`Outcome::OutsideHome`].

mod answer;
mod candidates;
mod entries;
mod explain;
mod fold;
mod language;
mod marks;
mod matching;
mod names;
mod numbers;
mod query;
mod types;
mod words;

use std::sync::Arc;

use crate::Register;
pub use types::*;

/// A register opened for search. Shared freely between threads.
#[derive(Debug)]
pub struct Search {
    register: Arc<Register>,
    entries: entries::Entries,
    former: Vec<FormerName>,
}

impl Search {
    /// Opens a register for search: a fraction of a second for the whole country.
    ///
    /// `former` are the other names people use, data of the cities in the register.
    pub fn open(register: Arc<Register>, former: &[FormerName]) -> Search {
        let entries = entries::Entries::new(&register, former);
        Search { register, entries, former: former.to_vec() }
    }

    /// The register searched.
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }

    /// Former names whose street the register does not have: their places in the list given to `open`.
    pub fn unresolved(&self) -> &[usize] {
        &self.entries.unresolved
    }

    /// Bytes the search holds beside the register.
    pub fn memory_bytes(&self) -> usize {
        self.entries.memory_bytes()
    }

    /// Which address did this person mean?
    ///
    /// - in: any text, of any length and content
    /// - out: the reading, how sure it is, at most 20 hits, best first
    pub fn find(&self, ask: &Ask<'_>) -> Found {
        self.answer(ask)
    }

    /// Places for a question still being typed (its last word or number may be unfinished), best first.
    pub fn suggest(&self, ask: &Ask<'_>, limit: usize) -> Vec<Hit> {
        self.suggestions(ask, limit)
    }
}
