//! Search over a register: what was understood, which places fit, and what was corrected on the way.

mod types;

pub use types::*;

use std::sync::Arc;

use crate::Register;

/// A register opened for search.
#[derive(Debug)]
pub struct Search {
    register: Arc<Register>,
}

impl Search {
    /// Opens a register for search: about a quarter of a second for the whole country.
    pub fn open(register: Arc<Register>, former: &[FormerName]) -> Search {
        let _ = former;
        Search { register }
    }

    /// The register searched.
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }

    /// Former names whose street the register does not have: their places in the list given to `open`.
    pub fn unresolved(&self) -> &[usize] {
        &[]
    }

    /// Which address did this person mean?
    pub fn find(&self, ask: &Ask<'_>) -> Found {
        let _ = ask;
        Found { reading: Reading::default(), outcome: Outcome::Nothing, hits: Vec::new() }
    }

    /// Places for a question still being typed (its last word may be unfinished), best first.
    pub fn suggest(&self, ask: &Ask<'_>, limit: usize) -> Vec<Hit> {
        let _ = (ask, limit);
        Vec::new()
    }
}
