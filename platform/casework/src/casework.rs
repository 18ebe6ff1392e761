//! The face of this crate for a running process.

use std::sync::Arc;

use access::Access;
use chrono::TimeDelta;
use store::Store;

use crate::{CaseTypes, Notice};

/// How long a transition may be taken back.
pub const UNDO: TimeDelta = TimeDelta::minutes(10);

/// Writes the letter about a notice in a language: subject and body. The app hands it over, since texts live above.
pub type WriteLetter = Arc<dyn Fn(&Notice, &Letterhead<'_>) -> (String, String) + Send + Sync>;

/// Finds in a text the words that casework must not keep, as they were written. The app hands it over, since the lists
/// of words live above.
pub type CheckWords = Arc<dyn Fn(&str) -> Vec<String> + Send + Sync>;

/// What a letter needs besides the notice.
#[derive(Debug, Clone, Copy)]
pub struct Letterhead<'a> {
    /// Language of the recipient: `cs`, `en`, `uk`.
    pub language: &'a str,
    /// Name of the case's type in that language.
    pub kind: &'a str,
    /// Path of the case's page: `/staff/pripady/{id}`.
    pub path: &'a str,
}

/// Limits that a city may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest attachment, in bytes.
    pub attachment: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { attachment: 20 * 1024 * 1024 }
    }
}

/// Cases of one process; cheap to clone. Every act asks [`access::authorize`], then the rules of the case type, and
/// then writes change, timeline and trail in one transaction.
#[derive(Clone)]
pub struct Casework {
    pub(crate) store: Store,
    pub(crate) access: Access,
    pub(crate) types: CaseTypes,
    pub(crate) letter: WriteLetter,
    pub(crate) words: CheckWords,
    pub(crate) limits: Limits,
    /// Tells nobody: no notices, no letters.
    pub(crate) quiet: bool,
}

impl Casework {
    /// Cases kept in `store`.
    #[must_use]
    pub fn new(store: Store, access: Access, types: CaseTypes, letter: WriteLetter) -> Casework {
        let words: CheckWords = Arc::new(|_: &str| Vec::<String>::new());
        Casework { store, access, types, letter, words, limits: Limits::default(), quiet: false }
    }

    /// The same cases, but nobody is told: for what happened long ago and is only written down now.
    #[must_use]
    pub fn quietly(mut self) -> Casework {
        self.quiet = true;
        self
    }

    /// Refuses every free text in which `check` finds a word.
    #[must_use]
    pub fn with_word_check(mut self, check: CheckWords) -> Casework {
        self.words = check;
        self
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Casework {
        self.limits = limits;
        self
    }

    /// The case types.
    #[must_use]
    pub fn types(&self) -> &CaseTypes {
        &self.types
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }
}
