//! The verbs this module gives to the command line.

mod audit;

use ground::Verb;

/// All verbs of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![audit::verify(), audit::checkpoint()]
}
