//! A verb of the command line, handed over by a module.
//!
//! Exit codes are the same everywhere: 0 done, 1 refused or failed, 2 wrong usage.

use clap::ArgMatches;
use futures_util::future::BoxFuture;

use crate::Ground;

/// One verb, such as `okrsek import addresses FILE…`.
pub struct Verb {
    /// The words that call it; verbs that share the first word are grouped under it.
    pub path: &'static [&'static str],
    /// Its arguments and help, in the language of the person.
    pub command: fn(&web::Say) -> clap::Command,
    /// What it does.
    pub run: fn(Context, ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>>,
}

/// What a verb works with.
pub struct Context {
    /// The shared ground.
    pub ground: Ground,
    /// The texts in the language of the person at the terminal.
    pub t: web::Say,
}

/// How a verb that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: the verb worked and its answer is no (nothing found, a check with findings, not confirmed).
    Refused,
}

/// Why a verb failed; the sentence is already in the language of the person. Exit code 1.
#[derive(Debug, thiserror::Error)]
pub enum VerbError {
    /// Something the person can put right; shown as it is.
    #[error("{0}")]
    Said(String),
    /// Something they cannot; shown with its chain of causes.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}

impl From<store::StoreError> for VerbError {
    fn from(cause: store::StoreError) -> Self {
        Self::Fault(cause.into())
    }
}
