//! The one list of modules. Nothing else knows them all.

use ground::Module;

/// Every module of this installation, in the order of the portal's doors.
pub(crate) fn all() -> Vec<Module> {
    vec![precincts::module(), cases::module(), lodging::module(), administration::module()]
}
