//! Verbs of the command line.

mod report;

use ground::Verb;

/// Every verb of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![report::verb()]
}
