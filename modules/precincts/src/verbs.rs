//! The verbs this module gives to the command line.

mod check;
mod export;
mod faults;
mod find;
mod import_addresses;
mod import_city;
mod import_figures;
mod import_territories;
mod terminal;

use ground::Verb;

/// All verbs of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![
        find::verb(),
        import_addresses::verb(),
        import_territories::verb(),
        import_city::verb(),
        import_figures::verb(),
        export::verb(),
        check::verb(),
    ]
}
