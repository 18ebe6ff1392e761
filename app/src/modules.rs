//! The one list of modules. Nothing else knows them all.

use ground::Module;

/// Every module of this installation, in the order of the portal's doors. The demonstration is filled in this order
/// too: people and bodies come before the work they do.
pub(crate) fn all() -> Vec<Module> {
    vec![
        precincts::module(),
        administration::module(),
        cases::module(),
        lodging::module(),
        situation::module(),
        survey::module(),
        offences::module(),
        foreigners::module(),
        open_data::module(),
    ]
}
