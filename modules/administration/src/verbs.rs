//! The verbs this module gives to the command line.

mod audit;
mod user;

use ground::Verb;

/// All verbs of the module.
pub(crate) fn all() -> Vec<Verb> {
    let mut all = vec![audit::verify(), audit::checkpoint()];
    all.extend(user::all());
    all
}
