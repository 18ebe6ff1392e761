//! Verbs of the command line.

pub(crate) mod run;
